//! `storage_get(key, scope)`, settled with the value, or undefined when there is none.

use encaixe_protocol::command::storage_get::{KEY_CHARS, Scope};
use js_sys::JSON;
use wasm_bindgen::JsValue;

use crate::error::invalid;
use crate::value::{Bag, is_missing};

/// The params of a key, in a scope as [`super::storage_keys::params`] takes it.
///
/// # Errors
/// `invalid`, when the key is not a text within its bounds or the scope is not known.
pub fn params(key: &JsValue, scope: &JsValue) -> Result<Bag, JsValue> {
    super::text("key", key, KEY_CHARS)?;
    let params = super::storage_keys::params(scope)?;
    params.set("key", key);
    Ok(params)
}

/// The scope as the wire has it; the agent's own when missing.
pub(super) fn scope(given: &JsValue) -> Result<&'static str, JsValue> {
    let known = [Scope::User, Scope::Workspace, Scope::Conversation].map(Scope::as_str);
    if is_missing(given) {
        return Ok(Scope::User.as_str());
    }
    let found = known.into_iter().find(|known| *given == **known);
    found.ok_or_else(|| invalid("scope", "user, workspace or conversation", given))
}

/// Whether the call is for one conversation.
pub(super) fn is_bound(params: &Bag) -> bool {
    params.get("scope") == Scope::Conversation.as_str()
}

/// The value of the JSON text.
pub(super) fn answer(ok: &JsValue) -> JsValue {
    let text = Bag::or_empty(ok).get("value").as_string();
    text.and_then(|text| JSON::parse(&text).ok())
        .unwrap_or_default()
}
