//! What closing a conversation asks for: a report and categories, as the workspace has it.

use encaixe_api::inbox::attendance::{Attendance, Choice};
use encaixe_api::inbox::conversation::{Conversation, Status};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, Visitor, expect, refused};

const PATH: &str = "/api/conversations/955";

async fn rules(admin: &Visitor, category: &str, report: &str) {
    let patch = json!({"closingCategory": category, "closingReport": report});
    let after: Value = expect(admin.patch("/api/workspace", &patch), StatusCode::OK).await;
    assert_eq!(
        (&after["closingCategory"], &after["closingReport"]),
        (&json!(category), &json!(report))
    );
}

/// The demo's categories: two with items, one without.
async fn categories(who: &Visitor) -> (Value, Value, Value) {
    let all: Value = who.read("/api/attendance-categories").await;
    let one = |place: usize| all["items"][place].clone();
    (one(0), one(1), one(2))
}

async fn close(who: &Visitor, said: &Value) -> Attendance {
    let mut patch = said.clone();
    patch["status"] = json!("closed");
    let closed: Conversation = expect(who.patch(PATH, &patch), StatusCode::OK).await;
    assert_eq!(closed.summary.status, Status::Closed);
    let path = format!("/api/attendances/{}", closed.session);
    who.read(&path).await
}

async fn reopen(who: &Visitor) {
    let _: Value = expect(who.patch(PATH, &json!({"status": "open"})), StatusCode::OK).await;
}

#[tokio::test]
async fn a_workspace_asks_for_what_it_wants_and_refuses_the_rest_by_name() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let (sale, after, question) = categories(&bruno).await;
    let chosen = json!([{"category": sale["id"], "item": sale["items"][0]["id"]}]);
    let plain = json!([{"category": question["id"]}]);
    let no_item = json!([{"category": sale["id"]}]);
    let foreign = json!([{"category": sale["id"], "item": after["items"][0]["id"]}]);
    let beside = json!([chosen[0], {"category": question["id"]}]);
    let twice = json!([chosen[0], chosen[0]]);
    let long = "a".repeat(4_001);
    for (category, report, said, path, code) in [
        ("off", "off", json!({"report": "Feito"}), "report", "off"),
        (
            "off",
            "off",
            json!({"categories": plain}),
            "categories",
            "off",
        ),
        (
            "may",
            "off",
            json!({"categories": plain, "report": "Feito"}),
            "report",
            "off",
        ),
        ("may", "must", json!({}), "report", "missing"),
        (
            "may",
            "must",
            json!({"report": " \n "}),
            "report",
            "missing",
        ),
        (
            "must",
            "may",
            json!({"report": "Feito"}),
            "categories",
            "missing",
        ),
        (
            "must",
            "may",
            json!({"categories": []}),
            "categories",
            "missing",
        ),
        (
            "may",
            "may",
            json!({"categories": no_item}),
            "categories[0].item",
            "missing",
        ),
        (
            "may",
            "may",
            json!({"categories": foreign}),
            "categories[0].item",
            "not_found",
        ),
        (
            "may",
            "may",
            json!({"categories": beside}),
            "categories[1]",
            "too_many",
        ),
        (
            "may",
            "may",
            json!({"categories": twice}),
            "categories[1]",
            "repeated",
        ),
        (
            "may",
            "may",
            json!({"categories": [{"category": "none"}]}),
            "categories[0].category",
            "not_found",
        ),
        ("may", "may", json!({"report": long}), "report", "too_long"),
    ] {
        rules(&ana, category, report).await;
        let mut patch = said;
        patch["status"] = json!("closed");
        patch["assignee"] = json!(null);
        let error = refused(bruno.patch(PATH, &patch), 422).await;
        let told = (error.fields[0].path.as_str(), error.fields[0].code.as_str());
        assert_eq!(told, (path, code), "{category} {report} {patch}");
        let whole: Conversation = bruno.read(PATH).await;
        assert_eq!(whole.summary.status, Status::Open, "nothing changed");
        assert!(whole.summary.assignee.is_some(), "nothing changed");
    }
}

#[tokio::test]
async fn what_is_said_at_the_finish_stays_with_the_attendance() {
    let running = Running::start().await;
    let (ana, program) = (running.admin().await, running.program().await);
    let (sale, after, question) = categories(&ana).await;
    let choice = |category: &Value, item: usize| Choice {
        category: category["id"].as_str().unwrap().into(),
        item: category["items"][item]["id"].as_str().map(Into::into),
    };
    rules(&ana, "must", "must").await;
    let several = [choice(&sale, 1), choice(&after, 0), choice(&sale, 0)];
    for who in [&ana, &program] {
        let said = json!({"report": "  Vendido.\nFrete grátis. ", "categories": several});
        let kept = close(who, &said).await;
        assert_eq!(kept.report.as_deref(), Some("Vendido.\nFrete grátis."));
        assert_eq!(kept.categories, several);
        reopen(who).await;
    }
    let alone = [choice(&question, 0)];
    let kept = close(
        &program,
        &json!({"report": "Explicado", "categories": alone}),
    )
    .await;
    assert_eq!(kept.categories, alone);
    reopen(&ana).await;
    rules(&ana, "may", "may").await;
    let kept = close(&ana, &json!({})).await;
    assert_eq!((kept.report, kept.categories), (None, vec![]));

    // What was said stands: nobody says another thing of it by closing again.
    let again = json!({"status": "closed", "report": "Outra coisa"});
    let error = refused(ana.patch(PATH, &again), 422).await;
    assert_eq!(
        (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
        ("status", "closed")
    );
    let _: Value = expect(
        ana.patch(PATH, &json!({"status": "closed"})),
        StatusCode::OK,
    )
    .await;
    reopen(&ana).await;
    for said in [
        json!({"report": "Feito"}),
        json!({"categories": alone}),
        json!({"status": "open", "report": "Feito"}),
    ] {
        let error = refused(ana.patch(PATH, &said), 422).await;
        assert_eq!(error.fields[0].code, "not_closing", "{said}");
    }
}

#[tokio::test]
async fn what_is_switched_off_is_not_chosen_and_nobody_is_kept_from_closing_by_an_empty_list() {
    let running = Running::start().await;
    let ana = running.admin().await;
    rules(&ana, "must", "off").await;
    let (sale, _, question) = categories(&ana).await;
    let at = |one: &Value| format!("/api/attendance-categories/{}", one["id"].as_str().unwrap());
    let mut items = sale["items"].clone();
    items[0]["isActive"] = json!(false);
    let _: Value = expect(
        ana.patch(&at(&sale), &json!({"items": items})),
        StatusCode::OK,
    )
    .await;
    let off = json!({"isActive": false});
    let _: Value = expect(ana.patch(&at(&question), &off), StatusCode::OK).await;
    for (choice, path) in [
        (
            json!({"category": sale["id"], "item": sale["items"][0]["id"]}),
            "categories[0].item",
        ),
        (
            json!({"category": question["id"]}),
            "categories[0].category",
        ),
    ] {
        let patch = json!({"status": "closed", "categories": [choice]});
        let error = refused(ana.patch(PATH, &patch), 422).await;
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            (path, "inactive")
        );
    }
    // With its last item off, a category is one without items.
    for item in items.as_array_mut().unwrap() {
        item["isActive"] = json!(false);
    }
    let _: Value = expect(
        ana.patch(&at(&sale), &json!({"items": items})),
        StatusCode::OK,
    )
    .await;
    close(&ana, &json!({"categories": [{"category": sale["id"]}]})).await;
    reopen(&ana).await;
    let all: Value = ana.read("/api/attendance-categories").await;
    for one in all["items"].as_array().unwrap() {
        let _: Value = expect(ana.patch(&at(one), &off), StatusCode::OK).await;
    }
    close(&ana, &json!({})).await;
}
