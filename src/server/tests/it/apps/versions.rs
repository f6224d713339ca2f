//! Uploads: what is refused, and what another version means for connections.

use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::grants::Grants;
use super::oauth::{agreed, come_back, pending, text};
use super::{call, connect, descriptor, field, no_call, path_of, standing, start, upload};
use crate::support::{done, expect, refused};

fn with_fields(fields: &Value) -> Value {
    json!({"type": "pass_through_query_string", "fields": fields})
}

#[tokio::test]
async fn files_with_errors_are_refused_with_all_of_them_and_nothing_is_kept() {
    let running = start().await;
    let admin = running.admin().await;
    let text = descriptor(
        "loja",
        "https://api.example",
        &with_fields(&json!([])),
        &json!({}),
    );
    let mut broken: Value = serde_json::from_str(&text).unwrap();
    broken["color"] = json!("red");
    broken["name"] = json!(7);
    let files = json!({"descriptor": broken.to_string()});
    let answer = admin.post_json("/api/apps", &files).send().await.unwrap();
    assert_eq!(answer.status(), 422);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["error"]["code"], "invalid_app");
    let problems = answer["error"]["problems"].as_array().unwrap();
    let paths: Vec<_> = problems
        .iter()
        .filter(|one| one["severity"] == "error")
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert!(
        paths.contains(&"color") && paths.contains(&"name"),
        "{paths:?}"
    );
    let checked: Value = crate::support::expect(
        admin.post_json("/api/apps/check", &files),
        reqwest::StatusCode::OK,
    )
    .await;
    assert_eq!(checked["problems"], answer["error"]["problems"]);
    let all: Value = admin.read("/api/apps").await;
    assert_eq!(all, json!([]));
}

#[tokio::test]
async fn a_version_that_fits_keeps_connections_and_one_that_does_not_asks_for_them_again() {
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "ok")).await;
    let version = |version: &str, fields: Value, more: Value| {
        let mut all = json!({"version": version});
        all.as_object_mut()
            .unwrap()
            .extend(more.as_object().cloned().unwrap());
        descriptor("loja", &api.origin, &with_fields(&fields), &all)
    };
    let key = || field("key", &json!({}));
    upload(&admin, &version("1", json!([key()]), json!({}))).await;
    let connection = connect(&admin, "loja", json!({"key": "chave-15"})).await;

    let same = version("1", json!([key()]), json!({"name": "Outra"}));
    let error = refused(
        admin.post_json("/api/apps", &json!({"descriptor": same})),
        422,
    )
    .await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("version", "taken")
    );
    let app: Value = admin.read("/api/apps/loja").await;
    assert_eq!(
        (&app["name"], &app["version"], &app["connections"]),
        (&json!("Loja de teste"), &json!("1"), &json!(1))
    );

    // Another name, and a label: it fits; the version before is no other one.
    let fits = version(
        "2",
        json!([field("key", &json!({"label": "Chave"}))]),
        json!({"name": "Outra"}),
    );
    let made = upload(&admin, &fits).await;
    assert_eq!(
        (&made["name"], &made["version"]),
        (&json!("Outra"), &json!("2"))
    );
    let first = version("1", json!([key()]), json!({}));
    let back = admin.post_json("/api/apps", &json!({"descriptor": first}));
    assert_eq!(refused(back, 422).await.fields[0].code, "taken");
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
    assert_eq!(
        call(&admin, "loja", json!({"path": "/x"})).await["body"],
        "ok"
    );

    for (number, text, why) in [
        (
            "3",
            version("3", json!([key(), field("shop", &json!({}))]), json!({})),
            "asks for `shop`",
        ),
        (
            "4",
            version(
                "4",
                json!([field(
                    "key",
                    &json!({"validations": [{"name": "min_length", "value": 40}]})
                )]),
                json!({}),
            ),
            "`key`",
        ),
        (
            "5",
            version(
                "5",
                json!([key()]),
                json!({"api_base_uri": {"other": {"uri": "https://api.example", "label": "Outro", "default": true}}}),
            ),
            "no environment `production`",
        ),
    ] {
        let app = upload(
            &admin,
            &version(&format!("0{number}"), json!([key()]), json!({})),
        )
        .await;
        assert_eq!(app["connections"], 1);
        let patch = json!({"fields": {"key": "chave-15"}});
        let path = super::path_of(&connection);
        let now: Value =
            crate::support::expect(admin.patch(&path, &patch), reqwest::StatusCode::OK).await;
        assert_eq!(now["state"], "connected");
        upload(&admin, &text).await;
        let now = standing(&admin, &connection).await;
        assert_eq!(now["state"], "reconnect", "{number}");
        assert!(now["reason"].as_str().unwrap().contains(why), "{now}");
    }
    done(admin.delete("/api/apps/loja"), 204).await;
    refused(admin.get("/api/apps/loja"), 404).await;
    refused(admin.get("/api/apps/loja/connections"), 404).await;
}

#[tokio::test]
async fn files_without_a_version_are_told_apart_by_what_they_hold() {
    let running = start().await;
    let admin = running.admin().await;
    let text = |name: &str| {
        let text = descriptor(
            "loja",
            "https://api.example",
            &with_fields(&json!([])),
            &json!({"name": name}),
        );
        let mut value: Value = serde_json::from_str(&text).unwrap();
        value.as_object_mut().unwrap().remove("version");
        value.to_string()
    };
    let first = upload(&admin, &text("Um")).await;
    let again = admin.post_json("/api/apps", &json!({"descriptor": text("Um")}));
    assert_eq!(refused(again, 422).await.fields[0].code, "taken");
    let second = upload(&admin, &text("Dois")).await;
    assert_ne!(first["version"], second["version"]);
    // What was there before the version in force was there too; what differs in a secret alone is new.
    let again = admin.post_json("/api/apps", &json!({"descriptor": text("Um")}));
    assert_eq!(refused(again, 422).await.fields[0].code, "taken");
    let secret = |secret: &str| format!("{} // api_key: {secret}", text("Dois"));
    let one = upload(&admin, &secret("um-0a1b2c3d")).await;
    let other = upload(&admin, &secret("dois-0a1b2c3d")).await;
    assert_ne!(one["version"], other["version"]);
    let script = json!({"descriptor": text("Dois"), "script": "exports.ping = () => 1;"});
    let third: Value = crate::support::expect(
        admin.post_json("/api/apps", &script),
        reqwest::StatusCode::CREATED,
    )
    .await;
    assert_ne!(third["version"], second["version"]);
    let files: Value = admin.read("/api/apps/loja/files").await;
    assert_eq!(files["script"], "exports.ping = () => 1;");
}

#[tokio::test]
async fn who_agrees_after_a_version_that_does_not_fit_is_told_why_and_nothing_is_connected() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = pending(&admin, &grants).await;
    let version = |number: &str, scope: Value| {
        let mut app: Value = serde_json::from_str(&text(&grants)).unwrap();
        app["version"] = json!(number);
        let base = format!("{}/{{{{shop}}}}/api", grants.api.origin);
        app["api_base_uri"]["production"]["uri"] = json!(base);
        app["authentication"]["fields"] = json!([field("shop", &json!({}))]);
        app["authentication"]["oauth_access_fields"]["scope"] = scope;
        app.to_string()
    };
    let tokens = || {
        let got = grants.api.got();
        got.iter().filter(|got| got.path == "/token").count()
    };
    let stands = async |why: &str| {
        let now = standing(&admin, &connection).await;
        assert_eq!(now["state"], "reconnect", "{now}");
        assert!(now["reason"].as_str().unwrap().contains(why), "{now}");
    };
    let fill = async || {
        let patch = json!({"fields": {"shop": "acme"}});
        let changed = admin.patch(&path_of(&connection), &patch);
        let now: Value = expect(changed, reqwest::StatusCode::OK).await;
        assert_eq!(now["state"], "pending", "{now}");
    };

    // Version 2 asks for a value that the connection does not have.
    upload(&admin, &version("2", json!(["read", "write"]))).await;
    assert_eq!(standing(&admin, &connection).await["state"], "pending");
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    let (status, to) = come_back(&running, &back, &cookie).await;
    assert_eq!(status, 303);
    assert!(to.contains("&outcome=refused&reason="), "{to}");
    stands("version `2` asks for `shop`").await;
    assert_eq!(tokens(), 0, "its code is not used");
    let error = no_call(&admin, "loja", json!({"path": "/me"}), 409).await;
    assert_eq!(error.code, "reconnect");

    // Version 3 comes while somebody agrees to less than it asks for.
    fill().await;
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    let more = version("3", json!(["read", "write", "admin"]));
    upload(&admin, &more).await;
    let (_, to) = come_back(&running, &back, &cookie).await;
    assert!(to.contains("&outcome=refused&reason="), "{to}");
    stands("version `3` asks for more than was agreed to").await;
    assert_eq!(tokens(), 0);

    // With a version and values that fit it is connected.
    upload(&admin, &version("4", json!(["read", "write"]))).await;
    fill().await;
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    let (_, to) = come_back(&running, &back, &cookie).await;
    assert!(to.ends_with("&outcome=connected"), "{to}");
    let answer = call(&admin, "loja", json!({"path": "/me"})).await;
    assert_eq!(answer["status"], 200, "{answer}");
    assert_eq!(grants.api.last().path, "/acme/api/me");
}
