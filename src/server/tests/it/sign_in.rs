//! Sign-in links.

use encaixe_server::random::fingerprint;
use encaixe_server::time;

use crate::support::{ANA, Running, header, refused};

#[tokio::test]
async fn the_printed_link_signs_the_first_admin_in_once() {
    let running = Running::start().await;
    let link = running.server.sign_in_link().to_owned();
    assert!(
        running
            .server
            .banner(&running.settings)
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
        .add_link(&fingerprint("old"), ANA, time::now() - 1)
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
