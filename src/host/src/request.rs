//! A request as it came by the port: decoded, and refused when it cannot be meant.

use encaixe_protocol::command::{Binding, Name};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::id::ConversationId;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::codec::decode;
use crate::read::{self, NAME_UNITS};
use crate::shared::Shared;
use crate::wire::{self, Message};

/// A request that the page can run.
pub(crate) struct Request {
    pub(crate) command: Name,
    /// A plain object.
    pub(crate) params: JsValue,
    /// The open conversation, on commands that state it.
    pub(crate) conversation: Option<ConversationId>,
}

impl Request {
    /// Reads a request of at most `most` bytes.
    ///
    /// # Errors
    /// `too_large` past the bound, `unsupported` for a command that the protocol does not name,
    /// `no_conversation` and `conversation_changed` for one that states another conversation than the
    /// open one, `invalid` for everything that is not of its shape.
    pub(crate) fn read(message: &Message, most: u32, shared: &Shared) -> Result<Self, WireError> {
        let (name, params, stated) = (message.command(), message.params(), message.conversation());
        let known = wire::command(&name);
        let states = !stated.is_undefined();
        let open = states.then(|| shared.open());
        let same = open.as_ref().is_some_and(|(_, id)| *id == stated);
        // Where all words are known and nothing stands beside the params, only they have to be weighed.
        let bare = known.is_some()
            && (same || !states)
            && params.is_object()
            && Object::keys(message.unchecked_ref::<Object>()).length() == 4 + u32::from(states);
        let weighed = read::weigh(if bare { &params } else { message }, most)?;

        let command = known.ok_or_else(|| unknown(&name))?;
        let params = match params {
            none if none.is_null() || none.is_undefined() => Object::new().into(),
            params if params.is_object() && !Array::is_array(&params) => params,
            _ => return Err(WireError::invalid("params: expected an object")),
        };
        if weighed.undefined {
            leave_out_undefined(&params);
        }
        let conversation = match (command.binding(), open) {
            (Binding::Page, _) | (Binding::Optional, None) => None,
            (Binding::Optional | Binding::Conversation, Some((Some(open), _))) if same => {
                Some(open)
            }
            (Binding::Optional | Binding::Conversation, Some((open, _))) => {
                Some(bound(&stated, open)?)
            }
            (Binding::Conversation, None) => {
                return Err(WireError::invalid(
                    "conversation: missing; a bound command says which conversation it was made for",
                ));
            }
        };
        Ok(Self {
            command,
            params,
            conversation,
        })
    }
}

/// Why a name is none of a command.
fn unknown(name: &JsValue) -> WireError {
    match read::text(name, NAME_UNITS) {
        None => WireError::invalid("command: expected the name of a command"),
        Some(name) => WireError::new(
            Code::Unsupported,
            format!("this host has no command {name:?}"),
        ),
    }
}

/// Takes away keys that hold undefined, as JSON does: a shape could not tell them from null, which some
/// params give a meaning. The params are the engine's copy, and were weighed.
fn leave_out_undefined(params: &JsValue) {
    let mut open = vec![params.clone()];
    while let Some(value) = open.pop() {
        if Array::is_array(&value) {
            open.extend(value.unchecked_ref::<Array>().iter());
        } else if let Some(object) = value.dyn_ref::<Object>() {
            for key in Object::keys(object).iter() {
                match Reflect::get(object, &key) {
                    Ok(held) if !held.is_undefined() => open.push(held),
                    // A plain object of nobody else's lets go of every key.
                    _ => drop(Reflect::delete_property(object, &key)),
                }
            }
        }
    }
}

/// The conversation that a request states, if it is the open one. Null is what a plugin knows when none is
/// open, so it stands for no conversation.
fn bound(stated: &JsValue, open: Option<ConversationId>) -> Result<ConversationId, WireError> {
    let made_for: Option<ConversationId> = decode(stated.clone())
        .map_err(|error| WireError::invalid(format!("conversation: {}", error.message)))?;
    match (open, made_for) {
        (None, _) => Err(WireError::new(
            Code::NoConversation,
            "no conversation is open",
        )),
        (Some(open), Some(made_for)) if open == made_for => Ok(made_for),
        (Some(_), _) => Err(WireError::new(
            Code::ConversationChanged,
            "the open conversation is not the one that the call was made for",
        )),
    }
}
