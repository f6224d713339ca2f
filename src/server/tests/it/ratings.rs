//! How customers found an attendance: by the API, and by a link that is good once.

use encaixe_api::inbox::attendance::{Attendance, RatingAsked, RatingLink};
use encaixe_api::inbox::author::AuthorKind;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_server::store::FILE;
use encaixe_server::time::{DAY, rfc3339};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;

use crate::support::{Running, Visitor, done, expect, refused};

async fn path(who: &Visitor) -> String {
    let whole: Conversation = who.read("/api/conversations/955").await;
    format!("/api/attendances/{}", whole.session)
}

/// The link's path below the page's origin.
async fn link(running: &Running, who: &Visitor) -> (String, RatingLink) {
    let path = format!("{}/rating-link", path(who).await);
    let made: RatingLink = expect(who.post(&path), StatusCode::CREATED).await;
    let below = made.url.strip_prefix(&running.origin()).unwrap().to_owned();
    assert!(below.starts_with("/rate/"), "{below}");
    (below, made)
}

#[tokio::test]
async fn a_rating_by_the_api_says_who_passed_it_on_and_takes_the_place_of_the_one_before() {
    let running = Running::start().await;
    let (program, bruno) = (running.program().await, running.agent().await);
    let path = path(&bruno).await;
    let at = format!("{path}/rating");
    let first: Attendance = expect(
        program.put_json(&at, &json!({"score": 2, "observation": " Demorou "})),
        StatusCode::OK,
    )
    .await;
    let rating = first.rating.unwrap();
    assert_eq!(
        (rating.score, rating.observation.as_deref()),
        (2, Some("Demorou"))
    );
    let by = rating.by.unwrap();
    assert_eq!(
        (by.kind, by.name.as_deref()),
        (AuthorKind::Token, Some("program"))
    );
    let again: Attendance = expect(bruno.put_json(&at, &json!({"score": 5})), StatusCode::OK).await;
    let rating = again.rating.unwrap();
    assert_eq!((rating.score, rating.observation), (5, None));
    for (body, field) in [
        (json!({"score": 0}), "score"),
        (json!({"score": 6}), "score"),
        (
            json!({"score": 5, "observation": "a".repeat(2_001)}),
            "observation",
        ),
    ] {
        let error = refused(bruno.put_json(&at, &body), 422).await;
        assert_eq!(error.fields[0].path, field, "{body}");
    }
    let none = bruno.put_json("/api/attendances/none/rating", &json!({"score": 5}));
    assert_eq!(refused(none, 404).await.code, "not_found");
    let none = bruno.post("/api/attendances/none/rating-link");
    assert_eq!(refused(none, 404).await.code, "not_found");
}

#[tokio::test]
async fn a_link_is_good_once_and_looking_at_it_spends_nothing() {
    let running = Running::start().await;
    let (bruno, stranger) = (running.agent().await, running.stranger());
    let (link, made) = link(&running, &bruno).await;
    let week = rfc3339(encaixe_server::time::now() + 7 * DAY);
    assert!(
        made.expires_at <= week && made.expires_at > rfc3339(encaixe_server::time::now() + 6 * DAY)
    );
    for _ in 0..3 {
        let page = stranger.get(&link).send().await.unwrap();
        assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
        let asked: RatingAsked =
            expect(stranger.get(&format!("{link}/what")), StatusCode::OK).await;
        assert_eq!(asked.workspace, "Loja Aurora");
    }
    // What is wrong with it does not use it up either.
    assert_eq!(
        refused(stranger.post_json(&link, &json!({"score": 9})), 422)
            .await
            .fields[0]
            .path,
        "score"
    );
    done(
        stranger.post_json(&link, &json!({"score": 4, "observation": "Bom!"})),
        204,
    )
    .await;
    let rated: Attendance = bruno.read(&path(&bruno).await).await;
    let rating = rated.rating.unwrap();
    assert_eq!(
        (rating.score, rating.observation.as_deref(), rating.by),
        (4, Some("Bom!"), None)
    );
    let again = refused(stranger.post_json(&link, &json!({"score": 1})), 410).await;
    assert_eq!(again.code, "link_spent");
    assert_eq!(
        refused(stranger.get(&format!("{link}/what")), 410)
            .await
            .code,
        "link_spent"
    );
    let kept: Attendance = bruno.read(&path(&bruno).await).await;
    assert_eq!(kept.rating.unwrap().score, 4);
}

#[tokio::test]
async fn a_link_that_is_wrong_old_or_replaced_is_refused_and_tells_nothing() {
    let running = Running::start().await;
    let (bruno, stranger) = (running.agent().await, running.stranger());
    let (first, _) = link(&running, &bruno).await;
    let (second, _) = link(&running, &bruno).await;
    for wrong in ["/rate/none", &first] {
        for request in [
            stranger.post_json(wrong, &json!({"score": 1})),
            stranger.get(&format!("{wrong}/what")),
        ] {
            assert_eq!(refused(request, 404).await.code, "not_found", "{wrong}");
        }
    }
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let pool = SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("UPDATE rating_link SET expires_at = 1")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    for request in [
        stranger.post_json(&second, &json!({"score": 1})),
        stranger.get(&format!("{second}/what")),
    ] {
        let error = refused(request, 410).await;
        assert_eq!(error.code, "link_expired");
        assert!(!error.message.contains("Mariana"), "{error:?}");
    }
    let whole: Attendance = bruno.read(&path(&bruno).await).await;
    assert_eq!(whole.rating, None);
}

#[tokio::test]
async fn whoever_guesses_is_slowed_down() {
    let running = Running::start().await;
    let stranger = running.stranger();
    let mut found = Vec::new();
    for guess in 0..70 {
        let answer = stranger
            .get(&format!("/rate/{guess}/what"))
            .send()
            .await
            .unwrap();
        found.push(answer.status().as_u16());
    }
    assert!(found.starts_with(&[404; 60]), "{found:?}");
    assert!(found.contains(&429), "{found:?}");
    let body = json!({"score": 1});
    let error: Value = expect(
        stranger.post_json("/rate/x", &body),
        StatusCode::TOO_MANY_REQUESTS,
    )
    .await;
    assert_eq!(error["error"]["code"], "too_often");
}
