//! Calls: every one is settled, once, by its own answer, its deadline, its signal or the connection's
//! end.

use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::error::Code;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use crate::link::{Link, Wire};
use crate::options::Options;
use crate::plugin::Plugin;
use crate::value::PlainObject;

/// The next step of a call that was just made. In the order of the numbers in `js/values.js`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// None: it has ended.
    Nothing,
    /// Start its timeout and queue it: it is sent once the connection can take it, by the signal `Send`.
    Wait,
    /// Start its timeout and post it.
    Post,
    /// Post it without a timeout: the agent or the host decides how long it takes.
    PostUntimed,
}

/// The detail of a reply with the error `rate_limited`.
const LIMITED: u32 = 2;

impl Plugin {
    /// Makes a call. The promise is always settled; an error in `params` or `options` rejects it.
    ///
    /// Where a callback is given, a rejection of the promise does not count as unhandled, unless an argument
    /// was wrong: that is for the author to see.
    pub fn call(
        &self,
        command: Name,
        params: Result<PlainObject, JsValue>,
        options: Result<Options, JsValue>,
    ) -> Promise {
        let (params, mut problem) = parted(params);
        let (options, second) = parted(options.map(|options| options.given));
        if problem.is_undefined() {
            problem = second;
        }
        self.values()
            .ask(command as i32, &params, &options, &problem)
    }

    /// Makes the call that the classic dialect has under this event, or a command of this name. What is neither is a message
    /// of the author's own, which only a host of the classic dialect takes.
    pub fn dispatch_event(&self, event: &JsValue, data: &JsValue) -> Promise {
        self.values().dispatch(event, data)
    }

    /// Sends every queued call, in order. Bound ones that have no conversation take the known one.
    pub(crate) fn send_queued(&self) {
        let numbers = self.state().calls.numbers(false);
        for number in numbers {
            self.send(number);
        }
    }

    /// Takes the call that the host replied to; whether it is to be settled.
    pub(crate) fn take_answered(&self, number: u32, problem: u32) -> bool {
        let call = self.state().calls.take(number);
        if problem > 0 && call.is_some_and(|call| call.command == Some(Name::SetHeight)) {
            self.fail_height(problem == LIMITED);
        }
        call.is_some()
    }

    /// Settles a call with what JavaScript has for it.
    pub(crate) fn settle(&self, number: u32) {
        if self.take_answered(number, 0) {
            self.values().settle(number);
        }
    }

    /// Ends every call that the host has and will not answer.
    pub(crate) fn fail_sent(&self) {
        let numbers = self.state().calls.numbers(true);
        for number in numbers {
            self.fail(number, Code::Closed, CLOSED);
        }
    }

    /// Ends a call whose time is over.
    pub(crate) fn time_out(&self, number: u32) {
        let Some(call) = self.state().calls.get(number) else {
            return;
        };
        if self.is_decided_by_agent(call.command) {
            return;
        }
        let message = if call.sent {
            "the host did not answer the call in time"
        } else {
            "no host answered in time"
        };
        self.fail(number, Code::Timeout, message);
        self.go_on(call.command);
    }

    /// Begins a call that was just made, with what JavaScript finds wrong with it; gives what is next for it.
    pub(crate) fn start(&self, number: u32, command: Option<Name>, problem: u32) -> Next {
        if command == Some(Name::SetHeight) {
            self.begin_height(number);
        }
        let link = self.link();
        let (code, message) = match (link, problem) {
            (Link::Alone, _) => (Code::NotEmbedded, "this page is not inside a host"),
            (Link::Closed, _) => (Code::Closed, CLOSED),
            (_, 1) => (Code::Aborted, ABORTED),
            (_, 2) => (Code::TooLarge, "the call is larger than the host takes"),
            _ => {
                let mut state = self.state();
                state.calls.push(number, command);
                if let (Link::Channel, Some(command)) = (link, command) {
                    state.calls.send(number);
                    return match command.pace() {
                        Pace::Machine => Next::Post,
                        Pace::Human | Pace::Service => Next::PostUntimed,
                    };
                }
                return Next::Wait;
            }
        };
        self.values().fail(number, code as u32, message);
        Next::Nothing
    }

    /// Sends a queued call, if anybody can take it now.
    pub(crate) fn send(&self, number: u32) {
        let mut state = self.state();
        let (link, call) = (state.link, state.calls.get(number));
        let Some(call) = call.filter(|call| !call.sent) else {
            return;
        };
        if link == Link::Channel {
            state.calls.send(number);
        }
        drop(state);
        match (link, call.command) {
            (Link::Classic, _) => self.send_classic(call),
            (Link::Channel, None) => {
                let problem = "event: the host knows no such command";
                self.fail(number, Code::Unsupported, problem);
            }
            (Link::Channel, Some(command)) => {
                // The connection stands: from now on only the agent or the host decides how long they take.
                if command.pace() != Pace::Machine {
                    self.values().disarm(number);
                }
                self.values().post(number);
            }
            (Link::Alone | Link::Waiting | Link::Closed, _) => {}
        }
    }

    /// Ends a call that holds what cannot be copied.
    pub(crate) fn fail_unsent(&self, number: u32) {
        self.fail(number, Code::Invalid, NOT_SENT);
    }

    pub(crate) fn abort(&self, number: u32) {
        let sent = self.state().calls.get(number).is_some_and(|it| it.sent);
        if sent && self.wire() == Wire::Channel {
            self.values().post_abort(number);
        }
        self.fail(number, Code::Aborted, ABORTED);
    }

    /// Ends the call with an error of this side's own, if it is not settled yet.
    pub(crate) fn fail(&self, number: u32, code: Code, message: &str) {
        let call = self.state().calls.take(number);
        if let Some(call) = call {
            if call.command == Some(Name::SetHeight) {
                self.fail_height(false);
            }
            self.values().fail(number, code as u32, message);
        }
    }
}

/// What is there, and the problem in a list of its own.
fn parted(result: Result<impl Into<JsValue>, JsValue>) -> (JsValue, JsValue) {
    match result {
        Ok(value) => (value.into(), JsValue::UNDEFINED),
        Err(problem) => (JsValue::UNDEFINED, Array::of1(&problem).into()),
    }
}

pub(crate) const NOT_SENT: &str = "an argument holds what cannot be sent, such as a function";

const CLOSED: &str = "the host closed the connection to this page";

const ABORTED: &str = "the call was given up";
