//! OAuth: tokens that are renewed once, whoever asks, and what happens when they are not.

use encaixe_server::apps::daily;
use encaixe_server::time;
use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::grants::{CLIENT, Grants, SECRET};
use super::oauth::{agreed, come_back, connected};
use super::{call, connect, descriptor, no_call, standing, start, upload};
use crate::support::{Running, expect, refused};
use crate::webhooks::{Receiver, add};

#[tokio::test(flavor = "multi_thread")]
async fn fifty_calls_at_once_with_an_expired_token_renew_it_once_whatever_processes_there_are() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(2).await);
    connected(&running, &admin, &grants).await;
    grants.live_for(3600);
    // A second process on the same folder.
    let data = running.data().to_path_buf();
    let second = Running::start_with(tempfile::tempdir().unwrap(), move |config| {
        config.delivery_allow_loopback = true;
        config.data = data;
    })
    .await;
    let other = second.admin().await;
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    let calls = (0..50).map(|number| {
        let who = if number % 2 == 0 { &admin } else { &other };
        call(who, "loja", json!({"path": "/me"}))
    });
    for answer in join_all(calls).await {
        assert_eq!(answer["status"], 200, "{answer}");
    }
    assert_eq!(grants.renewed(), 1);
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_the_app_no_longer_takes_is_renewed_once_and_the_calls_are_made_again() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = connected(&running, &admin, &grants).await;
    grants.forget();
    let calls = (0..20).map(|_| call(&admin, "loja", json!({"path": "/me"})));
    for answer in join_all(calls).await {
        assert_eq!(answer["status"], 200, "{answer}");
    }
    assert_eq!(grants.renewed(), 1);
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_renewal_asks_for_a_new_connection_in_the_page_the_audit_and_webhooks() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = connected(&running, &admin, &grants).await;
    let mut receiver = Receiver::start().await;
    add(&admin, &receiver.url, &["connection.broken"], json!({})).await;
    grants.refuse();
    grants.forget();
    let calls = (0..5).map(|_| no_call(&admin, "loja", json!({"path": "/me"}), 409));
    for error in join_all(calls).await {
        assert_eq!(error.code, "reconnect");
    }
    let now = standing(&admin, &connection).await;
    assert_eq!(
        (&now["state"], &now["isDefault"]),
        (&json!("reconnect"), &json!(false))
    );
    assert!(
        now["reason"].as_str().unwrap().contains("invalid_grant"),
        "{now}"
    );
    let told = receiver.next().await.json();
    let api: Value = running.stranger().read("/api/openapi.json").await;
    let sample = &api["webhooks"]["connection.broken"]["post"]["requestBody"]["content"]["application/json"]
        ["example"];
    let keys = |of: &Value| {
        of["data"]["connection"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&told), keys(sample));
    assert_eq!(
        (
            &told["data"]["connection"]["id"],
            &told["data"]["connection"]["state"]
        ),
        (&connection["id"], &json!("reconnect"))
    );
    receiver.none(std::time::Duration::from_millis(200)).await;
    let audit: Value = admin.read("/api/audit?area=apps").await;
    assert_eq!(audit["items"][0]["kind"], "connection_broken");
    let again = agreed(&running, &admin, &connection).await;
    assert_eq!(come_back(&running, &again.0, &again.1).await.0, 303);
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
}

#[tokio::test]
async fn a_token_address_that_is_down_breaks_nothing() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = connected(&running, &admin, &grants).await;
    grants.forget();
    grants.down(true);
    let error = no_call(&admin, "loja", json!({"path": "/me"}), 502).await;
    assert_eq!(error.code, "no_token");
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
    grants.down(false);
    assert_eq!(
        call(&admin, "loja", json!({"path": "/me"})).await["status"],
        200
    );
}

#[tokio::test]
async fn tokens_are_renewed_once_a_day_and_not_before() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(30 * 24 * 3600).await);
    connected(&running, &admin, &grants).await;
    let app = running.server.app();
    daily::renew(app, time::now() + time::DAY - time::MINUTE)
        .await
        .unwrap();
    assert_eq!(grants.renewed(), 0);
    daily::renew(app, time::now() + time::DAY + time::MINUTE)
        .await
        .unwrap();
    assert_eq!(grants.renewed(), 1);
    assert_eq!(
        call(&admin, "loja", json!({"path": "/me"})).await["status"],
        200
    );
}

#[tokio::test]
async fn a_client_alone_gets_its_token_when_it_connects_and_anew_when_that_ends() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(2).await);
    let origin = &grants.api.origin;
    let access = json!({
        "client_id": CLIENT, "client_secret": SECRET, "access_token_url": format!("{origin}/token"),
        "access_token_placement": "header_bearer", "client_credentials": true,
    });
    let authentication = json!({"type": "oauth_2", "oauth_access_fields": access});
    let made = upload(
        &admin,
        &descriptor(
            "loja",
            &format!("{origin}/api"),
            &authentication,
            &json!({}),
        ),
    )
    .await;
    assert_eq!(made["client"]["clientId"], CLIENT);
    let connection = connect(&admin, "loja", json!({})).await;
    assert_eq!(connection["state"], "connected");
    assert_eq!(
        call(&admin, "loja", json!({"path": "/me"})).await["status"],
        200
    );
    assert_eq!(grants.renewed(), 1);
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert_eq!(
        call(&admin, "loja", json!({"path": "/me"})).await["status"],
        200
    );
    assert_eq!(grants.renewed(), 2);
    let us = json!({"clientId": CLIENT, "clientSecret": "another"});
    expect::<Value>(admin.put_json("/api/apps/loja/client", &us), StatusCode::OK).await;
    let new = json!({"name": "Outra", "fields": {}});
    let error = refused(admin.post_json("/api/apps/loja/connections", &new), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("client", "refused")
    );
}
