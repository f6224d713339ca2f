//! Calls go to the app's hosts alone, whatever is asked, and are sent on within the origin alone.

use encaixe_server::config::Config;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::api::{Api, Reply};
use super::{call, connect, descriptor, field, no_call, start, upload};
use crate::support::{Running, expect, refused};

fn authentication() -> Value {
    json!({"type": "pass_through_query_string", "fields": [field("api_key", &json!({}))]})
}

#[tokio::test]
async fn no_path_leads_to_another_host() {
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "ok")).await;
    let other = Api::that(|_| Reply::with(200, "other")).await;
    upload(
        &admin,
        &descriptor(
            "loja",
            &format!("{}/v1", api.origin),
            &authentication(),
            &json!({}),
        ),
    )
    .await;
    connect(&admin, "loja", json!({"api_key": "chave-5"})).await;
    let host = other.origin.strip_prefix("http://").unwrap();
    for path in [
        other.origin.clone(),
        format!("{}/x", other.origin),
        format!("//{host}/x"),
        format!("/\\{host}/x"),
        format!("http://127.0.0.1@{host}/"),
        format!("{}@{host}/", api.origin),
        "/../x".to_owned(),
        "/%2e%2e/x".to_owned(),
        "/a%2f..%2f..%2fb".to_owned(),
        "/x\ny".to_owned(),
        "file:///etc/passwd".to_owned(),
        // Of the same origin, and outside of the base address.
        format!("{}/v2/next?page=2", api.origin),
        format!("{}/v10", api.origin),
        format!("{}/", api.origin),
        format!("{}/v1/../v2", api.origin),
    ] {
        let error = no_call(&admin, "loja", json!({"path": path}), 422).await;
        assert_eq!(error.fields[0].path, "path", "{path}");
    }
    for header in [
        "Host",
        "cookie",
        "Content-Length",
        "X-Forwarded-For",
        "Accept-Encoding",
    ] {
        let asked = json!({"path": "/x", "headers": {header: host}});
        let error = no_call(&admin, "loja", asked, 422).await;
        assert_eq!(error.fields[0].path, format!("headers.{header}"));
    }
    assert!(api.got().is_empty() && other.got().is_empty());
    // Below the base address it may be a whole address, whose query goes as it is written.
    let asked = json!({"path": format!("{}/%761/next?page=2&q=%20a+b&api_key=x&&y", api.origin)});
    assert_eq!(call(&admin, "loja", asked).await["body"], "ok");
    assert_eq!(
        api.last().told(),
        "GET /v1/next?page=2&q=%20a+b&&y&api_key=chave-5\naccept: */*"
    );
}

#[tokio::test]
async fn a_redirect_leaves_the_base_address_within_its_origin_and_a_listed_host_is_called_anywhere()
{
    let running = start().await;
    let admin = running.admin().await;
    let api = Api::that(|got| match got.path.as_str() {
        "/v1/moved" => Reply::with(307, "").header("location", "/v2/here"),
        _ => Reply::with(200, "ok"),
    })
    .await;
    let base = format!("{}/v1", api.origin);
    for (id, more, status) in [
        ("escrito", json!({}), 422),
        ("listado", json!({"hosts": ["127.0.0.1"]}), 200),
    ] {
        upload(&admin, &descriptor(id, &base, &authentication(), &more)).await;
        connect(&admin, id, json!({"api_key": "chave-5"})).await;
        let moved = call(&admin, id, json!({"path": "/moved"})).await;
        assert_eq!(moved["body"], "ok");
        assert_eq!(
            api.last().told(),
            "GET /v2/here?api_key=chave-5\naccept: */*"
        );
        let asked = json!({"path": format!("{}/v2/here", api.origin)});
        let request = admin.post_json(&format!("/api/apps/{id}/request"), &asked);
        assert_eq!(request.send().await.unwrap().status(), status, "{id}");
    }
}

#[tokio::test]
async fn a_call_is_sent_on_within_the_origin_with_its_credentials_and_at_most_three_times() {
    let running = start().await;
    let admin = running.admin().await;
    let other = Api::that(|_| Reply::with(200, "other")).await;
    let away = format!("{}/taken", other.origin);
    let api = Api::that(move |got| {
        let to = |status, to: &str| Reply::with(status, "").header("location", to);
        match got.path.as_str() {
            "/away" => to(302, &format!("{away}?api_key=chave-6&x=1")),
            "/loop" => to(307, "/loop"),
            "/three" => to(307, "/two"),
            "/two" => to(308, "/one?x=1&api_key=mine"),
            "/one" => to(303, "/end"),
            _ => Reply::with(200, "end"),
        }
    })
    .await;
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    connect(&admin, "loja", json!({"api_key": "chave-6"})).await;
    let asked = json!({"method": "POST", "path": "/three", "body": "{}"});
    assert_eq!(call(&admin, "loja", asked).await["body"], "end");
    let told: Vec<String> = api
        .got()
        .iter()
        .map(|got| format!("{} {}?{}", got.method, got.path, got.query))
        .collect();
    assert_eq!(
        told,
        [
            "POST /three?api_key=chave-6",
            "POST /two?api_key=chave-6",
            "POST /one?x=1&api_key=chave-6",
            "GET /end?api_key=chave-6"
        ]
    );
    let answer = call(&admin, "loja", json!({"path": "/loop"})).await;
    assert_eq!(
        (&answer["status"], &answer["headers"]["location"]),
        (&json!(307), &json!(format!("{}/loop", api.origin)))
    );
    assert_eq!(api.got().len(), 4 + 4);
    // Elsewhere it is not followed, and its address has nothing of ours.
    let answer = call(&admin, "loja", json!({"path": "/away"})).await;
    assert_eq!(answer["status"], 302);
    assert_eq!(
        answer["headers"]["location"],
        format!("{}/taken?x=1", other.origin)
    );
    assert!(other.got().is_empty());
}

#[tokio::test]
async fn an_address_in_a_private_network_is_refused_when_connecting_and_when_calling() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let api = Api::that(|_| Reply::with(200, "ok")).await;
    upload(
        &admin,
        &descriptor("loja", &api.origin, &authentication(), &json!({})),
    )
    .await;
    let new = json!({"name": "V", "fields": {"api_key": "chave-7"}});
    let request = admin.post_json("/api/apps/loja/connections", &new);
    let error = refused(request, 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("environment", "not_https")
    );

    // What was let in before is refused when it is called.
    let folder = running.stop().await;
    let running = Running::start_with(folder, |config| config.delivery_allow_loopback = true).await;
    connect(
        &running.admin().await,
        "loja",
        json!({"api_key": "chave-7"}),
    )
    .await;
    let running = Running::start_in(running.stop().await).await;
    let error = no_call(&running.admin().await, "loja", json!({"path": "/"}), 502).await;
    assert_eq!(error.code, "address_refused");
    assert!(!error.message.contains("chave-7"), "{}", error.message);
    assert!(api.got().is_empty());
}

#[tokio::test]
async fn a_typed_host_has_to_be_confirmed_and_stays() {
    let running = Running::start_with(tempfile::tempdir().unwrap(), |_: &mut Config| {}).await;
    let admin = running.admin().await;
    let fields = json!([field("site", &json!({})), field("api_key", &json!({}))]);
    let authentication = json!({"type": "pass_through_query_string", "fields": fields});
    let more = json!({"hosts": "typed"});
    let made = upload(
        &admin,
        &descriptor("loja", "https://{{site}}/rest/V1", &authentication, &more),
    )
    .await;
    assert_eq!(made["typedHost"], true);
    let new = |host: Option<&str>| {
        let mut new = json!({"name": "V", "fields": {"site": "1.1.1.1", "api_key": "chave-8"}});
        if let Some(host) = host {
            new["confirmedHost"] = json!(host);
        }
        admin.post_json("/api/apps/loja/connections", &new)
    };
    for host in [None, Some("evil.example")] {
        let error = refused(new(host), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            ("confirmedHost", "unconfirmed")
        );
    }
    let made: Value = expect(new(Some("1.1.1.1")), StatusCode::CREATED).await;
    assert_eq!(made["baseUri"], "https://1.1.1.1/rest/V1");
    assert_eq!(made["fields"], json!({"site": "1.1.1.1"}));
    let path = super::path_of(&made);
    let error = refused(
        admin.patch(&path, &json!({"fields": {"site": "8.8.8.8"}})),
        422,
    )
    .await;
    assert_eq!(error.fields[0].code, "unconfirmed");
}
