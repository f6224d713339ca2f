//! What the welcome told of where the plugin runs, kept as it is now.

use encaixe_protocol::event::Name;
use wasm_bindgen::JsValue;

use crate::plugin::State;
use crate::value::{Bag, copy};

impl State {
    /// Takes in the context of a welcome, with the bounds that the host set, where it set any.
    pub(crate) fn take_context(&mut self, context: JsValue) {
        let limits = Bag::or_empty(&Bag::or_empty(&context).get("limits"));
        let number = |key: &str| limits.get(key).as_f64();
        if let Some(ms) = number("commandMs") {
            self.limits.command_ms = ms as u32;
        }
        if let Some(bytes) = number("messageBytes") {
            self.limits.message_bytes = bytes as u32;
        }
        self.context = context;
    }

    /// Takes in an event that changes the context: a new object, since the author may hold the old one.
    pub(crate) fn change_context(&mut self, event: Name, data: &JsValue) {
        let (key, value) = match event {
            Name::Visible => ("visible", JsValue::TRUE),
            Name::Hidden => ("visible", JsValue::FALSE),
            Name::Theme | Name::Locale => (event.as_str(), Bag::or_empty(data).get(event.as_str())),
            Name::Callback
            | Name::Closing
            | Name::Conversation
            | Name::ConversationUpdated
            | Name::Message
            | Name::NoConversation => return,
        };
        if let Some(context) = Bag::of(&self.context) {
            let context = copy(context);
            context.set(key, &value);
            self.context = context.into();
        }
    }
}
