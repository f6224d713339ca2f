//! OAuth: when a token is renewed before it ends, and when never.

use std::time::Duration;

use encaixe_server::apps::daily;
use encaixe_server::time;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::grants::{CLIENT, Grants, SECRET};
use super::oauth::{agreed, come_back, connected, text};
use super::{call, connect, no_call, standing, start, start_in, upload};
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

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_starts_renews_by_itself_what_was_not_renewed_for_a_day() {
    const DAY: i64 = time::DAY / time::SECOND;

    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(30 * 24 * 3600).await);
    connected(&running, &admin, &grants).await;
    lives(&running, -2 * DAY, 28 * DAY).await;
    assert_eq!(grants.renewed(), 0);
    let running = start_in(running.stop().await).await;
    let once = async {
        while grants.renewed() == 0 {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(20), once)
        .await
        .expect("nobody renewed it");
    // Whoever calls waits for the new one, which is written by then.
    let admin = running.admin().await;
    let answer = call(&admin, "loja", json!({"path": "/me"})).await;
    assert_eq!(answer["status"], 200, "{answer}");
    let folder = running.stop().await;
    let running = start_in(folder).await;
    let admin = running.admin().await;
    let answer = call(&admin, "loja", json!({"path": "/me"})).await;
    assert_eq!(answer["status"], 200, "{answer}");
    assert_eq!(grants.renewed(), 1, "once in a day is enough");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_token_that_cannot_be_stored_is_used_by_nobody() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    connected(&running, &admin, &grants).await;
    lives(&running, -1_800, -1).await;
    let pool = pool(running.data()).await;
    let trigger = "CREATE TRIGGER no_tokens BEFORE UPDATE OF tokens ON app_connection BEGIN SELECT RAISE(ABORT, 'no room'); END";
    sqlx::query(trigger).execute(&pool).await.unwrap();
    let before = grants.tokens();
    no_call(&admin, "loja", json!({"path": "/me"}), 500).await;
    assert_eq!(grants.renewed(), 1, "the app gave another one");
    let fresh: Vec<String> = grants
        .tokens()
        .into_iter()
        .filter(|token| !before.contains(token))
        .collect();
    assert_eq!(fresh.len(), 2, "one for calls, and one to renew it");
    let got = grants.api.got();
    for token in &fresh {
        let carries = got.iter().any(|got| got.told().contains(token));
        assert!(!carries, "a request carries what was not stored");
    }
    assert!(got.iter().all(|got| !got.path.starts_with("/api")));
    sqlx::query("DROP TRIGGER no_tokens")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}
