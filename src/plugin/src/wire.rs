//! The messages of the port, read and written without a decoder.
//!
//! A message of the other side may be anything that can be copied, so every field is read as a bare
//! value and checked by who uses it.

use wasm_bindgen::prelude::*;

use crate::value::Bag;

#[wasm_bindgen]
extern "C" {
    /// A message from the host. Fields that are missing read as undefined.
    pub(crate) type Incoming;

    #[wasm_bindgen(method, getter, structural, js_name = type)]
    pub(crate) fn kind(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn wire(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn nonce(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn context(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn conversation(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn event(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn data(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn id(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn ok(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn again(this: &Incoming) -> JsValue;
    #[wasm_bindgen(method, getter, structural)]
    pub(crate) fn error(this: &Incoming) -> JsValue;
}

impl Incoming {
    /// The message, if it is an object at all.
    pub(crate) fn of(message: &JsValue) -> Option<&Self> {
        message.is_object().then(|| message.unchecked_ref())
    }
}

/// `{type: "request"}`. `conversation` is given on bound commands only, and may then be null.
pub(crate) fn request(
    id: u32,
    command: &str,
    params: &Bag,
    conversation: Option<&JsValue>,
) -> JsValue {
    let message = numbered("request", &id.into());
    message.set_text("command", command);
    message.set("params", params);
    if let Some(conversation) = conversation {
        message.set("conversation", conversation);
    }
    message.into()
}

/// `{event, data}`: a message of the older dialect.
pub(crate) fn older(event: &JsValue, data: &JsValue) -> Bag {
    let message = Bag::new();
    message.set("event", event);
    message.set("data", data);
    message
}

/// `{type: "abort"}`.
pub(crate) fn abort(id: u32) -> JsValue {
    numbered("abort", &id.into()).into()
}

/// `{type: "pong"}`, with the ping's own id.
pub(crate) fn pong(id: &JsValue) -> JsValue {
    numbered("pong", id).into()
}

/// `{type: "bye"}`.
pub(crate) fn bye() -> JsValue {
    typed("bye").into()
}

fn numbered(kind: &str, id: &JsValue) -> Bag {
    let message = typed(kind);
    message.set("id", id);
    message
}

fn typed(kind: &str) -> Bag {
    let message = Bag::new();
    message.set_text("type", kind);
    message
}
