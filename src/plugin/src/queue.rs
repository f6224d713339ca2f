//! The calls that are not settled yet, each under its own number.

use encaixe_protocol::command::Name;
use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::transport::Listener;
use crate::value::Bag;

/// How far a call got.
#[derive(Debug)]
pub(crate) enum Stage {
    /// It waits for the connection, with its params.
    Queued(Bag),
    /// The host has it.
    Sent,
}

/// The two ends of a promise.
#[derive(Debug)]
pub(crate) struct Ends {
    pub(crate) resolve: Function,
    pub(crate) reject: Function,
    /// The mark under which the event `callback` tells of the end, if it does.
    pub(crate) mark: Option<JsValue>,
}

impl Ends {
    /// Keeps the promise.
    pub(crate) fn resolve(&self, value: &JsValue) {
        drop(self.resolve.call1(&JsValue::UNDEFINED, value));
    }

    /// Breaks it.
    pub(crate) fn reject(&self, error: &JsValue) {
        drop(self.reject.call1(&JsValue::UNDEFINED, error));
    }
}

/// A call that is not settled yet.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) number: u32,
    /// None for an author's message of their own, which only the older dialect takes.
    pub(crate) command: Option<Name>,
    pub(crate) stage: Stage,
    /// Whether it is for one conversation alone.
    pub(crate) bound: bool,
    /// That conversation, once it is known.
    pub(crate) conversation: Option<JsValue>,
    pub(crate) ends: Ends,
    pub(crate) callback: Option<Function>,
    /// The number of the timer that ends it.
    pub(crate) timer: Option<i32>,
    /// What listens to its signal.
    pub(crate) _abort: Option<Listener>,
}

impl Call {
    /// Whether the host has it.
    pub(crate) const fn is_sent(&self) -> bool {
        matches!(self.stage, Stage::Sent)
    }
}

/// The calls in the order in which they were made, so that their numbers ascend.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    last: u32,
    /// A place is empty from the taking of its call to the end of that taking.
    list: Vec<Option<Call>>,
}

impl Calls {
    /// A number that was not used before.
    pub(crate) const fn number(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    /// Keeps a call until it is taken.
    pub(crate) fn push(&mut self, call: Call) {
        self.list.push(Some(call));
    }

    /// The call of this number.
    pub(crate) fn get(&mut self, id: u32) -> Option<&mut Call> {
        let is = |call: &&mut Call| call.number == id;
        self.list.iter_mut().flatten().find(is)
    }

    /// Removes the call of this number: whoever gets it settles it.
    pub(crate) fn take(&mut self, id: u32) -> Option<Call> {
        let is = |place: &&mut Option<Call>| place.as_ref().is_some_and(|it| it.number == id);
        let call = self.list.iter_mut().find(is)?.take();
        self.list.retain(Option::is_some);
        call
    }

    /// Every number.
    pub(crate) fn ids(&self) -> Vec<u32> {
        let mut numbers = Vec::new();
        for call in self.list.iter().flatten() {
            numbers.push(call.number);
        }
        numbers
    }

    /// The first call of a command that was not sent yet.
    pub(crate) fn queued(&self, command: Name) -> Option<u32> {
        let waits = |call: &&Call| call.command == Some(command) && !call.is_sent();
        self.list.iter().flatten().find(waits).map(|it| it.number)
    }
}
