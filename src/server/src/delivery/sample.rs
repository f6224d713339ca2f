//! A sample of what is sent for each name: what tests of an endpoint send where nothing of the kind happened yet, and what the API's
//! description shows. `tests/it/webhooks/samples.rs` holds them to what is really sent.

use encaixe_api::webhook::EventName;
use serde_json::{Value, json};

use super::body::standard;

/// When the samples happened.
const AT: i64 = 1_795_368_016_000;

/// The whole body.
pub(crate) fn sample(name: EventName) -> Value {
    let mut data = json!({"event": "01kaqb3v2h7m9w4x5e6t-1204", "actor": actor(name)});
    let more = match name {
        EventName::AttendanceStarted
        | EventName::AttendanceFinished
        | EventName::AttendanceRated => {
            json!({"attendance": attendance(name), "contact": contact(), "conversation": conversation()})
        }
        EventName::MessageReceived => {
            json!({"message": received(), "contact": contact(), "conversation": conversation()})
        }
        EventName::MessageSent => {
            json!({"message": sent("sent"), "contact": contact(), "conversation": conversation()})
        }
        EventName::MessageFailed => {
            json!({"message": sent("failed"), "status": "failed", "contact": contact(), "conversation": conversation()})
        }
        EventName::MessageStatusChanged => {
            json!({"message": sent("read"), "status": "read", "contact": contact(), "conversation": conversation()})
        }
        EventName::ChannelDisconnected => json!({
            "channel": {"id": "501", "name": "WhatsApp", "type": "whatsapp", "isActive": true, "carrier": null,
                "state": {"connected": false, "since": "2026-11-22T17:20:16.000Z", "error": "The phone is off."}}, "connected": false,
        }),
        EventName::ConversationBegun | EventName::ConversationAssigned => {
            json!({"contact": contact(), "conversation": conversation()})
        }
        EventName::ConversationTagged => {
            json!({"tag": "301", "added": true, "contact": contact(), "conversation": conversation()})
        }
        EventName::ContactChanged => json!({"contact": contact(), "conversations": ["955"]}),
        EventName::WebhookDisabled => json!({
            "reason": "gone",
            "webhook": {"id": "01kaqb3v2h7m9w4x5e6t", "url": "https://crm.example/hooks", "description": "Orders to the CRM"},
        }),
        EventName::ConnectionBroken => json!({
            "connection": {"id": "01kaqb3v2h7m9w4x5e6x", "app": "asana", "name": "Sales team", "environment": "production",
                "state": "reconnect", "reason": "the app refused (invalid_grant)"},
        }),
    };
    if let (Value::Object(data), Value::Object(more)) = (&mut data, more) {
        data.extend(more);
    }
    standard(name, AT, data)
}

/// Who does such a thing.
fn actor(name: EventName) -> Value {
    match name {
        EventName::WebhookDisabled | EventName::ConnectionBroken => {
            json!({"kind": "system", "id": null, "name": null, "member": null})
        }
        EventName::MessageReceived
        | EventName::MessageFailed
        | EventName::MessageStatusChanged
        | EventName::ChannelDisconnected
        | EventName::AttendanceRated => {
            json!({"kind": "token", "id": "01kaqb3v2h7m9w4x5e6t", "name": "WhatsApp bridge", "member": null})
        }
        EventName::AttendanceStarted
        | EventName::AttendanceFinished
        | EventName::MessageSent
        | EventName::ConversationBegun
        | EventName::ConversationAssigned
        | EventName::ConversationTagged
        | EventName::ContactChanged => {
            json!({"kind": "member", "id": "102", "name": "Bruno Lima", "member": null})
        }
    }
}

fn received() -> Value {
    json!({
        "id": "01kaqb3v2h7m9w4x5e6t", "type": "text", "from": "contact", "author": null, "plugin": null,
        "text": "Where is my order?", "mediaUrl": null, "fileName": null, "status": null, "error": null,
        "createdAt": "2026-11-22T17:20:16.000Z",
    })
}

fn sent(status: &str) -> Value {
    json!({
        "id": "01kaqb3v2h7m9w4x5e6u", "type": "text", "from": "agent", "author": "102", "plugin": null,
        "text": "It left our warehouse today.", "mediaUrl": null, "fileName": null, "status": status,
        "error": (status == "failed").then_some("the number is not on WhatsApp"),
        "createdAt": "2026-11-22T17:20:16.000Z",
    })
}

fn contact() -> Value {
    json!({
        "id": "7001", "name": "Maria Souza", "avatar": null, "email": "maria@example.com", "phone": "5511900007001",
        "phoneDisplay": "+55 11 90000-7001", "emailDisplay": "maria@example.com",
        "updatedAt": "2026-11-22T17:20:16.000Z", "fields": {},
    })
}

fn conversation() -> Value {
    json!({
        "id": "955", "contact": "7001", "channel": "501", "assignee": "102", "group": null, "tags": ["301"],
        "status": "open", "identifier": "5511900007001",
    })
}

fn attendance(name: EventName) -> Value {
    let bruno = json!({"kind": "member", "member": "102", "name": null});
    let is_over = name != EventName::AttendanceStarted;
    let over = |value: Value| if is_over { value } else { Value::Null };
    let rating = json!({"score": 5, "observation": "Quick and kind.", "at": "2026-11-22T17:20:16.000Z",
        "by": {"kind": "token", "member": null, "name": "WhatsApp bridge"}});
    json!({
        "id": "01kaqb3v2h7m9w4x5e6v", "conversation": "955", "number": 1492,
        "requestedAt": "2026-11-22T17:01:02.000Z", "startedAt": "2026-11-22T17:03:10.000Z", "operator": "102",
        "startedBy": bruno, "group": null, "finishedAt": over("2026-11-22T17:20:16.000Z".into()),
        "finishedBy": over(bruno.clone()), "report": over("The parcel was sent again.".into()),
        "categories": if is_over { json!([{"category": "01kaqb3v2h7m9w4x5e6w", "item": null}]) } else { json!([]) },
        "rating": if name == EventName::AttendanceRated { rating } else { Value::Null },
        "fields": {},
    })
}
