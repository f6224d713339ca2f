//! Integrations, and what their programs ask for.

use encaixe_api::id::IntegrationId;
use encaixe_protocol::scope::Grants;
use encaixe_server::actor::Actor;
use encaixe_server::oauth::token::{self, Kind};
use encaixe_server::random::sha256_hex;
use encaixe_server::store::farewell::{self, Stage};
use encaixe_server::store::grant::NewCode;
use encaixe_server::store::{For, Store};
use encaixe_server::time::{self, HOUR, MINUTE};
use serde_json::{Value, json};

use super::{Desk, id};
use crate::support::{ANA, Running};

pub(super) async fn integrations(desk: &mut Desk<'_>, running: &Running) {
    let path = "/api/integrations";
    let uri = "https://crm.example/cb";
    let new = json!({"name": "CRM", "redirectUris": [uri], "scopes": [{"scope": "workspace:read"}], "profile": "kommo"});
    let made = desk.post(path, new).await;
    let one = format!("{path}/{}", id(&made));
    desk.get(path).await;
    desk.get(&one).await;
    desk.patch(&one, json!({"name": "CRM 2"})).await;
    desk.post(&format!("{one}/rotate"), json!({})).await;
    reviews(desk).await;

    let store = &running.server.app().store;
    let code = token::new(Kind::Code, None).unwrap();
    let code_for = NewCode {
        hash: &sha256_hex(&code),
        integration: &id(&made).into(),
        name: "CRM",
        scopes: &Grants::parse("workspace:read").unwrap(),
        member: &ANA.into(),
        redirect: uri,
        is_redirect_due: false,
        challenge: None,
        until: time::now() + MINUTE,
    };
    let writer = store.by(Actor::Member { id: ANA.into() });
    writer.add_grant_code(&code_for).await.unwrap();
    let with = |more: Value| {
        let mut body = json!({"client_id": made["id"], "client_secret": made["secret"]});
        let more = more.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(more);
        body
    };
    let at = "/oauth2/access_token";
    let asked = with(json!({"grant_type": "authorization_code", "code": code}));
    let first = desk.post(at, asked).await;
    let refresh =
        with(json!({"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}));
    let second = desk.post(at, refresh.clone()).await;
    desk.post(at, refresh).await;
    for token in ["access_token", "refresh_token"] {
        let of = with(json!({"token": second[token]}));
        desk.post("/oauth2/introspect", of).await;
    }
    let program = running.with_token(second["access_token"].as_str().unwrap());
    let _: Value = program.read("/api/workspace").await;
    for token in ["access_token", "refresh_token"] {
        let of = with(json!({"token": second[token]}));
        desk.post("/oauth2/revoke", of).await;
    }
    store.sweep_access().await.unwrap();
    farewells(store, &id(&made).into()).await;
    desk.delete(&one).await;
}

/// What one is told that was taken out; far ahead, so that nobody else takes them.
async fn farewells(store: &Store, integration: &IntegrationId) {
    let writer = store.by(Actor::System);
    let then = time::now() + 24 * HOUR;
    let mut write = writer.write(For::Nothing).await.unwrap();
    let url = Some("https://crm.example/out");
    farewell::add(&mut write, integration, url, then)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(store.next_farewell().await.unwrap(), Some(then));
    store.is_let_in_again(integration).await.unwrap();
    store.has_code_on_its_way(integration, then).await.unwrap();
    let taken = writer.take_farewells(then, then + 1).await.unwrap();
    let id = &taken[0].id;
    writer.put_off_farewell(id, then + 2).await.unwrap();
    for stage in [Stage::Hook, Stage::Event] {
        writer.advance_farewell(id, stage, then + 3).await.unwrap();
    }
    writer.drop_farewell(id).await.unwrap();
}

/// One that goes all the way, and stays: what was published is not removed.
async fn reviews(desk: &mut Desk<'_>) {
    let path = "/api/integrations";
    // <svg/>
    let new = json!({"name": "Shop", "description": {"en": "Shows orders."}, "redirectUris": ["https://shop.example/cb"],
        "installUrl": "https://shop.example/", "logo": "data:image/svg+xml;base64,PHN2Zy8+"});
    let made = desk.post(path, new).await;
    let one = format!("{path}/{}", id(&made));
    let review = format!("/api/reviews/{}", id(&made));
    let mut whole = desk.get(&format!("{one}/manifest")).await;
    whole["name"] = json!("Shop 2");
    desk.put(&format!("{one}/manifest"), whole).await;
    // <svg />
    let logo = json!({"logo": "data:image/svg+xml;base64,PHN2ZyAvPg=="});
    desk.patch(&one, logo).await;
    let own = format!("{one}/steps");
    desk.post(&own, json!({"step": "submit"})).await;
    desk.get("/api/reviews").await;
    desk.get("/api/reviews?state=submitted").await;
    desk.get(&review).await;
    desk.post(&format!("{review}/checks"), Value::Null).await;
    let decide = format!("{review}/steps");
    desk.post(&decide, json!({"step": "approve", "version": 1}))
        .await;
    desk.post(&own, json!({"step": "publish"})).await;
    let stop = json!({"step": "suspend", "version": 1, "reason": "It sends messages."});
    desk.post(&decide, stop).await;
    desk.get("/api/reviews?state=suspended").await;
    desk.get("/api/reviews?state=published").await;
    desk.post(&decide, json!({"step": "lift", "version": 1}))
        .await;
    desk.get(&format!("{one}/history")).await;
    desk.get(&format!("{one}/versions")).await;
    desk.get("/api/me").await;
}
