//! One verified document: its port, and its requests on their way to the page and back.
//!
//! Names no command. What a command is bound to and who decides its time stand with its name in the
//! protocol; what it does stands in the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::envelope::ToPlugin;
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessagePort;

use crate::awaited::Awaited;
use crate::bounds::Recent;
use crate::clock::{Deadlines, now};
use crate::codec::{RawJs, encode_around};
use crate::request::{self, Request};
use crate::shared::Shared;
use crate::wire::{DocumentPort, PortMessage, Read};
use crate::{Aborted, Call, log};

/// The outcome of posting; the error is the engine's.
type Posted = Result<(), JsValue>;

/// How many finished requests are remembered, to know a number that comes again.
const NUMBERS: usize = 1_024;

/// Signs of life of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It answered the ping of this number.
    Pong(u32),
    /// It goes away, or its end of the port is closed.
    Bye,
}

/// A verified document.
pub(crate) struct Document {
    shared: Rc<Shared>,
    /// None once the document has ended.
    port: RefCell<Option<DocumentPort>>,
    running: RefCell<BTreeMap<u32, Running>>,
    deadlines: Deadlines,
    awaited: Awaited,
    numbers: RefCell<Recent<u32>>,
}

/// A request without an answer yet.
struct Running {
    aborted: Aborted,
    command: Name,
}

impl Document {
    /// Opens the port of a verified document.
    pub(crate) fn open(
        port: &MessagePort,
        shared: Rc<Shared>,
        sign: impl Fn(Sign) + 'static,
    ) -> Rc<Self> {
        Rc::new_cyclic(|document: &Weak<Self>| {
            let document = document.clone();
            let hear = move |message| match message {
                PortMessage::Pong(id) => sign(Sign::Pong(id)),
                PortMessage::Bye => sign(Sign::Bye),
                PortMessage::Request(read) => with(&document, |document| document.admit(read)),
                PortMessage::Abort(id) => with(&document, |document| document.abort(id)),
                PortMessage::Ack(number) => {
                    with(&document, |document| document.awaited.acknowledged(number));
                }
            };
            let (gate, most) = (shared.gate.counter(), shared.limits.message_bytes);
            let port = DocumentPort::open(port, gate, most, hear);
            Self {
                deadlines: Deadlines::new(),
                shared,
                port: RefCell::new(Some(port)),
                running: RefCell::default(),
                awaited: Awaited::default(),
                numbers: RefCell::new(Recent::new(NUMBERS)),
            }
        })
    }

    /// Sends the welcome, which tells what is open.
    pub(crate) fn welcome(&self, message: &ToPlugin<RawJs, RawJs>) {
        if let Some(port) = &*self.port.borrow() {
            port.know(self.shared.page.conversation());
        }
        self.post(message);
    }

    /// Sends a message; nothing happens once the port is closed.
    pub(crate) fn post(&self, message: &ToPlugin<RawJs, RawJs>) {
        let posted = encode_around(message)
            .map_err(|error| error.message.into())
            .and_then(|message| self.by_port(|port| port.post(&message)));
        report("a message", posted);
    }

    /// Sends an event; nothing happens once the port is closed.
    pub(crate) fn send(&self, event: event::Name, data: &JsValue) {
        self.send_numbered(event, data, 0);
    }

    /// Sends an event; `done` is called once, when its listeners are done, when another event takes its place, or when the
    /// document has ended.
    pub(crate) fn send_awaited(&self, event: event::Name, data: &JsValue, done: Box<dyn FnOnce()>) {
        let number = self.awaited.begin(done);
        self.send_numbered(event, data, number);
    }

    fn send_numbered(&self, event: event::Name, data: &JsValue, number: u32) {
        let open = self.shared.page.conversation();
        report(
            "an event",
            self.by_port(|port| port.event(event, data, open, number)),
        );
    }

    /// Tells the document, should it still be there, that its calls get no answer, and closes the port.
    /// Nothing goes out and nothing comes in from here on.
    pub(crate) fn close(&self, again: bool) {
        self.post(&ToPlugin::Closed { again });
        drop(self.port.take());
    }

    /// Ends everything that the document had going on, and tells the page. Its port is closed first.
    pub(crate) fn end(&self) {
        self.close(false);
        self.deadlines.stop();
        let running = self.running.take();
        running.values().for_each(|call| call.aborted.abort());
        self.awaited.stop();
        self.shared.page.document_gone();
    }

    fn by_port(&self, say: impl FnOnce(&DocumentPort) -> Posted) -> Posted {
        self.port.borrow().as_ref().map_or(Ok(()), say)
    }

    fn admit(self: &Rc<Self>, read: Read) {
        let (id, at) = (read.id, read.at);
        match self.check(read) {
            Ok(request) => self.run(id, request, at),
            Err(error) => self.reply(id, &Err(error)),
        }
    }

    /// Checks a request, the cheapest first.
    fn check(&self, read: Read) -> Result<Request, WireError> {
        let limits = &self.shared.limits;
        if !self.shared.calls.borrow_mut().take(read.at) {
            return Err(WireError::new(
                Code::RateLimited,
                format!(
                    "more than {} calls at once or {} a second",
                    limits.call_burst, limits.calls_per_second
                ),
            ));
        }
        let id = read.id;
        let again = self.running.borrow().contains_key(&id) || !self.numbers.borrow_mut().add(id);
        if again {
            return Err(WireError::invalid(format!(
                "id: {id} was used before on this port"
            )));
        }
        let port = self.port.borrow();
        let port = port
            .as_ref()
            .ok_or_else(|| WireError::new(Code::Closed, "the port is closed"))?;
        let request = Request::check(read, port, &self.shared)?;
        let pace = request.command.pace();
        request::ensure_room(pace, || self.under_way(pace), limits)?;
        Ok(request)
    }

    /// How many calls of that pace have no answer yet.
    fn under_way(&self, pace: Pace) -> u32 {
        let running = self.running.borrow();
        let calls = running.values().filter(|call| call.command.pace() == pace);
        u32::try_from(calls.count()).unwrap_or(u32::MAX)
    }

    fn run(self: &Rc<Self>, id: u32, request: Request, now: f64) {
        let aborted = Aborted::default();
        let command = request.command;
        let mut outcome = self.shared.page.run(Call {
            command,
            params: request.params,
            conversation: request.conversation,
            scope: request.scope,
            aborted: aborted.clone(),
        });
        // A command that is ready at once needs no task, and no entry among the running ones.
        let mut context = Context::from_waker(Waker::noop());
        let first = outcome.as_mut().poll(&mut context);
        if self.port.borrow().is_none() {
            return aborted.abort();
        }
        if let Poll::Ready(outcome) = first {
            aborted.answer();
            return self.reply(id, &outcome);
        }
        self.keep(id, command, aborted.clone(), now);
        let document = Rc::downgrade(self);
        spawn_local(async move {
            let outcome = outcome.await;
            if let Some(document) = document.upgrade() {
                document.finish(id, &aborted, &outcome);
            }
        });
    }

    /// Keeps a call until it has its answer or is given up.
    fn keep(self: &Rc<Self>, id: u32, command: Name, aborted: Aborted, now: f64) {
        let mut running = self.running.borrow_mut();
        running.insert(id, Running { aborted, command });
        if let Some(after) = command.pace().deadline(&self.shared.limits) {
            self.deadlines.forget(|id| running.contains_key(&id));
            self.deadlines.add(id, now, after, self.look_later());
        }
    }

    /// A command is done. Its call may have been given up, and the number is then no longer its own.
    fn finish(&self, id: u32, aborted: &Aborted, outcome: &Result<JsValue, WireError>) {
        if !aborted.is_aborted() {
            self.running.borrow_mut().remove(&id);
            aborted.answer();
            self.reply(id, outcome);
        }
    }

    /// The callback that ends calls past their deadline.
    fn look_later(self: &Rc<Self>) -> impl FnOnce() + 'static {
        let document = Rc::downgrade(self);
        move || {
            if let Some(document) = document.upgrade() {
                document.look();
            }
        }
    }

    fn look(self: &Rc<Self>) {
        self.deadlines
            .forget(|id| self.running.borrow().contains_key(&id));
        for id in self.deadlines.due(now(), self.look_later()) {
            let command = self.running.borrow().get(&id).map(|call| call.command);
            if let Some(command) = command {
                let (name, pace) = (command.as_str(), command.pace());
                let limit = pace.deadline(&self.shared.limits).unwrap_or_default();
                let why = format!("{name} was not done within {limit} ms");
                self.give_up(id, WireError::new(Code::Timeout, why));
            }
        }
    }

    fn abort(&self, id: u32) {
        self.give_up(
            id,
            WireError::new(Code::Aborted, "the plugin gave the call up"),
        );
    }

    /// Answers a running request with an error and lets its command know.
    fn give_up(&self, id: u32, error: WireError) {
        let call = self.running.borrow_mut().remove(&id);
        if let Some(call) = call {
            self.reply(id, &Err(error));
            call.aborted.abort();
        }
    }

    fn reply(&self, id: u32, outcome: &Result<JsValue, WireError>) {
        let post = |outcome| self.by_port(|port| port.reply(id, outcome));
        if let Err(error) = post(outcome) {
            log::error("a reply could not be sent to a plugin", &error);
            let error =
                WireError::new(Code::HostError, "the answer cannot be copied to the plugin");
            report("a reply", post(&Err(error)));
        }
    }
}

/// Does something for a document that is still there.
fn with(document: &Weak<Document>, then: impl FnOnce(&Rc<Document>)) {
    if let Some(document) = document.upgrade() {
        then(&document);
    }
}

fn report(what: &str, posted: Posted) {
    if let Err(error) = posted {
        log::error(&format!("{what} could not be sent to a plugin"), &error);
    }
}
