//! `Kinbox.getWorkspaceInfo()`.

use encaixe_plugin::command::get_workspace_info;
use wasm_bindgen::JsValue;

use super::Method;

pub(super) const METHOD: Method = Method {
    name: "getWorkspaceInfo",
    own: 0,
    params: |_, _| get_workspace_info::params(),
    older: |_| [JsValue::UNDEFINED, JsValue::UNDEFINED],
};
