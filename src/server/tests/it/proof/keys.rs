//! The keys: one algorithm a plugin, published or shown, replaced with an overlap.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{JWKS, Token, register, rotate, secrets, signing, token};
use crate::support::{Running, expect, header, refused};
use crate::upgrade::pool;

async fn published(running: &Running) -> Vec<String> {
    let set: Value = running.stranger().read(JWKS).await;
    let keys = set["keys"].as_array().unwrap().iter();
    keys.map(|key| {
        let said = [&key["kty"], &key["crv"], &key["alg"], &key["use"]];
        assert_eq!(said, ["OKP", "Ed25519", "EdDSA", "sig"]);
        assert_eq!(key.as_object().unwrap().len(), 6, "{key}");
        key["kid"].as_str().unwrap().to_owned()
    })
    .collect()
}

fn kids(signing: &Value) -> Vec<&str> {
    let keys = signing["keys"].as_array().unwrap().iter();
    keys.map(|key| key["kid"].as_str().unwrap()).collect()
}

/// Lets so many hours pass for a plugin's keys.
async fn pass(running: &Running, plugin: &str, hours: i64) {
    let pool = pool(running.data()).await;
    let sql = "UPDATE signing_key SET signs_from = signs_from - $2, expires_at = expires_at - $2 WHERE plugin_id = $1";
    let passed = sqlx::query(sql).bind(plugin).bind(hours * 3_600_000);
    passed.execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn the_public_keys_are_open_to_all_and_cached_for_a_little() {
    let running = Running::start().await;
    let asked = running.stranger().get(JWKS).send().await.unwrap();
    assert_eq!(asked.status(), 200);
    assert_eq!(header(&asked, "access-control-allow-origin"), "*");
    assert_eq!(header(&asked, "cache-control"), "public, max-age=300");
    assert_eq!(header(&asked, "content-type"), "application/json");
    // Those of the demo and the console.
    assert_eq!(published(&running).await.len(), 2);
    let plugin = register(&running.admin().await, &json!({})).await;
    let known = signing(&running.admin().await, &plugin).await;
    assert_eq!(known["algorithm"], "EdDSA");
    assert_eq!(known["issuer"], running.origin());
    assert_eq!(known["audience"], "https://crm.example");
    assert_eq!(known["jwks"], format!("{}{JWKS}", running.origin()));
    assert!(
        published(&running)
            .await
            .contains(&kids(&known)[0].to_owned())
    );
}

#[tokio::test]
async fn a_plugin_has_one_algorithm_and_its_secret_is_no_other_and_shown_to_admins_alone() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let plugin = register(&admin, &json!({"proofAlgorithm": "HS256"})).await;
    let signed = token(&agent, &plugin, None).await;
    let secrets_now = secrets(&admin, &plugin).await;
    assert_eq!(secrets_now.len(), 1);
    assert_eq!(secrets_now[0].len(), 43);
    assert!(signed.is_signed_by_secret(&secrets_now[0]));
    let sent: Value = admin.read(&format!("/api/plugins/{plugin}/secret")).await;
    assert_ne!(sent["secret"].as_str().unwrap(), secrets_now[0]);
    assert!(!signed.is_signed_by_secret(sent["secret"].as_str().unwrap()));
    assert!(!published(&running).await.contains(&signed.kid().to_owned()));
    let set = running.stranger().get(JWKS).send().await.unwrap();
    assert!(!set.text().await.unwrap().contains(&secrets_now[0]));
    let frames = agent.get("/api/frames").send().await.unwrap();
    assert!(!frames.text().await.unwrap().contains(&secrets_now[0]));

    for path in ["signing", "signing/secrets"] {
        let path = format!("/api/plugins/{plugin}/{path}");
        refused(agent.get(&path), 403).await;
        refused(running.stranger().get(&path), 401).await;
    }
    let path = format!("/api/plugins/{plugin}/signing/rotate");
    refused(agent.post_json(&path, &json!({})), 403).await;

    // The algorithm changes by the admin's choice alone.
    let patch = json!({"proofAlgorithm": "EdDSA"});
    let path = format!("/api/plugins/{plugin}");
    let changed: Value = expect(admin.patch(&path, &patch), StatusCode::OK).await;
    assert_eq!(changed["proofAlgorithm"], "EdDSA");
    assert!(secrets(&admin, &plugin).await.is_empty());
    let signed = token(&agent, &plugin, None).await;
    assert!(signed.is_signed_by_a_key_of(&running).await);
    let wrong = json!({"proofAlgorithm": "none"});
    refused(admin.patch(&path, &wrong), 422).await;
}

#[tokio::test]
async fn a_key_is_replaced_with_an_overlap_in_which_the_one_before_signs() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let plugin = register(&admin, &json!({})).await;
    let first = token(&agent, &plugin, None).await;
    let standing = rotate(&admin, &plugin, &json!({})).await;
    let both = kids(&standing);
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], first.kid());
    assert_eq!(standing["keys"][1]["until"], Value::Null);
    let until = standing["keys"][0]["until"].as_str().unwrap();
    let begins = standing["keys"][1]["signsFrom"].as_str().unwrap();
    assert!(
        begins < until,
        "tokens that are out stay good: {begins}, {until}"
    );
    let known = published(&running).await;
    assert!(both.iter().all(|kid| known.contains(&(*kid).to_owned())));
    assert_eq!(token(&agent, &plugin, None).await.kid(), both[0]);

    pass(&running, &plugin, 24).await;
    let second = token(&agent, &plugin, None).await;
    assert_eq!(second.kid(), both[1]);
    assert!(second.is_signed_by_a_key_of(&running).await);
    assert!(
        first.is_signed_by_a_key_of(&running).await,
        "for five minutes more"
    );
    pass(&running, &plugin, 1).await;
    assert!(!first.is_signed_by_a_key_of(&running).await);
    assert_eq!(kids(&signing(&admin, &plugin).await), [both[1]]);
    running.server.app().store.sweep_access().await.unwrap();
    let pool = pool(running.data()).await;
    let sql = "SELECT COUNT(*) FROM signing_key WHERE plugin_id = $1";
    let left: i64 = sqlx::query_scalar(sql)
        .bind(&plugin)
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(left, 2, "one of each algorithm");
}

#[tokio::test]
async fn an_overlap_is_set_and_none_ends_a_key_at_once() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let plugin = register(&admin, &json!({"proofAlgorithm": "HS256"})).await;
    let [old] = &secrets(&admin, &plugin).await[..] else {
        panic!()
    };
    rotate(&admin, &plugin, &json!({"overlapHours": 2})).await;
    let shown = secrets(&admin, &plugin).await;
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0], *old);
    // Another rotation in between replaces what has not signed yet, and leaves the one that signs.
    rotate(&admin, &plugin, &json!({"overlapHours": 2})).await;
    let again = secrets(&admin, &plugin).await;
    assert_eq!(again.len(), 2);
    assert_eq!(again[0], *old);
    assert_ne!(again[1], shown[1]);
    assert!(token(&agent, &plugin, None).await.is_signed_by_secret(old));
    pass(&running, &plugin, 2).await;
    assert!(
        token(&agent, &plugin, None)
            .await
            .is_signed_by_secret(&again[1])
    );

    let standing = rotate(&admin, &plugin, &json!({"overlapHours": 0})).await;
    assert_eq!(kids(&standing).len(), 1);
    let shown = secrets(&admin, &plugin).await;
    let [new] = &shown[..] else {
        panic!("{}", shown.len())
    };
    assert!(![old, &again[1]].contains(&new));
    assert!(token(&agent, &plugin, None).await.is_signed_by_secret(new));

    let path = format!("/api/plugins/{plugin}/signing/rotate");
    let error = refused(admin.post_json(&path, &json!({"overlapHours": 721})), 422).await;
    assert_eq!(error.fields[0].path, "overlapHours");
    refused(
        admin.post_json("/api/plugins/none/signing/rotate", &json!({})),
        404,
    )
    .await;
}

#[tokio::test]
async fn plugins_of_an_earlier_version_get_keys_at_a_start_or_with_their_first_token() {
    let running = Running::start().await;
    let plugin = register(&running.admin().await, &json!({})).await;
    let forget = async |running: &Running| {
        let pool = pool(running.data()).await;
        sqlx::query("DELETE FROM signing_key")
            .execute(&pool)
            .await
            .unwrap();
        pool.close().await;
    };
    forget(&running).await;
    assert_eq!(published(&running).await.len(), 0);
    let signed = token(&running.agent().await, &plugin, None).await;
    assert!(signed.is_signed_by_a_key_of(&running).await);
    forget(&running).await;
    let running = Running::start_in(running.stop().await).await;
    assert_eq!(published(&running).await.len(), 3);
}

#[tokio::test]
async fn a_key_that_the_vault_does_not_open_signs_nothing_until_another_is_made() {
    let running = Running::start().await;
    let plugin = register(&running.admin().await, &json!({"proofAlgorithm": "HS256"})).await;
    let pool = pool(running.data()).await;
    let sql = "UPDATE signing_key SET secret = (SELECT secret FROM plugin WHERE id = $1) WHERE plugin_id = $1";
    sqlx::query(sql).bind(&plugin).execute(&pool).await.unwrap();
    let (admin, agent) = (running.admin().await, running.agent().await);
    let path = format!("/api/frames/{plugin}/token");
    let error = refused(agent.post_json(&path, &json!({})), 409).await;
    assert_eq!(error.code, "unreadable_secret");
    let path = format!("/api/plugins/{plugin}/signing/secrets");
    refused(admin.get(&path), 409).await;
    rotate(&admin, &plugin, &json!({"overlapHours": 0})).await;
    let signed: Token = token(&agent, &plugin, None).await;
    assert!(signed.is_signed_by_secret(&secrets(&admin, &plugin).await[0]));
}
