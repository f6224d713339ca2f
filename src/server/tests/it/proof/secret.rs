//! `auth_secret`, which a plugin's frame can go without.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::register;
use crate::support::{Running, Visitor, expect};

async fn src(who: &Visitor, plugin: &str) -> String {
    let frames: Value = who.read("/api/frames").await;
    let mut frames = frames.as_array().unwrap().iter();
    let frame = frames.find(|frame| frame["id"] == plugin).unwrap();
    frame["src"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_secret_travels_unless_it_is_switched_off_and_an_admin_sees_it_either_way() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let on = register(&admin, &json!({})).await;
    let off = register(&admin, &json!({"authSecret": false})).await;
    assert!(src(&admin, &on).await.contains("auth_secret="));
    assert_eq!(src(&admin, &off).await, "https://crm.example/panel?shop=7");

    let path = format!("/api/plugins/{off}");
    let secret: Value = admin.read(&format!("{path}/secret")).await;
    let secret = secret["secret"].as_str().unwrap();
    assert_eq!(secret.len(), 43);
    let plugin: Value = admin.read(&path).await;
    assert_eq!(plugin["authSecret"], false);
    // What else changes leaves it.
    let other = json!({"name": "CRM 2"});
    let plugin: Value = expect(admin.patch(&path, &other), StatusCode::OK).await;
    assert_eq!(plugin["authSecret"], false);
    let again = json!({"authSecret": true});
    let plugin: Value = expect(admin.patch(&path, &again), StatusCode::OK).await;
    assert_eq!(plugin["authSecret"], true);
    assert!(
        src(&admin, &off)
            .await
            .ends_with(&format!("auth_secret={secret}"))
    );
}
