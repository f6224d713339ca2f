//! Moderators of the server: no admin of their company gets into their place.

use reqwest::StatusCode;
use reqwest::header::ORIGIN;
use serde_json::{Value, json};

use crate::cli::{run, text};
use crate::companies::{create, sign_in, with_cookies};
use crate::support::{Running, client, expect, refused};

const NAMED: [&str; 3] = ["ze@padaria.example", "--company", "padaria"];

#[tokio::test(flavor = "multi_thread")]
async fn no_admin_gets_into_the_place_of_a_moderator_by_a_link_from_before_or_after() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let dona = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let new = json!({"name": "Ze", "email": NAMED[0], "role": "agent"});
    let made = dona.post_json(&format!("{path}/api/members"), &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let member = format!("{path}/api/members/{}", made["id"].as_str().unwrap());
    let at = format!("{member}/link");
    let first: Value = expect(dona.post(&at), StatusCode::CREATED).await;
    let cookie = sign_in(&running, first["url"].as_str().unwrap()).await;
    let in_his_place = with_cookies(&running, &[&cookie]);
    let second: Value = expect(dona.post(&at), StatusCode::CREATED).await;

    text(&run(
        running.data(),
        &[&["moderator", "add"], &NAMED[..]].concat(),
    ));
    let me = format!("{path}/api/me");
    refused(in_his_place.get(&me), 401).await;
    let late = client().post(second["url"].as_str().unwrap());
    let late = late.header(ORIGIN, running.origin()).send().await.unwrap();
    assert!(late.status().is_client_error(), "{}", late.status());
    let error = refused(dona.post(&at), 409).await;
    assert_eq!(error.code, "wrong_state");
    assert!(
        error.message.contains("encaixe link create"),
        "{}",
        error.message
    );
    let token = json!({"name": "program", "role": "admin"});
    let token = dona.post_json(&format!("{path}/api/tokens"), &token);
    let token: Value = expect(token, StatusCode::CREATED).await;
    let program = running.with_token(token["secret"].as_str().unwrap());
    refused(program.post(&at), 409).await;

    // Whoever runs the server lets him in, and he himself does.
    let link = run(
        running.data(),
        &[
            "link",
            "create",
            "--company",
            "padaria",
            "--member",
            NAMED[0],
        ],
    );
    let cookie = sign_in(&running, text(&link).trim()).await;
    let ze = with_cookies(&running, &[&cookie]);
    let _: Value = expect(
        dona.patch(&member, &json!({"role": "admin"})),
        StatusCode::OK,
    )
    .await;
    let _: Value = expect(ze.post(&at), StatusCode::CREATED).await;
    let is_moderator = async |by: &crate::support::Visitor| {
        let shown: Value = by.read(&me).await;
        shown["isModerator"].as_bool().unwrap()
    };
    assert!(is_moderator(&ze).await);
    assert!(!is_moderator(&dona).await);
    let _: Value = expect(
        dona.patch(&member, &json!({"name": "Jose"})),
        StatusCode::OK,
    )
    .await;
    assert!(is_moderator(&ze).await);
    assert!(!is_moderator(&dona).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_can_sign_in_no_more_is_told_so_and_removed_by_the_id() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let dona = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let new = json!({"name": "Ze", "email": NAMED[0], "role": "agent"});
    let made = dona.post_json(&format!("{path}/api/members"), &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let id = made["id"].as_str().unwrap();
    text(&run(
        running.data(),
        &[&["moderator", "add"], &NAMED[..]].concat(),
    ));
    let list = || run(running.data(), &["moderator", "list"]);
    assert!(!text(&list()).contains("nobody decides"));
    let off = json!({"isActive": false});
    let off = dona.patch(&format!("{path}/api/members/{id}"), &off);
    let _: Value = expect(off, StatusCode::OK).await;
    let shown = list();
    assert!(text(&shown).contains(id) && text(&shown).contains("nobody decides"));
    let remove = ["moderator", "remove", id, "--company", "padaria"];
    assert!(text(&run(running.data(), &remove)).contains("is no moderator any more"));
    assert!(text(&list()).contains("the admins of the first company"));
}
