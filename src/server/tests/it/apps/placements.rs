//! OAuth as apps have it beyond the usual: where the token stands in calls, how the client shows who it is, and what Jira asks for more.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_server::apps::oauth::challenge;
use reqwest::StatusCode;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::api::{Api, Got, Reply};
use super::oauth::{agreed, come_back};
use super::{call, connect, descriptor, standing, start, upload};
use crate::support::{Running, Visitor, expect};

/// What base64 and a form each write otherwise.
const TOKEN: &str = "acesso 1/+=&~b";
const CLIENT: &str = "cliente 7:a";
const SECRET: &str = "segredo/+% 9";

/// Gives its token to whoever asks exactly so, and takes calls that carry it exactly so.
async fn service(
    asks: impl Fn(&Got) -> bool + Send + Sync + 'static,
    calls: impl Fn(&Got) -> bool + Send + Sync + 'static,
) -> Api {
    Api::that(move |got| match got.path.as_str() {
        "/token" if asks(got) => Reply::with(
            200,
            &json!({"access_token": TOKEN, "token_type": "Bearer"}).to_string(),
        ),
        "/token" => Reply::with(400, "{\"error\":\"invalid_client\"}"),
        _ if calls(got) => Reply::with(200, "ok"),
        _ => Reply::with(401, "no"),
    })
    .await
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// Whether a form has these pairs and no others.
fn is_form(got: &Got, expected: &[(&str, &str)]) -> bool {
    let expected: BTreeMap<_, _> = expected.iter().copied().collect();
    let found = pairs(&got.body);
    got.lines("content-type") == ["application/x-www-form-urlencoded"]
        && found.len() == expected.len()
        && found
            .iter()
            .all(|(name, value)| expected.get(name.as_str()) == Some(&value.as_str()))
}

fn asks_by_form(got: &Got) -> bool {
    let expected = [
        ("grant_type", "client_credentials"),
        ("client_id", CLIENT),
        ("client_secret", SECRET),
    ];
    is_form(got, &expected) && got.lines("authorization").is_empty()
}

/// Connects an app that gives its token for who we are alone, and calls it as a hostile caller would.
async fn called(api: &Api, more: Value) -> Got {
    let running = start().await;
    let admin = running.admin().await;
    let mut access = json!({
        "client_id": CLIENT, "client_secret": SECRET, "client_credentials": true,
        "access_token_url": format!("{}/token", api.origin),
    });
    let more = more.as_object().cloned().unwrap_or_default();
    access.as_object_mut().unwrap().extend(more);
    let authentication = json!({"type": "oauth_2", "oauth_access_fields": access});
    let base = format!("{}/api", api.origin);
    upload(
        &admin,
        &descriptor("loja", &base, &authentication, &json!({})),
    )
    .await;
    let connection = connect(&admin, "loja", json!({})).await;
    assert_eq!(connection["state"], "connected");
    let asked = json!({
        "path": "/me?access_token=mine", "query": {"q": "a", "t[0]": "mine"},
        "headers": {"Authorization": "mine"},
    });
    let answer = call(&admin, "loja", asked).await;
    assert_eq!(answer["status"], 200, "{}", api.last().told());
    assert_eq!(standing(&admin, &connection).await["state"], "connected");
    assert_eq!(api.got().len(), 2, "the token is asked for once");
    api.last()
}

#[tokio::test]
async fn a_token_behind_basic_stands_there_as_it_is() {
    let api = service(asks_by_form, |got| {
        got.lines("authorization") == [format!("Basic {TOKEN}")]
    })
    .await;
    let got = called(&api, json!({"access_token_placement": "header_basic"})).await;
    assert_eq!(got.query, "access_token=mine&q=a&t%5B0%5D=mine");
}

#[tokio::test]
async fn a_token_in_the_query_stands_there_once_under_the_apps_own_name() {
    for (name, own, left) in [
        ("access_token", None, [("q", "a"), ("t[0]", "mine")]),
        ("t[0]", Some("t[0]"), [("access_token", "mine"), ("q", "a")]),
    ] {
        let api = service(asks_by_form, move |got| {
            let mut expected = left.to_vec();
            expected.push((name, TOKEN));
            let found = pairs(got.query.as_bytes());
            let found: Vec<_> = found
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            found == expected
        })
        .await;
        let mut more = json!({"access_token_placement": "query_string"});
        if let Some(own) = own {
            more["access_token_on_query_string_replacement"] = json!(own);
        }
        let got = called(&api, more).await;
        assert_eq!(
            got.lines("authorization"),
            ["mine"],
            "the caller's own stays"
        );
    }
}

#[tokio::test]
async fn a_client_shows_who_it_is_by_basic_and_then_not_in_the_body() {
    let expected = STANDARD.encode("cliente+7%3Aa:segredo%2F%2B%25+9");
    let api = service(
        move |got| {
            let grant = [
                ("grant_type", "client_credentials"),
                ("scope", "read,write"),
            ];
            got.lines("authorization") == [format!("Basic {expected}")] && is_form(got, &grant)
        },
        |got| got.lines("authorization") == [format!("Bearer {TOKEN}")],
    )
    .await;
    let more = json!({
        "access_token_placement": "header_bearer", "token_auth": "basic", "scope": ["read", "write"],
        "scope_separator": ",",
    });
    called(&api, more).await;
}

#[tokio::test]
async fn a_token_is_asked_for_in_json() {
    let api = service(
        |got| {
            let body: Value = serde_json::from_slice(&got.body).unwrap_or_default();
            got.lines("content-type") == ["application/json"]
                && body
                    == json!({"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": SECRET})
        },
        |got| got.lines("authorization") == [format!("Bearer {TOKEN}")],
    )
    .await;
    let more = json!({"access_token_placement": "header_bearer", "token_body": "json"});
    called(&api, more).await;
}

/// Jira's example, word for word but for its hosts.
fn jira(origin: &str) -> String {
    include_str!("../../../../api/tests/descriptors/good/jira.json")
        .replace(
            "\"https://api.atlassian.com\"",
            &format!("\"{origin}/api\""),
        )
        .replace("https://auth.atlassian.com", origin)
}

/// An app like Jira: it gives a code, and for each code or token another pair of tokens, of which the first is not taken.
async fn like_jira() -> Api {
    Api::that(|got| {
        let asked: BTreeMap<String, String> = pairs(got.query.as_bytes()).into_iter().collect();
        match got.path.as_str() {
            "/authorize" => {
                let back = &asked["redirect_uri"];
                let to = format!("{back}?code=codigo-1&state={}", asked["state"]);
                Reply::with(302, "").header("location", to)
            }
            "/oauth/token" => {
                let body: Value = serde_json::from_slice(&got.body).unwrap_or_default();
                let next = if body["grant_type"] == "refresh_token" { 2 } else { 1 };
                let tokens = json!({
                    "access_token": format!("acesso-{next}"), "refresh_token": format!("renova-{next}"),
                    "expires_in": 3600, "token_type": "Bearer",
                });
                Reply::with(200, &tokens.to_string())
            }
            _ if got.lines("authorization") == ["Bearer acesso-2"] => Reply::with(200, "ok"),
            _ => Reply::with(401, "no"),
        }
    })
    .await
}

async fn connected(running: &Running, admin: &Visitor, api: &Api) -> String {
    upload(admin, &jira(&api.origin)).await;
    let us = json!({"clientId": CLIENT, "clientSecret": SECRET});
    expect::<Value>(admin.put_json("/api/apps/jira/client", &us), StatusCode::OK).await;
    let connection = connect(admin, "jira", json!({})).await;
    let (back, cookie) = agreed(running, admin, &connection).await;
    assert_eq!(come_back(running, &back, &cookie).await.0, 303);
    assert_eq!(standing(admin, &connection).await["state"], "connected");
    format!("{}/apps/callback", running.origin())
}

#[tokio::test]
async fn jiras_example_asks_with_its_own_parameters_and_for_its_tokens_in_json() {
    let running = start().await;
    let (admin, api) = (running.admin().await, like_jira().await);
    let redirect = connected(&running, &admin, &api).await;
    let answer = call(&admin, "jira", json!({"path": "/me"})).await;
    assert_eq!(answer["status"], 200);

    let got = api.got();
    let paths: Vec<_> = got.iter().map(|got| got.path.as_str()).collect();
    let want = [
        "/authorize",
        "/oauth/token",
        "/api/me",
        "/oauth/token",
        "/api/me",
    ];
    assert_eq!(paths, want);
    let asked: BTreeMap<String, String> = pairs(got[0].query.as_bytes()).into_iter().collect();
    assert_eq!(asked.len(), 9, "{asked:?}");
    for (name, value) in [
        ("audience", "api.atlassian.com"),
        ("prompt", "consent"),
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", &redirect),
        ("scope", "read:jira-work read:me offline_access"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(asked[name], value);
    }
    for request in [&got[1], &got[3]] {
        assert_eq!(request.lines("content-type"), ["application/json"]);
        assert_eq!(request.lines("authorization"), [""; 0]);
    }
    let mut first: Value = serde_json::from_slice(&got[1].body).unwrap();
    let verifier = first.as_object_mut().unwrap().remove("code_verifier");
    let verifier = verifier.unwrap();
    assert_eq!(
        asked["code_challenge"],
        challenge(verifier.as_str().unwrap())
    );
    let want = json!({
        "grant_type": "authorization_code", "code": "codigo-1", "redirect_uri": redirect, "client_id": CLIENT,
        "client_secret": SECRET,
    });
    assert_eq!(first, want);
    let second: Value = serde_json::from_slice(&got[3].body).unwrap();
    let want = json!({
        "grant_type": "refresh_token", "refresh_token": "renova-1", "client_id": CLIENT, "client_secret": SECRET,
    });
    assert_eq!(second, want);
}
