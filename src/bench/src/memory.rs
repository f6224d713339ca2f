//! The page around the frames: commands as the inbox page runs them, with what is in memory for an answer.

use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_host::{Call, LocalBoxFuture, Page, Status, Surroundings, decode, encode};
use encaixe_protocol::command::{self, Name};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event::conversation::Data;
use encaixe_protocol::handshake::Theme;
use js_sys::Function;
use wasm_bindgen::JsValue;

/// What is in memory.
pub(crate) struct Memory {
    pub(crate) data: Data,
    /// What `add_tag` answers.
    pub(crate) small: JsValue,
    /// What `list_messages` answers.
    pub(crate) large: JsValue,
}

/// One plugin's view of it.
pub(crate) struct View {
    pub(crate) memory: Rc<Memory>,
    pub(crate) changed: Function,
}

impl Memory {
    fn answer(&self, call: Call) -> Result<JsValue, WireError> {
        match call.command {
            Name::AddTag => {
                let _: command::add_tag::Params = decode(call.params)?;
                Ok(self.small.clone())
            }
            Name::ListMessages => {
                let _: command::list_messages::Params = decode(call.params)?;
                Ok(self.large.clone())
            }
            other => Err(WireError::new(Code::Unsupported, other.as_str())),
        }
    }
}

impl Page for View {
    fn surroundings(&self) -> Surroundings {
        Surroundings {
            locale: "pt-BR".into(),
            timezone: "America/Fortaleza".into(),
            theme: Theme::Light,
            visible: true,
        }
    }

    fn conversation(&self) -> Option<ConversationId> {
        Some(self.memory.data.conversation.id.clone())
    }

    fn data(&self, _dev: bool) -> Option<JsValue> {
        encode(&self.memory.data).ok()
    }

    fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>> {
        let memory = Rc::clone(&self.memory);
        Box::pin(async move { memory.answer(call) })
    }

    fn changed(&self, status: &Status) {
        notify(&self.changed, &status.state.as_str().into());
    }

    fn document_gone(&self) {}
}

/// Calls a function of the bench. What it throws is lost; the bench then misses what it waits for.
pub(crate) fn notify(function: &Function, value: &JsValue) {
    drop(function.call1(&JsValue::UNDEFINED, value));
}
