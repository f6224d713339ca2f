//! What this side knows of the open conversation: what late listeners are told and what calls are
//! bound to.

use encaixe_protocol::event::Name;
use encaixe_protocol::event::conversation::MESSAGES;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::value::{self, Bag, assign, copy};

/// The open conversation, as far as the host told.
#[derive(Debug, Default)]
pub(crate) enum Known {
    /// Nothing was told yet.
    #[default]
    Nothing,
    /// None is open.
    None,
    /// One is open: its data object.
    Open(Bag),
}

impl Known {
    /// What a welcome tells.
    pub(crate) fn welcome(conversation: &JsValue) -> Self {
        Bag::of(conversation).map_or(Self::None, |data| Self::Open(data.clone()))
    }

    /// Takes in an event; false when its data is not what such an event carries. What is kept changes only by
    /// what is told of the same conversation, and never in place: handlers may hold it.
    pub(crate) fn learn(&mut self, event: Name, data: &JsValue) -> bool {
        let data = match (event, Bag::of(data)) {
            (Name::NoConversation, _) => {
                *self = Self::None;
                return true;
            }
            (Name::Hidden | Name::Visible, _) => return true,
            (_, Some(data)) => data,
            (_, None) => return false,
        };
        match (event, self) {
            (Name::Conversation, kept) => *kept = Self::Open(data.clone()),
            (Name::ConversationUpdated, Self::Open(kept)) => *kept = updated(kept, data),
            (Name::Message, Self::Open(kept)) => *kept = with_message(kept, data),
            _ => {}
        }
        true
    }

    /// The event that tells this state from the start, its data and its conversation's id.
    pub(crate) fn told(&self) -> (Option<Name>, JsValue, JsValue) {
        let data = match self {
            Self::Open(data) => data.into(),
            Self::None | Self::Nothing => JsValue::NULL,
        };
        (self.event(), data, self.id().unwrap_or(JsValue::NULL))
    }

    /// The event that tells this state from the start.
    pub(crate) const fn event(&self) -> Option<Name> {
        match self {
            Self::Nothing => None,
            Self::None => Some(Name::NoConversation),
            Self::Open(_) => Some(Name::Conversation),
        }
    }

    /// The open conversation's id, null when none is open, none when nothing was told.
    pub(crate) fn id(&self) -> Option<JsValue> {
        match self {
            Self::Nothing => None,
            Self::None => Some(JsValue::NULL),
            Self::Open(data) => Some(
                part(data)
                    .and_then(|it| value::id(&it.get("id")))
                    .unwrap_or(JsValue::NULL),
            ),
        }
    }
}

/// The data object with what the update tells of its conversation, contact and attendance.
fn updated(kept: &Bag, update: &Bag) -> Bag {
    let Some(now) = with_conversation(kept, update) else {
        return kept.clone();
    };
    for key in ["contact", "session"] {
        let told = update.get(key);
        if told.is_object() {
            now.set(key, &told);
        }
    }
    now
}

/// The data object with one more message, and without the oldest past [`MESSAGES`].
fn with_message(kept: &Bag, told: &Bag) -> Bag {
    let message = told.get("message");
    let Some(now) = with_conversation(kept, told).filter(|_| message.is_object()) else {
        return kept.clone();
    };
    let before = now.get("messages");
    let messages = before
        .dyn_ref::<Array>()
        .map_or_else(Array::new, |list| list.slice(0, u32::MAX));
    messages.push(&message);
    while messages.length() as usize > MESSAGES {
        messages.shift();
    }
    now.set("messages", &messages);
    now
}

/// A copy with the conversation as it is told, if that is the same one.
fn with_conversation(kept: &Bag, told: &Bag) -> Option<Bag> {
    let (before, after) = (part(kept)?, part(told)?);
    let same = value::id(&before.get("id")) == value::id(&after.get("id"));
    same.then(|| {
        let now = copy(kept);
        now.set("conversation", &assign(&copy(&before), &after));
        now
    })
}

fn part(data: &Bag) -> Option<Bag> {
    Bag::of(&data.get("conversation")).cloned()
}
