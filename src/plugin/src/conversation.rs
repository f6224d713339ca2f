//! What this side knows of the open conversation: what late listeners are told and what calls are
//! bound to.

use encaixe_protocol::event::Name;
use js_sys::Object;
use wasm_bindgen::prelude::*;

use crate::value::{self, Bag};

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

    /// Takes in an event; false when its data is not what such an event carries.
    pub(crate) fn learn(&mut self, event: Name, data: &JsValue) -> bool {
        match (event, Bag::of(data)) {
            (Name::NoConversation, _) => *self = Self::None,
            (Name::Conversation, Some(data)) => *self = Self::Open(data.clone()),
            (Name::ConversationUpdated, Some(update)) => {
                if let Self::Open(kept) = self {
                    *kept = merged(kept, update);
                }
            }
            (Name::Conversation | Name::ConversationUpdated, None) => return false,
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

/// The data object with the conversation as the update has it, if it is the same one. The kept object
/// stays as it is: handlers may hold it.
fn merged(kept: &Bag, update: &Bag) -> Bag {
    let (Some(before), Some(after)) = (part(kept), part(update)) else {
        return kept.clone();
    };
    if before.get("id") != after.get("id") {
        return kept.clone();
    }
    let now = copy(kept);
    now.set("conversation", &assign(&copy(&before), &after));
    now
}

fn part(data: &Bag) -> Option<Bag> {
    Bag::of(&data.get("conversation")).cloned()
}

fn copy(of: &Bag) -> Bag {
    assign(&Bag::new(), of)
}

fn assign(target: &Bag, from: &Bag) -> Bag {
    Object::assign(
        target.unchecked_ref::<Object>(),
        from.unchecked_ref::<Object>(),
    )
    .unchecked_into()
}
