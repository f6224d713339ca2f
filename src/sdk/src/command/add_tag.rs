//! `Kinbox.addTag(tag)`.

use encaixe_plugin::command::add_tag;
use wasm_bindgen::JsValue;

use super::Method;

pub(super) const METHOD: Method = Method {
    name: "addTag",
    own: 1,
    params: |tag, _| add_tag::params(tag),
    older: |tag| [tag, JsValue::UNDEFINED],
};
