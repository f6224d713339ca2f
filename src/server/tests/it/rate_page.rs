//! The page on which customers rate an attendance: in their language, once, and without a word of anybody.

use encaixe_server::actor::Actor;
use encaixe_server::random::sha256_hex;
use encaixe_server::time;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, header};

/// A link of an attendance of the demo workspace, and that attendance's path in the API.
async fn link(running: &Running) -> (String, String) {
    let admin = running.admin().await;
    let closed: Value = admin.read("/api/conversations?status=closed&limit=1").await;
    let id = closed["items"][0]["id"].as_str().unwrap();
    let open: Value = admin.read(&format!("/api/conversations/{id}")).await;
    let attendance = format!("/api/attendances/{}", open["session"].as_str().unwrap());
    let request = admin.post(&format!("{attendance}/rating-link"));
    let made: Value = request.send().await.unwrap().json().await.unwrap();
    let url = made["url"].as_str().unwrap();
    let path = url.strip_prefix(&running.origin()).unwrap().to_owned();
    (path, attendance)
}

async fn page(running: &Running, path: &str, status: StatusCode) -> String {
    let request = running.stranger().get(path);
    let answer = request
        .header("accept-language", "en")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), status, "{path}");
    assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
    assert_eq!(header(&answer, "cache-control"), "no-store");
    assert_eq!(header(&answer, "referrer-policy"), "no-referrer");
    let policy = header(&answer, "content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    answer.text().await.unwrap()
}

async fn send(running: &Running, path: &str, form: &str, status: StatusCode) -> String {
    let request = running.stranger().post(&format!("{path}/form"));
    let answer = request
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept-language", "en")
        .body(form.to_owned())
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), status, "{form}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_customer_rates_once_by_a_form() {
    let running = Running::start().await;
    let (path, attendance) = link(&running).await;
    // Opening it uses nothing up, whatever is behind its address.
    for path in [
        path.clone(),
        format!("{path}?fbclid=1"),
        format!("{path}/form"),
    ] {
        let shown = page(&running, &path, StatusCode::OK).await;
        assert!(shown.contains("How was our service?"), "{shown}");
        assert!(shown.contains("Loja Aurora"), "{shown}");
        assert!(!shown.contains("{{"), "{shown}");
    }
    let request = running.stranger().get(&path);
    let shown = request.header("accept-language", "pt-BR").send().await;
    let shown = shown.unwrap().text().await.unwrap();
    assert!(shown.contains("lang=\"pt-BR\""), "{shown}");
    assert!(shown.contains("Como foi o nosso atendimento?"), "{shown}");

    // Nothing typed is lost, and nothing of it is taken for markup.
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    for form in [
        "observation=%3Cb%3E%7B%7Btitle%7D%7D",
        "score=6&observation=%3Cb%3E%7B%7Btitle%7D%7D",
        "score=%2B5x&observation=%3Cb%3E%7B%7Btitle%7D%7D",
    ] {
        let shown = send(&running, &path, form, wrong).await;
        assert!(shown.contains("Choose one of the five."), "{shown}");
        assert!(shown.contains(">&lt;b&gt;{{title}}</textarea>"), "{shown}");
    }
    let long = format!("score=5&observation={}", "a".repeat(2_001));
    let shown = send(&running, &path, &long, wrong).await;
    assert!(shown.contains("value=\"5\" required checked"), "{shown}");
    assert!(shown.contains("2,000 characters fit"), "{shown}");
    let huge = "a".repeat(70_000);
    send(&running, &path, &huge, StatusCode::PAYLOAD_TOO_LARGE).await;

    let lines = format!("score=4&observation=Bom%0D%0A{}", "a".repeat(1_996));
    let shown = send(&running, &path, &lines, StatusCode::OK).await;
    assert!(shown.contains("Thank you!"), "{shown}");
    let rated: Value = running.admin().await.read(&attendance).await;
    assert_eq!(rated["rating"]["score"], 4);
    let words = rated["rating"]["observation"].as_str().unwrap();
    assert!(words.starts_with("Bom\na"), "{words}");
    assert_eq!(rated["rating"]["by"], json!(null));

    let shown = send(&running, &path, "score=1", StatusCode::GONE).await;
    assert!(shown.contains("This link has been used"), "{shown}");
    let shown = page(&running, &path, StatusCode::GONE).await;
    assert!(!shown.contains("Loja Aurora"), "{shown}");
}

#[tokio::test]
async fn a_link_that_is_old_or_unknown_says_so_and_nothing_else() {
    let running = Running::start().await;
    let (_, attendance) = link(&running).await;
    let id = attendance.strip_prefix("/api/attendances/").unwrap();
    let store = &running.server.app().store;
    let writer = store.by(Actor::System);
    let (id, code) = (id.into(), sha256_hex("old"));
    let made = writer.add_rating_link(&id, &code, time::now() - 1).await;
    made.unwrap().unwrap();
    let shown = page(&running, "/rate/old", StatusCode::GONE).await;
    assert!(shown.contains("no longer valid"), "{shown}");
    for path in ["/rate/none", "/rate/%3Cb%3E%22", "/rate/none/form"] {
        let shown = page(&running, path, StatusCode::NOT_FOUND).await;
        assert!(shown.contains("does not work"), "{shown}");
        assert!(!shown.contains("Loja Aurora"), "{shown}");
    }
    send(&running, "/rate/none", "score=5", StatusCode::NOT_FOUND).await;

    // Who guesses is let wait, in the page's words too.
    let mut last = StatusCode::OK;
    for _ in 0..80 {
        let request = running.stranger().get("/rate/guess");
        last = request.send().await.unwrap().status();
        if last == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let shown = page(&running, "/rate/old", last).await;
    assert!(shown.contains("One moment, please"), "{shown}");
}
