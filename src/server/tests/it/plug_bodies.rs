//! The bodies that receivers of Plug know, of what happens in a real workspace.

use std::collections::{BTreeMap, BTreeSet};

use encaixe_api::id::{MemberId, PluginId};
use encaixe_api::inbox::message::{Kind, MessageStatus};
use encaixe_api::plugin::PLUGIN_HEADER;
use encaixe_server::actor::Actor;
use encaixe_server::delivery::body::plug::{Names, plug};
use encaixe_server::store::event::Recorded;
use encaixe_server::store::message::{Added, New};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{BRUNO, Running, Visitor, expect, refused};

/// What happened so far, with the body of each kind of event, the newest last.
async fn bodies(running: &Running) -> Vec<(String, Value)> {
    let store = &running.server.app().store;
    let mut found = Vec::new();
    for recorded in store.recorded_after(0).await.unwrap() {
        let kind = kind(&recorded);
        if let Some(body) = plug(store, &recorded, Names::Plug).await.unwrap() {
            found.push((kind, body));
        }
    }
    found
}

fn kind(recorded: &Recorded) -> String {
    let event = serde_json::to_value(recorded.event.as_ref().unwrap()).unwrap();
    event["kind"].as_str().unwrap().to_owned()
}

/// Keys and types of a value; each of `chat` is a customer's message or ours.
pub(crate) fn shape(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| {
                if key != "chat" {
                    return (key.clone(), shape(value));
                }
                let kinds: BTreeMap<String, Value> = (value.as_object().unwrap().values())
                    .map(|one| (one["fromMe"].to_string(), shape(one)))
                    .collect();
                (key.clone(), json!(kinds))
            });
            Value::Object(fields.collect())
        }
        Value::Array(items) => json!([items.first().map(shape)]),
        Value::String(_) => json!("text"),
        Value::Number(_) => json!("number"),
        Value::Bool(_) => json!("truth"),
        Value::Null => Value::Null,
    }
}

pub(crate) fn golden(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/delivery/body/plug/golden");
    let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
    shape(&serde_json::from_str(&text).unwrap())
}

async fn incoming(admin: &Visitor, more: Value) -> Value {
    let mut message = json!({"sender": "5521966665678", "type": "text", "content": "Ficou pequeno.",
        "contactInfo": {"name": "Zélia", "avatar": "https://fotos.example/z.jpg"}});
    let fields = message.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    let request = admin.post_json("/api/channels/501/messages", &message);
    expect(request, StatusCode::CREATED).await
}

#[tokio::test]
async fn an_attendance_is_told_of_from_its_start_to_its_finish() {
    let running = Running::start().await;
    let (admin, agent, program) = (
        running.admin().await,
        running.agent().await,
        running.program().await,
    );
    let rules = json!({"closingCategory": "may", "closingReport": "may"});
    let _: Value = expect(admin.patch("/api/workspace", &rules), StatusCode::OK).await;
    let new = json!({"name": "Pedido", "color": "#2f6fed", "items": [{"name": "Entrega"}]});
    let items: Value = expect(
        admin.post_json("/api/attendance-categories", &new),
        StatusCode::CREATED,
    )
    .await;
    let new = json!({"name": "Outro assunto", "color": "#1a7f4b"});
    let alone: Value = expect(
        admin.post_json("/api/attendance-categories", &new),
        StatusCode::CREATED,
    )
    .await;

    let came = incoming(&admin, json!({})).await;
    let conversation = came["conversation"]["id"].as_str().unwrap();
    let at = |rest: &str| format!("/api/conversations/{conversation}{rest}");
    let _: Value = expect(agent.post(&at("/start")), StatusCode::OK).await;
    let say = |who: &Visitor, kind: &str, text: &str| {
        who.post_json(&at("/messages"), &json!({"type": kind, "text": text}))
    };
    let _: Value = expect(say(&agent, "note", "Só nós vemos."), StatusCode::CREATED).await;
    let reply: Value = expect(say(&agent, "text", "Já vamos trocar."), StatusCode::CREATED).await;
    let robot: Value = expect(say(&program, "text", "Aqui é o robô."), StatusCode::CREATED).await;
    let finish = json!({"status": "closed", "report": "Trocou.", "categories": [
        {"category": items["id"], "item": items["items"][0]["id"]}]});
    let _: Value = expect(agent.patch(&at(""), &finish), StatusCode::OK).await;

    let all = bodies(&running).await;
    let of = |kind: &str| {
        let found = all.iter().rfind(|(own, _)| own == kind);
        found.map(|(_, body)| body.clone()).unwrap()
    };
    let started = of("attendance_started");
    let (told, expected) = (shape(&started), golden("started"));
    assert_eq!(told["attendance"], expected["attendance"]);
    assert_eq!(told["chat"]["false"], expected["chat"]["false"]);
    // It was made of what was there when it happened.
    assert_eq!(started["chat"].as_object().unwrap().len(), 1);
    let attendance = &started["attendance"];
    assert_eq!(attendance["operator"], "Bruno Carvalho");
    assert_eq!(attendance["departament"], "");
    assert_eq!(
        attendance["customer"],
        json!({"name": "Zélia", "phone": "5521966665678"})
    );
    let (asked, taken) = (
        attendance["momment"].as_i64().unwrap(),
        attendance["startTime"].as_i64().unwrap(),
    );
    assert!(asked <= taken, "{attendance}");

    let finished = of("attendance_finished");
    assert_eq!(shape(&finished), golden("finished_items"));
    let attendance = &finished["attendance"];
    assert_eq!(attendance["finishBy"], "Bruno Carvalho");
    assert_eq!(attendance["operatorReport "], "Trocou.");
    assert_eq!(attendance["requestTime"], asked);
    assert_eq!(attendance["startTime"], taken);
    assert_eq!(attendance["attendanceCategories"][0]["itemName"], "Entrega");
    let chat = &finished["chat"];
    assert_eq!(chat.as_object().unwrap().len(), 3, "{chat}");
    assert!(!chat.to_string().contains("Só nós"), "{chat}");
    let automatic =
        |message: &Value| chat[message["id"].as_str().unwrap()]["isAutomaticMessage"].clone();
    assert_eq!(
        (automatic(&reply), automatic(&robot)),
        (json!(false), json!(true))
    );
    let first = &chat[came["message"]["id"].as_str().unwrap()];
    assert_eq!(first["photo"], "https://fotos.example/z.jpg");
    assert_eq!(first["instanceId"], "501");
    assert_eq!(&of("message_received"), first);

    // Once more, under another number and a category without items; and once without any.
    for categories in [json!([{"category": alone["id"]}]), json!([])] {
        let came = incoming(&admin, json!({})).await;
        let again = format!(
            "/api/conversations/{}",
            came["conversation"]["id"].as_str().unwrap()
        );
        let finish = json!({"status": "closed", "categories": categories});
        let _: Value = expect(program.patch(&again, &finish), StatusCode::OK).await;
        let all = bodies(&running).await;
        let (kind, body) = all.last().unwrap();
        assert_eq!(kind, "attendance_finished");
        let attendance = &body["attendance"];
        assert!(
            attendance["attendanceNumber"].as_i64()
                > finished["attendance"]["attendanceNumber"].as_i64()
        );
        assert_eq!(attendance["finishBy"], "program");
        assert_eq!(attendance["operatorReport "], "");
        assert_eq!(attendance.get("attendanceCategories"), None);
        let one = attendance.get("attendanceCategory");
        assert_eq!(one.is_some(), !categories.as_array().unwrap().is_empty());
        if let Some(one) = one {
            assert_eq!(
                one,
                &json!({"color": "#1a7f4b", "id": alone["id"], "name": "Outro assunto"})
            );
        }
        let started = &all[all.len() - 2];
        assert_eq!(
            (started.0.as_str(), &started.1["attendance"]["operator"]),
            ("attendance_started", &json!("program"))
        );
    }
}

/// The newest body of a kind of event.
async fn newest(running: &Running, kind: &str) -> Value {
    let all = bodies(running).await;
    let found = all.into_iter().rfind(|(own, _)| own == kind);
    found.map(|(_, body)| body).unwrap()
}

/// Closing asks for nothing then.
async fn close_freely(admin: &Visitor) {
    let rules = json!({"closingCategory": "may", "closingReport": "may"});
    let _: Value = expect(admin.patch("/api/workspace", &rules), StatusCode::OK).await;
}

#[tokio::test]
async fn a_chat_has_the_messages_of_its_own_attendance_alone() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    close_freely(&admin).await;
    let mut told: Vec<(Value, BTreeSet<String>)> = Vec::new();
    let mut conversation = Value::Null;
    for round in 0..2 {
        if round == 1 {
            let path = format!("/api/conversations/{}", conversation.as_str().unwrap());
            let open = json!({"status": "open"});
            let _: Value = expect(agent.patch(&path, &open), StatusCode::OK).await;
        }
        let came = incoming(&admin, json!({})).await;
        let own = &came["conversation"]["id"];
        assert!(round == 0 || *own == conversation, "{came}");
        conversation = own.clone();
        let path = format!("/api/conversations/{}", own.as_str().unwrap());
        let text = json!({"type": "text", "text": "Já vamos trocar."});
        let reply = agent.post_json(&format!("{path}/messages"), &text);
        let reply: Value = expect(reply, StatusCode::CREATED).await;
        let close = json!({"status": "closed"});
        let _: Value = expect(agent.patch(&path, &close), StatusCode::OK).await;
        let ids = [&came["message"]["id"], &reply["id"]];
        let ids = ids.map(|id| id.as_str().unwrap().to_owned());
        told.push((
            newest(&running, "attendance_finished").await,
            ids.into_iter().collect(),
        ));
    }
    for (body, messages) in &told {
        let chat: BTreeSet<String> = body["chat"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(chat, *messages);
    }
    let number = |place: usize| told[place].0["attendance"]["attendanceNumber"].as_i64();
    assert!(number(0) < number(1));
}

#[tokio::test]
async fn what_a_plugin_starts_finishes_and_writes_is_told_as_the_plugins() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    close_freely(&admin).await;
    let demo = running.demo_plugin().await;
    let came = incoming(&admin, json!({})).await;
    let conversation = came["conversation"]["id"].as_str().unwrap();
    let at = |rest: &str| format!("/api/conversations/{conversation}{rest}");

    let take = agent.patch(&at(""), &json!({"assignee": BRUNO}));
    let _: Value = expect(take.header(PLUGIN_HEADER, &demo), StatusCode::OK).await;
    let started = newest(&running, "attendance_started").await;
    assert_eq!(started["attendance"]["operator"], "Demo");

    // The API has a plugin write notes alone; what there is of it in a chat was written by a program all the same.
    let text = json!({"type": "text", "text": "Aqui é o plugin."});
    let write = agent.post_json(&at("/messages"), &text);
    let error = refused(write.header(PLUGIN_HEADER, &demo), 422).await;
    assert_eq!(error.fields[0].path, "plugin");
    let (plugin, member) = (PluginId::new(demo.as_str()), MemberId::new(BRUNO));
    let actor = Actor::Plugin {
        plugin: plugin.clone(),
        member: member.clone(),
    };
    let new = New {
        idempotency_key: None,
        kind: Kind::Text,
        text: "Aqui é o plugin.",
        author: Some(&member),
        plugin: Some(&plugin),
        status: Some(MessageStatus::Sent),
    };
    let writer = running.server.app().store.by(actor);
    let added = writer.add_message(&conversation.into(), &new).await;
    let Added::Done(written) = added.unwrap().unwrap() else {
        panic!("it was there before");
    };
    let reply = agent.post_json(&at("/messages"), &text);
    let reply: Value = expect(reply, StatusCode::CREATED).await;

    let close = agent.patch(&at(""), &json!({"status": "closed"}));
    let _: Value = expect(close.header(PLUGIN_HEADER, &demo), StatusCode::OK).await;
    let finished = newest(&running, "attendance_finished").await;
    assert_eq!(finished["attendance"]["finishBy"], "Demo");
    let chat = &finished["chat"];
    for (id, is_automatic) in [
        (written.id.as_str(), true),
        (reply["id"].as_str().unwrap(), false),
    ] {
        assert_eq!(chat[id]["isAutomaticMessage"], is_automatic, "{chat}");
    }
}

#[tokio::test]
async fn messages_and_channels_are_told_of() {
    let running = Running::start().await;
    let (admin, agent) = (running.admin().await, running.agent().await);
    let media = json!({"type": "image", "content": "", "mediaUrl": "https://m.example/a.png"});
    let came = incoming(&admin, media).await;
    let conversation = came["conversation"]["id"].as_str().unwrap();
    let at = |rest: &str| format!("/api/conversations/{conversation}{rest}");
    let text = json!({"type": "text", "text": "Oi"});
    let sent: Value = expect(
        agent.post_json(&at("/messages"), &text),
        StatusCode::CREATED,
    )
    .await;
    let id = sent["id"].as_str().unwrap();
    for change in [
        json!({"status": "read"}),
        json!({"status": "failed", "error": "sem WhatsApp"}),
    ] {
        let path = at(&format!("/messages/{id}/status"));
        let _: Value = expect(admin.put_json(&path, &change), StatusCode::OK).await;
    }
    let state = json!({"connected": false, "error": "sem bateria"});
    let _: Value = expect(
        admin.put_json("/api/channels/501/state", &state),
        StatusCode::OK,
    )
    .await;
    let state = json!({"connected": true});
    let _: Value = expect(
        admin.put_json("/api/channels/502/state", &state),
        StatusCode::OK,
    )
    .await;

    let all = bodies(&running).await;
    let told: Vec<_> = all.iter().map(|(_, body)| body).collect();
    let types: Vec<_> = told
        .iter()
        .filter_map(|body| body["type"].as_str())
        .collect();
    assert_eq!(
        types,
        [
            "ReceivedCallback",
            "DeliveryCallback",
            "MessageStatusCallback",
            "DeliveryCallback",
            "DisconnectedCallback"
        ]
    );
    let told: Vec<_> = told
        .into_iter()
        .filter(|body| body["type"].is_string())
        .collect();
    assert_eq!(told[0]["image"]["imageUrl"], "https://m.example/a.png");
    assert_eq!(told[0]["image"]["mimeType"], "image/png");
    let phone = "5521966665678";
    assert_eq!(
        told[1],
        &json!({"type": "DeliveryCallback", "phone": phone, "messageId": id, "instanceId": "501"})
    );
    assert_eq!(
        (&told[2]["status"], &told[2]["ids"]),
        (&json!("READ"), &json!([id]))
    );
    assert_eq!(told[3]["error"], "sem WhatsApp");
    assert_eq!(
        (&told[4]["error"], &told[4]["instanceId"]),
        (&json!("sem bateria"), &json!("501"))
    );
}
