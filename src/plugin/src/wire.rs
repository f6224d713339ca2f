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
}

impl Incoming {
    /// The message, if it is an object at all.
    pub(crate) fn of(message: &JsValue) -> Option<&Self> {
        message.is_object().then(|| message.unchecked_ref())
    }

    pub(crate) fn kind(&self) -> JsValue {
        self.field("type")
    }

    pub(crate) fn wire(&self) -> JsValue {
        self.field("wire")
    }

    pub(crate) fn nonce(&self) -> JsValue {
        self.field("nonce")
    }

    pub(crate) fn context(&self) -> JsValue {
        self.field("context")
    }

    pub(crate) fn conversation(&self) -> JsValue {
        self.field("conversation")
    }

    pub(crate) fn event(&self) -> JsValue {
        self.field("event")
    }

    pub(crate) fn data(&self) -> JsValue {
        self.field("data")
    }

    pub(crate) fn id(&self) -> JsValue {
        self.field("id")
    }

    pub(crate) fn ok(&self) -> JsValue {
        self.field("ok")
    }

    pub(crate) fn again(&self) -> JsValue {
        self.field("again")
    }

    pub(crate) fn error(&self) -> JsValue {
        self.field("error")
    }

    /// One import for all: a getter of its own for each field would be a sixth of the imports.
    fn field(&self, key: &str) -> JsValue {
        self.unchecked_ref::<Bag>().get(key)
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
