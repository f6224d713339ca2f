//! Integrations, and what their programs ask for.

use encaixe_protocol::scope::Grants;
use encaixe_server::actor::Actor;
use encaixe_server::oauth::token::{self, Kind};
use encaixe_server::random::sha256_hex;
use encaixe_server::store::grant::NewCode;
use encaixe_server::time::{self, MINUTE};
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
    desk.delete(&one).await;
}
