//! The bodies against samples: the values, and so the keys, their spelling and their types.

use encaixe_api::inbox::message::MessageStatus;
use serde_json::{Value, json};

use super::finished::{Category, Finish, Item, One, finished};
use super::*;

const REQUESTED: i64 = 1_795_973_400_000;
const STARTED: i64 = 1_795_973_460_000;

fn party() -> Party {
    Party {
        name: "Marina Alves".into(),
        phone: "5585912345678".into(),
        photo: "https://fotos.example/marina.jpg".into(),
        channel: "501".into(),
    }
}

fn incoming(content: Content) -> Written {
    Written {
        id: "m1".into(),
        at: REQUESTED,
        content,
        sent: None,
    }
}

fn text(message: &str) -> Content {
    Content::Text {
        message: message.into(),
    }
}

fn attendance(messages: Vec<Written>) -> Attendance {
    Attendance {
        number: 12,
        party: party(),
        group: "Vendas".into(),
        requested_at: REQUESTED,
        started_at: STARTED,
        messages,
    }
}

/// One that went out.
fn outgoing(id: &str, at: i64, words: &str, sent: Sent) -> Written {
    Written {
        id: id.into(),
        at,
        content: text(words),
        sent: Some(sent),
    }
}

/// What the contact wrote, what a program answered to it, and what an agent did.
fn exchanged() -> Vec<Written> {
    let by_program = Sent {
        automatic: true,
        status: Some(MessageStatus::Read),
    };
    let by_agent = Sent {
        automatic: false,
        status: None,
    };
    vec![
        incoming(text("Ficou pequeno.")),
        outgoing("m2", REQUESTED + 1_000, "Só um instante.", by_program),
        outgoing("m3", STARTED + 10_000, "Já vamos trocar.", by_agent),
    ]
}

fn finish(category: Category) -> Finish {
    Finish {
        by: "Bruno Lima".into(),
        at: 1_795_977_000_000,
        category,
        ..Finish::default()
    }
}

fn one(id: &str, name: &str, color: &str) -> One {
    One {
        id: id.into(),
        name: name.into(),
        color: color.into(),
    }
}

fn item(id: &str, name: &str) -> Item {
    Item {
        id: id.into(),
        name: name.into(),
    }
}

fn golden(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The keys of an object, in the order of the alphabet.
fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn an_attendance_with_a_category_without_items_has_that_one() {
    let category = Category::One(one("401", "Troca", "#2f6fed"));
    let told = Finish {
        report: "Trocou o tamanho.".into(),
        observation: "Foi rápido.".into(),
        ..finish(category)
    };
    let body = finished(Names::Plug, &attendance(exchanged()), &told);
    assert_eq!(body, golden(include_str!("golden/finished.json")));
}

#[test]
fn an_attendance_with_items_has_a_list_and_absent_texts_are_empty() {
    let chosen = vec![
        (one("402", "Pedido", "#2f6fed"), item("411", "Entrega")),
        (one("403", "Produto", "#1a7f4b"), item("421", "Vaso")),
    ];
    let told = finish(Category::Items(chosen));
    let body = finished(Names::Plug, &attendance(exchanged()), &told);
    assert_eq!(body, golden(include_str!("golden/finished_items.json")));
}

#[test]
fn an_attendance_without_a_category_has_neither_key() {
    let body = finished(
        Names::Plug,
        &attendance(exchanged()),
        &finish(Category::None),
    );
    assert_eq!(
        keys(&body["attendance"]),
        [
            "attendanceNumber",
            "customer",
            "departament",
            "endTime",
            "finishBy",
            "operatorReport ",
            "ratingObservation",
            "requestTime",
            "startTime",
            "status",
        ]
    );
}

#[test]
fn a_start_says_who_takes_it_and_nothing_of_its_end() {
    let body = started::started(Names::Plug, &attendance(exchanged()), "Bruno Lima");
    assert_eq!(body, golden(include_str!("golden/started.json")));
    let body = started::started(Names::Plug, &attendance(Vec::new()), "Bruno Lima");
    assert_eq!(body["chat"], json!({}), "nobody wrote yet");
}

#[test]
fn the_contacts_messages_say_who_wrote_and_the_others_whether_a_program_did() {
    let body = finished(
        Names::Plug,
        &attendance(exchanged()),
        &finish(Category::None),
    );
    let chat = &body["chat"];
    assert_eq!(keys(chat), ["m1", "m2", "m3"]);
    assert_eq!(
        keys(&chat["m1"]),
        [
            "broadcast",
            "chatName",
            "forwarded",
            "fromMe",
            "instanceId",
            "isGroup",
            "messageId",
            "momment",
            "phone",
            "photo",
            "senderName",
            "status",
            "text",
            "type",
            "waitingMessage",
        ]
    );
    for (id, is_automatic) in [("m2", true), ("m3", false)] {
        assert_eq!(
            keys(&chat[id]),
            [
                "fromMe",
                "isAutomaticMessage",
                "messageId",
                "momment",
                "phone",
                "status",
                "text",
            ]
        );
        assert_eq!(chat[id]["isAutomaticMessage"], is_automatic);
        assert_eq!(chat[id]["messageId"], id);
    }
}

#[test]
fn with_plain_names_every_key_is_spelt_as_it_is_meant() {
    let body = finished(
        Names::Plain,
        &attendance(exchanged()),
        &finish(Category::None),
    );
    let whole = body.to_string();
    for odd in ["departament", "momment", "operatorReport "] {
        assert!(!whole.contains(odd), "{odd}");
    }
    for meant in ["department", "operatorReport"] {
        assert!(keys(&body["attendance"]).contains(&meant), "{meant}");
    }
    assert_eq!(body["chat"]["m1"]["moment"], REQUESTED);
    let body = started::started(Names::Plain, &attendance(Vec::new()), "");
    assert_eq!(body["attendance"]["moment"], REQUESTED);
}

#[test]
fn a_message_has_one_kind_of_content() {
    let url = |name: &str| format!("https://m.example/{name}?a=1");
    let caption = || "Olha".to_owned();
    for (content, key, expected) in [
        (
            Content::Image {
                url: url("a.jpg"),
                caption: caption(),
            },
            "image",
            json!({"caption": "Olha", "imageUrl": url("a.jpg"), "thumbnailUrl": "", "mimeType": "image/jpeg"}),
        ),
        (
            Content::Audio { url: url("a.OGG") },
            "audio",
            json!({"audioUrl": url("a.OGG"), "mimeType": "audio/ogg"}),
        ),
        (
            Content::Video {
                url: url("a"),
                caption: String::new(),
            },
            "video",
            json!({"caption": "", "videoUrl": url("a"), "mimeType": ""}),
        ),
        (
            Content::Document {
                url: url("1"),
                name: "Nota.pdf".into(),
                caption: String::new(),
            },
            "document",
            json!({"documentUrl": url("1"), "mimeType": "application/pdf", "fileName": "Nota.pdf", "title": "Nota.pdf", "pageCount": 0}),
        ),
    ] {
        let body = received::received(Names::Plug, &party(), &incoming(content));
        assert_eq!(body[key], expected);
        assert_eq!(body.get("text"), None);
        assert_eq!(body["type"], "ReceivedCallback");
    }
}

#[test]
fn the_other_bodies_have_their_fields() {
    let phone = "5585912345678";
    assert_eq!(
        sending::sending(&party(), "m2"),
        json!({"type": "DeliveryCallback", "phone": phone, "messageId": "m2", "instanceId": "501"})
    );
    assert_eq!(
        failed::failed(&party(), "m2", "no such number"),
        json!({"type": "DeliveryCallback", "phone": phone, "messageId": "m2", "instanceId": "501", "error": "no such number"})
    );
    assert_eq!(
        status::status(Names::Plug, &party(), "m2", MessageStatus::Read, 7),
        json!({"type": "MessageStatusCallback", "status": "READ", "ids": ["m2"], "momment": 7, "phone": phone,
            "isGroup": false, "instanceId": "501"})
    );
    assert_eq!(
        disconnected::disconnected(Names::Plug, "501", "the phone is off", 7),
        json!({"type": "DisconnectedCallback", "momment": 7, "error": "the phone is off", "disconnected": true,
            "instanceId": "501"})
    );
}
