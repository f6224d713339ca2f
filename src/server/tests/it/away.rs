//! Pictures, films and recordings of other hosts: pages have them from this server.

mod bounds;

use std::sync::{Arc, Mutex};

use encaixe_api::inbox::conversation::{Conversation, Rows};
use encaixe_api::inbox::message::Message;
use encaixe_server::media::{Form, upgrade};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::support::{Running, Visitor, client, expect, header, refused};
use crate::webhooks::{Receiver, add};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n....";

/// Another host, and what it was asked.
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Host {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = vec![0; 8192];
                let length = stream.read(&mut bytes).await.unwrap();
                let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
                let answer = answer(&text);
                heard.lock().unwrap().push(text);
                drop(stream.write_all(&answer).await);
            }
        });
        Self { port, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn count(&self, path: &str) -> usize {
        let line = format!("GET {path} ");
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|one| one.starts_with(&line)).count()
    }
}

fn answer(asked: &str) -> Vec<u8> {
    let path = asked.split(' ').nth(1).unwrap_or_default();
    let (head, body): (&str, &[u8]) = match path {
        "/a.png?x=1&y='2'" | "/a.png?x=1&y=%272%27" => ("200 OK\r\ncontent-type: text/html", PNG),
        "/moved" => ("302 Found\r\nlocation: /ana.png", b""),
        "/ana.png" => ("200 OK", PNG),
        "/within" => ("302 Found\r\nlocation: https://169.254.169.254/", b""),
        "/a.svg" => ("200 OK\r\ncontent-type: image/svg+xml", b"<svg/>"),
        "/a.mp4" if asked.contains("range: bytes=2-4\r\n") => (
            "206 Partial Content\r\ncontent-type: video/mp4\r\ncontent-range: bytes 2-4/10\r\nset-cookie: a=b",
            b"234",
        ),
        "/a.mp4" if asked.contains("range: bytes=100-\r\n") => (
            "416 Range Not Satisfiable\r\ncontent-type: text/html\r\ncontent-range: bytes */10",
            b"<script>",
        ),
        "/a.mp4" => (
            "200 OK\r\ncontent-type: video/mp4\r\naccept-ranges: bytes",
            b"0123456789",
        ),
        "/a.ogg" => ("200 OK\r\ncontent-type: text/html", b"<script>"),
        _ => ("404 Not Found", b"no"),
    };
    let head = format!(
        "HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

async fn start(allow: &str) -> Running {
    let allow = allow.parse().unwrap();
    Running::start_with(tempfile::tempdir().unwrap(), |config| {
        config.outgoing_allow = allow
    })
    .await
}

/// A message with media; its address as the page is told it.
async fn media(admin: &Visitor, kind: &str, url: &str) -> String {
    let message = json!({"sender": "5521966665678", "type": kind, "mediaUrl": url,
        "contactInfo": {"name": "Ana", "avatar": url}});
    let request = admin.post_json("/api/channels/501/messages", &message);
    let got: Value = expect(request, StatusCode::CREATED).await;
    got["message"]["mediaUrl"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_page_has_pictures_from_this_server_and_a_program_as_they_came() {
    let host = Host::start().await;
    let running = start("127.0.0.1").await;
    let (admin, program) = (running.admin().await, running.program().await);
    let url = host.url("/a.png?x=1&y='2'");
    let told = media(&admin, "image", &url).await;
    let ours = format!("{}/media/away/p", running.origin());
    assert!(told.starts_with(&ours), "{told}");

    let rows: Rows = admin.read("/api/conversations").await;
    let row = &rows.items[0];
    assert_eq!(
        row.last_message.as_ref().unwrap().media_url.as_ref(),
        Some(&told)
    );
    assert_eq!(row.contact.avatar.as_ref(), Some(&told));
    let path = format!("/api/conversations/{}", row.id);
    let whole: Conversation = admin.read(&path).await;
    assert_eq!(whole.person.avatar.as_ref(), Some(&told));
    assert_eq!(whole.messages[0].media_url.as_ref(), Some(&told));
    let contact: Value = admin
        .read(&format!("/api/contacts/{}", row.contact.id))
        .await;
    assert_eq!(contact["avatar"], told);
    let listed: Value = admin.read(&format!("{path}/messages")).await;
    assert_eq!(listed["items"][0]["mediaUrl"], told);
    let whole: Conversation = program.read(&path).await;
    assert_eq!(whole.person.avatar.as_ref(), Some(&url));
    assert_eq!(whole.messages[0].media_url.as_ref(), Some(&url));

    // Twice, and the other host is asked once; pages of every origin have it without a cookie.
    for _ in 0..2 {
        let answer = client()
            .get(&told)
            .header("origin", running.plugin_origin())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
        for (name, value) in [
            ("content-type", "image/png"),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(header(&answer, name), value);
        }
        assert!(header(&answer, "content-security-policy").ends_with("sandbox"));
        assert_eq!(answer.bytes().await.unwrap(), PNG);
    }
    assert_eq!(host.count("/a.png?x=1&y=%272%27"), 1);
    assert!(running.data().join("media").exists());

    // What nobody signed is asked of nobody.
    let other = told.replace("a.png", "ana.png");
    assert_eq!(client().get(&other).send().await.unwrap().status(), 404);
    assert_eq!(host.asked.lock().unwrap().len(), 1);
    // A file is a link, which somebody opens.
    let file = host.url("/a.pdf");
    assert_eq!(media(&admin, "file", &file).await, file);

    let page = admin.get("/").send().await.unwrap();
    let policy = header(&page, "content-security-policy");
    let named = |what: &str| {
        policy
            .split("; ")
            .find_map(|one| one.strip_prefix(what).map(str::to_owned))
    };
    if policy.contains("img-src") {
        assert_eq!(named("img-src ").as_deref(), Some("'self' data:"));
        assert_eq!(named("media-src ").as_deref(), Some("'self'"));
    }
}

#[tokio::test]
async fn redirects_are_followed_and_what_is_no_picture_is_not_shown() {
    let host = Host::start().await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    let moved = media(&admin, "image", &host.url("/moved")).await;
    assert_eq!(
        client()
            .get(&moved)
            .send()
            .await
            .unwrap()
            .bytes()
            .await
            .unwrap(),
        PNG
    );
    for path in ["/a.svg", "/none", "/within"] {
        let told = media(&admin, "image", &host.url(path)).await;
        for _ in 0..2 {
            let error = refused(client().get(&told), 502).await;
            assert_eq!(error.code, "elsewhere", "{path}");
            assert!(!error.message.contains("169.254"), "{error:?}");
        }
        // What failed is not asked for again at once.
        assert_eq!(host.count(path), 1, "{path}");
    }
    let told = media(&admin, "image", &host.url("/a.svg")).await;
    for (language, words) in [
        ("en", "cannot be shown"),
        ("pt-BR,pt;q=0.9", "Não foi possível"),
    ] {
        let request = client().get(&told).header("accept", "text/html,*/*");
        let answer = request
            .header("accept-language", language)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 502);
        assert!(header(&answer, "content-security-policy").starts_with("default-src 'none'"));
        let text = answer.text().await.unwrap();
        assert!(
            text.contains(words) && text.contains(&host.url("/a.svg")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn addresses_stay_the_same_after_a_restart_and_an_upgrade_names_hosts() {
    let running = start("10.0.0.9").await;
    let admin = running.admin().await;
    for url in [
        "http://10.0.0.8/a.png",
        "https://10.0.0.8:8443/b.png",
        "http://fotos.invalid/a.png",
        "https://fotos.invalid/a.png",
        "http://10.0.0.9/a.png",
    ] {
        media(&admin, "image", url).await;
    }
    let refused = upgrade::refused(running.server.app()).await.unwrap();
    assert_eq!(
        refused.hosts.into_iter().collect::<Vec<_>>(),
        ["10.0.0.8", "fotos.invalid"]
    );
    let address = |running: &Running| {
        let signer = &running.server.app().media.signer;
        signer.address("https://inbox.example", Form::Picture, "https://a.example/")
    };
    let before = address(&running);
    let again = Running::start_in(running.stop().await).await;
    assert_eq!(address(&again), before);
}

#[tokio::test]
async fn films_and_recordings_come_in_parts() {
    let host = Host::start().await;
    let running = start("127.0.0.1").await;
    let admin = running.admin().await;
    let film = media(&admin, "video", &host.url("/a.mp4")).await;
    assert!(film.contains("/media/away/s"), "{film}");
    let whole = client().get(&film).send().await.unwrap();
    assert_eq!(
        (
            whole.status().as_u16(),
            header(&whole, "accept-ranges").as_str()
        ),
        (200, "bytes")
    );
    assert_eq!(header(&whole, "content-length"), "10");
    assert_eq!(whole.text().await.unwrap(), "0123456789");
    let part = client()
        .get(&film)
        .header("range", "bytes=2-4")
        .send()
        .await
        .unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(header(&part, "content-range"), "bytes 2-4/10");
    assert_eq!(header(&part, "content-type"), "video/mp4");
    assert!(part.headers().get("set-cookie").is_none());
    assert_eq!(part.text().await.unwrap(), "234");
    // What lies behind its end is said to, and is no page.
    let behind = client()
        .get(&film)
        .header("range", "bytes=100-")
        .send()
        .await
        .unwrap();
    assert_eq!(behind.status(), 416);
    assert_eq!(header(&behind, "content-range"), "bytes */10");
    // What is said of it is the server's own.
    assert_eq!(header(&behind, "content-type"), "application/json");
    assert!(header(&behind, "content-security-policy").ends_with("sandbox"));
    let other = media(&admin, "audio", &host.url("/a.ogg")).await;
    assert_eq!(refused(client().get(&other), 502).await.code, "elsewhere");
}

#[tokio::test]
async fn the_own_network_is_asked_for_nothing() {
    let host = Host::start().await;
    let running = start("").await;
    let admin = running.admin().await;
    for (kind, url) in [
        ("image", host.url("/ana.png")),
        ("image", format!("https://localhost:{}/ana.png", host.port)),
        ("video", host.url("/a.mp4")),
    ] {
        let told = media(&admin, kind, &url).await;
        let error = refused(client().get(&told), 502).await;
        assert_eq!(error.code, "elsewhere", "{url}");
    }
    assert!(host.asked.lock().unwrap().is_empty());
    // Media of the server's own stays as it is.
    let whole: Conversation = admin.read("/api/conversations/953").await;
    let own: Vec<&Message> = whole
        .messages
        .iter()
        .filter(|one| one.media_url.is_some())
        .collect();
    assert!(!own.is_empty());
    for message in own {
        assert!(message.media_url.as_ref().unwrap().contains("/media/demo/"));
    }
}

#[tokio::test]
async fn media_come_not_from_this_machine_where_webhooks_may_go_to_it() {
    let host = Host::start().await;
    let running = Running::start_with(tempfile::tempdir().unwrap(), |config| {
        config.delivery_allow_loopback = true;
    })
    .await;
    let admin = running.admin().await;
    let mut receiver = Receiver::start().await;
    add(&admin, &receiver.url, &["message.received"], json!({})).await;
    let by = |scheme: &str, name: &str| format!("{scheme}://{name}:{}/ana.png", host.port);
    let addresses = [
        by("http", "127.0.0.1"),
        by("https", "127.0.0.1"),
        by("http", "localhost"),
        by("https", "localhost"),
        by("http", "[::1]"),
        by("https", "[::ffff:127.0.0.1]"),
    ];
    for kind in ["image", "video", "audio"] {
        for url in &addresses {
            let told = media(&admin, kind, url).await;
            assert!(told.contains("/media/away/"), "{told}");
            let error = refused(client().get(&told), 502).await;
            let words = "its address is not one of the open internet by https";
            assert!(error.message.ends_with(words), "{url}: {error:?}");
            // The webhook that tells of it came.
            assert_eq!(receiver.next().await.json()["type"], "message.received");
        }
    }
    assert!(host.asked.lock().unwrap().is_empty());
    let refused = upgrade::refused(running.server.app()).await.unwrap();
    assert_eq!(
        refused.hosts.into_iter().collect::<Vec<_>>(),
        ["127.0.0.1", "[::1]", "[::ffff:7f00:1]", "localhost"]
    );
}
