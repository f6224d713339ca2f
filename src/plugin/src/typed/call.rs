//! One call: sent when its future is first polled, given up when that is dropped.

use encaixe_protocol::classic;
use encaixe_protocol::command::Name;
use js_sys::futures::JsFuture;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::error::Error;
use super::kinbox::Kinbox;
use super::value::decode;
use crate::command::get_conversation;
use crate::{Options, PlainObject, Wire};

/// Whether an inbox of the classic dialect takes the command without saying what came of it.
const fn is_untold(command: Name) -> bool {
    classic::request(command).is_some() && classic::reply(command).is_none()
}

/// The params of a command, or why they are refused.
pub(super) type Params = Result<PlainObject, JsValue>;

/// Gives the call up that it belongs to, if that is not settled by then.
struct Guard(AbortController);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Kinbox {
    /// Makes a call and reads what it is settled with.
    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        command: Name,
        params: Params,
    ) -> Result<T, Error> {
        self.ask_in(command, params, &JsValue::UNDEFINED).await
    }

    /// Makes a call for one conversation, null for none open, and reads what it is settled with.
    pub(super) async fn ask_in<T: DeserializeOwned>(
        &self,
        command: Name,
        params: Params,
        conversation: &JsValue,
    ) -> Result<T, Error> {
        let value = self.call(command, params, conversation).await?;
        answer(command, value)
    }

    /// The same, or none where an inbox of the classic dialect does not say what came of it.
    pub(super) async fn ask_what_came<T: DeserializeOwned>(
        &self,
        command: Name,
        params: Params,
        conversation: &JsValue,
    ) -> Result<Option<T>, Error> {
        let value = self.call(command, params, conversation).await?;
        if value.is_undefined() && is_untold(command) && self.wire() == Wire::Classic {
            return Ok(None);
        }
        answer(command, value).map(Some)
    }

    /// Makes a call.
    pub(super) async fn call(
        &self,
        command: Name,
        params: Params,
        conversation: &JsValue,
    ) -> Result<JsValue, Error> {
        let guard = Guard(AbortController::new()?);
        let given = PlainObject::new();
        given.set("signal", &guard.0.signal());
        let options = Options::read(&[given.into()]).map(|options| options.bind(conversation));
        let promise = self.plugin().call(command, params, options);
        Ok(JsFuture::from(promise).await?)
    }

    /// Waits until the inbox has answered.
    pub(super) async fn await_host(&self) -> Result<(), Error> {
        let params = get_conversation::params();
        self.call(Name::GetConversation, params, &JsValue::UNDEFINED)
            .await
            .map(drop)
    }
}

/// Reads what a call is settled with.
pub(super) fn answer<T: DeserializeOwned>(command: Name, value: JsValue) -> Result<T, Error> {
    decode(&format!("the answer to {}", command.as_str()), value)
}
