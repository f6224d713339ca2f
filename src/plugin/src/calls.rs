//! Calls: every one is settled, once, by its own answer, its deadline, its signal or the connection's
//! end. Names no command.

use std::rc::Rc;

use encaixe_protocol::command::{Binding, Name, Pace};
use encaixe_protocol::error::Code;
use gloo_events::EventListener;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use crate::command::answer;
use crate::error::{error, from_wire, report};
use crate::link::Link;
use crate::options::Options;
use crate::plugin::Plugin;
use crate::queue::{Call, Ends, Stage};
use crate::transport::on_abort;
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
    /// Where a callback is given, a rejection of the promise does not count as unhandled.
    pub fn call(
        &self,
        command: Name,
        params: Result<Bag, JsValue>,
        options: Result<Options, JsValue>,
    ) -> Promise {
        let mut ends = None;
        let promise = Promise::new(&mut |resolve, reject| ends = Some(Ends { resolve, reject }));
        let Some(ends) = ends else {
            return promise;
        };
        match params.and_then(|params| Ok((params, options?))) {
            Ok((params, options)) => {
                if options.callback.is_some() {
                    // To resolve again does nothing: a function that is at hand and harmless.
                    promise.unchecked_ref::<Failing>().catch(&ends.resolve);
                }
                self.start(command, params, options, ends);
            }
            Err(error) => ends.reject(&error),
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
        let sent = match self.state().calls.get(number) {
            Some(call) => call.is_sent(),
            None => return,
        };
        let message = if sent {
            "the host did not answer the call in time"
        } else {
            "no host answered in time"
        };
        self.settle(number, Err(error(Code::Timeout, message)));
    }

    fn start(&self, command: Name, params: Bag, options: Options, ends: Ends) {
        let mut state = self.state();
        let alone = match &state.link {
            Link::Alone => Some(error(Code::NotEmbedded, "this page is not inside a host")),
            Link::Closed => Some(closed()),
            Link::Waiting(_) | Link::Channel(_) => None,
        };
        let too_large = || {
            let size = json(&params).map_or(0, |text| String::from(text).len());
            (size > state.limits.message_bytes as usize)
                .then(|| error(Code::TooLarge, "the call is larger than the host takes"))
        };
        let signal = options.signal;
        let aborted = || signal.as_ref().filter(|it| it.aborted()).map(|_| aborted());
        if let Some(error) = alone.or_else(aborted).or_else(too_large) {
            return ends.reject(&error);
        }
        let conversation = match command.binding() {
            Binding::Conversation => options.conversation.or_else(|| state.known.id()),
            Binding::Page => None,
        };
        let number = state.calls.number();
        let deadline = state.limits.command_ms;
        state.calls.push(Call {
            number,
            command,
            stage: Stage::Queued(params),
            conversation,
            ends,
            callback: options.callback,
            timer: self.timer(number, deadline),
            _abort: signal.map(|signal| self.on_abort(number, &signal)),
        });
        let open = state.link.port().is_some();
        drop(state);
        if open {
            self.send(number);
        }
    }

    fn send(&self, number: u32) {
        let mut state = self.state();
        let (port, known) = (state.link.port(), state.known.id());
        let (Some(port), Some(call)) = (port, state.calls.get(number)) else {
            return;
        };
        let Stage::Queued(params) = std::mem::replace(&mut call.stage, Stage::Sent) else {
            return;
        };
        let bound = match call.command.binding() {
            Binding::Conversation => call.conversation.take().or(known),
            Binding::Page => None,
        };
        // The connection stands: from now on only the agent decides how long they take.
        let timer = match call.command.pace() {
            Pace::Human => call.timer.take(),
            Pace::Machine => None,
        };
        let message = wire::request(number, call.command.as_str(), &params, bound.as_ref());
        drop(state);
        self.stop(timer);
        if port.post(&message).is_err() {
            let problem = "an argument holds what cannot be sent, such as a function";
            self.settle(number, Err(error(Code::Invalid, problem)));
        }
    }

    fn abort(&self, number: u32) {
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
    fn settle(&self, number: u32, result: Result<JsValue, JsValue>) {
        let call = self.state().calls.take(number);
        let Some(call) = call else {
            return;
        };
        self.stop(call.timer);
        match result {
            Ok(ok) => {
                let value = answer(call.command, ok);
                call.ends.resolve(&value);
                let called = call
                    .callback
                    .map(|it| it.call1(&JsValue::UNDEFINED, &value));
                if let Some(Err(error)) = called {
                    report("a callback threw", &error);
                }
            }
            Err(error) => call.ends.reject(&error),
        }
    }

    fn timer(&self, number: u32, ms: u32) -> Option<i32> {
        let deadline: &Function = self.inner.deadline.as_js_value().unchecked_ref();
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let page = self.inner.page.as_ref()?;
        page.own()
            .set_timeout_with_callback_and_timeout_and_arguments_1(deadline, ms, &number.into())
            .ok()
    }

    fn stop(&self, timer: Option<i32>) {
        if let (Some(timer), Some(page)) = (timer, &self.inner.page) {
            page.own().clear_timeout_with_handle(timer);
        }
    }

    fn on_abort(&self, number: u32, signal: &AbortSignal) -> EventListener {
        let inner = Rc::downgrade(&self.inner);
        on_abort(signal, move || {
            if let Some(inner) = inner.upgrade() {
                Self { inner }.abort(number);
            }
        })
    }
}

fn closed() -> JsValue {
    error(Code::Closed, "the host closed the connection to this page")
}

fn aborted() -> JsValue {
    error(Code::Aborted, "the call was given up")
}
