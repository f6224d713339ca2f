//! Attendances and their custom fields.

use encaixe_api::inbox::attendance::Attendance;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::live::Change;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Running, expect, refused};

#[tokio::test]
async fn a_conversation_tells_the_fields_of_its_attendance() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let whole: Conversation = agent.read("/api/conversations/954").await;
    let path = format!("/api/attendances/{}", whole.session);
    let attendance: Value = agent.read(&path).await;
    let fields = json!({"motivo": "Entrega", "numero_pedido": "AU-48213"});
    assert_eq!(attendance["conversation"], "954");
    assert_eq!(attendance["fields"], fields);
    let progress = serde_json::to_value(whole.attendance.unwrap()).unwrap();
    for (key, value) in progress.as_object().unwrap() {
        assert_eq!(attendance[key], *value, "{key}");
    }
    assert_eq!(serde_json::to_value(&whole.session_fields).unwrap(), fields);
    for request in [
        agent.get("/api/attendances/none"),
        agent.patch("/api/attendances/none", &json!({})),
    ] {
        assert_eq!(refused(request, 404).await.code, "not_found");
    }
}

#[tokio::test]
async fn fields_are_set_and_emptied_and_told() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let whole: Conversation = agent.read("/api/conversations/954").await;
    let path = format!("/api/attendances/{}", whole.session);
    let (_, mark) = running.told(0).await;
    let patch = json!({"fields": {"motivo": null, "numero_pedido": 48_214}});
    let after: Attendance = expect(agent.patch(&path, &patch), StatusCode::OK).await;
    let fields = json!({"numero_pedido": "48214"});
    assert_eq!(serde_json::to_value(&after.fields).unwrap(), fields);
    let (changes, mark) = running.told(mark).await;
    assert_eq!(changes, [Change::Conversation { id: "954".into() }]);
    let _: Attendance = expect(agent.patch(&path, &patch), StatusCode::OK).await;
    assert_eq!(running.told(mark).await.0, []);
}

#[tokio::test]
async fn a_wrong_field_changes_nothing() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let before: Conversation = agent.read("/api/conversations/954").await;
    let path = format!("/api/attendances/{}", before.session);
    for (fields, wrong, code) in [
        (
            json!({"numero_pedido": "AU-1", "motivo": "Frio"}),
            "fields.motivo",
            "not_option",
        ),
        (
            json!({"numero_pedido": "AU-1", "cpf": "1"}),
            "fields.cpf",
            "not_found",
        ),
    ] {
        let error = refused(agent.patch(&path, &json!({"fields": fields})), 422).await;
        assert_eq!(error.fields.len(), 1, "{}", error.message);
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].code.as_str()),
            (wrong, code)
        );
    }
    let after: Conversation = agent.read("/api/conversations/954").await;
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_new_attendance_begins_with_empty_fields_and_the_old_one_keeps_its_own() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let path = "/api/conversations/954";
    let before: Conversation = agent.read(path).await;
    for status in ["closed", "open"] {
        let patch = json!({"status": status});
        let _: Conversation = expect(agent.patch(path, &patch), StatusCode::OK).await;
    }
    let after: Conversation = agent.read(path).await;
    assert_ne!(after.session, before.session);
    assert!(after.session_fields.is_empty());
    let old: Attendance = agent
        .read(&format!("/api/attendances/{}", before.session))
        .await;
    assert_eq!(old.fields, before.session_fields);
}

#[tokio::test]
async fn a_conversation_lists_its_attendances_page_by_page_and_its_row_says_whether_one_took_the_last()
 {
    let running = Running::start().await;
    let agent = running.agent().await;
    let told = json!({"sender": "visita-41", "type": "text", "content": "Oi"});
    let got: Value = expect(
        running
            .program()
            .await
            .post_json("/api/channels/504/messages", &told),
        StatusCode::CREATED,
    )
    .await;
    let id = got["conversation"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/conversations/{id}");
    let taken = async || {
        let rows: Value = agent.read("/api/conversations?limit=200").await;
        let rows = rows["items"].as_array().unwrap().clone();
        let row = rows.iter().find(|row| row["id"] == *id).cloned();
        row.map(|row| row["taken"].as_bool().unwrap())
    };
    assert_eq!(taken().await, Some(false));
    let _: Value = expect(agent.post(&format!("{path}/start")), StatusCode::OK).await;
    assert_eq!(taken().await, Some(true));
    for status in ["closed", "open", "closed", "open"] {
        let patch = json!({"status": status});
        let _: Value = expect(agent.patch(&path, &patch), StatusCode::OK).await;
    }
    let all: Value = agent.read(&format!("{path}/attendances")).await;
    assert_eq!(all["next"], Value::Null);
    let all = all["items"].as_array().unwrap().clone();
    let numbers: Vec<u64> = all
        .iter()
        .map(|one| one["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers.len(), 3);
    assert!(
        numbers.is_sorted_by(|one, other| one > other),
        "{numbers:?}"
    );
    // Each is as it is by itself.
    for one in &all {
        let alone: Value = agent
            .read(&format!("/api/attendances/{}", one["id"].as_str().unwrap()))
            .await;
        assert_eq!(alone, *one);
    }
    let (mut found, mut before) = (Vec::new(), String::new());
    loop {
        let page: Value = agent
            .read(&format!("{path}/attendances?limit=2&before={before}"))
            .await;
        found.extend(page["items"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => before = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(found, all);
    let wrong = refused(agent.get(&format!("{path}/attendances?before=soon")), 422).await;
    assert_eq!(wrong.fields[0].path, "before");
    assert_eq!(
        refused(agent.get("/api/conversations/none/attendances"), 404)
            .await
            .code,
        "not_found"
    );
}
