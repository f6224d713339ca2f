//! `remove_tag(id)`, settled with the conversation's tags afterwards.

use wasm_bindgen::JsValue;

use super::CommandSpec;
use crate::value::PlainObject;

pub(super) const SPEC: CommandSpec = CommandSpec {
    takes: "tag:id",
    gives: "tags",
    classic: "tag",
};

/// The params of a tag's id.
///
/// # Errors
/// `invalid`, when it is neither a text nor a whole number.
pub fn params(tag: &JsValue) -> Result<PlainObject, JsValue> {
    super::params(&SPEC, &[tag])
}
