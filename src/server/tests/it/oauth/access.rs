//! What the program of an integration may ask of the API: what was agreed to, and nothing besides.

use encaixe_protocol::scope::Scope;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::Program;
use crate::support::{Running, done, expect, refused};

const CONVERSATION: &str = "/api/conversations/955";

/// What each scope opens.
fn opened(attendance: &str) -> Vec<(Method, String, Option<Value>, Scope)> {
    let at = |rest: &str| format!("{CONVERSATION}{rest}");
    let fields = || Some(json!({"fields": {}}));
    let note = json!({"type": "note", "text": "Nota"});
    vec![
        (Method::GET, at(""), None, Scope::ConversationRead),
        (
            Method::GET,
            "/api/contacts/7001".into(),
            None,
            Scope::ContactRead,
        ),
        (
            Method::PATCH,
            "/api/contacts/7001".into(),
            fields(),
            Scope::ContactWrite,
        ),
        (Method::GET, at("/messages"), None, Scope::MessagesRead),
        (Method::POST, at("/messages"), Some(note), Scope::NotesWrite),
        (Method::PUT, at("/tags/301"), None, Scope::TagsWrite),
        (Method::DELETE, at("/tags/301"), None, Scope::TagsWrite),
        (
            Method::PATCH,
            at(""),
            Some(json!({"group": null})),
            Scope::AssignmentWrite,
        ),
        (
            Method::PATCH,
            at(""),
            Some(json!({"status": "open"})),
            Scope::AttendanceWrite,
        ),
        (
            Method::PATCH,
            format!("/api/attendances/{attendance}"),
            fields(),
            Scope::AttendanceWrite,
        ),
        (
            Method::GET,
            "/api/workspace".into(),
            None,
            Scope::WorkspaceRead,
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn each_scope_opens_its_own_operations_and_no_other() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let whole: Value = running.agent().await.read(CONVERSATION).await;
    let attendance = whole["session"].as_str().unwrap();
    for scope in Scope::EACH {
        let tokens = program.tokens(&[*scope]).await;
        let by = program.with(&tokens);
        for (method, path, body, need) in opened(attendance) {
            let request = by.request(method.clone(), &path);
            let request = match &body {
                Some(body) => request.json(body),
                None => request,
            };
            if need == *scope {
                let answer = request.send().await.unwrap();
                assert!(
                    answer.status().is_success(),
                    "{method} {path} with {scope:?}: {answer:?}"
                );
            } else {
                let error = refused(request, 403).await;
                assert_eq!(
                    (error.code.as_str(), error.scope),
                    ("denied", Some(need.into())),
                    "{method} {path}"
                );
                assert!(error.message.contains("ask for consent again"));
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_scope_is_for_is_closed_to_integrations() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let tokens = program.tokens(Scope::EACH).await;
    let by = program.with(&tokens);
    let api: Value = running.stranger().read("/api/openapi.json").await;
    let mut found = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, about) in item.as_object().unwrap() {
            let name = about["operationId"].as_str().unwrap();
            if about["security"].as_array().is_none_or(Vec::is_empty) {
                continue;
            }
            let mut ways = about["security"].as_array().into_iter().flatten();
            if ways.any(|way| way.get("grant").is_some()) {
                found.push(name);
                continue;
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = path.replace(['{', '}'], "");
            let mut request = by.request(method, &path);
            if about.get("requestBody").is_some() {
                // Of those that look at the body first.
                let body = match name {
                    "call_app" => json!({"path": "/"}),
                    "put_storage_value" => json!({"value": "1"}),
                    _ => json!({}),
                };
                request = request.json(&body);
            }
            let status = request.send().await.unwrap().status().as_u16();
            // What takes a raw token knows no other; what plugins store is nobody's here; no app is named.
            let expected = match name {
                "update_webhooks" => &[401][..],
                "list_storage_keys"
                | "show_storage_value"
                | "remove_storage_value"
                | "put_storage_value" => &[404],
                _ => &[403],
            };
            assert!(expected.contains(&status), "{name}: {status}");
        }
    }
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "add_message",
            "add_tag",
            "change_attendance",
            "change_contact",
            "change_conversation",
            "list_messages",
            "remove_tag",
            "show_contact",
            "show_conversation",
            "show_workspace",
        ]
    );
    let value = by.put_json(
        &format!(
            "/api/plugins/{}/storage/workspace/k",
            running.demo_plugin().await
        ),
        &json!({"value": "1"}),
    );
    assert_eq!(refused(value, 404).await.code, "not_found");
    // To the contact, or in a plugin's name, it writes nothing.
    let messages = format!("{CONVERSATION}/messages");
    let text = by.post_json(&messages, &json!({"type": "text", "text": "Oi"}));
    assert_eq!(refused(text, 403).await.code, "denied");
    let note = json!({"type": "note", "text": "Oi", "plugin": running.demo_plugin().await});
    assert_eq!(
        refused(by.post_json(&messages, &note), 422).await.fields[0].path,
        "plugin"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_tells_an_integration_only_what_its_scopes_show() {
    let running = Running::start().await;
    let program = Program::new(&running, "default").await;
    let agent = running.agent().await;
    let tags = format!("{CONVERSATION}/tags");
    let _: Value = expect(agent.put(&format!("{tags}/301")), StatusCode::OK).await;
    let all: Value = agent.read(CONVERSATION).await;
    let name = all["person"]["name"].as_str().unwrap().to_owned();

    let writes = [
        Scope::ContactWrite,
        Scope::TagsWrite,
        Scope::AssignmentWrite,
        Scope::AttendanceWrite,
    ];
    let by = program.with(&program.tokens(&writes).await);
    let contact: Value = expect(
        by.patch("/api/contacts/7001", &json!({"fields": {}})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(
        (&contact["id"], &contact["name"], &contact["phone"]),
        (&json!("7001"), &json!(""), &Value::Null)
    );
    let told: Value = expect(by.put(&format!("{tags}/301")), StatusCode::OK).await;
    assert_eq!(told["tags"], json!([]));
    let told: Value = expect(
        by.patch(CONVERSATION, &json!({"status": "open"})),
        StatusCode::OK,
    )
    .await;
    assert_eq!(
        (&told["messages"], &told["lastMessage"], &told["tags"]),
        (&json!([]), &Value::Null, &json!([]))
    );
    assert!(!told.to_string().contains(&name), "{told}");
    assert_ne!(all["channel"], "");
    for (part, nothing) in [
        ("channel", json!("")),
        ("unread", json!(0)),
        ("waitingSince", Value::Null),
        ("taken", json!(false)),
        ("newer", Value::Null),
        ("attendance", Value::Null),
        ("identifier", Value::Null),
    ] {
        assert_eq!(told[part], nothing, "{part}");
    }
    for part in ["id", "session"] {
        assert_eq!(told[part], all[part], "{part}");
    }

    let by = program.with(&program.tokens(&[Scope::ConversationRead]).await);
    let told: Value = by.read(CONVERSATION).await;
    assert_eq!(
        (&told["messages"], &told["tags"]),
        (&json!([]), &all["tags"])
    );
    assert_eq!(told["channel"], all["channel"]);
    assert!(told["attendance"].is_object(), "{told}");
    assert!(!told.to_string().contains(&name), "{told}");
    let reads = [
        Scope::ConversationRead,
        Scope::ContactRead,
        Scope::MessagesRead,
    ];
    let by = program.with(&program.tokens(&reads).await);
    let told: Value = by.read(CONVERSATION).await;
    for part in ["messages", "tags", "identifier"] {
        assert_eq!(told[part], all[part], "{part}");
    }
    assert_eq!(told["person"]["name"], json!(name));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workspace_tells_an_integration_the_names_of_things_and_no_settings() {
    let running = Running::start().await;
    let admin = running.admin().await;
    let settings = json!({"devPlugins": true, "agentsMakeTags": true, "closingReport": "must", "closingCategory": "may"});
    let _: Value = expect(admin.patch("/api/workspace", &settings), StatusCode::OK).await;
    let category = json!({"name": "Troca"});
    let request = admin.post_json("/api/attendance-categories", &category);
    let _: Value = expect(request, StatusCode::CREATED).await;
    let down = json!({"connected": false, "error": "the telephone is off"});
    let request = admin.put_json("/api/channels/501/state", &down);
    let _: Value = expect(request, StatusCode::OK).await;
    let all: Value = running.agent().await.read("/api/workspace").await;
    assert_eq!(all["workspace"]["closingReport"], "must");
    assert!(all.to_string().contains("the telephone is off"), "{all}");

    let program = Program::new(&running, "default").await;
    let by = program.with(&program.tokens(&[Scope::WorkspaceRead]).await);
    let told: Value = by.read("/api/workspace").await;
    assert!(!told.to_string().contains("the telephone is off"), "{told}");
    for part in ["groups", "tags", "customFields"] {
        assert_eq!(told[part], all[part], "{part}");
    }
    let count = |all: &Value, part: &str| all[part].as_array().unwrap().len();
    for part in ["members", "channels"] {
        assert_eq!(count(&told, part), count(&all, part), "{part}");
    }
    assert_eq!(told["categories"], json!([]));
    let workspace = &told["workspace"];
    assert_eq!(workspace["name"], all["workspace"]["name"]);
    for (setting, nothing) in [
        ("devPlugins", Value::Null),
        ("agentsMakeTags", json!(false)),
        ("closingReport", json!("off")),
        ("closingCategory", json!("off")),
    ] {
        assert_eq!(workspace[setting], nothing, "{setting}");
    }
    for channel in told["channels"].as_array().unwrap() {
        assert_ne!(channel["name"], "");
        assert_eq!(
            (&channel["state"], &channel["carrier"]),
            (&Value::Null, &Value::Null)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_integration_does_is_done_in_its_name_and_ends_with_it() {
    let running = Running::start().await;
    let agent = running.agent().await;
    let off = agent.delete(&format!("{CONVERSATION}/tags/302"));
    let _: Value = expect(off, StatusCode::OK).await;
    let program = Program::new(&running, "default").await;
    let by = program.with(
        &program
            .tokens(&[Scope::TagsWrite, Scope::ConversationRead])
            .await,
    );
    let _: Value = expect(by.put(&format!("{CONVERSATION}/tags/302")), StatusCode::OK).await;
    let whole: Value = agent.read(CONVERSATION).await;
    let tagging = whole["taggings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["tag"] == "302")
        .unwrap();
    assert_eq!(
        (&tagging["by"]["kind"], &tagging["by"]["name"]),
        (&json!("token"), &json!("CRM"))
    );
    let recorded = running.server.app().store.recorded_after(0).await.unwrap();
    let last = recorded.last().unwrap().actor.clone().unwrap();
    assert_eq!(
        serde_json::to_value(last).unwrap(),
        json!({"kind": "integration", "id": program.id})
    );

    // No page, no plugin, and no cookie makes more of it.
    let demo = running.demo_plugin().await;
    let named = by
        .put(&format!("{CONVERSATION}/tags/302"))
        .header("encaixe-plugin", demo);
    assert_eq!(refused(named, 403).await.code, "unknown_plugin");
    let admin = running.admin().await;
    done(
        admin.delete(&format!("/api/integrations/{}", program.id)),
        204,
    )
    .await;
    refused(by.get(CONVERSATION), 401).await;
}
