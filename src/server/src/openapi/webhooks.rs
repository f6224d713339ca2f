//! What endpoints are sent, as `webhooks` of the description: one entry for each name, with a sample of the body.

use encaixe_api::webhook::EventName;
use serde_json::{Map, Value, json};

use crate::delivery::sample::sample;

/// All of them, by their names.
pub(super) fn webhooks() -> Value {
    let all = EventName::ALL.iter();
    let all = all.map(|name| (name.as_str().to_owned(), json!({"post": operation(*name)})));
    all.collect::<Map<_, _>>().into()
}

fn operation(name: EventName) -> Value {
    let header = |name: &str, about: &str| json!({"name": name, "in": "header", "required": true, "description": about, "schema": {"type": "string"}});
    json!({
        "operationId": format!("webhook_{}", name.as_str().replace('.', "_")),
        "tags": ["webhooks"],
        "summary": about(name),
        "description": "Sent to each webhook endpoint that chose it, as Standard Webhooks 1.0.0 has it. At least once: what comes again has the same `webhook-id`. Records are as they are at the first attempt.",
        "parameters": [
            header("webhook-id", "The delivery, the same in each of its attempts."),
            header("webhook-timestamp", "When this attempt was made, in seconds since 1970."),
            header("webhook-signature", "`v1,` and base64 of HMAC-SHA256 of id, timestamp and body with a dot between; two of them, separated by a space, while one secret follows another."),
        ],
        "requestBody": {
            "required": true,
            "content": {"application/json": {
                "schema": {
                    "type": "object",
                    "required": ["type", "timestamp", "data"],
                    "properties": {
                        "type": {"const": name.as_str()},
                        "timestamp": {"type": "string", "format": "date-time", "description": "When it happened."},
                        "data": {"type": "object", "description": "Who did it (`actor`), the mark of the event (`event`), and the records that it is about, as the API tells them."},
                    },
                },
                "example": sample(name),
            }},
        },
        "responses": {
            "2XX": {"description": "It was taken. Nothing else counts as taken, a redirect neither."},
            "410": {"description": "The receiver is gone: the endpoint is switched off at once."},
            "default": {"description": "It is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h; `Retry-After` counts up to the step after."},
        },
    })
}

const fn about(name: EventName) -> &'static str {
    match name {
        EventName::AttendanceStarted => "A member took a conversation.",
        EventName::AttendanceFinished => "An attendance is over.",
        EventName::MessageReceived => "A contact wrote.",
        EventName::MessageSent => "Somebody wrote to a contact.",
        EventName::MessageFailed => "A message to a contact did not get there.",
        EventName::MessageStatusChanged => "A message to a contact got further.",
        EventName::ChannelDisconnected => "A channel is no longer connected.",
        EventName::ConversationBegun => "A conversation began.",
        EventName::ConversationAssigned => "A conversation has another assignee or group.",
        EventName::ConversationTagged => "A tag was put on a conversation, or taken off.",
        EventName::ContactChanged => "Something else is known of a contact.",
        EventName::AttendanceRated => "The customer rated an attendance.",
        EventName::WebhookDisabled => "Another endpoint was switched off by the server.",
        EventName::ConnectionBroken => "A connection of an app no longer works.",
    }
}
