//! One verified document: its port, and its requests on their way to the page and back.
//!
//! Names no command. What a command is bound to and who decides its time stand with its name in the
//! protocol; what it does stands in the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::envelope::{Outcome, ToPlugin};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::limits::Limits;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessagePort;

use crate::bounds::{Bucket, Recent};
use crate::codec::{Kept, encode};
use crate::log;
use crate::read::{self, NAME_UNITS, get};
use crate::request::Request;
use crate::transport::Port;
use crate::{Aborted, Call, Page};

/// How many finished requests are remembered, to know a number that comes again.
const NUMBERS: usize = 1_024;

/// What a document says of itself, apart from requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It answered the ping of this number.
    Pong(u32),
    /// It goes away, or its end of the port is closed.
    Bye,
}

/// What every document of a frame shares.
pub(crate) struct Shared {
    pub(crate) page: Rc<dyn Page>,
    pub(crate) limits: Limits,
    /// Calls are counted for the frame: a new hello brings no new calls.
    pub(crate) calls: RefCell<Bucket>,
}

/// A verified document.
pub(crate) struct Document {
    shared: Rc<Shared>,
    /// None once the document has ended.
    port: RefCell<Option<Port>>,
    running: RefCell<BTreeMap<u32, Running>>,
    numbers: RefCell<Recent<u32>>,
}

/// A request without an answer yet.
struct Running {
    aborted: Aborted,
    /// None while the agent decides.
    deadline: Option<Timeout>,
}

impl Document {
    /// Opens the port of a verified document.
    pub(crate) fn open(
        port: MessagePort,
        shared: Rc<Shared>,
        sign: impl Fn(Sign) + 'static,
    ) -> Rc<Self> {
        let sign = Rc::new(sign);
        Rc::new_cyclic(|document: &Weak<Self>| {
            let document = document.clone();
            let closed = Rc::clone(&sign);
            let hear = move |message: JsValue| {
                if let Some(document) = document.upgrade() {
                    document.hear(&message, &*sign);
                }
            };
            Self {
                shared,
                port: RefCell::new(Some(Port::open(port, hear, move || closed(Sign::Bye)))),
                running: RefCell::default(),
                numbers: RefCell::new(Recent::new(NUMBERS)),
            }
        })
    }

    /// Sends a message; nothing happens once the port is closed.
    pub(crate) fn post(&self, message: &ToPlugin<Kept, Kept>) {
        if let Err(error) = self.try_post(message) {
            log::error("a message could not be sent to a plugin", &error);
        }
    }

    /// Tells the document, should it still be there, that its calls get no answer, and closes the port.
    /// Nothing goes out and nothing comes in from here on.
    pub(crate) fn close(&self, again: bool) {
        self.post(&ToPlugin::Closed { again });
        let port = self.port.take();
        drop(port);
    }

    /// Ends everything that the document had going on, and tells the page. Its port is closed first.
    pub(crate) fn end(&self) {
        self.close(false);
        let running = self.running.take();
        running.values().for_each(|call| call.aborted.abort());
        self.shared.page.document_gone();
    }

    fn try_post(&self, message: &ToPlugin<Kept, Kept>) -> Result<(), JsValue> {
        match &*self.port.borrow() {
            Some(port) => port.post(&encode(message).map_err(|error| error.message)?),
            None => Ok(()),
        }
    }

    /// Takes a message of the port. What has no known type is answered by silence.
    fn hear(self: &Rc<Self>, message: &JsValue, sign: &dyn Fn(Sign)) {
        let kind = read::text(&get(message, "type"), NAME_UNITS);
        let id = read::number(&get(message, "id"));
        match (kind.as_deref(), id) {
            (Some("request"), Some(id)) => match self.admit(id, message) {
                Ok(request) => self.run(id, request),
                Err(error) => self.reply(id, Err(error)),
            },
            (Some("abort"), Some(id)) => self.abort(id),
            (Some("pong"), Some(id)) => sign(Sign::Pong(id)),
            (Some("bye"), _) => sign(Sign::Bye),
            _ => {}
        }
    }

    /// Checks a request, the cheapest first.
    fn admit(&self, id: u32, message: &JsValue) -> Result<Request, WireError> {
        let limits = &self.shared.limits;
        if !self.shared.calls.borrow_mut().take(js_sys::Date::now()) {
            return Err(WireError::new(
                Code::RateLimited,
                format!(
                    "more than {} calls at once or {} a second",
                    limits.call_burst, limits.calls_per_second
                ),
            ));
        }
        let again = self.running.borrow().contains_key(&id) || !self.numbers.borrow_mut().add(id);
        if again {
            return Err(WireError::invalid(format!(
                "id: {id} was used before on this port"
            )));
        }
        let request = Request::read(message, limits.message_bytes, &*self.shared.page)?;
        if request.command.pace() == Pace::Human && self.undecided() > limits.dialogs_queued {
            let queued = limits.dialogs_queued;
            return Err(WireError::new(
                Code::RateLimited,
                format!("the agent has one question open and {queued} more waiting"),
            ));
        }
        Ok(request)
    }

    /// How many calls wait for the agent: those end by no deadline.
    fn undecided(&self) -> u32 {
        let running = self.running.borrow();
        let calls = running.values().filter(|call| call.deadline.is_none());
        u32::try_from(calls.count()).unwrap_or(u32::MAX)
    }

    fn run(self: &Rc<Self>, id: u32, request: Request) {
        let aborted = Aborted::default();
        let deadline = match request.command.pace() {
            Pace::Machine => Some(self.deadline(id, request.command)),
            Pace::Human => None,
        };
        self.running.borrow_mut().insert(
            id,
            Running {
                aborted: aborted.clone(),
                deadline,
            },
        );
        let outcome = self.shared.page.run(Call {
            command: request.command,
            params: request.params,
            conversation: request.conversation,
            aborted: aborted.clone(),
        });
        let document = Rc::downgrade(self);
        spawn_local(async move {
            let outcome = outcome.await;
            // Given up, the number is no longer this call's.
            if let (false, Some(document)) = (aborted.is_aborted(), document.upgrade()) {
                let call = document.running.borrow_mut().remove(&id);
                aborted.answer();
                drop(call);
                document.reply(id, outcome);
            }
        });
    }

    fn deadline(self: &Rc<Self>, id: u32, command: Name) -> Timeout {
        let (document, limit) = (Rc::downgrade(self), self.shared.limits.command_ms);
        Timeout::new(limit, move || {
            if let Some(document) = document.upgrade() {
                let message = format!("{} was not done within {limit} ms", command.as_str());
                document.give_up(id, WireError::new(Code::Timeout, message));
            }
        })
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
            self.reply(id, Err(error));
            call.aborted.abort();
        }
    }

    fn reply(&self, id: u32, outcome: Result<JsValue, WireError>) {
        let outcome = match outcome {
            Ok(value) if value.is_undefined() => Outcome::Ok(Kept(JsValue::NULL)),
            Ok(value) => Outcome::Ok(Kept(value)),
            Err(error) => Outcome::Error(error),
        };
        if let Err(error) = self.try_post(&ToPlugin::Reply { id, outcome }) {
            log::error("a reply could not be sent to a plugin", &error);
            let error =
                WireError::new(Code::HostError, "the answer cannot be copied to the plugin");
            self.post(&ToPlugin::Reply {
                id,
                outcome: Outcome::Error(error),
            });
        }
    }
}
