//! The way of an integration to other companies: its company's steps, and those of the server's moderators.

use std::time::Duration;

use encaixe_protocol::scope::Scope;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{Program, REDIRECT, fault};
use crate::cli::{run, text};
use crate::companies::{create, sign_in, with_cookies};
use crate::support::{Running, Visitor, done, expect, refused};

/// What can be submitted.
pub(super) fn manifest() -> Value {
    json!({
        "name": "CRM",
        "description": {"pt-BR": "Mostra pedidos.", "en": "Shows orders."},
        "redirectUris": [REDIRECT],
        "scopes": [{"scope": "contact:read", "reason": {"pt-BR": "Para achar.", "en": "To find."}}],
        "installUrl": "https://crm.example/install",
    })
}

pub(super) async fn made(by: &Visitor, base: &str) -> String {
    let made = by.post_json(&format!("{base}/api/integrations"), &manifest());
    let made: Value = expect(made, StatusCode::CREATED).await;
    made["id"].as_str().unwrap().to_owned()
}

pub(super) async fn step(by: &Visitor, path: &str, body: Value) -> Value {
    expect(
        by.post_json(&format!("{path}/steps"), &body),
        StatusCode::OK,
    )
    .await
}

/// Submitted, taken by the first company's admin, published.
pub(super) async fn published(by: &Visitor, own: &str, moderator: &Visitor, version: u32) {
    let review = format!("/api/reviews/{}", own.rsplit('/').next().unwrap());
    step(by, own, json!({"step": "submit"})).await;
    let approve = json!({"step": "approve", "version": version});
    step(moderator, &review, approve).await;
    let published = step(by, own, json!({"step": "publish"})).await;
    assert_eq!(published["published"], version);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_company_writes_it_a_moderator_of_another_takes_it_and_nobody_changes_what_was_taken() {
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let ana = running.admin().await;
    let id = made(&theirs, &path).await;
    let own = format!("{path}/api/integrations/{id}");
    let review = format!("/api/reviews/{id}");
    // Before it was submitted it is nothing to a moderator.
    refused(ana.get(&review), 404).await;
    let queue: Value = ana.read("/api/reviews").await;
    assert_eq!(queue["items"], json!([]));
    for wrong in ["withdraw", "publish", "retire", "offer"] {
        let wrong = theirs.post_json(&format!("{own}/steps"), &json!({"step": wrong}));
        let error = refused(wrong, 409).await;
        assert_eq!(error.code, "wrong_state");
        assert!(error.message.contains("`submit`"), "{}", error.message);
    }

    let submitted = step(
        &theirs,
        &own,
        json!({"step": "submit", "reason": "Please."}),
    )
    .await;
    assert_eq!(submitted["state"], "submitted");
    let renamed = theirs.patch(&own, &json!({"name": "CRM 2"}));
    assert_eq!(refused(renamed, 409).await.code, "wrong_state");
    let whole = theirs.put_json(&format!("{own}/manifest"), &manifest());
    assert_eq!(refused(whole, 409).await.code, "wrong_state");
    let queue: Value = ana.read("/api/reviews").await;
    assert_eq!(queue["items"][0]["integration"]["id"], id.as_str());
    assert_eq!(queue["items"][0]["integration"]["secrets"], json!([]));
    assert_eq!(queue["items"][0]["company"], "Padaria");

    let steps = format!("{review}/steps");
    let early = json!({"step": "approve", "version": 2});
    let error = refused(ana.post_json(&steps, &early), 409).await;
    assert_eq!(error.code, "changed_meanwhile");
    for step in ["request_changes", "reject", "suspend"] {
        let mute = json!({"step": step, "version": 1, "reason": " "});
        let error = refused(ana.post_json(&steps, &mute), 422).await;
        assert_eq!(error.fields[0].path, "reason");
    }
    step(&ana, &review, json!({"step": "take", "version": 1})).await;
    let asked = json!({"step": "request_changes", "version": 1, "reason": "Say more."});
    step(&ana, &review, asked).await;
    let shown: Value = theirs.read(&own).await;
    assert_eq!(
        (&shown["state"], &shown["reason"]),
        (&json!("changes_requested"), &json!("Say more."))
    );

    let patch = json!({"description": {"pt-BR": "Mostra todos.", "en": "Shows all."}});
    let next: Value = expect(theirs.patch(&own, &patch), StatusCode::OK).await;
    assert_eq!(
        (&next["state"], &next["version"]),
        (&json!("draft"), &json!(2))
    );
    assert_eq!(next["reason"], Value::Null);
    published(&theirs, &own, &ana, 2).await;

    let versions: Value = theirs.read(&format!("{own}/versions")).await;
    let texts: Vec<&Value> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["manifest"]["description"]["en"])
        .collect();
    assert_eq!(texts, [&json!("Shows all."), &json!("Shows orders.")]);
    let history: Value = theirs.read(&format!("{own}/history")).await;
    let taken: Vec<(&str, bool)> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["step"].as_str().unwrap(),
                one["isModerator"].as_bool().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("publish", false),
        ("approve", true),
        ("submit", false),
        ("edit", false),
        ("request_changes", true),
        ("take", true),
        ("submit", false),
    ];
    assert_eq!(taken, expected);
    // What was published is retired, never removed.
    assert_eq!(refused(theirs.delete(&own), 409).await.code, "wrong_state");
    let retired = step(&theirs, &own, json!({"step": "retire"})).await;
    assert_eq!(retired["state"], "retired");

    // What changes of the published version is told key by key.
    let wider = json!({"scopes": [{"scope": "contact:read"}, {"scope": "contact:write"}]});
    let _: Value = expect(theirs.patch(&own, &wider), StatusCode::OK).await;
    step(&theirs, &own, json!({"step": "submit"})).await;
    let shown: Value = ana.read(&review).await;
    assert_eq!(
        (&shown["isWider"], &shown["changes"][0]["field"]),
        (&json!(true), &json!("scopes"))
    );
    assert_eq!(shown["published"]["scopes"].as_array().unwrap().len(), 1);

    let folder = running.stop().await;
    let running = Running::start_in(folder).await;
    let again: Value = running.admin().await.read(&review).await;
    assert_eq!(again["integration"], shown["integration"]);
    assert_eq!(again["history"], shown["history"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_submitted_is_whole_and_can_be_reached_by_others() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let bare = admin.post_json("/api/integrations", &json!({"name": "CRM"}));
    let bare: Value = expect(bare, StatusCode::CREATED).await;
    let own = format!("/api/integrations/{}", bare["id"].as_str().unwrap());
    let submit = || admin.post_json(&format!("{own}/steps"), &json!({"step": "submit"}));
    let paths = async || {
        let error = refused(submit(), 422).await;
        error
            .fields
            .into_iter()
            .map(|one| one.path)
            .collect::<Vec<_>>()
    };
    assert_eq!(paths().await, ["description", "redirectUris", "installUrl"]);
    let mut whole = manifest();
    whole["redirectUris"] = json!([REDIRECT, "http://127.0.0.1/cb"]);
    let put = admin.put_json(&format!("{own}/manifest"), &whole);
    let _: Value = expect(put, StatusCode::OK).await;
    assert_eq!(paths().await, ["redirectUris[1]"]);
    let put = admin.put_json(&format!("{own}/manifest"), &manifest());
    let _: Value = expect(put, StatusCode::OK).await;
    let kept: Value = admin.read(&format!("{own}/manifest")).await;
    assert_eq!(kept["installUrl"], manifest()["installUrl"]);
    let _: Value = expect(submit(), StatusCode::OK).await;

    let id = bare["id"].as_str().unwrap();
    let looked = admin.post(&format!("/api/reviews/{id}/checks"));
    let looked: Value = expect(looked, StatusCode::OK).await;
    let seen: Vec<(&str, &str)> = looked["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["kind"].as_str().unwrap(),
                one["outcome"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(seen[0], ("endpoint", "skipped"));
    assert_eq!(seen[1].0, "redirect_uri");
    assert_eq!(seen[2], ("revocation_url", "skipped"));
    assert_eq!(seen[3..], [("texts", "passed"), ("install_url", "passed")]);
    let shown: Value = admin.read(&format!("/api/reviews/{id}")).await;
    assert!(shown["checks"]["items"].is_array(), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_of_an_integration_stays_with_each_version_that_has_it() {
    let running = Running::start().await;
    let admin = running.admin().await;
    // <svg/>
    let mut new = manifest();
    new["logo"] = json!("data:image/svg+xml;base64,PHN2Zy8+");
    let made = admin.post_json("/api/integrations", &new);
    let made: Value = expect(made, StatusCode::CREATED).await;
    let own = format!("/api/integrations/{}", made["id"].as_str().unwrap());
    let address = made["logo"].as_str().unwrap();
    assert!(address.starts_with("/api/marketplace/"), "{address}");
    let _: Value = expect(
        admin.patch(&own, &json!({"logo": address, "name": "B"})),
        StatusCode::OK,
    )
    .await;
    step(&admin, &own, json!({"step": "submit"})).await;
    step(&admin, &own, json!({"step": "withdraw"})).await;
    let _: Value = expect(admin.patch(&own, &json!({"logo": null})), StatusCode::OK).await;
    let again: Value = expect(admin.patch(&own, &json!({"logo": address})), StatusCode::OK).await;
    assert_eq!(again["logo"], address);
    for wrong in [
        "/api/marketplace/x/logo/y",
        "https://crm.example/logo.png",
        "data:,",
    ] {
        let error = refused(admin.patch(&own, &json!({"logo": wrong})), 422).await;
        assert_eq!(error.fields[0].path, "logo");
    }

    // One that no version has goes with the edit that takes another.
    let other = json!({"logo": "data:image/svg+xml;base64,PHN2ZyAvPg=="});
    let other: Value = expect(admin.patch(&own, &other), StatusCode::OK).await;
    let draft = other["logo"].as_str().unwrap();
    assert_ne!(draft, address);
    let status = async |at: &str| admin.get(at).send().await.unwrap().status();
    assert_eq!(status(draft).await, StatusCode::OK);
    let _: Value = expect(admin.patch(&own, &json!({"logo": address})), StatusCode::OK).await;
    assert_eq!(status(draft).await, StatusCode::NOT_FOUND);
    assert_eq!(status(address).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_is_a_member_of_one_company_and_while_there_is_none_the_first_ones_admins_are()
{
    let running = Running::start().await;
    let (path, link) = create(running.data(), "Padaria", &[]);
    let (other, other_link) = create(running.data(), "Quitanda", &[]);
    let theirs = with_cookies(&running, &[&sign_in(&running, &link).await]);
    let others = with_cookies(&running, &[&sign_in(&running, &other_link).await]);
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let program = running.program().await;
    let may = async |by: &Visitor, base: &str, expected: bool| {
        let answer = by.get(&format!("{base}/api/reviews")).send().await.unwrap();
        let status = if expected { 200 } else { 403 };
        assert_eq!(answer.status(), status, "{base}");
        let me: Value = by.read(&format!("{base}/api/me")).await;
        assert_eq!(me["isModerator"], expected, "{base}");
    };
    may(&ana, "", true).await;
    may(&bruno, "", false).await;
    may(&theirs, &path, false).await;
    may(&program, "", false).await;
    let none = run(running.data(), &["moderator", "list"]);
    assert!(text(&none).contains("the admins of the first company"));

    // Both companies have a member of that address.
    let named = [
        "moderator",
        "add",
        "dona@padaria.example",
        "--company",
        "padaria",
    ];
    assert!(text(&run(running.data(), &named)).contains("is a moderator now"));
    assert!(text(&run(running.data(), &named)).contains("already"));
    // Whoever was in as them before is out.
    refused(theirs.get(&format!("{path}/api/me")), 401).await;
    let link = [
        "link",
        "create",
        "--company",
        "padaria",
        "--member",
        "dona@padaria.example",
    ];
    let link = run(running.data(), &link);
    let cookie = sign_in(&running, text(&link).trim()).await;
    let theirs = with_cookies(&running, &[&cookie]);
    may(&theirs, &path, true).await;
    may(&others, &other, false).await;
    may(&ana, "", false).await;
    let list = run(running.data(), &["moderator", "list"]);
    assert!(text(&list).starts_with("padaria ") && text(&list).contains("dona@padaria.example"));

    for (wrong, why) in [
        (
            &["moderator", "add", "nobody@aurora.example"][..],
            "no member",
        ),
        (
            &["moderator", "remove", "ana@aurora.example"],
            "is no moderator",
        ),
        (
            &[
                "moderator",
                "add",
                "ana@aurora.example",
                "--company",
                "nobody",
            ],
            "no company",
        ),
    ] {
        let said = run(running.data(), wrong);
        let error = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(!said.status.success() && error.contains(why), "{error}");
    }
    let named = [
        "moderator",
        "remove",
        "dona@padaria.example",
        "--company",
        "padaria",
    ];
    text(&run(running.data(), &named));
    may(&theirs, &path, false).await;
    may(&ana, "", true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_published_version_runs_while_the_next_is_written_and_stops_when_a_moderator_says_so() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let program = Program::new(&running, "default").await;
    let own = format!("/api/integrations/{}", program.id);
    let review = format!("/api/reviews/{}", program.id);
    let rest =
        json!({"description": {"en": "Shows orders."}, "installUrl": "https://crm.example/"});
    let _: Value = expect(admin.patch(&own, &rest), StatusCode::OK).await;
    published(&admin, &own, &admin, 1).await;
    let next = json!({"profile": "kommo", "redirectUris": ["https://two.example/cb"]});
    let next: Value = expect(admin.patch(&own, &next), StatusCode::OK).await;
    assert_eq!(
        (&next["version"], &next["published"]),
        (&json!(2), &json!(1))
    );

    // By the rules of the published version: an hour, and no words of Kommo's.
    let tokens = program.tokens(&[Scope::ContactRead]).await;
    assert!(tokens["expires_in"].as_i64().unwrap() <= 3_600, "{tokens}");
    let status = async || {
        let read = program.with(&tokens).get("/api/contacts/7001");
        read.send().await.unwrap().status().as_u16()
    };
    assert_ne!(status().await, 401);

    let stop = json!({"step": "suspend", "version": 1, "reason": "It sends messages."});
    let stopped = step(&admin, &review, stop).await;
    assert_eq!(stopped["integration"]["state"], "suspended");
    assert_eq!(status().await, 401);
    assert_eq!(
        program.about(&tokens["access_token"]).await["active"],
        false
    );
    let refresh = program.refresh(&tokens["refresh_token"]);
    assert_eq!(
        fault(refresh).await,
        (503, "temporarily_unavailable".to_owned())
    );
    let shown: Value = admin.read(&own).await;
    assert_eq!(shown["reason"], "It sends messages.");
    let all: Value = admin.read("/api/reviews?state=suspended").await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    refused(admin.get("/api/reviews?state=gone"), 422).await;

    step(&admin, &review, json!({"step": "lift", "version": 2})).await;
    // Each company takes it over by a job of its own.
    let mut tries = 0;
    while status().await == 401 {
        tries += 1;
        assert!(tries < 250, "it is still stopped");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let _: Value = expect(program.refresh(&tokens["refresh_token"]), StatusCode::OK).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_never_published_is_removed_with_its_versions() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let id = made(&admin, "").await;
    let own = format!("/api/integrations/{id}");
    step(&admin, &own, json!({"step": "submit"})).await;
    let no = json!({"step": "reject", "version": 1, "reason": "No."});
    step(&admin, &format!("/api/reviews/{id}"), no).await;
    done(admin.delete(&own), 204).await;
    refused(admin.get(&own), 404).await;
    refused(admin.get(&format!("/api/reviews/{id}")), 404).await;
}
