//! Calls: every one is settled, once, by its own answer, its deadline, its signal or the connection's
//! end. Names no command.

use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::error::Code;
use encaixe_protocol::event;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;

use crate::command;
use crate::error::{error, from_wire, report};
use crate::link::{Link, Wire};
use crate::options::Options;
use crate::plugin::{Plugin, with};
use crate::queue::{Call, Ends, Stage};
use crate::value::{Bag, json};
use crate::wire::{self, Incoming};

#[wasm_bindgen]
extern "C" {
    /// A promise, for the one method that takes a plain function here.
    type Failing;
    #[wasm_bindgen(method, structural, js_name = catch)]
    fn catch(this: &Failing, rejected: &Function) -> JsValue;
}

impl Plugin {
    /// Makes a call. The promise is always settled; an error in `params` or `options` rejects it.
    ///
    /// Where a callback is given, a rejection of the promise does not count as unhandled, unless an argument
    /// was wrong: that is for the author to see.
    pub fn call(
        &self,
        command: Name,
        params: Result<Bag, JsValue>,
        options: Result<Options, JsValue>,
    ) -> Promise {
        if let (Ok(params), Ok(_)) = (&params, &options) {
            command::begin(self, command, params);
        }
        self.ask(Some(command), params, options)
    }

    /// Sends a message of the author's own to a host of the older dialect. No other takes it.
    pub fn call_older(&self, event: &JsValue, data: &JsValue) -> Promise {
        self.ask(None, Ok(wire::older(event, data)), Ok(Options::default()))
    }

    /// Makes a call, and nothing else.
    pub(crate) fn ask(
        &self,
        command: Option<Name>,
        params: Result<Bag, JsValue>,
        options: Result<Options, JsValue>,
    ) -> Promise {
        let mut functions = None;
        let promise = Promise::new(&mut |resolve, reject| functions = Some((resolve, reject)));
        let Some((resolve, reject)) = functions else {
            return promise;
        };
        let mark = command.and_then(|it| command::mark(it, params.as_ref().ok()));
        let ends = Ends {
            resolve,
            reject,
            mark,
        };
        match params.and_then(|params| Ok((params, options?))) {
            Ok((params, options)) => {
                if options.quiet {
                    // To resolve again does nothing: a function that is at hand and harmless.
                    promise.unchecked_ref::<Failing>().catch(&ends.resolve);
                }
                self.start(command, params, options, ends);
            }
            Err(error) => self.reject(&ends, &error),
        }
        promise
    }

    /// Sends every queued call, in order. Bound ones that have no conversation take the known one.
    pub(crate) fn send_queued(&self) {
        let numbers = self.state().calls.ids();
        for number in numbers {
            self.send(number);
        }
    }

    /// Settles a call with the host's reply.
    pub(crate) fn settle_with(&self, reply: &Incoming) {
        let Some(number) = reply.id().as_f64() else {
            return;
        };
        let result = Bag::of(&reply.error()).map_or_else(|| Ok(reply.ok()), |e| Err(from_wire(e)));
        self.settle(number as u32, result);
    }

    /// Ends every call that the host has and will not answer.
    pub(crate) fn fail_sent(&self) {
        let numbers = self.state().calls.ids();
        for number in numbers {
            let sent = self
                .state()
                .calls
                .get(number)
                .is_some_and(|call| call.is_sent());
            if sent {
                self.settle(number, Err(closed()));
            }
        }
    }

    /// Ends a call whose time is over.
    pub(crate) fn time_out(&self, number: u32) {
        let (sent, command) = match self.state().calls.get(number) {
            Some(call) => (call.is_sent(), call.command),
            None => return,
        };
        if self.is_decided_by_agent(command) {
            return;
        }
        let message = if sent {
            "the host did not answer the call in time"
        } else {
            "no host answered in time"
        };
        self.settle(number, Err(error(Code::Timeout, message)));
        self.go_on(command);
    }

    fn start(&self, command: Option<Name>, params: Bag, options: Options, ends: Ends) {
        let mut state = self.state();
        let alone = match &state.link {
            Link::Alone => Some(error(Code::NotEmbedded, "this page is not inside a host")),
            Link::Closed => Some(closed()),
            Link::Waiting(_) | Link::Classic(_) | Link::Channel(_) => None,
        };
        let too_large = || {
            let size = json(&params).map_or(0, |text| String::from(text).len());
            (size > state.limits.message_bytes as usize)
                .then(|| error(Code::TooLarge, "the call is larger than the host takes"))
        };
        let signal = options.signal;
        let aborted = || signal.as_ref().filter(|it| it.aborted()).map(|_| aborted());
        if let Some(error) = alone.or_else(aborted).or_else(too_large) {
            return self.reject(&ends, &error);
        }
        let bound = command.is_some_and(|it| command::is_bound(it, &params));
        let conversation = options.conversation.or_else(|| state.known.id());
        let number = state.calls.number();
        let deadline = state.limits.command_ms;
        state.calls.push(Call {
            number,
            command,
            stage: Stage::Queued(params),
            bound,
            conversation: conversation.filter(|_| bound),
            ends,
            callback: options.callback,
            timer: self.timer(&self.inner.deadline, deadline, &number.into()),
            _abort: signal.map(|signal| self.on_abort(number, &signal)),
        });
        let open = state.link.wire() != Wire::None;
        drop(state);
        if open {
            self.send(number);
        }
    }

    fn send(&self, number: u32) {
        let mut state = self.state();
        let (port, known) = (state.link.port(), state.known.id());
        let Some(port) = port else {
            drop(state);
            return self.send_classic(number);
        };
        let Some(call) = state.calls.get(number) else {
            return;
        };
        let Stage::Queued(params) = std::mem::replace(&mut call.stage, Stage::Sent) else {
            return;
        };
        let Some(command) = call.command else {
            drop(state);
            let unknown = error(Code::Unsupported, "event: the host knows no such command");
            return self.settle(number, Err(unknown));
        };
        let bound = call.conversation.take().or(known).filter(|_| call.bound);
        // The connection stands: from now on only the agent decides how long they take.
        let timer = match command.pace() {
            Pace::Human => call.timer.take(),
            Pace::Machine => None,
        };
        let message = wire::request(number, command.as_str(), &params, bound.as_ref());
        drop(state);
        self.stop(timer);
        if port.post(&message).is_err() {
            self.settle(number, Err(not_sent()));
        }
    }

    pub(crate) fn abort(&self, number: u32) {
        let mut state = self.state();
        let sent = state.calls.get(number).is_some_and(|call| call.is_sent());
        let port = state.link.port().filter(|_| sent);
        drop(state);
        if let Some(port) = port {
            drop(port.post(&wire::abort(number)));
        }
        self.settle(number, Err(aborted()));
    }

    /// Settles the call, if it is not settled yet.
    pub(crate) fn settle(&self, number: u32, result: Result<JsValue, JsValue>) {
        let call = self.state().calls.take(number);
        let Some(call) = call else {
            return;
        };
        self.stop(call.timer);
        let ok = match result {
            Ok(ok) => ok,
            Err(error) => {
                if let Some(command) = call.command {
                    command::fail(self, command, &error);
                }
                return self.reject(&call.ends, &error);
            }
        };
        let answer = call
            .command
            .map(|command| (command, command::answer(command, ok)));
        let (command, value) = answer.unzip();
        let value = value.unwrap_or_default();
        call.ends.resolve(&value);
        // In the older dialect the host itself tells how it ended.
        if self.wire() == Wire::Channel {
            self.queue_outcome(&call.ends, true);
        }
        let wanted = command.is_none_or(|command| command::is_for_callback(command, &value));
        let called = call
            .callback
            .filter(|_| wanted)
            .map(|it| it.call1(&JsValue::UNDEFINED, &value));
        if let Some(Err(error)) = called {
            report("a callback threw", &error);
        }
    }

    fn reject(&self, ends: &Ends, error: &JsValue) {
        ends.reject(error);
        self.queue_outcome(ends, false);
    }

    /// Has the event `callback` told, if this call has a mark for it, once the present code is done.
    fn queue_outcome(&self, ends: &Ends, success: bool) {
        if let (Some(mark), Some(page)) = (&ends.mark, &self.inner.page) {
            let data = Bag::new();
            data.set("key", mark);
            data.set("success", &success.into());
            page.own()
                .queue_microtask(&with(&self.inner.outcome, &data));
        }
    }

    pub(crate) fn tell_outcome(&self, data: &JsValue) {
        let conversation = self.state().known.id().unwrap_or(JsValue::NULL);
        self.dispatch(event::Name::Callback, data, &conversation);
    }
}

pub(crate) fn not_sent() -> JsValue {
    let problem = "an argument holds what cannot be sent, such as a function";
    error(Code::Invalid, problem)
}

fn closed() -> JsValue {
    error(Code::Closed, "the host closed the connection to this page")
}

fn aborted() -> JsValue {
    error(Code::Aborted, "the call was given up")
}
