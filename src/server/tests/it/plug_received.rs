//! The program itself delivers the seven bodies to a receiver by TLS, whose certificate is of an authority of its own (`tls/`, whose key is
//! gone).

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use encaixe_api::webhook::PlugSet;
use encaixe_server::delivery::sign::{Secret, verify};
use reqwest::{Method, StatusCode};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::cli::{Served, encaixe, run, text};
use crate::plug_bodies::{golden, shape};
use crate::support::{client, expect};

/// A request as it came.
struct Came {
    path: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

fn certificates() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tls")
}

/// A receiver that takes everything; its port.
fn receiver() -> (u16, mpsc::UnboundedReceiver<Came>) {
    let chain = CertificateDer::from_pem_file(certificates().join("receiver.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(certificates().join("receiver.key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, came) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (config, tell) = (config.clone(), tell.clone());
            std::thread::spawn(move || {
                let secured = ServerConnection::new(config).unwrap();
                let mut stream = StreamOwned::new(secured, stream.unwrap());
                if let Some(came) = read(&mut stream) {
                    let answer =
                        b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
                    drop(stream.write_all(answer));
                    drop(tell.send(came));
                }
            });
        }
    });
    (port, came)
}

fn read(stream: &mut StreamOwned<ServerConnection, TcpStream>) -> Option<Came> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
            let mut lines = head.split("\r\n");
            let path = lines.next()?.split(' ').nth(1)?.to_owned();
            let headers: BTreeMap<String, String> = lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect();
            let length: usize = headers.get("content-length")?.parse().ok()?;
            if bytes.len() >= end + 4 + length {
                let body = bytes[end + 4..end + 4 + length].to_vec();
                return Some(Came {
                    path,
                    headers,
                    body,
                });
            }
        }
        let count = stream.read(&mut part).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&part[..count]);
    }
}

#[tokio::test]
async fn a_receiver_by_tls_gets_all_seven_bodies_from_the_program() {
    let (port, mut came) = receiver();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let authority = certificates().join("ca.pem");
    let served = Served::run({
        let mut command = encaixe(
            &data,
            &["serve", "--port", "0", "--plugin-port", "0", "--no-open"],
        );
        command
            .arg("--delivery-allow-loopback")
            .arg("--delivery-extra-ca-file")
            .arg(authority);
        command
    });
    let page = served.value(1, "page:   ").to_owned();
    let made = run(
        &data,
        &["token", "create", "--name", "plug", "--role", "admin"],
    );
    let token = text(&made).trim().to_owned();
    let client = client();
    let ask = async |method: Method, path: &str, body: Value, status: StatusCode| -> Value {
        let request = client
            .request(method, format!("{page}/api{path}"))
            .bearer_auth(&token);
        expect(request.json(&body), status).await
    };
    let keys = PlugSet::KEYS.iter();
    let set: serde_json::Map<String, Value> = keys
        .map(|key| {
            (
                (*key).to_owned(),
                json!(format!("https://localhost:{port}/{key}")),
            )
        })
        .collect();
    let put = client.put(format!("{page}/api/integrations/update-webhooks"));
    let put = put.header("authorization", &token).json(&set);
    let in_force: Value = expect(put, StatusCode::OK).await;
    assert_eq!(in_force, Value::from(set));

    let (created, done) = (StatusCode::CREATED, StatusCode::OK);
    let message = json!({"sender": "5521966665678", "type": "text", "content": "Oi", "contactInfo": {"name": "Zélia"}});
    let told = ask(Method::POST, "/channels/501/messages", message, created).await;
    let at = format!(
        "/conversations/{}",
        told["conversation"]["id"].as_str().unwrap()
    );
    ask(Method::POST, &format!("{at}/start"), Value::Null, done).await;
    let reply = json!({"type": "text", "text": "Olá"});
    let reply = ask(Method::POST, &format!("{at}/messages"), reply, created).await;
    let status = format!("{at}/messages/{}/status", reply["id"].as_str().unwrap());
    for to in ["read", "failed"] {
        ask(Method::PUT, &status, json!({"status": to}), done).await;
    }
    ask(Method::PATCH, &at, json!({"status": "closed"}), done).await;
    let gone = json!({"connected": false, "error": "sem bateria"});
    ask(Method::PUT, "/channels/501/state", gone, done).await;

    let mut bodies = BTreeMap::new();
    while bodies.len() < PlugSet::KEYS.len() {
        let one = timeout(Duration::from_secs(20), came.recv()).await;
        let one = one
            .unwrap_or_else(|_| panic!("only {:?} came", bodies.keys()))
            .unwrap();
        bodies.insert(one.path.trim_start_matches('/').to_owned(), one);
    }
    let mut keys: Vec<_> = PlugSet::KEYS.to_vec();
    keys.sort_unstable();
    assert_eq!(bodies.keys().collect::<Vec<_>>(), keys);

    // One secret signs them all.
    let list: Value = expect(
        client
            .get(format!("{page}/api/webhooks"))
            .bearer_auth(&token),
        done,
    )
    .await;
    let id = list["items"][0]["id"].as_str().unwrap();
    let secret = client
        .get(format!("{page}/api/webhooks/{id}/secret"))
        .bearer_auth(&token);
    let secret: Value = expect(secret, done).await;
    let secret = Secret::parse(secret["secret"].as_str().unwrap()).unwrap();
    let now = encaixe_server::time::now() / 1_000;
    for (key, one) in &bodies {
        let header = |name: &str| one.headers.get(name).map(String::as_str);
        let (id, at) = (header("webhook-id"), header("webhook-timestamp"));
        let verified = verify(&secret, id, at, header("webhook-signature"), &one.body, now);
        assert_eq!(verified, Ok(()), "{key}");
    }
    let body = |key: &str| -> Value { serde_json::from_slice(&bodies[key].body).unwrap() };
    let (started, expected) = (shape(&body("startAttendance")), golden("started"));
    assert_eq!(started["attendance"], expected["attendance"]);
    assert_eq!(started["chat"]["false"], expected["chat"]["false"]);
    let finished = shape(&body("finishAttendance"));
    assert_eq!(finished["chat"], golden("finished")["chat"]);
    assert_eq!(body("receiveMessage")["text"]["message"], "Oi");
    for (key, kind) in [
        ("receiveMessage", "ReceivedCallback"),
        ("sendingMessage", "DeliveryCallback"),
        ("messageDeliveryError", "DeliveryCallback"),
        ("messageStatus", "MessageStatusCallback"),
        ("whenDisconnecting", "DisconnectedCallback"),
    ] {
        assert_eq!(body(key)["type"], kind, "{key}");
    }
    assert_eq!(body("whenDisconnecting")["error"], "sem bateria");
}
