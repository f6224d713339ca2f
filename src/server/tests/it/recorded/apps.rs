//! Apps and their connections.

use encaixe_server::actor::Actor;
use encaixe_server::apps::oauth::Tokens;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Recorder, id};
use crate::support::{Visitor, expect};

pub(super) async fn apps(to: &mut Recorder<'_>, ana: &Visitor, by_ana: &Actor) {
    let about = "It lists what somebody bought and where that is now, for whoever answers them, with everything that was said of it before \
        and what is to be done next.";
    let access = json!({
        "client_id": "PLUGA_CLIENT_ID", "client_secret": "PLUGA_CLIENT_SECRET", "authorize_url": "https://nowhere.invalid/a",
        "access_token_url": "https://nowhere.invalid/t", "access_token_placement": "header_bearer", "response_type": "code",
    });
    let key = json!([{"name": "key", "label": "Key", "type": "text", "mapping": "X-Key"}]);
    let ping = json!({"method_name": "/me", "params": {}});
    for (app, authentication) in [
        (
            "sem_senha",
            json!({"type": "oauth_2", "oauth_access_fields": access}),
        ),
        (
            "loja",
            json!({"type": "pass_through_header", "fields": key, "ping_request": ping}),
        ),
    ] {
        let text = json!({
            "app_id": app, "name": "Loja", "color": "#89324F", "version": "1", "description": {"pt_BR": about, "en": about},
            "website": "https://shop.example", "signup_url": "https://shop.example/signup",
            "api_base_uri": {"production": {"uri": "https://nowhere.invalid", "label": "P", "default": true}},
            "authentication": authentication,
        });
        let files = json!({"descriptor": text.to_string()});
        to.records(
            "upload_app",
            ana.post_json("/api/apps", &files),
            by_ana,
            &["app_uploaded"],
        )
        .await;
    }
    let client = ana.put_json("/api/apps/sem_senha/client", &json!({"clientId": "a"}));
    to.records("put_app_client", client, by_ana, &["app_client_changed"])
        .await;
    trial(to, ana, by_ana).await;
    let new = json!({"name": "V", "fields": {"key": "a"}});
    let new = ana.post_json("/api/apps/loja/connections", &new);
    let made = to
        .records("create_connection", new, by_ana, &["connection_created"])
        .await;
    let one = format!("/api/apps/loja/connections/{}", id(&made));
    let other = ana.patch(&one, &json!({"fields": {"key": "b"}}));
    to.records("change_connection", other, by_ana, &["connection_changed"])
        .await;
    for (operation, path) in [
        ("ping_connection", "ping"),
        ("ping_connection_made_up", "ping_made_up"),
    ] {
        let ping = ana.post(&format!("{one}/{path}"));
        to.records(operation, ping, by_ana, &["connection_pinged"])
            .await;
    }
    to.records(
        "remove_connection",
        ana.delete(&one),
        by_ana,
        &["connection_removed"],
    )
    .await;
    to.records(
        "remove_app",
        ana.delete("/api/apps/loja"),
        by_ana,
        &["app_removed"],
    )
    .await;
}

/// One that is tried records nothing until it is kept.
async fn trial(to: &mut Recorder<'_>, ana: &Visitor, by_ana: &Actor) {
    let path = "/api/apps/sem_senha/connections";
    let tried = ana.post_json(path, &json!({"name": "T", "trial": true}));
    let tried: Value = expect(tried, StatusCode::CREATED).await;
    let tokens = Tokens {
        access: "a".to_owned(),
        refresh: None,
        expires_at: None,
    };
    let writer = to.running.server.app().store.by(Actor::System);
    let connection = id(&tried).into();
    let agreed = writer.connect("sem_senha", &connection, &tokens);
    assert!(agreed.await.unwrap());
    let keep = ana.post(&format!("{path}/{}/keep", id(&tried)));
    let kinds = ["connection_created", "connection_connected"];
    to.records("keep_connection", keep, by_ana, &kinds).await;
}
