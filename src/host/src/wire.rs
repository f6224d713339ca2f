//! The messages that go by the port all the time, made and read field by field.
//!
//! Serde would ask for each field by its text, which is made anew each time; here the keys are the engine's own, and so are
//! the words, which are compared and sent as they are.

use encaixe_protocol::command;
use encaixe_protocol::error::WireError;
use encaixe_protocol::event;
use js_sys::Map;
use wasm_bindgen::prelude::*;

use crate::codec::encode;

#[wasm_bindgen]
extern "C" {
    /// A message of either direction. What the engine copied has no getters that could throw; a field that is not there
    /// reads as undefined.
    #[wasm_bindgen(js_name = Object)]
    pub(crate) type Message;

    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> Message;
    #[wasm_bindgen(method, structural, getter = type)]
    pub(crate) fn kind(this: &Message) -> JsValue;
    #[wasm_bindgen(method, structural, getter)]
    pub(crate) fn id(this: &Message) -> JsValue;
    #[wasm_bindgen(method, structural, getter)]
    pub(crate) fn command(this: &Message) -> JsValue;
    #[wasm_bindgen(method, structural, getter)]
    pub(crate) fn params(this: &Message) -> JsValue;
    #[wasm_bindgen(method, structural, getter)]
    pub(crate) fn conversation(this: &Message) -> JsValue;
    #[wasm_bindgen(method, structural, setter = type)]
    fn set_kind(this: &Message, kind: &JsValue);
    #[wasm_bindgen(method, structural, setter)]
    fn set_id(this: &Message, id: u32);
    #[wasm_bindgen(method, structural, setter)]
    fn set_ok(this: &Message, ok: &JsValue);
    #[wasm_bindgen(method, structural, setter)]
    fn set_error(this: &Message, error: &JsValue);
    #[wasm_bindgen(method, structural, setter)]
    fn set_event(this: &Message, event: &JsValue);
    #[wasm_bindgen(method, structural, setter)]
    fn set_data(this: &Message, data: &JsValue);
    #[wasm_bindgen(method, structural, setter)]
    fn set_conversation(this: &Message, conversation: &JsValue);
}

/// Words of the wire, made once.
struct Words {
    event: JsValue,
    reply: JsValue,
    request: JsValue,
    abort: JsValue,
    pong: JsValue,
    bye: JsValue,
}

thread_local! {
    static WORDS: Words = Words {
        event: "event".into(),
        reply: "reply".into(),
        request: "request".into(),
        abort: "abort".into(),
        pong: "pong".into(),
        bye: "bye".into(),
    };
    static EVENTS: Vec<JsValue> = event::Name::ALL.iter().map(|name| name.as_str().into()).collect();
    static COMMANDS: Map = {
        let map = Map::new();
        for (at, name) in command::Name::ALL.iter().enumerate() {
            map.set(&name.as_str().into(), &JsValue::from(at));
        }
        map
    };
}

/// What a document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Request,
    Abort,
    Pong,
    Bye,
}

impl Message {
    /// The message, if it is an object at all.
    pub(crate) fn of(message: &JsValue) -> Option<&Self> {
        message.is_object().then(|| message.unchecked_ref())
    }

    /// What it is, if that is a word of this side.
    pub(crate) fn says(&self) -> Option<Kind> {
        let kind = self.kind();
        WORDS.with(|words| {
            if kind == words.request {
                Some(Kind::Request)
            } else if kind == words.abort {
                Some(Kind::Abort)
            } else if kind == words.pong {
                Some(Kind::Pong)
            } else if kind == words.bye {
                Some(Kind::Bye)
            } else {
                None
            }
        })
    }
}

/// The command of a name, if there is one.
pub(crate) fn command(name: &JsValue) -> Option<command::Name> {
    let at = COMMANDS.with(|commands| commands.get(name)).as_f64()?;
    command::Name::ALL.get(at as usize).copied()
}

/// `{type: "event"}`; the conversation is an id or null.
pub(crate) fn event(event: event::Name, data: &JsValue, conversation: &JsValue) -> JsValue {
    let message = Message::new();
    WORDS.with(|words| message.set_kind(&words.event));
    EVENTS.with(|names| {
        if let Some(name) = names.get(event as usize) {
            message.set_event(name);
        }
    });
    message.set_data(data);
    message.set_conversation(conversation);
    message.into()
}

/// `{type: "reply"}`.
pub(crate) fn reply(id: u32, outcome: &Result<JsValue, WireError>) -> Result<JsValue, WireError> {
    let message = Message::new();
    WORDS.with(|words| message.set_kind(&words.reply));
    message.set_id(id);
    match outcome {
        // On the wire a value that is not there is null.
        Ok(value) if value.is_undefined() => message.set_ok(&JsValue::NULL),
        Ok(value) => message.set_ok(value),
        Err(error) => message.set_error(&encode(error)?),
    }
    Ok(message.into())
}
