//! What moderators see of integrations, what stays, and how much there may be.

use encaixe_server::store::SERVER_FILE;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::ConnectOptions as _;
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::review::{made, manifest, published, step};
use crate::companies::{create, sign_in, with_cookies};
use crate::support::{Running, Visitor, expect, refused};

/// The names of the integrations in a list of moderators.
async fn names(by: &Visitor, state: &str) -> Vec<String> {
    let list: Value = by.read(&format!("/api/reviews?state={state}")).await;
    let items = list["items"].as_array().unwrap().iter();
    items
        .map(|one| one["integration"]["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_keep_sight_of_what_is_published_and_see_nothing_of_the_draft_after_it() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let ana = running.admin().await;
    let id = made(&theirs, &path).await;
    let own = format!("{path}/api/integrations/{id}");
    let review = format!("/api/reviews/{id}");
    published(&theirs, &own, &ana, 1).await;
    let secret = json!({"name": "Secret plan", "redirectUris": ["https://next.example/cb"]});
    let _: Value = expect(theirs.patch(&own, &secret), StatusCode::OK).await;
    assert_eq!(names(&ana, "published").await, ["CRM"]);
    assert_eq!(names(&ana, "draft").await, ["CRM"]);
    assert!(names(&ana, "retired").await.is_empty());
    let shown: Value = ana.read(&review).await;
    assert!(!shown.to_string().contains("Secret plan"), "{shown}");
    assert!(!shown.to_string().contains("next.example"), "{shown}");
    assert_eq!(shown["integration"]["version"], 1);
    assert_eq!(
        (&shown["changes"], &shown["isWider"]),
        (&json!([]), &json!(false))
    );
    // Who began the next version is in the history.
    assert_eq!(
        (
            &shown["history"][0]["step"],
            &shown["history"][0]["version"]
        ),
        (&json!("edit"), &json!(2))
    );
    let _: Value = expect(ana.post(&format!("{review}/checks")), StatusCode::OK).await;
    let shown: Value = ana.read(&review).await;
    assert!(shown["checks"]["items"].is_array(), "{shown}");
    let early = json!({"step": "approve", "version": 1});
    refused(ana.post_json(&format!("{review}/steps"), &early), 409).await;

    step(&theirs, &own, json!({"step": "retire"})).await;
    assert_eq!(names(&ana, "retired").await, ["CRM"]);
    assert!(names(&ana, "published").await.is_empty());
    step(&theirs, &own, json!({"step": "submit"})).await;
    let shown: Value = ana.read(&review).await;
    assert_eq!(shown["integration"]["name"], "Secret plan");
    assert_eq!(shown["integration"]["version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_a_moderator_stopped_is_not_removed_and_made_anew() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let id = made(&admin, "").await;
    let own = format!("/api/integrations/{id}");
    let review = format!("/api/reviews/{id}");
    step(&admin, &own, json!({"step": "submit"})).await;
    let stop = json!({"step": "suspend", "version": 1, "reason": "Spam."});
    step(&admin, &review, stop).await;
    let error = refused(admin.delete(&own), 409).await;
    assert_eq!(error.code, "wrong_state");
    let shown: Value = admin.read(&review).await;
    assert_eq!(shown["integration"]["reason"], "Spam.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_submits_again_and_again_is_told_to_wait() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let own = format!("/api/integrations/{}", made(&admin, "").await);
    let steps = format!("{own}/steps");
    let mut count = 0;
    loop {
        let submit = admin.post_json(&steps, &json!({"step": "submit"}));
        let answer = submit.send().await.unwrap();
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            assert!(answer.headers().contains_key("retry-after"));
            break;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        step(&admin, &own, json!({"step": "withdraw"})).await;
        count += 1;
        assert!(count < 40, "nobody was told to wait");
    }
    assert!(count >= 20, "{count}");

    // All of it comes in pages, each step and version once.
    for (list, key) in [("versions", "submittedAt"), ("history", "step")] {
        let (mut found, mut before) = (Vec::new(), String::new());
        loop {
            let page: Value = admin.read(&format!("{own}/{list}?limit=7{before}")).await;
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= 7 && items.iter().all(|one| one[key].is_string()));
            found.extend(items.iter().map(|one| one["version"].as_u64().unwrap()));
            match page["next"].as_str() {
                Some(next) => before = format!("&before={next}"),
                None => break,
            }
        }
        assert!(found.is_sorted_by(|one, next| one >= next), "{found:?}");
        let each = if list == "versions" { 1 } else { 2 };
        assert_eq!(found.len(), each * count, "{list}");
    }
    refused(admin.get(&format!("{own}/versions?limit=0")), 422).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_has_so_many_versions_and_no_more() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let id = made(&admin, "").await;
    let own = format!("/api/integrations/{id}");
    let options = SqliteConnectOptions::new().filename(running.data().join(SERVER_FILE));
    let mut database = options.connect().await.unwrap();
    sqlx::query(
        "WITH RECURSIVE n (version) AS (SELECT 1 UNION ALL SELECT version + 1 FROM n WHERE version < 200)
         INSERT INTO integration_version (integration_id, version, manifest, submitted_at)
         SELECT $1, version, $2, 0 FROM n",
    )
    .bind(&id)
    .bind(manifest().to_string())
    .execute(&mut database)
    .await
    .unwrap();
    sqlx::query("UPDATE integration SET version = 201 WHERE id = $1")
        .bind(&id)
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let submit = admin.post_json(&format!("{own}/steps"), &json!({"step": "submit"}));
    let error = refused(submit, 409).await;
    assert_eq!(error.code, "wrong_state");
    assert!(error.message.contains("200"), "{}", error.message);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_shown_to_other_companies_once_it_is_published_and_while_it_runs() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let (ana, bruno) = (running.admin().await, running.agent().await);
    // <svg/>
    let mut new = manifest();
    new["logo"] = json!("data:image/svg+xml;base64,PHN2Zy8+");
    let made = theirs.post_json(&format!("{path}/api/integrations"), &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    let own = format!("{path}/api/integrations/{id}");
    let logo = made["logo"].as_str().unwrap();
    let sees = async |by: &Visitor, base: &str, expected: u16| {
        let answer = by.get(&format!("{base}{logo}")).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{base}");
    };
    sees(&theirs, &path, 200).await;
    sees(&bruno, "", 404).await;
    // A moderator looks at what is not published yet.
    sees(&ana, "", 200).await;
    published(&theirs, &own, &ana, 1).await;
    sees(&bruno, "", 200).await;
    let stop = json!({"step": "suspend", "version": 1, "reason": "Spam."});
    step(&ana, &format!("/api/reviews/{id}"), stop).await;
    sees(&bruno, "", 404).await;
    sees(&theirs, &path, 200).await;
}
