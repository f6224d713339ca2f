//! Who gets a token, and what it says.

use encaixe_api::plugin::PLUGIN_HEADER;
use serde_json::{Value, json};

use super::{CONVERSATION, register, token};
use crate::support::{ANA, BRUNO, Running, refused};

#[tokio::test]
async fn a_token_says_who_asks_for_which_plugin_in_which_conversation() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let plugin = register(&admin, &json!({})).await;
    let signed = token(&agent, &plugin, Some(CONVERSATION)).await;
    assert!(signed.is_signed_by_a_key_of(&running).await);
    assert_eq!(signed.header["typ"], "JWT");

    let me: Value = agent.read("/api/me").await;
    let open: Value = agent
        .read(&format!("/api/conversations/{CONVERSATION}"))
        .await;
    let claims = &signed.claims;
    let now = encaixe_server::time::now() / 1_000;
    let made = claims["iat"].as_i64().unwrap();
    assert!((now - 5..=now).contains(&made), "{made} and {now}");
    let expected = json!({
        "iss": running.origin(), "aud": "https://crm.example", "sub": BRUNO, "iat": made, "nbf": made, "exp": made + 300,
        "jti": claims["jti"], "workspace": me["workspace"]["id"], "role": "agent", "plugin": plugin,
        "conversation": CONVERSATION, "contact": open["contact"]["id"],
    });
    assert_eq!(*claims, expected);
    let again = token(&agent, &plugin, Some(CONVERSATION)).await;
    assert_ne!(again.claims["jti"], claims["jti"]);

    let without = token(&admin, &plugin, None).await;
    assert_eq!(without.claims["sub"], ANA);
    assert_eq!(without.claims["role"], "admin");
    for nothing in ["conversation", "contact"] {
        assert_eq!(without.claims[nothing], Value::Null);
    }
}

#[tokio::test]
async fn nobody_gets_a_token_for_what_they_do_not_have() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let plugin = register(&admin, &json!({})).await;
    let off = register(&admin, &json!({"enabled": false})).await;
    let path = |plugin: &str| format!("/api/frames/{plugin}/token");
    let none = json!({"conversation": null});

    refused(agent.post_json(&path("none"), &none), 404).await;
    refused(agent.post_json(&path(&off), &none), 404).await;
    refused(admin.post_json(&path(&off), &none), 404).await;
    let unknown = json!({"conversation": "none"});
    let error = refused(agent.post_json(&path(&plugin), &unknown), 422).await;
    assert_eq!(error.fields[0].path, "conversation");
    assert_eq!(error.fields[0].code, "not_found");

    refused(running.stranger().post_json(&path(&plugin), &none), 401).await;
    let program = running.program().await;
    let error = refused(program.post_json(&path(&plugin), &none), 403).await;
    assert_eq!(error.code, "forbidden");
    let elsewhere = running.agent().await.at_origin(Some("https://crm.example"));
    let error = refused(elsewhere.post_json(&path(&plugin), &none), 403).await;
    assert_eq!(error.code, "wrong_origin");
    // A page that acts for one plugin asks for no other's token.
    let demo = running.demo_plugin().await;
    let posing = agent
        .post_json(&path(&plugin), &none)
        .header(PLUGIN_HEADER, &demo);
    let error = refused(posing, 403).await;
    assert_eq!(error.code, "unknown_plugin");
    let own = agent
        .post_json(&path(&plugin), &none)
        .header(PLUGIN_HEADER, &plugin);
    assert_eq!(own.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_token_follows_for_whom_and_where_a_plugin_is_and_needs_no_scope() {
    const BY_WHATSAPP: &str = "955";
    const BY_CHAT: &str = "954";
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let path = |plugin: &str| format!("/api/frames/{plugin}/token");
    let none = json!({"conversation": null});

    let others = json!({"audience": "members", "members": [ANA]});
    let others = register(&admin, &others).await;
    refused(agent.post_json(&path(&others), &none), 404).await;
    token(&admin, &others, None).await;

    let placed = json!({"channels": ["504"], "scopes": []});
    let placed = register(&admin, &placed).await;
    for headed in [false, true] {
        let ask = |conversation: &str| {
            let request = agent.post_json(&path(&placed), &json!({"conversation": conversation}));
            if headed {
                request.header(PLUGIN_HEADER, &placed)
            } else {
                request
            }
        };
        assert_eq!(ask(BY_CHAT).send().await.unwrap().status(), 200);
        assert_eq!(refused(ask(BY_WHATSAPP), 403).await.code, "other_channel");
    }
}
