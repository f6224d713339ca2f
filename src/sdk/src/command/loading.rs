//! `Kinbox.loading(on)`.

use encaixe_plugin::command::loading;
use wasm_bindgen::JsValue;

use super::Method;

pub(super) const METHOD: Method = Method {
    name: "loading",
    own: 1,
    params: |on, _| loading::params(on),
    older: |on| [on, JsValue::UNDEFINED],
};
