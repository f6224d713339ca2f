//! OAuth: the round trip in the browser.

use reqwest::StatusCode;
use reqwest::header::COOKIE;
use serde_json::{Value, json};

use super::grants::{CLIENT, Grants, SECRET};
use super::{call, connect, descriptor, no_call, path_of, standing, start, upload};
use crate::support::{Running, Visitor, client, expect, header, refused};

pub(super) fn text(grants: &Grants) -> String {
    let origin = &grants.api.origin;
    let mut access = json!({
        "client_id": "PLUGA_CLIENT_ID", "client_secret": "PLUGA_CLIENT_SECRET",
        "authorize_url": format!("{origin}/authorize"), "access_token_url": format!("{origin}/token"),
        "refresh_token_url": format!("{origin}/token"), "access_token_placement": "header_bearer",
        "scope": ["read", "write"], "scope_separator": ",", "response_type": grants.response_type(), "prompt": "consent",
    });
    if !grants.is_plain() {
        access["pkce"] = json!(true);
    }
    let authentication = json!({"type": "oauth_2", "oauth_access_fields": access});
    descriptor(
        "loja",
        &format!("{origin}/api"),
        &authentication,
        &json!({}),
    )
}

/// An uploaded app whose client is written, and a connection on which nobody has agreed yet.
pub(super) async fn pending(admin: &Visitor, grants: &Grants) -> Value {
    let made = upload(admin, &text(grants)).await;
    assert_eq!(
        made["client"]["clientId"],
        Value::Null,
        "a placeholder is none"
    );
    let connection = connect(admin, "loja", json!({})).await;
    assert_eq!(connection["state"], "pending");
    let path = format!("{}/authorize", path_of(&connection));
    let error = refused(admin.post(&path), 422).await;
    assert_eq!(error.fields[0].path, "client");
    let us = json!({"clientId": CLIENT, "clientSecret": SECRET});
    let made: Value = expect(admin.put_json("/api/apps/loja/client", &us), StatusCode::OK).await;
    assert_eq!(
        (&made["client"]["clientId"], &made["client"]["hasSecret"]),
        (&json!(CLIENT), &json!(true))
    );
    connection
}

/// Begins a round trip: the address that the app's page sends back to, and the browser's cookie.
pub(super) async fn agreed(
    running: &Running,
    admin: &Visitor,
    connection: &Value,
) -> (String, String) {
    let request = admin.post(&format!("{}/authorize", path_of(connection)));
    let begun = request.send().await.unwrap();
    assert_eq!(begun.status(), StatusCode::OK);
    let line = header(&begun, "set-cookie");
    assert!(
        line.contains("HttpOnly") && line.contains("SameSite=Lax"),
        "{line}"
    );
    let cookie = line.split(';').next().unwrap().to_owned();
    let begun: Value = begun.json().await.unwrap();
    let agreed = client()
        .get(begun["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    let back = header(&agreed, "location");
    let back = back.strip_prefix(&running.origin()).unwrap().to_owned();
    assert!(back.starts_with("/apps/callback?"), "{back}");
    (back, cookie)
}

/// What the callback answers to that browser.
pub(super) async fn come_back(running: &Running, back: &str, cookie: &str) -> (u16, String) {
    let request = running.stranger().get(back).header(COOKIE, cookie);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), header(&answer, "location"))
}

/// A connection on which somebody agreed.
pub(super) async fn connected(running: &Running, admin: &Visitor, grants: &Grants) -> Value {
    let connection = pending(admin, grants).await;
    let (back, cookie) = agreed(running, admin, &connection).await;
    let (status, to) = come_back(running, &back, &cookie).await;
    let id = connection["id"].as_str().unwrap();
    let page = format!("/settings/apps/loja?connection={id}&outcome=connected");
    assert_eq!((status, to), (303, page));
    connection
}

#[tokio::test]
async fn a_round_trip_connects_once_and_in_the_browser_that_began_it() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = pending(&admin, &grants).await;
    no_call(&admin, "loja", json!({"path": "/x"}), 409).await;
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    assert!(back.starts_with("/apps/callback?code="), "{back}");
    let (_, other) = agreed(&running, &admin, &connection).await;
    for foreign in ["", "encaixe_app_x=1", &other] {
        let (status, to) = come_back(&running, &back, foreign).await;
        assert_eq!((status, to.as_str()), (403, ""), "{foreign}");
    }
    let value = cookie.split_once('=').unwrap().0;
    let (status, _) = come_back(&running, &back, &format!("{value}=guess")).await;
    assert_eq!(status, 403);
    let forged = format!("{}x", back.replace("state=", "state=y"));
    assert_eq!(come_back(&running, &forged, &cookie).await.0, 404);
    assert_eq!(standing(&admin, &connection).await["state"], "pending");

    let (status, to) = come_back(&running, &back, &format!("a=b; {value}=planted; {cookie}")).await;
    assert_eq!(status, 303);
    assert!(to.ends_with("&outcome=connected"), "{to}");
    assert_eq!(
        come_back(&running, &back, &cookie).await.0,
        404,
        "it is good once"
    );
    let now = standing(&admin, &connection).await;
    assert_eq!(
        (&now["state"], &now["isDefault"]),
        (&json!("connected"), &json!(true))
    );
    assert!(now["expiresAt"].is_string());
    assert_eq!(
        call(&admin, "loja", json!({"path": "/me"})).await["status"],
        200
    );
}

#[tokio::test]
async fn an_app_without_pkce_is_told_nothing_of_it_and_its_code_comes_under_either_name() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::plain("auth_code").await);
    let connection = pending(&admin, &grants).await;
    for name in ["auth_code", "code"] {
        let (back, cookie) = agreed(&running, &admin, &connection).await;
        assert!(back.starts_with("/apps/callback?auth_code="), "{back}");
        let back = back.replacen("?auth_code=", &format!("?{name}="), 1);
        let (status, to) = come_back(&running, &back, &cookie).await;
        assert_eq!(status, 303);
        assert!(to.ends_with("&outcome=connected"), "{name}: {to}");
        let answer = call(&admin, "loja", json!({"path": "/me"})).await;
        assert_eq!(answer["status"], 200, "{name}: {answer}");
    }
    let got = grants.api.got();
    let of = |path: &str| got.iter().filter(|got| got.path == path).count();
    assert_eq!((of("/authorize"), of("/token")), (2, 2));
    for one in &got {
        let asked = format!("{}{}", one.query, String::from_utf8_lossy(&one.body));
        assert!(!asked.contains("code_challenge"), "{asked}");
        assert!(!asked.contains("code_verifier"), "{asked}");
    }
}

#[tokio::test]
async fn whoever_says_no_is_sent_back_with_the_reason() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = pending(&admin, &grants).await;
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    let state = back.split_once("state=").unwrap().1;
    let no = format!("/apps/callback?error=access_denied&error_description=N%C3%A3o&state={state}");
    let (status, to) = come_back(&running, &no, &cookie).await;
    assert_eq!(status, 303);
    assert!(
        to.ends_with("&outcome=refused&reason=access_denied+N%C3%A3o"),
        "{to}"
    );
    assert_eq!(standing(&admin, &connection).await["state"], "pending");
    assert_eq!(come_back(&running, &back, &cookie).await.0, 404);
}

#[tokio::test]
async fn a_round_trip_that_takes_too_long_is_over() {
    let running = start().await;
    let (admin, grants) = (running.admin().await, Grants::start(3600).await);
    let connection = pending(&admin, &grants).await;
    let (back, cookie) = agreed(&running, &admin, &connection).await;
    let pool = crate::upgrade::pool(running.data()).await;
    sqlx::query("UPDATE app_grant SET expires_at = 1")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    assert_eq!(come_back(&running, &back, &cookie).await.0, 410);
    assert_eq!(standing(&admin, &connection).await["state"], "pending");
}
