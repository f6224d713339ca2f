//! The values that JavaScript keeps for a plugin, and the calls between it and this module.
//!
//! This side keeps numbers: how far the connection is, which calls wait. The values that belong to them (messages, functions,
//! promises) stay in `js/values.js`, and so do the listeners: a value that crosses costs code on both sides, and an event that
//! crosses for each listener costs time.

use encaixe_protocol::command::Name;
use encaixe_protocol::error::Code;
use encaixe_protocol::{classic, event};
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::command;

/// A signal of the scripts, with a number and a detail. In the order of the numbers in `js/values.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HostSignal {
    /// A host answered a hello.
    Welcome,
    /// The host closed the port; 1 when another hello is wanted.
    Closed,
    /// A call was made. The detail is 3 times its command, counted from 1, plus 1 if it was given up already, plus 2 if it is
    /// too large. Returns the next step.
    Call,
    /// The answer to a call came; the detail is 1 for an error, 2 for `rate_limited`. Returns whether to settle the call.
    Reply,
    /// A call timed out.
    Timeout,
    /// The abort signal of a call fired.
    Abort,
    /// The time of the fallback is over, or the page is parsed.
    Fallback,
    /// A classic host sent which conversation is open.
    First,
    /// A classic host answered a question; the number is its command.
    Answer,
    /// The content or the frame has another size.
    Resized,
    /// It is time to measure the content.
    Measure,
    /// A queued call is ready to be sent.
    Send,
    /// A call could not be posted.
    Unsent,
}

impl HostSignal {
    pub(crate) const ALL: [Self; 13] = [
        Self::Welcome,
        Self::Closed,
        Self::Call,
        Self::Reply,
        Self::Timeout,
        Self::Abort,
        Self::Fallback,
        Self::First,
        Self::Answer,
        Self::Resized,
        Self::Measure,
        Self::Send,
        Self::Unsent,
    ];
}

#[wasm_bindgen(module = "/js/values.js")]
extern "C" {
    /// The values of one plugin.
    #[derive(Debug)]
    pub type Values;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(
        notify: &JsValue,
        own: &JsValue,
        parent: &JsValue,
        commands: &str,
        events: &str,
        codes: &str,
        command_ms: u32,
        message_bytes: u32,
    ) -> Values;

    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Values);

    #[wasm_bindgen(method, getter)]
    pub(crate) fn context(this: &Values) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn embedded(this: &Values) -> bool;

    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_bind(this: &Values, bind: &JsValue);

    // The connection.
    #[wasm_bindgen(method)]
    pub(crate) fn hello(this: &Values, hosts: &JsValue, hello: &str, wire: u32, sdk: &str) -> u32;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn hosts(this: &Values) -> JsValue;

    // Events.
    #[wasm_bindgen(method, getter, js_name = isTold)]
    pub(crate) fn is_told(this: &Values) -> bool;
    #[wasm_bindgen(method, js_name = emitKnown)]
    pub(crate) fn emit_known(this: &Values);
    #[wasm_bindgen(method)]
    pub(crate) fn on(this: &Values, event: &str, call: &Function, once: bool) -> u32;
    #[wasm_bindgen(method)]
    pub(crate) fn remove(this: &Values, number: u32);
    #[wasm_bindgen(method)]
    pub(crate) fn unsubscriber(this: &Values, number: u32) -> Function;
    #[wasm_bindgen(method)]
    pub(crate) fn off(this: &Values, event: &str, call: &JsValue);

    // Calls.
    #[wasm_bindgen(method)]
    pub(crate) fn ask(
        this: &Values,
        command: i32,
        params: &JsValue,
        options: &JsValue,
        problem: &JsValue,
    ) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn dispatch(this: &Values, event: &JsValue, data: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn disarm(this: &Values, number: u32);
    #[wasm_bindgen(method)]
    pub(crate) fn post(this: &Values, number: u32);
    #[wasm_bindgen(method, js_name = postAbort)]
    pub(crate) fn post_abort(this: &Values, number: u32);
    #[wasm_bindgen(method)]
    pub(crate) fn settle(this: &Values, number: u32);
    #[wasm_bindgen(method)]
    pub(crate) fn fail(this: &Values, number: u32, code: u32, message: &str);

    // The classic dialect.
    #[wasm_bindgen(method, js_name = startClassic)]
    pub(crate) fn start_classic(this: &Values, ms: u32) -> u32;
    #[wasm_bindgen(method, js_name = fallBack)]
    pub(crate) fn fall_back(this: &Values);
    #[wasm_bindgen(method, js_name = emitKept)]
    pub(crate) fn emit_kept(this: &Values);
    #[wasm_bindgen(method)]
    pub(crate) fn give(this: &Values, number: u32);
    #[wasm_bindgen(method, js_name = giveKnown)]
    pub(crate) fn give_known(this: &Values, number: u32);
    #[wasm_bindgen(method, js_name = postClassic)]
    pub(crate) fn post_classic(this: &Values, number: u32) -> bool;
    #[wasm_bindgen(method)]
    pub(crate) fn refusal(this: &Values, number: u32) -> u32;
    #[wasm_bindgen(method, js_name = isActive)]
    pub(crate) fn is_active(this: &Values) -> bool;
    #[wasm_bindgen(method)]
    pub(crate) fn now(this: &Values) -> f64;

    // The height of the content.
    #[wasm_bindgen(method, js_name = autoHeight)]
    pub(crate) fn auto_height(this: &Values, number: u32) -> f64;
    #[wasm_bindgen(method)]
    pub(crate) fn follow(this: &Values);
    #[wasm_bindgen(method)]
    pub(crate) fn unfollow(this: &Values);
    #[wasm_bindgen(method, js_name = contentHeight)]
    pub(crate) fn content_height(this: &Values) -> f64;
    #[wasm_bindgen(method, js_name = frameHeight)]
    pub(crate) fn frame_height(this: &Values) -> f64;
    #[wasm_bindgen(method)]
    pub(crate) fn measure(this: &Values, ms: u32);
    #[wasm_bindgen(method, js_name = tellHeight)]
    pub(crate) fn tell_height(this: &Values, command: u32, height: f64);
    #[wasm_bindgen(method)]
    pub(crate) fn report(this: &Values, what: &str);
}

/// Texts, one after the other, made when this is compiled: no code runs for it.
macro_rules! joined {
    ($parts:ident, $of:expr) => {{
        const LENGTH: usize = {
            let (mut length, mut at) = (0, 0);
            while at < $of.len() {
                let parts = $parts($of[at], at + 1 == $of.len());
                let mut part = 0;
                while part < parts.len() {
                    length += parts[part].len();
                    part += 1;
                }
                at += 1;
            }
            length
        };
        const BYTES: [u8; LENGTH] = {
            let mut bytes = [0; LENGTH];
            let (mut length, mut at) = (0, 0);
            while at < $of.len() {
                let parts = $parts($of[at], at + 1 == $of.len());
                let mut part = 0;
                while part < parts.len() {
                    let text = parts[part].as_bytes();
                    let mut letter = 0;
                    while letter < text.len() {
                        bytes[length] = text[letter];
                        length += 1;
                        letter += 1;
                    }
                    part += 1;
                }
                at += 1;
            }
            bytes
        };
        match core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => "",
        }
    }};
}

/// The commands, a line each, in the order of their numbers: see the constructor in `js/values.js`.
pub(crate) const COMMANDS: &str = joined!(command_line, Name::ALL);

/// The events, in the order of their numbers, with an asterisk at those of the classic dialect.
pub(crate) const EVENTS: &str = joined!(event_word, event::Name::ALL);

/// The codes of errors, in the order of their numbers.
pub(crate) const CODES: &str = joined!(code_word, Code::ALL);

const fn command_line(name: Name, last: bool) -> [&'static str; 14] {
    let spec = command::spec(name);
    [
        name.as_str(),
        "|",
        spec.takes,
        "|",
        spec.gives,
        "|",
        command::binding(name),
        "|",
        or_empty(classic::request(name)),
        "|",
        or_empty(classic::reply(name)),
        "|",
        spec.classic,
        if last { "" } else { "\n" },
    ]
}

const fn event_word(name: event::Name, last: bool) -> [&'static str; 3] {
    let mark = if classic::has(name) { "*" } else { "" };
    [name.as_str(), mark, if last { "" } else { " " }]
}

const fn code_word(code: Code, last: bool) -> [&'static str; 2] {
    [code.as_str(), if last { "" } else { " " }]
}

const fn or_empty(text: Option<&'static str>) -> &'static str {
    match text {
        Some(text) => text,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_seven_fields() {
        let lines: Vec<_> = COMMANDS.split('\n').collect();
        assert_eq!(lines.len(), Name::ALL.len());
        assert!(lines.iter().all(|line| line.split('|').count() == 7));
        assert!(lines.contains(&"add_tag|tag:id|tags|bound|add-tag||tag"));
        assert!(EVENTS.starts_with("callback* closing conversation* "));
        for (number, code) in CODES.split(' ').enumerate() {
            assert_eq!(Code::ALL[number].as_str(), code);
            assert_eq!(Code::ALL[number] as usize, number);
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_script() {
        let script = include_str!("../js/values.js");
        for (number, told) in HostSignal::ALL.into_iter().enumerate() {
            assert_eq!(told as usize, number);
            let name = format!("{told:?}").to_uppercase();
            assert!(script.contains(&format!("{name} = {number}")), "{name}");
        }
    }
}
