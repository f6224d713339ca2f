//! Nothing that customers are called, reached by or say, and nothing that is noted of them, gets into the audit log: each operation
//! that changes something is tried with words that are found again.

use std::collections::BTreeSet;

use encaixe_api::plugin::PLUGIN_HEADER;
use encaixe_server::store::FILE;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, Row as _};

use crate::support::{ANA, Running, Visitor};

/// What is looked for: of a contact a name, numbers and an address, texts, notes, and the values of fields.
const MARKS: [&str; 11] = [
    "Zuleica",
    "977771234",
    "966665678",
    "zuleica@mark.example",
    "texto-marcado",
    "nota-marcada",
    "valor-marcado",
    "guardado-marcado",
    "resposta-marcada",
    "relato-marcado",
    "elogio-marcado",
];

/// Operations of the API that take no word of a customer or a text, or have no body and nothing in their address.
const WITHOUT: [&str; 74] = [
    "click_listing",
    "create_installation",
    "change_installation",
    "remove_installation",
    "check_review",
    "put_integration_manifest",
    "step_integration",
    "step_review",
    "change_integration",
    "create_integration",
    "remove_integration",
    "rotate_integration_secret",
    "authorize_connection",
    "call_app",
    "change_connection",
    "check_app",
    "create_connection",
    "keep_connection",
    "ping_connection",
    "ping_connection_made_up",
    "put_app_client",
    "remove_app",
    "remove_connection",
    "try_connection",
    "upload_app",
    "change_canned_reply",
    "change_category",
    "change_channel",
    "change_custom_field",
    "change_group",
    "change_member",
    "change_plugin",
    "change_tag",
    "change_webhook",
    "change_workspace",
    "create_category",
    "create_channel",
    "create_frame_token",
    "create_group",
    "create_member",
    "create_member_link",
    "create_own_plugin",
    "create_plugin",
    "create_rating_link",
    "create_tag",
    "create_token",
    "create_webhook",
    "delete_canned_reply",
    "delete_category",
    "delete_channel",
    "delete_custom_field",
    "delete_group",
    "delete_tag",
    "dismiss_plugin_secrets",
    "end_member_session",
    "end_member_sessions",
    "end_other_own_sessions",
    "end_own_session",
    "remove_own_plugin",
    "remove_plugin",
    "remove_storage_value",
    "remove_webhook",
    "replay_webhook",
    "replay_webhook_delivery",
    "revoke_token",
    "rotate_plugin_secret",
    "rotate_plugin_secrets",
    "rotate_plugin_signing",
    "rotate_webhook_secret",
    "sign_in",
    "sign_out",
    "start_attendance",
    "update_webhooks",
    "test_webhook",
];

struct Marker {
    tried: BTreeSet<&'static str>,
}

impl Marker {
    async fn say(&mut self, operation: &'static str, request: RequestBuilder) -> Value {
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{operation}: {status} {text}");
        self.tried.insert(operation);
        serde_json::from_str(&text).unwrap_or_default()
    }
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

#[tokio::test]
async fn no_word_of_a_customer_is_in_the_log_its_answer_or_its_file() {
    let running = Running::start().await;
    let (ana, bruno) = (running.admin().await, running.agent().await);
    let demo = running.demo_plugin().await;
    let mut marker = Marker {
        tried: BTreeSet::new(),
    };
    let field = json!({"name": "Motivo", "entity": "contact", "type": "select", "placeholder": "marca",
        "options": [{"value": "valor-marcado", "label": "valor-marcado"}]});
    marker
        .say(
            "create_custom_field",
            ana.post_json("/api/custom-fields", &field),
        )
        .await;
    let free = json!({"name": "Observação", "entity": "session", "type": "text", "placeholder": "observacao"});
    marker
        .say(
            "create_custom_field",
            ana.post_json("/api/custom-fields", &free),
        )
        .await;
    let reply = json!({"name": "Prazo", "text": "resposta-marcada", "shared": true});
    marker
        .say(
            "create_canned_reply",
            ana.post_json("/api/canned-replies", &reply),
        )
        .await;
    let own = json!({"name": "resposta-marcada", "text": "resposta-marcada"});
    marker
        .say(
            "create_canned_reply",
            bruno.post_json("/api/canned-replies", &own),
        )
        .await;
    let report = json!({"closingReport": "must"});
    let asked = ana.patch("/api/workspace", &report).send().await.unwrap();
    assert_eq!(asked.status(), StatusCode::OK);
    customers(&mut marker, &ana, &bruno, &demo).await;
    ratings(&mut marker, &running, &bruno).await;

    let api: Value = running.stranger().read("/api/openapi.json").await;
    let operations = api["paths"].as_object().unwrap().values();
    let changing: BTreeSet<&str> = operations
        .flat_map(|item| item.as_object().unwrap())
        .filter(|(method, _)| *method != "get")
        .map(|(_, about)| about["operationId"].as_str().unwrap())
        .collect();
    let known: BTreeSet<&str> = marker.tried.iter().copied().chain(WITHOUT).collect();
    assert_eq!(
        changing, known,
        "each is tried, or takes nothing of a customer"
    );

    let mut places = vec![("the table", table(&running).await)];
    for (name, path) in [
        ("the answer", "/api/audit?limit=200"),
        ("the file", "/api/audit?format=csv"),
    ] {
        let answer = ana.request(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        places.push((name, answer.text().await.unwrap()));
    }
    for (name, text) in places {
        assert!(text.contains("contacts_merged"), "{name}: {text}");
        for mark in MARKS {
            assert!(!text.contains(mark), "{name} has {mark}: {text}");
        }
    }
}

async fn customers(marker: &mut Marker, ana: &Visitor, bruno: &Visitor, demo: &str) {
    let new = json!({"channel": "501", "identifier": "+55 21 97777-1234", "name": "Zuleica"});
    let begun = marker
        .say(
            "create_conversation",
            bruno.post_json("/api/conversations", &new),
        )
        .await;
    let at = |rest: &str| format!("/api/conversations/{}{rest}", id(&begun));
    let session = begun["session"].as_str().unwrap();
    let incoming = json!({"sender": "5521966665678", "type": "text", "content": "texto-marcado",
        "contactInfo": {"name": "Zuleica Marques", "email": "zuleica@mark.example"}});
    let other = marker
        .say(
            "receive_message",
            ana.post_json("/api/channels/501/messages", &incoming),
        )
        .await;
    let said = json!({"type": "text", "text": "texto-marcado"});
    let said = marker
        .say("add_message", bruno.post_json(&at("/messages"), &said))
        .await;
    let note = json!({"type": "note", "text": "nota-marcada", "plugin": demo});
    let note = bruno.post_json(&at("/messages"), &note);
    marker
        .say("add_message", note.header(PLUGIN_HEADER, demo))
        .await;
    let message = at(&format!("/messages/{}", id(&said)));
    let failed = json!({"status": "failed", "error": "texto-marcado"});
    let failed = bruno.put_json(&format!("{message}/status"), &failed);
    if failed.try_clone().unwrap().send().await.unwrap().status() == 422 {
        let plain = json!({"status": "failed"});
        let plain = bruno.put_json(&format!("{message}/status"), &plain);
        marker.say("set_message_status", plain).await;
    } else {
        marker.say("set_message_status", failed).await;
    }
    marker
        .say("retry_message", bruno.post(&format!("{message}/retry")))
        .await;
    marker.say("add_tag", bruno.put(&at("/tags/301"))).await;
    marker
        .say("remove_tag", bruno.delete(&at("/tags/301")))
        .await;
    marker
        .say("read_conversation", bruno.post(&at("/read")))
        .await;
    let all =
        json!({"assignee": ANA, "group": "201", "status": "closed", "report": "relato-marcado"});
    marker
        .say("change_conversation", bruno.patch(&at(""), &all))
        .await;
    let fields = json!({"fields": {"observacao": "valor-marcado"}});
    let attendance = bruno.patch(&format!("/api/attendances/{session}"), &fields);
    marker.say("change_attendance", attendance).await;
    let contact = format!("/api/contacts/{}", id(&begun["contact"]));
    let known = json!({"name": "Zuleica Prado", "email": "zuleica@mark.example", "phone": "+55 21 96666-5678",
        "fields": {"marca": "valor-marcado"}});
    marker
        .say("change_contact", bruno.patch(&contact, &known))
        .await;
    let other = id(&other["contact"]);
    marker
        .say(
            "keep_contacts_apart",
            bruno.put(&format!("{contact}/apart/{other}")),
        )
        .await;
    let merge = bruno.post_json(&format!("{contact}/merge"), &json!({"contact": other}));
    let merged = marker.say("merge_contacts", merge).await;
    let merge = id(&merged["merge"]);
    marker
        .say(
            "undo_merge",
            bruno.delete(&format!("{contact}/merges/{merge}")),
        )
        .await;
    for scope in ["user", "workspace"] {
        let room = format!("/api/plugins/{demo}/storage/{scope}/guardado-marcado");
        let value = json!({"value": "\"guardado-marcado\""});
        marker
            .say("put_storage_value", bruno.put_json(&room, &value))
            .await;
    }
    let state = json!({"state": "blocked", "reason": "path", "seen": "https://x.example/Zuleica/5521977771234"});
    let state = bruno.post_json(&format!("/api/frames/{demo}/state"), &state);
    marker.say("report_frame_state", state).await;
}

async fn ratings(marker: &mut Marker, running: &Running, bruno: &Visitor) {
    let whole: Value = bruno.read("/api/conversations/945").await;
    let path = format!("/api/attendances/{}", whole["session"].as_str().unwrap());
    let rating = json!({"score": 1, "observation": "elogio-marcado"});
    let put = bruno.put_json(&format!("{path}/rating"), &rating);
    marker.say("rate_attendance", put).await;
    let link = bruno.post(&format!("{path}/rating-link"));
    let link: Value = link.send().await.unwrap().json().await.unwrap();
    let link = link["url"].as_str().unwrap();
    let link = link.strip_prefix(&running.origin()).unwrap();
    let stranger = running.stranger();
    marker.say("rate", stranger.post_json(link, &rating)).await;
    let state = json!({"connected": false, "error": "elogio-marcado"});
    let state = bruno.put_json("/api/channels/501/state", &state);
    marker.say("set_channel_state", state).await;
}

/// Each cell of the table as it lies in the database.
async fn table(running: &Running) -> String {
    let options = SqliteConnectOptions::new().filename(running.data().join(FILE));
    let mut database = options.connect().await.unwrap();
    let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info('audit')")
        .fetch_all(&mut database)
        .await
        .unwrap();
    assert!(columns.len() > 10);
    let all: Vec<String> = columns
        .iter()
        .map(|name| format!("COALESCE({name}, '')"))
        .collect();
    let sql = format!("SELECT {} AS whole FROM audit", all.join(" || '|' || "));
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .fetch_all(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let rows = rows.iter().map(|row| row.get::<String, _>("whole"));
    rows.collect::<Vec<_>>().join("\n")
}
