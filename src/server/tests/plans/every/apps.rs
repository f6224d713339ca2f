//! Apps, whose addresses lead nowhere here.

use encaixe_api::app::{ConnectionState, PingOutcome, PingResult};
use encaixe_server::actor::Actor;
use encaixe_server::apps::Fields;
use encaixe_server::apps::oauth::Tokens;
use encaixe_server::store::app::{Called, NewConnected, NewGrant};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Desk, id};
use crate::support::Running;

fn files(app: &str, version: &str, authentication: &Value) -> Value {
    let about = "It lists what somebody bought and where that is now, for whoever answers them, with everything that was said of it before \
        and what is to be done next.";
    let text = json!({
        "app_id": app, "name": "Loja", "color": "#89324F", "version": version,
        "description": {"pt_BR": about, "en": about},
        "website": "https://shop.example", "signup_url": "https://shop.example/signup",
        "api_base_uri": {"production": {"uri": "https://nowhere.invalid/v1", "label": "P", "default": true}},
        "authentication": authentication,
    });
    json!({"descriptor": text.to_string(), "script": "exports.ping = (plg, event) => Promise.resolve();"})
}

pub(super) async fn apps(desk: &mut Desk<'_>, running: &Running, round: u32) {
    let (app, other) = (format!("loja_{round}"), format!("outra_{round}"));
    let key = json!({"type": "pass_through_header", "fields": [{"name": "key", "label": "Key", "type": "text", "mapping": "X-Key"}],
        "ping_request": {"method_name": "/me", "params": {}}});
    let access = json!({
        "client_id": "PLUGA_CLIENT_ID", "client_secret": "PLUGA_CLIENT_SECRET", "authorize_url": "https://nowhere.invalid/a",
        "access_token_url": "https://nowhere.invalid/t", "access_token_placement": "header_bearer", "response_type": "code",
    });
    let oauth = json!({"type": "oauth_2", "oauth_access_fields": access});
    desk.post("/api/apps/check", files(&app, "1", &key)).await;
    desk.post("/api/apps", files(&app, "1", &key)).await;
    desk.post("/api/apps", files(&other, "1", &oauth)).await;
    desk.get("/api/apps").await;
    let one = format!("/api/apps/{app}");
    desk.get(&one).await;
    desk.get(&format!("{one}/files")).await;
    let client = json!({"clientId": "a", "clientSecret": "b"});
    desk.put(&format!("/api/apps/{other}/client"), client).await;

    let connections = format!("{one}/connections");
    let new = json!({"name": "V", "fields": {"key": "a"}});
    let made = desk.post(&connections, new).await;
    desk.post("/api/apps", files(&app, "2", &key)).await;
    desk.get(&connections).await;
    let connection = format!("{connections}/{}", id(&made));
    desk.get(&connection).await;
    desk.patch(&connection, json!({"name": "W", "fields": {"key": "b"}}))
        .await;
    desk.get(&format!("{connection}/calls")).await;
    let new = json!({"name": "V", "fields": {"key": "a"}});
    desk.post(&format!("{connections}/try"), new).await;
    for ping in ["ping", "ping_made_up"] {
        desk.post(&format!("{connection}/{ping}"), Value::Null)
            .await;
    }
    let path = format!("/api/apps/{other}/connections");
    let pending = desk.post(&path, json!({"name": "V"})).await;
    desk.post(&format!("{path}/{}/authorize", id(&pending)), Value::Null)
        .await;
    let trial = json!({"name": "T", "trial": true});
    let trial = desk.post(&path, trial).await;
    let tried = format!("{path}/{}", id(&trial));
    let tokens = Tokens {
        access: "a".to_owned(),
        refresh: None,
        expires_at: None,
    };
    let writer = running.server.app().store.by(Actor::System);
    assert!(
        writer
            .connect(&other, &id(&trial).into(), &tokens)
            .await
            .unwrap()
    );
    desk.post(&format!("{tried}/keep"), Value::Null).await;
    writer.forget_trials(1).await.unwrap();
    store(running, &app, id(&made)).await;
    // Nobody answers it.
    let path = format!("{one}/request");
    let request = desk.who.request(Method::POST, &path);
    let answer = request.json(&json!({"path": "/x"})).send().await.unwrap();
    assert_eq!(answer.status(), 502);
    desk.asked.insert(format!("POST {path}"));
    desk.delete(&connection).await;
    desk.delete(&one).await;
}

/// What calls, renewals and round trips do.
async fn store(running: &Running, app: &str, id: &str) {
    let store = &running.server.app().store;
    let (id, writer) = (id.into(), store.by(Actor::System));
    let called = Called {
        at: 1,
        method: "GET",
        path: "/x",
        status: Some(200),
        milliseconds: 1,
        plugin: None,
    };
    for _ in 0..3 {
        writer.note_call(&id, &called).await.unwrap();
    }
    let tokens = Tokens {
        access: "a".to_owned(),
        refresh: Some("b".to_owned()),
        expires_at: Some(1),
    };
    assert!(writer.connect(app, &id, &tokens).await.unwrap());
    store.stale_connections(i64::MAX, 10).await.unwrap();
    let held = store.connection(app, &id).await.unwrap().unwrap();
    assert!(
        writer
            .take_tokens(&id, held.round, "me", i64::MAX)
            .await
            .unwrap()
    );
    assert!(writer.keep_tokens(&id, "me", &tokens).await.unwrap());
    writer.leave_tokens(&id, "me").await.unwrap();
    let result = PingResult {
        outcome: PingOutcome::Passed,
        message: String::new(),
        request: None,
        status: None,
        until: None,
        at: "2026-11-22T17:20:16.000Z".to_owned(),
        proves_nothing: None,
    };
    writer.keep_ping(app, &id, &result, Some(1)).await.unwrap();
    assert!(!writer.break_connection(app, &id, 0, "x").await.unwrap());
    let none = Fields::new();
    let with_tokens = NewConnected {
        app,
        name: "T",
        environment: "production",
        address: &none,
        secrets: &none,
        confirmed_host: None,
        state: ConnectionState::Connected,
        tokens: Some(&tokens),
        trial_until: Some(i64::MAX),
        by: None,
    };
    let tried = writer.add_connection(&with_tokens).await.unwrap().unwrap();
    writer.unfit_connection(app, &tried, "x").await.unwrap();
    let grant = NewGrant {
        state: "s",
        browser: "b",
        connection: &id,
        verifier: "v",
        expires_at: i64::MAX,
    };
    writer.begin_grant(&grant).await.unwrap();
    assert!(writer.spend_grant("s", &[]).await.unwrap().is_err());
    assert!(
        writer
            .spend_grant("s", &["b".to_owned()])
            .await
            .unwrap()
            .is_ok()
    );
}
