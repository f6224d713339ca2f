//! Custom fields and their new values.

use std::collections::BTreeMap;

use encaixe_protocol::command::send_form::{Answer, Value};
use encaixe_protocol::command::set_property::{Entity, Field, Params};
use encaixe_protocol::id::{AttendanceId, ContactId};

/// Whose fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// This contact's.
    Contact(ContactId),
    /// This attendance's.
    Session(AttendanceId),
}

/// Custom fields and what they are set to, by placeholder: at least one.
///
/// ```
/// use encaixe_plugin::typed::Fields;
///
/// let fields = Fields::new().text("plan", "gold").number("children", 2.0).empty("birthday");
/// # drop(fields);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use = "nothing is set until it is given to `set_property`"]
pub struct Fields {
    key: Option<Value>,
    fields: BTreeMap<String, Field>,
}

impl Fields {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text, a choice or, as `YYYY-MM-DD`, a date.
    pub fn text(self, placeholder: impl Into<String>, value: impl Into<String>) -> Self {
        let value = Answer::One(Value::Text(value.into()));
        self.with(placeholder.into(), Some(value))
    }

    /// A number.
    pub fn number(self, placeholder: impl Into<String>, value: f64) -> Self {
        let value = Answer::One(Value::Number(value));
        self.with(placeholder.into(), Some(value))
    }

    /// Several choices.
    pub fn list<T: Into<String>>(
        self,
        placeholder: impl Into<String>,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        let values = values.into_iter().map(|value| Value::Text(value.into()));
        self.with(placeholder.into(), Some(Answer::Many(values.collect())))
    }

    /// Nothing any more.
    pub fn empty(self, placeholder: impl Into<String>) -> Self {
        self.with(placeholder.into(), None)
    }

    /// The plugin's own mark for the call, which the event `callback` carries.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(Value::Text(key.into()));
        self
    }

    fn with(mut self, placeholder: String, value: Option<Answer>) -> Self {
        self.fields.insert(placeholder, Field { value });
        self
    }

    /// The params of the command.
    pub(super) fn into_params(
        self,
        entity: Entity,
        contact_id: Option<ContactId>,
        session_id: Option<AttendanceId>,
    ) -> Params {
        Params {
            key: self.key,
            entity,
            contact_id,
            session_id,
            fields: self.fields,
        }
    }
}
