//! Calls over real connections, at names that all lead to this machine: they come to the app's hosts alone, whatever is asked and wherever
//! the app sends them on to.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use encaixe_api::descriptor::{Descriptor, parse};
use reqwest::Method;
use tokio::net::TcpListener;

use super::{Call, Failed, MOST_BYTES, send};
use crate::apps::address::{Fields, join};
use crate::apps::draw::Draw;
use crate::apps::ready::Ready;
use crate::outgoing::{Answer, Client, Rules};

/// What came to this machine, under whatever name.
#[derive(Default)]
struct Kept {
    /// The hosts that requests named, with the key that they carried.
    came: Vec<(String, String)>,
    /// Names that were looked up.
    looked_up: BTreeSet<String>,
    /// Where the next request is sent on to.
    next: Option<HeaderValue>,
}

#[derive(Clone, Default)]
struct Machine(Arc<Mutex<Kept>>);

impl Machine {
    /// Listens, under every name there is: the port, and who calls.
    async fn start(&self) -> (u16, Client) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = Router::new().fallback(take).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let rules = Rules {
            loopback: true,
            ..Rules::default()
        };
        let own = self.clone();
        let client = Client::told(rules, move |name| {
            own.kept().looked_up.insert(name.to_owned());
            vec![SocketAddr::from(([127, 0, 0, 1], 0))]
        });
        (port, client)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap()
    }
}

async fn take(State(machine): State<Machine>, request: Request) -> Response {
    let text = |name: &str| {
        let value = request.headers().get(name);
        value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
    };
    let mut kept = machine.kept();
    kept.came.push((text("host"), text("x-key")));
    match kept.next.take() {
        Some(to) => (StatusCode::TEMPORARY_REDIRECT, [("location", to)]).into_response(),
        None => "ok".into_response(),
    }
}

/// An app whose shops each have a label below one name; its files lie elsewhere.
fn descriptor(port: u16) -> Descriptor {
    let about = "word ".repeat(20);
    let text = serde_json::json!({
        "app_id": "loja", "name": "Loja", "color": "#89324F", "version": "1",
        "description": {"pt_BR": about.trim(), "en": about.trim()},
        "website": "https://shop.example", "signup_url": "https://shop.example",
        "hosts": ["*.shop.example", "files.example"],
        "api_base_uri": {"production": {
            "uri": format!("http://{{{{shop}}}}.shop.example:{port}/api"), "label": "P", "default": true,
        }},
        "authentication": {"type": "pass_through_header", "fields": [
            {"name": "shop", "label": "S", "type": "text"},
            {"name": "key", "label": "K", "type": "text", "mapping": "X-Key"},
        ]},
    });
    let parsed = parse(&text.to_string());
    parsed
        .descriptor
        .unwrap_or_else(|| panic!("{:?}", parsed.problems))
}

fn ready(descriptor: &Descriptor, shop: &str) -> Option<Ready> {
    let fields = [("shop", shop), ("key", "chave-40")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ready::of(descriptor, "production", &Fields::from(fields), None, None).ok()
}

/// The answer to a call; none where its path is refused.
async fn call(client: &Client, ready: &Ready, path: &str) -> Option<Result<Answer, Failed>> {
    let url = join(&ready.base, &ready.hosts, path, &Fields::new()).ok()?;
    let call = Call {
        method: Method::GET,
        url,
        headers: Vec::new(),
        body: Vec::new(),
        timeout: Duration::from_secs(5),
        most: MOST_BYTES,
    };
    Some(send(client, ready, call).await)
}

#[tokio::test]
async fn a_call_comes_to_whole_labels_below_a_listed_name_and_to_no_other() {
    let machine = Machine::default();
    let (port, client) = machine.start().await;
    let ready = ready(&descriptor(port), "acme").unwrap();
    for host in [
        "acme.shop.example",
        "other.shop.example",
        "a.b.shop.example",
        "files.example",
    ] {
        let path = format!("http://{host}:{port}/x");
        let answer = call(&client, &ready, &path).await.unwrap().unwrap();
        assert_eq!(answer.body, b"ok");
        let came = (format!("{host}:{port}"), "chave-40".to_owned());
        assert_eq!(machine.kept().came.pop(), Some(came));
    }
    for host in [
        "shop.example",
        "evilshop.example",
        "shop.example.evil.example",
        "x.files.example",
        "127.0.0.1",
        "localhost",
    ] {
        let path = format!("http://{host}:{port}/x");
        assert!(call(&client, &ready, &path).await.is_none(), "{host}");
    }
    // A shop that the app sends on to another one is not followed there, though that might be called.
    machine.kept().next = format!("http://other.shop.example:{port}/x").parse().ok();
    let answer = call(&client, &ready, "/x").await.unwrap().unwrap();
    assert_eq!(answer.status, 307);
    let came: Vec<_> = machine
        .kept()
        .came
        .drain(..)
        .map(|(host, _)| host)
        .collect();
    assert_eq!(came, [format!("acme.shop.example:{port}")]);
}

#[tokio::test]
async fn no_input_makes_a_call_to_a_host_that_is_not_listed() {
    let machine = Machine::default();
    let (port, client) = machine.start().await;
    let descriptor = descriptor(port);
    let hosts = [
        "acme.shop.example",
        "other.shop.example",
        "shop.example",
        "evil.example",
        "files.example",
        "localhost",
        "127.0.0.1",
        "[::1]",
    ];
    let whole = hosts.map(|host| format!("http://{host}:{port}"));
    let hosts = hosts.map(|host| format!("{host}:{port}"));
    let pieces: Vec<&str> = whole
        .iter()
        .chain(&hosts)
        .map(String::as_str)
        .chain([
            "/",
            "//",
            "\\",
            "..",
            ".",
            "@",
            ":",
            "#",
            "?",
            "http://",
            "https://",
            "http:",
            ".shop.example",
            "acme",
            "evil",
            "%2e%2e",
            "%2f",
            "%40",
            "%5c",
            "\t",
            "。",
            "x",
            "-",
            "u:p@",
        ])
        .collect();
    let mut draw = Draw(0x1234_5678_9abc_def1);
    let (mut calls, mut followed) = (0, 0);
    for turn in 0..3_000 {
        // Each of the three that come from outside: what was typed, what is asked, and where the app sends on to.
        let shop = match turn % 3 {
            0 => draw.text(&pieces),
            _ => "acme".to_owned(),
        };
        let Some(ready) = ready(&descriptor, &shop) else {
            continue;
        };
        let path = match turn % 3 {
            1 => draw.text(&pieces),
            _ => "/x".to_owned(),
        };
        let to = draw.text(&pieces).parse().ok().filter(|_| turn % 3 == 2);
        let is_sent_on = to.is_some();
        machine.kept().next = to;
        let Some(answer) = call(&client, &ready, &path).await else {
            continue;
        };
        calls += 1;
        let own = crate::apps::hosts::named(&ready.base);
        let mut kept = machine.kept();
        kept.next = None;
        let came: Vec<_> = kept.came.drain(..).map(|(host, _)| host).collect();
        if is_sent_on {
            // Within the origin alone.
            assert!(came.iter().all(|host| *host == own), "{came:?} {answer:?}");
            followed += came.len().saturating_sub(1);
        }
        let is_listed = |host: &str| host.ends_with(".shop.example") || host == "files.example";
        for host in came {
            let host = host.strip_suffix(&format!(":{port}")).unwrap_or(&host);
            assert!(is_listed(host), "{shop:?} {path:?} came to {host}");
        }
        for name in std::mem::take(&mut kept.looked_up) {
            assert!(is_listed(&name), "{shop:?} {path:?} looked {name} up");
        }
    }
    assert!(calls > 1_000 && followed > 100, "{calls} {followed}");
}
