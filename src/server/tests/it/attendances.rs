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
