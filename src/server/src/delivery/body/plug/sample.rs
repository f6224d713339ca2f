//! A sample of each body, for tests of an endpoint where nothing of the kind happened yet.

use encaixe_api::inbox::message::MessageStatus;
use encaixe_api::webhook::EventName;
use serde_json::Value;

use super::finished::{Category, Finish, One, finished};
use super::{Attendance, Content, Names, Party, Sent, Written};
use super::{disconnected, failed, received, sending, started, status};

/// When the samples happened.
const AT: i64 = 1_795_368_016_000;

/// The body for that name; null for a name that Plug has nothing for.
#[must_use]
pub fn sample(names: Names, name: EventName) -> Value {
    let party = Party {
        name: "Maria Souza".to_owned(),
        phone: "5511900007001".to_owned(),
        photo: String::new(),
        channel: "501".to_owned(),
    };
    let message = Written {
        id: "01kaqb3v2h7m9w4x5e6t".to_owned(),
        at: AT,
        content: Content::Text {
            message: "Where is my order?".to_owned(),
        },
        sent: None,
    };
    let reply = "01kaqb3v2h7m9w4x5e6u";
    let attendance = |messages| Attendance {
        number: 1,
        party: party.clone(),
        group: "Sales".to_owned(),
        requested_at: AT,
        started_at: AT + 60_000,
        messages,
    };
    match name {
        // Whoever answers first takes it by that: until then the contact alone wrote.
        EventName::AttendanceStarted => {
            started::started(names, &attendance(vec![message]), "Bruno Lima")
        }
        EventName::AttendanceFinished => {
            let finish = Finish {
                by: "Bruno Lima".to_owned(),
                at: AT + 600_000,
                category: Category::One(One {
                    id: "1".to_owned(),
                    name: "Delivery".to_owned(),
                    color: "#2f6fed".to_owned(),
                }),
                ..Finish::default()
            };
            let by_agent = sent(reply, AT + 90_000, "It comes today.", false);
            let by_program = sent(
                "01kaqb3v2h7m9w4x5e6v",
                AT + 120_000,
                "Your order was handed over.",
                true,
            );
            let messages = vec![message, by_agent, by_program];
            finished(names, &attendance(messages), &finish)
        }
        EventName::MessageReceived => received::received(names, &party, &message),
        EventName::MessageSent => sending::sending(&party, reply),
        EventName::MessageFailed => failed::failed(&party, reply, "the number has no WhatsApp"),
        EventName::MessageStatusChanged => {
            status::status(names, &party, reply, MessageStatus::Read, AT)
        }
        EventName::ChannelDisconnected => {
            disconnected::disconnected(names, "501", "the telephone is off", AT)
        }
        EventName::ConversationBegun
        | EventName::ConversationAssigned
        | EventName::ConversationTagged
        | EventName::ContactChanged
        | EventName::AttendanceRated
        | EventName::WebhookDisabled
        | EventName::ConnectionBroken => Value::Null,
    }
}

/// A message that went out and was read, of an agent or, `automatic`, of a program.
fn sent(id: &str, at: i64, words: &str, automatic: bool) -> Written {
    Written {
        id: id.to_owned(),
        at,
        content: Content::Text {
            message: words.to_owned(),
        },
        sent: Some(Sent {
            automatic,
            status: Some(MessageStatus::Read),
        }),
    }
}
