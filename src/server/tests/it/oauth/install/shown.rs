//! Nobody agrees to what they were not shown, and tokens lose what a newer version does not ask for.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{CONTACT, Shop, query};
use crate::support::{expect, refused};

async fn edit(shop: &Shop, patch: Value) {
    let path = format!("/api/integrations/{}", shop.id);
    let _: Value = expect(shop.admin.patch(&path, &patch), StatusCode::OK).await;
}

#[tokio::test]
async fn a_draft_that_was_edited_after_it_was_shown_is_not_installed() {
    let shop = Shop::open().await;
    let listing = format!("/api/marketplace/{}", shop.id);
    let shown: Value = shop.admin.read(&listing).await;
    let nonce = shop.click().await;
    edit(&shop, json!({"scopes": [{"scope": "messages:read"}]})).await;
    let now: Value = shop.admin.read(&listing).await;
    assert_eq!(now["version"], shown["version"]);
    let old = shop.asked(&nonce, json!({"stamp": shown["stamp"]})).await;
    assert_eq!(refused(old, 409).await.code, "changed_meanwhile");
    // The click was for what was there before.
    let other = shop.asked(&nonce, json!({})).await;
    assert_eq!(refused(other, 410).await.code, "click_expired");
    shop.install().await;
}

#[tokio::test]
async fn tokens_lose_what_a_newer_version_does_not_ask_for() {
    let mut shop = Shop::open().await;
    shop.install().await;
    let got = shop.server.next().await;
    let told = query(&format!("{}?{}", shop.server.url, got.query));
    let code = json!({"grant_type": "authorization_code", "code": told["code"], "redirect_uri": shop.server.url});
    let tokens: Value = expect(shop.exchange(&code), StatusCode::OK).await;
    let program = shop
        .running
        .with_token(tokens["access_token"].as_str().unwrap());
    let _: Value = program.read(CONTACT).await;
    let less = json!({"name": "CRM 2", "scopes": [{"scope": "conversation:read"}]});
    edit(&shop, less).await;
    shop.once(|now| now["name"] == "CRM 2").await;
    refused(program.get(CONTACT), 403).await;
}
