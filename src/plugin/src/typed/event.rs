//! Every event with its data.

use encaixe_protocol::event::{self, Name};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::error::Error;
use super::value::decode;

/// An event with its data.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A `set_property` ended, by the mark that the plugin gave it.
    Callback(event::callback::Data),
    /// The frame goes away in a moment, and with it the connection: the last event.
    Closing(event::closing::Data),
    /// Another conversation was opened.
    Conversation(Box<event::conversation::Data>),
    /// The open conversation, its contact or its attendance changed, by anyone.
    ConversationUpdated(Box<event::conversation_updated::Data>),
    /// The plugin's tab is no longer the one shown.
    Hidden,
    /// The page changed its language.
    Locale(event::locale::Data),
    /// The open conversation has one more message, of anyone.
    Message(Box<event::message::Data>),
    /// No conversation is open.
    NoConversation,
    /// The page changed its colours.
    Theme(event::theme::Data),
    /// The plugin's tab is shown.
    Visible,
}

impl Event {
    /// Reads the data of an event. Events without data pass, whatever comes with them.
    pub(super) fn read(name: Name, data: JsValue) -> Result<Self, Error> {
        Ok(match name {
            Name::Callback => Self::Callback(of(name, data)?),
            Name::Closing => Self::Closing(of(name, data)?),
            Name::Conversation => Self::Conversation(of(name, data)?),
            Name::ConversationUpdated => Self::ConversationUpdated(of(name, data)?),
            Name::Hidden => Self::Hidden,
            Name::Locale => Self::Locale(of(name, data)?),
            Name::Message => Self::Message(of(name, data)?),
            Name::NoConversation => Self::NoConversation,
            Name::Theme => Self::Theme(of(name, data)?),
            Name::Visible => Self::Visible,
        })
    }
}

/// The data of an event.
pub(super) fn of<T: DeserializeOwned>(name: Name, data: JsValue) -> Result<T, Error> {
    decode(&format!("the event {}", name.as_str()), data)
}
