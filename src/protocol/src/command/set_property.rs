//! Sets custom fields of the contact or of the attendance, which is `session` on this wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::send_form::{Answer, Value};
use super::{Command, Name};
use crate::id::{AttendanceId, ContactId};
use crate::scope::Scope;

/// The command.
#[derive(Debug)]
pub struct SetProperty;

impl Command for SetProperty {
    const NAME: Name = Name::SetProperty;
    type Params = Params;
    type Reply = Reply;
}

/// What to set. Without an id it is the open conversation's contact or attendance, and the call is bound.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// The plugin's own mark for this call; the event `callback` carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Value>,
    /// Whose fields; the contact's when missing.
    #[serde(rename = "type", default)]
    pub entity: Entity,
    /// Which contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<ContactId>,
    /// Which attendance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<AttendanceId>,
    /// At least one, by placeholder.
    pub fields: BTreeMap<String, Field>,
}

/// What has custom fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// The contact.
    #[default]
    Contact,
    /// The attendance.
    Session,
}

impl Entity {
    /// The one of that word; every word that is none is refused later, whatever the plugin holds.
    #[must_use]
    pub fn named(word: Option<&str>) -> Self {
        match word {
            Some("session") => Self::Session,
            _ => Self::Contact,
        }
    }

    /// What setting its fields needs.
    #[must_use]
    pub const fn scope(self) -> Scope {
        match self {
            Self::Contact => Scope::ContactWrite,
            Self::Session => Scope::AttendanceWrite,
        }
    }
}

/// A field's new value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// What the field's type takes; null empties it, and has to be said.
    #[serde(deserialize_with = "said")]
    pub value: Option<Answer>,
}

/// Left to itself, serde would take a missing value for null.
fn said<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Answer>, D::Error> {
    Option::deserialize(value)
}

/// The outcome, as the classic dialect has it. All fields are set, or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// The call's own mark, null when it had none.
    pub key: Option<Value>,
    /// Always true: a failure is an error.
    pub success: bool,
}
