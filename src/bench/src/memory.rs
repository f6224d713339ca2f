//! The page around the frame: commands as the inbox page runs them, with what is in memory for an answer.

use encaixe_api::id::ConversationId;
use encaixe_host::{Call, LocalBoxFuture, Page, Status, Surroundings, decode, encode};
use encaixe_protocol::command::{self, Name};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event::conversation::Tag;
use encaixe_protocol::handshake::Theme;
use js_sys::Function;
use wasm_bindgen::JsValue;

/// What is in memory, and whom to tell.
pub(crate) struct Memory {
    pub(crate) open: ConversationId,
    pub(crate) data: JsValue,
    pub(crate) tags: Vec<Tag>,
    pub(crate) large: JsValue,
    pub(crate) acknowledged: Function,
    pub(crate) changed: Function,
}

impl Memory {
    fn answer(&self, call: Call) -> Result<JsValue, WireError> {
        match call.command {
            Name::AddTag => {
                let _: command::add_tag::Params = decode(call.params)?;
                encode(&command::add_tag::Reply {
                    tags: self.tags.clone(),
                })
            }
            Name::ListMessages => {
                let _: command::list_messages::Params = decode(call.params)?;
                Ok(self.large.clone())
            }
            Name::Loading => {
                let _: command::loading::Params = decode(call.params)?;
                tell(&self.acknowledged, &JsValue::UNDEFINED);
                encode(&())
            }
            other => Err(WireError::new(Code::Unsupported, other.as_str())),
        }
    }
}

impl Page for Memory {
    fn surroundings(&self) -> Surroundings {
        Surroundings {
            locale: "pt-BR".into(),
            timezone: "America/Fortaleza".into(),
            theme: Theme::Light,
            visible: true,
        }
    }

    fn conversation(&self) -> Option<ConversationId> {
        Some(self.open.clone())
    }

    fn data(&self, _dev: bool) -> Option<JsValue> {
        Some(self.data.clone())
    }

    fn run(&self, call: Call) -> LocalBoxFuture<'static, Result<JsValue, WireError>> {
        let outcome = self.answer(call);
        Box::pin(async move { outcome })
    }

    fn changed(&self, status: &Status) {
        tell(&self.changed, &status.state.as_str().into());
    }

    fn document_gone(&self) {}
}

/// Calls a function of the bench; what it throws is lost, and the bench misses what it waits for.
fn tell(function: &Function, value: &JsValue) {
    drop(function.call1(&JsValue::UNDEFINED, value));
}
