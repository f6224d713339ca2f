//! OAuth: when a token is renewed before it ends, and when never.

use encaixe_server::apps::daily;
use encaixe_server::time;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::grants::{CLIENT, Grants, SECRET};
use super::oauth::{agreed, come_back, connected, text};
use super::{call, connect, no_call, standing, start, upload};
use crate::support::{Running, expect};
use crate::upgrade::pool;

/// Lets a token have begun and end at other times, both in seconds from now.
async fn lives(running: &Running, since: i64, until: i64) {
    let pool = pool(running.data()).await;
    sqlx::query("UPDATE app_connection SET refreshed_at = $1, expires_at = $2")
        .bind(time::now() + since * time::SECOND)
        .bind(time::now() + until * time::SECOND)
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_renewed_in_its_last_minute_or_in_the_second_half_of_a_short_life() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    connected(&running, &admin, &grants).await;
    let mut renewed = 0;
    for (since, until, is_due) in [
        (-1_800, 90, false),
        (-1_800, 50, true),
        (-30, 60, false),
        (-60, 30, true),
        (-1_800, -1, true),
    ] {
        lives(&running, since, until).await;
        let answer = call(&admin, "loja", json!({"path": "/me"})).await;
        assert_eq!(answer["status"], 200, "{answer}");
        renewed += u32::from(is_due);
        assert_eq!(grants.renewed(), renewed, "{since} {until}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_without_an_address_to_renew_it_is_used_until_it_is_refused() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let mut app: Value = serde_json::from_str(&text(&grants)).unwrap();
    let access = &mut app["authentication"]["oauth_access_fields"];
    access
        .as_object_mut()
        .unwrap()
        .remove("refresh_token_url")
        .unwrap();
    upload(&admin, &app.to_string()).await;
    let us = json!({"clientId": CLIENT, "clientSecret": SECRET});
    expect::<Value>(admin.put_json("/api/apps/loja/client", &us), StatusCode::OK).await;
    let connection = connect(&admin, "loja", json!({})).await;
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    assert_eq!(come_back(&running, &back, &cookie).await.0, 303);
    let asked = || {
        let got = grants.api.got();
        got.iter().filter(|got| got.path == "/token").count()
    };
    assert_eq!(asked(), 1);
    for (since, until) in [(-1_800, 30), (-1_800, -30)] {
        lives(&running, since, until).await;
        let answer = call(&admin, "loja", json!({"path": "/me"})).await;
        assert_eq!(answer["status"], 200, "{answer}");
    }
    daily::renew(running.server.app(), time::now() + 2 * time::DAY)
        .await
        .unwrap();
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
    grants.forget();
    let error = no_call(&admin, "loja", json!({"path": "/me"}), 409).await;
    assert_eq!(error.code, "reconnect");
    assert_eq!(standing(&admin, &connection).await["state"], "reconnect");
    assert_eq!(asked(), 1, "nobody asked for another token");
}
