//! Sign-in links.

use encaixe_api::plugin_url::PageOrigin;
use encaixe_server::actor::Actor;
use encaixe_server::random::sha256_hex;
use encaixe_server::time;
use reqwest::StatusCode;
use reqwest::header::COOKIE;

use crate::support::{ANA, Running, expect, header, refused};

#[tokio::test]
async fn the_printed_link_signs_the_first_admin_in_once() {
    let running = Running::start().await;
    let link = running.server.sign_in_link().to_owned();
    assert!(
        running
            .server
            .banner(&running.config)
            .ends_with(&format!("sign in: {link}\n"))
    );
    let path = link.strip_prefix(&running.origin()).unwrap();

    // Opening the page uses nothing up.
    let shell = running.stranger().get(path).send().await.unwrap();
    assert_eq!(shell.status(), 200);
    assert_eq!(header(&shell, "content-type"), "text/html; charset=utf-8");

    let answer = running.page().post(path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let mut lines = answer.headers().get_all("set-cookie").iter();
    let line = lines.next_back().unwrap().to_str().unwrap().to_owned();
    assert!(line.starts_with("encaixe_session="), "{line}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!line.contains("Secure"), "{line}");
    let body: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(body["member"]["id"], ANA);

    assert_eq!(
        refused(running.page().post(path), 410).await.code,
        "link_spent"
    );
}

#[tokio::test]
async fn an_old_link_and_an_unknown_one_are_told_apart() {
    let running = Running::start().await;
    let store = &running.server.app().store;
    store
        .by(Actor::System)
        .add_link(&sha256_hex("old"), &ANA.into(), time::now() - 1)
        .await
        .unwrap();
    let page = running.page();
    assert_eq!(
        refused(page.post("/sign-in/old"), 410).await.code,
        "link_expired"
    );
    assert_eq!(
        refused(page.post("/sign-in/none"), 404).await.code,
        "not_found"
    );
}

#[tokio::test]
async fn a_link_is_not_spent_from_another_page() {
    let running = Running::start().await;
    let link = running.link(ANA).await;
    let error = refused(running.stranger().post(&link), 403).await;
    assert_eq!(error.code, "wrong_origin");
    assert_eq!(
        running.page().post(&link).send().await.unwrap().status(),
        200
    );
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_comes_in() {
    let running = Running::start().await;
    let link = running.link(ANA).await;
    let page = running.page();
    let both = tokio::join!(page.post(&link).send(), page.post(&link).send());
    let mut found = [
        both.0.unwrap().status().as_u16(),
        both.1.unwrap().status().as_u16(),
    ];
    found.sort_unstable();
    assert_eq!(found, [200, 410]);
}

#[tokio::test]
async fn a_good_cookie_works_among_whatever_else_is_sent_and_a_planted_one_before_it_does_not_win()
{
    let running = Running::start().await;
    let good = running.admin().await.cookie();
    let planted = running.agent().await.cookie();
    let (name, _) = good.split_once('=').unwrap();
    let garbage = format!("{name}={}", "x".repeat(43));
    let many = (0..500).map(|number| format!("{name}={number:043}"));
    let many = many.collect::<Vec<_>>().join("; ");
    for cookies in [
        format!("{garbage}; {good}"),
        format!("{good}; {garbage}"),
        format!("{name}=; {name}; {good}; {name}=\"\"; =; {garbage}"),
        format!("theme=dark; {good};{garbage};{garbage}"),
        // A longer path, such as /api, comes first.
        format!("{planted}; {good}"),
        format!("{planted}; {garbage}; {good}; {garbage}"),
        format!("{many}; {good}"),
    ] {
        let asked = running.stranger().get("/api/me").header(COOKIE, &cookies);
        let me: serde_json::Value = expect(asked, StatusCode::OK).await;
        assert_eq!(me["member"]["id"], ANA, "{cookies}");
    }

    // A sign-out leaves nobody signed in that the browser brings along.
    let both = format!("{planted}; {good}");
    let out = running.page().post("/api/sign-out").header(COOKIE, &both);
    assert_eq!(out.send().await.unwrap().status(), 204);
    for cookie in [&good, &planted] {
        refused(
            running.stranger().get("/api/me").header(COOKIE, cookie),
            401,
        )
        .await;
    }
}

#[tokio::test]
async fn by_https_only_a_cookie_counts_that_no_neighbour_can_set() {
    let origin = PageOrigin::parse("https://inbox.shop.example").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let running = Running::start_with(folder, |config| config.public_url = Some(origin)).await;
    let good = running.admin().await.cookie();
    let value = good.strip_prefix("__Host-encaixe_session=").unwrap();
    let planted = running.agent().await.cookie();
    let planted = planted.strip_prefix("__Host-").unwrap();
    for (cookies, status) in [
        (good.clone(), 200),
        (format!("{planted}; {good}"), 200),
        (format!("{good}; {planted}"), 200),
        (planted.to_owned(), 401),
        (format!("encaixe_session={value}"), 401),
    ] {
        let asked = running.stranger().get("/api/me").header(COOKIE, &cookies);
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status(), status, "{cookies}");
        if status == 200 {
            let me: serde_json::Value = answer.json().await.unwrap();
            assert_eq!(me["member"]["id"], ANA, "{cookies}");
        }
    }
}
