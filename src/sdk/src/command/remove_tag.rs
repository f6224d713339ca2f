//! `Kinbox.removeTag(tag)`.

use encaixe_plugin::command::remove_tag;
use wasm_bindgen::JsValue;

use super::Method;

pub(super) const METHOD: Method = Method {
    name: "removeTag",
    own: 1,
    params: |tag, _| remove_tag::params(tag),
    older: |tag| [tag, JsValue::UNDEFINED],
};
