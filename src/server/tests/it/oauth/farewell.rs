//! What an integration is told once it was taken out: a GET with a signature, then a signed event, each until it is taken.

mod given_up;

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_protocol::scope::Scope;
use encaixe_server::actor::Actor;
use encaixe_server::config::Config;
use encaixe_server::random::hex;
use encaixe_server::store::{For, farewell};
use encaixe_server::time::{self, Millis};
use reqwest::StatusCode;
use ring::hmac;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::Program;
use crate::support::{Running, done, expect};
use crate::webhooks::{Got, Receiver, Reply, loopback};

/// Tries again after so many milliseconds each.
fn steps(config: &mut Config, steps: &[u64]) {
    loopback(config);
    config.timing.farewells = steps.iter().copied().map(Duration::from_millis).collect();
}

async fn start(after: &[u64]) -> Running {
    Running::start_with(tempfile::tempdir().unwrap(), |config| steps(config, after)).await
}

/// As whoever takes an integration out has it told.
async fn take_out(running: &Running, id: &str, url: &str) {
    let writer = running.server.app().store.by(Actor::System);
    let mut write = writer.write(For::Nothing).await.unwrap();
    farewell::add(&mut write, &id.into(), Some(url), time::now())
        .await
        .unwrap();
    write.commit().await.unwrap();
}

/// When the next one is due, once that is what is awaited.
async fn next_once(running: &Running, is: impl Fn(Option<Millis>) -> bool) {
    let store = &running.server.app().store;
    let mut next = None;
    for _ in 0..400 {
        next = store.next_farewell().await.unwrap();
        if is(next) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{next:?}");
}

async fn workspace(running: &Running) -> String {
    let me: Value = running.admin().await.read("/api/me").await;
    me["workspace"]["id"].as_str().unwrap().to_owned()
}

/// That it is the GET, with what its receiver looks at.
fn is_hook(got: &Got, own: &str, client: &str, account: &str, secret: &str) {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = hmac::sign(&key, format!("{client}|{account}").as_bytes());
    let mut expected = form_urlencoded::Serializer::new(own.to_owned());
    expected
        .append_pair("account_id", account)
        .append_pair("client_uuid", client)
        .append_pair("signature", &hex(signature.as_ref()));
    assert_eq!(got.method, Method::GET);
    assert_eq!(got.query, expected.finish());
    assert!(got.body.is_empty());
}

/// That it is the event, as a receiver with a library of Standard Webhooks finds it.
fn is_event(running: &Running, got: &Got, client: &str, account: &str, secret: &str) {
    assert_eq!(got.method, Method::POST);
    assert_eq!(got.header("content-type"), "application/json");
    assert!(got.verifies(&format!("whsec_{}", STANDARD.encode(secret))));
    assert!(!got.verifies(&format!("whsec_{}", STANDARD.encode("x".repeat(43)))));
    let body = got.json();
    let at = time::parse(body["timestamp"].as_str().unwrap()).unwrap();
    assert!((time::now() - at).abs() < 60_000, "{body}");
    let place = running.origin().replace("http://", "");
    let expected = json!({
        "type": "integration.uninstalled", "timestamp": body["timestamp"],
        "data": {"accountId": account, "clientId": client, "referer": place},
    });
    assert_eq!(body, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_that_is_taken_out_is_told_by_a_get_and_by_an_event_that_its_secret_signs() {
    let running = start(&[]).await;
    let program = Program::new(&running, "kommo").await;
    let account = workspace(&running).await;
    let mut receiver = Receiver::start().await;
    let own = "shop=a%20b&x";
    take_out(&running, &program.id, &format!("{}?{own}", receiver.url)).await;
    let (id, secret) = (&program.id, &program.secret);
    is_hook(&receiver.next().await, own, id, &account, secret);
    let event = receiver.next().await;
    is_event(&running, &event, id, &account, secret);
    assert_eq!(event.query, own);
    next_once(&running, |next| next.is_none()).await;

    // Of two secrets the newer one signs.
    let rotate = format!("/api/integrations/{id}/rotate");
    let rotate = running.admin().await.post_json(&rotate, &json!({}));
    let rotated: Value = expect(rotate, StatusCode::OK).await;
    let newer = rotated["secret"].as_str().unwrap();
    assert_ne!(newer, secret);
    take_out(&running, id, &receiver.url).await;
    is_hook(&receiver.next().await, "", id, &account, newer);
    is_event(&running, &receiver.next().await, id, &account, newer);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_take_it_is_told_again_and_redirects_are_not_followed() {
    let running = start(&[20; 6]).await;
    let Program { id, secret, .. } = Program::new(&running, "default").await;
    let account = workspace(&running).await;
    let count = AtomicU32::new(0);
    let mut receiver = Receiver::that(move |_| {
        let status = match count.fetch_add(1, Ordering::Relaxed) {
            0 => 500,
            1 => 302,
            3 => 503,
            _ => 200,
        };
        let mut reply = Reply::with(status);
        if status == 302 {
            reply.headers = vec![("location", "/elsewhere".to_owned())];
        }
        reply
    })
    .await;
    take_out(&running, &id, &receiver.url).await;
    for _ in 0..3 {
        let hook = receiver.next().await;
        is_hook(&hook, "", &id, &account, &secret);
        assert_eq!(hook.path, "/hooks");
    }
    let (first, again) = (receiver.next().await, receiver.next().await);
    is_event(&running, &first, &id, &account, &secret);
    is_event(&running, &again, &id, &account, &secret);
    assert_eq!((first.id(), &first.body), (again.id(), &again.body));
    next_once(&running, |next| next.is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_knows_no_events_is_not_told_of_one_again_and_one_that_takes_nothing_is_given_up()
 {
    let running = start(&[10]).await;
    let program = Program::new(&running, "kommo").await;
    let mut receiver = Receiver::start().await;
    let methods = async |receiver: &mut Receiver, count: usize| {
        let mut came = Vec::new();
        for _ in 0..count {
            came.push(receiver.next().await.method);
        }
        next_once(&running, |next| next.is_none()).await;
        receiver.none(Duration::from_millis(50)).await;
        came
    };
    for status in [404, 405, 410, 501] {
        receiver.now(move |got| {
            Reply::with(if got.method == Method::GET {
                200
            } else {
                status
            })
        });
        take_out(&running, &program.id, &receiver.url).await;
        let came = methods(&mut receiver, 2).await;
        assert_eq!(came, [Method::GET, Method::POST], "{status}");
    }
    // Also one that says of the GET that it is not there.
    receiver.now(|_| Reply::with(400));
    take_out(&running, &program.id, &receiver.url).await;
    let came = methods(&mut receiver, 4).await;
    assert_eq!(came, [Method::GET, Method::GET, Method::POST, Method::POST]);

    // The server knows no such integration, and so no secret.
    take_out(
        &running,
        "0b5f3c1e-8a52-4d0e-9a5c-2f6d0c8f4b17",
        &receiver.url,
    )
    .await;
    assert!(methods(&mut receiver, 0).await.is_empty());

    // It was let in again, and has nothing to forget.
    program.tokens(&[Scope::ContactRead]).await;
    take_out(&running, &program.id, &receiver.url).await;
    assert!(methods(&mut receiver, 0).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn both_are_told_after_a_restart() {
    let running = start(&[2_000; 6]).await;
    let Program { id, secret, .. } = Program::new(&running, "default").await;
    let account = workspace(&running).await;
    let mut receiver = Receiver::that(|_| Reply::with(500)).await;
    take_out(&running, &id, &receiver.url).await;
    receiver.next().await;
    // It failed, and is put off for less than it is held while it is on its way.
    let is_put_off =
        |next: Option<Millis>| next.is_some_and(|at| (1..5_000).contains(&(at - time::now())));
    next_once(&running, is_put_off).await;
    let folder = running.stop().await;
    receiver.now(|_| Reply::with(204));
    let running = Running::start_with(folder, |config| steps(config, &[10; 6])).await;
    let mut hook = receiver.next().await;
    while hook.method == Method::GET {
        is_hook(&hook, "", &id, &account, &secret);
        hook = receiver.next().await;
    }
    is_event(&running, &hook, &id, &account, &secret);
    next_once(&running, |next| next.is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn uninstalling_an_integration_tells_its_server() {
    let running = start(&[]).await;
    let admin = running.admin().await;
    let program = Program::new(&running, "kommo").await;
    let account = workspace(&running).await;
    let mut receiver = Receiver::start().await;
    let path = format!("/api/integrations/{}", program.id);
    let patch = admin.patch(&path, &json!({"revocationUrl": receiver.url}));
    let _: Value = expect(patch, StatusCode::OK).await;
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    assert_eq!(program.about(&tokens["access_token"]).await["active"], true);
    done(
        admin.delete(&format!("/api/installations/{}", program.id)),
        204,
    )
    .await;
    assert_eq!(
        program.about(&tokens["access_token"]).await["active"],
        false
    );
    let (id, secret) = (&program.id, &program.secret);
    is_hook(&receiver.next().await, "", id, &account, secret);
    is_event(&running, &receiver.next().await, id, &account, secret);
}
