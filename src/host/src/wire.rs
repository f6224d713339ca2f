//! The port to a document. `js/wire.js` reads its messages and passes each on in one call; it also writes the outgoing ones.

use std::cell::RefCell;

use encaixe_protocol::command;
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event;
use encaixe_protocol::id::ConversationId;
use js_sys::Map;
use wasm_bindgen::prelude::*;
use web_sys::MessagePort;

use crate::codec::encode;
use crate::gate::Counter;

#[wasm_bindgen(module = "/js/wire.js")]
extern "C" {
    /// Our end of a document's channel.
    #[derive(Debug)]
    type Wire;

    #[wasm_bindgen(constructor)]
    fn new(port: &MessagePort, gate: &Counter, names: &Map, most: u32, notify: &JsValue) -> Wire;
    #[wasm_bindgen(method, getter)]
    fn command(this: &Wire) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn conversation(this: &Wire) -> JsValue;
    #[wasm_bindgen(method)]
    fn know(this: &Wire, conversation: Option<&str>);
    #[wasm_bindgen(method)]
    fn event(this: &Wire, event: &JsValue, data: &JsValue, ack: u32) -> bool;
    #[wasm_bindgen(method)]
    fn reply(this: &Wire, id: u32, ok: &JsValue) -> bool;
    #[wasm_bindgen(method)]
    fn refuse(this: &Wire, id: u32, error: &JsValue) -> bool;
    #[wasm_bindgen(method)]
    fn post(this: &Wire, message: &JsValue) -> bool;
    /// The engine's error for the last message that could not be posted.
    #[wasm_bindgen(method, getter)]
    fn problem(this: &Wire) -> JsValue;
    #[wasm_bindgen(method)]
    fn close(this: &Wire);

    /// The value with plain objects in the place of the maps in it.
    #[wasm_bindgen(static_method_of = Wire, js_name = fromMaps)]
    fn from_maps(value: &JsValue) -> JsValue;

    /// Whether a message is plain data of at most `most` bytes: 0, or the number of a [`Problem`].
    #[wasm_bindgen(js_name = measure)]
    fn problem_of(message: &JsValue, most: u32) -> u32;
}

/// Receives a message: kind, id, number of the command or -1, a [`Stated`], a [`Problem`] or 0, the time of arrival in
/// milliseconds, and the params.
type Notify = dyn Fn(u32, u32, i32, u32, u32, f64, JsValue);

/// A message of a document. In the order of the numbers in `js/wire.js`.
#[derive(Debug)]
pub(crate) enum PortMessage {
    Request(Read),
    Abort(u32),
    Pong(u32),
    Ack(u32),
    /// The document goes away, or its end of the port is closed.
    Bye,
}

/// A request, as `js/wire.js` read it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) id: u32,
    /// None for an unknown name.
    pub(crate) command: Option<command::Name>,
    /// A plain object, if there is no problem.
    pub(crate) params: JsValue,
    pub(crate) stated: Stated,
    pub(crate) problem: Option<Problem>,
    /// When it came, by the clock of [`crate::clock::now`].
    pub(crate) at: f64,
}

/// A request's `conversation`, compared to the one that was last sent to the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stated {
    /// It states none.
    Nothing,
    /// The same, which is null when none was open.
    Known,
    /// Another, or what is no id.
    Other,
}

/// Why a message is not taken. In the order of the numbers in `js/wire.js`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    Bytes,
    Many,
    Deep,
    Odd,
    BigInt,
    Params,
}

/// Our end of a document's channel; closed when dropped.
#[derive(Debug)]
#[must_use = "a port is closed when it is dropped"]
pub(crate) struct DocumentPort {
    wire: Wire,
    /// The conversation that was last sent to the document, by the welcome or by an event.
    known: RefCell<Option<ConversationId>>,
    _notify: Closure<Notify>,
}

thread_local! {
    static EVENTS: Vec<JsValue> = event::Name::ALL.iter().map(|name| name.as_str().into()).collect();
    /// The number of each command by its name.
    static COMMANDS: Map = {
        let map = Map::new();
        for (at, name) in command::Name::ALL.iter().enumerate() {
            map.set(&name.as_str().into(), &JsValue::from(at));
        }
        map
    };
}

impl DocumentPort {
    /// Takes a port that came with a hello. Messages that the gate lets through and that have at most `most` bytes are taken.
    pub(crate) fn open(
        port: &MessagePort,
        gate: &Counter,
        most: u32,
        hear: impl Fn(PortMessage) + 'static,
    ) -> Self {
        let notify =
            Closure::<Notify>::new(move |kind, id, command: i32, stated, problem, at, params| {
                hear(match kind {
                    0 => PortMessage::Request(Read {
                        id,
                        command: usize::try_from(command)
                            .ok()
                            .and_then(|at| command::Name::ALL.get(at).copied()),
                        params,
                        stated: Stated::of(stated),
                        problem: Problem::of(problem),
                        at,
                    }),
                    1 => PortMessage::Abort(id),
                    2 => PortMessage::Pong(id),
                    3 => PortMessage::Ack(id),
                    _ => PortMessage::Bye,
                });
            });
        Self {
            wire: COMMANDS
                .with(|commands| Wire::new(port, gate, commands, most, notify.as_js_value())),
            known: RefCell::default(),
            _notify: notify,
        }
    }

    /// The command of the request that is being passed on, unchecked.
    pub(crate) fn command(&self) -> JsValue {
        self.wire.command()
    }

    /// The `conversation` of the request that is being passed on, unchecked.
    pub(crate) fn stated(&self) -> JsValue {
        self.wire.conversation()
    }

    /// Whether this conversation was the last one sent to the document.
    pub(crate) fn knows(&self, conversation: Option<&ConversationId>) -> bool {
        self.known.borrow().as_ref() == conversation
    }

    /// Notes the conversation that is now sent to the document.
    pub(crate) fn know(&self, conversation: Option<ConversationId>) {
        if !self.knows(conversation.as_ref()) {
            self.wire
                .know(conversation.as_ref().map(ConversationId::as_str));
            *self.known.borrow_mut() = conversation;
        }
    }

    /// Posts a message.
    ///
    /// # Errors
    /// The engine's own, when `message` holds what cannot be copied, such as a function.
    pub(crate) fn post(&self, message: &JsValue) -> Result<(), JsValue> {
        self.sent(self.wire.post(message))
    }

    /// Posts `{type: "event"}`; the conversation is an id or null, and is known from here on. An `ack` other than 0 comes
    /// back once the listeners are done.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub(crate) fn event(
        &self,
        event: event::Name,
        data: &JsValue,
        conversation: Option<ConversationId>,
        ack: u32,
    ) -> Result<(), JsValue> {
        self.know(conversation);
        EVENTS.with(|names| match names.get(event as usize) {
            Some(name) => self.sent(self.wire.event(name, data, ack)),
            None => Ok(()),
        })
    }

    /// Posts `{type: "reply"}`.
    ///
    /// # Errors
    /// As [`Self::post`].
    pub(crate) fn reply(
        &self,
        id: u32,
        outcome: &Result<JsValue, WireError>,
    ) -> Result<(), JsValue> {
        match outcome {
            Ok(value) => self.sent(self.wire.reply(id, value)),
            Err(error) => {
                let error = encode(error).map_err(|error| error.message)?;
                self.sent(self.wire.refuse(id, &error))
            }
        }
    }

    fn sent(&self, posted: bool) -> Result<(), JsValue> {
        if posted {
            Ok(())
        } else {
            Err(self.wire.problem())
        }
    }
}

impl Drop for DocumentPort {
    fn drop(&mut self) {
        self.wire.close();
    }
}

/// Checks that a value is plain data of at most `most` bytes, and takes away what is undefined in it. Its text is estimated,
/// a UTF-16 unit as one byte; the work is bounded by the estimate, the number of values and the depth.
///
/// # Errors
/// `too_large` past a bound, `invalid` for what is not plain data, such as a `Map` or a `Blob`.
pub(crate) fn measure(value: &JsValue, most: u32) -> Result<(), WireError> {
    Problem::of(problem_of(value, most)).map_or(Ok(()), |problem| Err(problem.error(most)))
}

/// The value with plain objects in the place of the maps in it: there every key is an object's own, `__proto__` too.
pub(crate) fn from_maps(value: &JsValue) -> JsValue {
    Wire::from_maps(value)
}

impl Stated {
    const fn of(number: u32) -> Self {
        match number {
            0 => Self::Nothing,
            1 => Self::Known,
            _ => Self::Other,
        }
    }
}

impl Problem {
    const fn of(number: u32) -> Option<Self> {
        match number {
            0 => None,
            1 => Some(Self::Bytes),
            2 => Some(Self::Many),
            3 => Some(Self::Deep),
            4 => Some(Self::Odd),
            5 => Some(Self::BigInt),
            _ => Some(Self::Params),
        }
    }

    /// As the plugin is told, where at most `most` bytes are taken.
    pub(crate) fn error(self, most: u32) -> WireError {
        let (code, message) = match self {
            Self::Bytes => (Code::TooLarge, format!("the message is larger than {most} bytes")),
            Self::Many => (Code::TooLarge, "the message holds too many values".into()),
            Self::Deep => (Code::TooLarge, "the message is nested too deep".into()),
            Self::Odd => (
                Code::Invalid,
                "the message holds something else than plain objects, lists, texts, numbers, booleans and null".into(),
            ),
            Self::BigInt => (
                Code::Invalid,
                "the message holds a BigInt; numbers and texts are taken".into(),
            ),
            Self::Params => (Code::Invalid, "params: expected an object".into()),
        };
        WireError::new(code, message)
    }
}
