//! What the API does not know it refuses by name, everywhere, as its own description says.

use reqwest::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::support::{Running, expect, refused};

/// It takes no session, and answers 401 for an object that is not as documented: `plug_set.rs` has it.
const PLUG: &str = "update_webhooks";

/// Every operation that needs somebody who is signed in: its method, an address for it, and what is said of it.
async fn operations(running: &Running) -> Vec<(Method, String, Value)> {
    let api: Value = running.stranger().read("/api/openapi.json").await;
    let mut all = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, about) in item.as_object().unwrap() {
            let is_secured = about["security"]
                .as_array()
                .is_some_and(|ways| !ways.is_empty());
            // The one ends the session, the other answers as Plug does.
            let is_other = about["operationId"] == "sign_out" || about["operationId"] == PLUG;
            if !is_secured || is_other {
                continue;
            }
            let parts = path.split('/').map(|part| match part {
                "{scope}" => "workspace",
                part if part.starts_with('{') => "101",
                part => part,
            });
            let address = parts.collect::<Vec<_>>().join("/");
            all.push((
                method.to_uppercase().parse().unwrap(),
                address,
                about.clone(),
            ));
        }
    }
    assert!(all.len() > 40, "only {}", all.len());
    all
}

#[tokio::test]
async fn no_operation_passes_over_a_parameter_that_it_does_not_know() {
    let running = Running::start().await;
    let admin = running.admin().await;
    for (method, address, about) in operations(&running).await {
        let name = format!("{method} {address}");
        let request = admin
            .request(method, &format!("{address}?serach=x"))
            .json(&json!({}));
        let error = refused(request, 422).await;
        let field = &error.fields[0];
        assert_eq!(
            (field.path.as_str(), field.code.as_str()),
            ("serach", "unknown"),
            "{name}"
        );
        let known = about["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|one| one["in"] == "query");
        for one in known {
            let quoted = format!("`{}`", one["name"].as_str().unwrap());
            assert!(field.message.contains(&quoted), "{name}: {}", field.message);
        }
    }
    let error = refused(
        admin.get("/api/conversations?status=open&status=closed"),
        422,
    )
    .await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("status", "duplicate")
    );
    refused(admin.get("/api/openapi.json?serach=x"), 422).await;
    // A stranger does not learn what there is, `_` keeps caches away, and outside of the API everything is free.
    refused(running.stranger().get("/api/conversations?serach=x"), 401).await;
    let _: Value = admin
        .read("/api/conversations?_=1732300000&_=2&status=open")
        .await;
    assert_eq!(
        admin.get("/health?x=1").send().await.unwrap().status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn no_operation_passes_over_a_key_that_it_does_not_know() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let mut open = Vec::new();
    let mut seen = 0;
    for (method, address, about) in operations(&running).await {
        if about.get("requestBody").is_none() {
            continue;
        }
        let name = format!("{method} {address}");
        if about.get("x-unknown-keys").is_some() {
            open.push(about["operationId"].as_str().unwrap().to_owned());
            continue;
        }
        seen += 1;
        let error = refused(
            admin
                .request(method, &address)
                .json(&json!({"Classik": true})),
            422,
        )
        .await;
        let field = error.fields.iter().find(|field| field.path == "Classik");
        let field = field.unwrap_or_else(|| panic!("{name}: {error:?}"));
        assert_eq!(field.code, "unknown", "{name}");
        assert!(
            field
                .message
                .starts_with("there is no such field; there are: `"),
            "{name}: {}",
            field.message
        );
    }
    assert!(seen > 10, "only {seen}");
    // Customers' words are taken whatever stands beside them.
    open.sort();
    assert_eq!(open, ["create_conversation", "receive_message"]);
}

#[tokio::test]
async fn keys_are_known_at_every_depth_and_there_once() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let count = async || {
        let list: Value = admin.read("/api/plugins").await;
        list["items"].as_array().unwrap().len()
    };
    let before = count().await;
    let create = |text: &str| {
        let request = admin
            .post("/api/plugins")
            .header("content-type", "application/json");
        request.body(text.to_owned())
    };
    let error = refused(
        create(r#"{"name": "A", "endpoint": "https://example.com/", "name": "B"}"#),
        422,
    )
    .await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("name", "duplicate")
    );
    assert_eq!(count().await, before);

    let field = json!({"entity": "contact", "name": "Cor", "placeholder": "cor", "kind": "select",
        "options": [{"value": "azul", "label": "Azul", "colour": "#00f"}]});
    let error = refused(admin.post_json("/api/custom-fields", &field), 422).await;
    assert!(
        error
            .fields
            .iter()
            .any(|field| field.path == "options[0].colour"),
        "{error:?}"
    );
    // Values by placeholder are no keys of ours.
    let error = refused(
        admin.patch("/api/contacts/7001", &json!({"fields": {"nope": "x"}})),
        422,
    )
    .await;
    assert_eq!(error.fields[0].code, "not_found");
    let mut many = Map::new();
    for number in 0..500 {
        many.insert(format!("k{number}"), Value::Null);
    }
    assert!(
        refused(admin.post_json("/api/plugins", &many.into()), 422)
            .await
            .fields
            .len()
            <= 25
    );
}

#[tokio::test]
async fn what_a_registration_has_is_given_at_its_making() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let new = json!({"name": "Older", "endpoint": "https://older.example/", "classic": true, "enabled": false, "icon": "🧩"});
    let made: Value = expect(admin.post_json("/api/plugins", &new), StatusCode::CREATED).await;
    for (key, value) in new.as_object().unwrap() {
        assert_eq!(&made[key], value, "{key}");
    }
}
