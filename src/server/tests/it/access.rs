//! Who may do what, route by route.

use reqwest::Method;
use serde_json::json;

use crate::support::{DIEGO_WHO_LEFT, Running, refused};

/// Every route of the API that is not open to all, and whether it is for admins only.
const ROUTES: &[(&str, &str, bool)] = &[
    ("GET", "/api/me", false),
    ("POST", "/api/sign-out", false),
    ("GET", "/api/workspace", false),
    ("GET", "/api/conversations", false),
    ("GET", "/api/conversations/955", false),
    ("PATCH", "/api/conversations/955", false),
    ("GET", "/api/conversations/955/messages", false),
    ("POST", "/api/conversations/955/messages", false),
    ("POST", "/api/conversations/955/read", false),
    ("PUT", "/api/conversations/955/tags/301", false),
    ("DELETE", "/api/conversations/955/tags/301", false),
    ("GET", "/api/contacts/7001", false),
    ("PATCH", "/api/contacts/7001", false),
    ("GET", "/api/attendances/60001", false),
    ("PATCH", "/api/attendances/60001", false),
    ("GET", "/api/plugins/1/storage/user", false),
    ("GET", "/api/plugins/1/storage/user/key", false),
    ("PUT", "/api/plugins/1/storage/user/key", false),
    ("DELETE", "/api/plugins/1/storage/user/key", false),
    ("GET", "/api/frames", false),
    ("POST", "/api/frames/1/state", false),
    ("GET", "/api/events", false),
    ("GET", "/api/plugins", true),
    ("POST", "/api/plugins", true),
    ("GET", "/api/plugins/1", true),
    ("PATCH", "/api/plugins/1", true),
    ("DELETE", "/api/plugins/1", true),
    ("GET", "/api/plugins/1/secret", true),
    ("POST", "/api/plugins/1/secret/rotate", true),
    ("GET", "/api/members", true),
    ("POST", "/api/members", true),
    ("PATCH", "/api/members/101", true),
    ("POST", "/api/members/101/link", true),
    ("GET", "/api/tokens", true),
    ("POST", "/api/tokens", true),
    ("DELETE", "/api/tokens/1", true),
];

fn routes() -> impl Iterator<Item = (Method, &'static str, bool)> {
    ROUTES
        .iter()
        .map(|(method, path, admin)| (method.parse().unwrap(), *path, *admin))
}

#[tokio::test]
async fn nothing_is_told_to_who_is_not_signed_in() {
    let running = Running::start().await;
    for visitor in [
        running.page(),
        running.with_token("enc_wrong"),
        running.with_token(""),
    ] {
        for (method, path, _) in routes() {
            let error = refused(visitor.request(method, path), 401).await;
            assert_eq!(error.code, "unauthenticated", "{path}");
        }
    }
}

#[tokio::test]
async fn an_agent_is_refused_where_an_admin_is_needed() {
    let running = Running::start().await;
    let agent = running.agent().await;
    for (method, path, admin) in routes() {
        if admin {
            let error = refused(agent.request(method, path), 403).await;
            assert_eq!(error.code, "forbidden", "{path}");
        }
    }
}

#[tokio::test]
async fn a_change_by_cookie_is_refused_unless_the_page_itself_sends_it() {
    let running = Running::start().await;
    let port = running.server.page_addr().port();
    for origin in [
        None,
        Some("null".to_owned()),
        Some(running.plugin_origin()),
        Some(format!("http://localhost:{port}")),
        Some(format!("https://127.0.0.1:{port}")),
        Some(format!("http://127.0.0.1:{port}/")),
    ] {
        let admin = running.admin().await.at_origin(origin.as_deref());
        for (method, path, _) in routes().filter(|(method, ..)| method != Method::GET) {
            let error = refused(admin.request(method, path), 403).await;
            assert_eq!(error.code, "wrong_origin", "{path} from {origin:?}");
        }
    }
}

#[tokio::test]
async fn a_cookie_is_enough_to_read_and_a_token_needs_no_origin_to_change() {
    let running = Running::start().await;
    let reader = running.agent().await.at_origin(None);
    let me: serde_json::Value = reader.read("/api/me").await;
    assert_eq!(me["member"]["id"], "102");
    assert_eq!(me["workspace"]["name"], "Loja Aurora");
    assert_eq!(me["publicOrigin"], running.origin());

    let admin = running.admin().await;
    let made: serde_json::Value = crate::support::expect(
        admin
            .post("/api/tokens")
            .json(&json!({"name": "script", "role": "agent"})),
        reqwest::StatusCode::CREATED,
    )
    .await;
    let script = running.with_token(made["secret"].as_str().unwrap());
    crate::support::done(script.post("/api/conversations/955/read"), 204).await;
    assert_eq!(
        refused(script.get("/api/plugins"), 403).await.code,
        "forbidden"
    );
}

#[tokio::test]
async fn a_member_who_becomes_inactive_is_signed_out_at_once() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let agent = running.agent().await;
    let link = running.link("102").await;
    let answer = admin
        .patch("/api/members/102", &json!({"isActive": false}))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    refused(agent.get("/api/me"), 401).await;
    refused(running.page().post(&link), 404).await;

    let diego = running.link(DIEGO_WHO_LEFT).await;
    refused(running.page().post(&diego), 404).await;
}

#[tokio::test]
async fn signing_out_ends_the_session_and_takes_the_cookie_away() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let answer = agent.post("/api/sign-out").send().await.unwrap();
    assert_eq!(answer.status(), 204);
    let mut lines = answer.headers().get_all("set-cookie").iter();
    let line = lines.next_back().unwrap().to_str().unwrap();
    assert!(
        line.starts_with("encaixe_session=; Path=/; Max-Age=0"),
        "{line}"
    );
    refused(agent.get("/api/me"), 401).await;
}
