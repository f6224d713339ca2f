//! Bodies as receivers of Plug know them: one file for each, field for field.
//!
//! Source: Plug's page "Atualizar webhooks", and where it is silent, Z-API's pages of its webhooks. A text that is not known is "", and
//! times are milliseconds since 1970.

pub mod chat;
pub mod disconnected;
pub mod failed;
pub mod finished;
mod made;
pub mod names;
pub mod received;
mod sample;
pub mod sending;
pub mod started;
pub mod status;

use serde_json::{Map, Value};

pub use self::chat::{Content, Sent, Written};
pub use self::made::plug;
pub use self::names::Names;
pub use self::sample::sample;

/// Whom the messages of a body are exchanged with, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// The contact's name.
    pub name: String,
    /// Their address in the channel: a telephone's digits with the country's code, or whatever the channel knows them by.
    pub phone: String,
    /// Their picture's address.
    pub photo: String,
    /// The channel's id.
    pub channel: String,
}

/// What both bodies of an attendance say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Its number in the workspace.
    pub number: i64,
    /// Whom it serves.
    pub party: Party,
    /// The name of the group that serves.
    pub group: String,
    /// When the contact asked.
    pub requested_at: i64,
    /// When somebody took it.
    pub started_at: i64,
    /// Its messages, oldest first.
    pub messages: Vec<Written>,
}

impl Attendance {
    /// What both bodies say of it.
    fn common(&self, names: Names, status: &str) -> Map<String, Value> {
        object([
            ("attendanceNumber", self.number.into()),
            (
                "customer",
                object([
                    ("name", self.party.name.as_str().into()),
                    ("phone", self.party.phone.as_str().into()),
                ])
                .into(),
            ),
            (names.department(), self.group.as_str().into()),
            ("startTime", self.started_at.into()),
            ("status", status.into()),
        ])
    }

    /// The body around it.
    fn with_chat(&self, names: Names, attendance: Map<String, Value>) -> Value {
        let chat = chat::chat(names, &self.party, &self.messages);
        object([("attendance", attendance.into()), ("chat", chat)]).into()
    }
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    let fields = fields.into_iter();
    fields.map(|(key, value)| (key.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests;
