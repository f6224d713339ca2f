//! `request`: the server calls an app's API, with the credentials that it keeps.

use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::scope::is_app_id;
use encaixe_ui::api_client::{part, send_text_for};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use super::CommandContext;

#[wasm_bindgen(module = "/js/request.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn asked(params: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(catch)]
    fn answered(text: &str) -> Result<JsValue, JsValue>;
}

pub(super) async fn run(context: &CommandContext, params: &JsValue) -> Result<JsValue, WireError> {
    let app = Reflect::get(params, &"app".into()).ok();
    let app = app.and_then(|app| app.as_string());
    let app = app.filter(|app| is_app_id(app));
    let app = app.ok_or_else(|| WireError::invalid("app: expected the id of an app"))?;
    let body = asked(params).map_err(|_| WireError::invalid("body: JSON has no word for it"))?;
    let path = format!("/api/apps/{}/request", part(&app));
    let answer = send_text_for(context.by(), &path, body)
        .await
        .map_err(|failure| context.refused(&failure))?;
    answered(&answer)
        .map_err(|_| WireError::new(Code::HostError, "the server's answer cannot be read"))
}
