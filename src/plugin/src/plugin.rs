//! One plugin: its state, its listeners, and the dispatch of signals from JavaScript.

use std::cell::{RefCell, RefMut};
use std::rc::{Rc, Weak};

use encaixe_protocol::command;
use encaixe_protocol::event::Name;
use encaixe_protocol::limits::Limits;
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::classic::Classic;
use crate::events::Times;
use crate::height::Follow;
use crate::link::{Link, Wire};
use crate::queue::Calls;
use crate::transport::Page;
use crate::values::{CODES, COMMANDS, EVENTS, HostSignal, Values};

/// A plugin's side of the connection. Clones are the same plugin; when the last one goes, so does the
/// connection.
#[derive(Clone)]
pub struct Plugin {
    pub(crate) inner: Rc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) values: Values,
    /// Never borrowed while JavaScript runs, since that may signal back.
    pub(crate) state: RefCell<State>,
    _notify: Closure<Notify>,
    fallback_ms: u32,
}

/// Receives a [`HostSignal`], a number and a detail; returns the next step, where the signal asks for one.
type Notify = dyn Fn(u32, u32, u32) -> u32;

/// Makes the second argument of a listener from the conversation of the event, null when none is open.
pub type Bind = Rc<dyn Fn(&JsValue) -> JsValue>;

pub(crate) struct State {
    pub(crate) link: Link,
    pub(crate) calls: Calls,
    /// The classic dialect, from the first hello to the welcome.
    pub(crate) classic: Option<Classic>,
    /// What keeps the frame as high as the content.
    pub(crate) follow: Option<Follow>,
    /// Whether a host ever answered by a port.
    pub(crate) welcomed: bool,
    /// Whether this library itself is making the current call.
    pub(crate) own: bool,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.values.end();
    }
}

impl Plugin {
    /// A plugin on this page that has said nothing yet. Without a page, or on one that nothing embeds,
    /// listeners hear nothing and calls are rejected with `not_embedded`.
    #[must_use]
    pub fn new(page: Option<Page>, limits: Limits) -> Self {
        let inner = Rc::new_cyclic(|inner: &Weak<Inner>| {
            let inner = Weak::clone(inner);
            let notify = Closure::<Notify>::new(move |signal: u32, number, detail| {
                match (inner.upgrade(), HostSignal::ALL.get(signal as usize)) {
                    (Some(inner), Some(told)) => Self { inner }.hear(*told, number, detail),
                    _ => 0,
                }
            });
            let (own, parent) = page.map_or_else(Default::default, Page::into_windows);
            let values = Values::new(
                notify.as_js_value(),
                &own,
                &parent,
                COMMANDS,
                EVENTS,
                CODES,
                limits.command_ms,
                limits.message_bytes,
            );
            let link = if values.embedded() {
                Link::Waiting
            } else {
                Link::Alone
            };
            Inner {
                values,
                state: RefCell::new(State {
                    link,
                    calls: Calls::default(),
                    classic: None,
                    follow: None,
                    welcomed: false,
                    own: false,
                }),
                _notify: notify,
                fallback_ms: limits.fallback_ms,
            }
        });
        Self { inner }
    }

    /// Sets what listeners get beside the event's data.
    pub fn bind_with(&self, bind: Bind) {
        let bind: Box<dyn Fn(JsValue) -> JsValue> =
            Box::new(move |conversation| bind(&conversation));
        // It lives as long as JavaScript holds it.
        self.values().set_bind(&Closure::wrap(bind).into_js_value());
    }

    /// Whether another page embeds this one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.values().embedded()
    }

    /// The dialect in use.
    #[must_use]
    pub fn wire(&self) -> Wire {
        self.link().wire()
    }

    /// What the welcome said of where the plugin runs; null before it.
    #[must_use]
    pub fn context(&self) -> JsValue {
        self.values().context()
    }

    /// Registers a listener and returns the registration's number. If the event tells how things
    /// already are, the listener is told in a microtask, unless something newer comes first.
    pub fn on(&self, event: Name, call: Function, times: Times) -> u32 {
        self.values()
            .on(event.as_str(), &call, times == Times::Once)
    }

    /// Takes a registration back.
    pub fn remove(&self, number: u32) {
        self.values().remove(number);
    }

    /// A function that takes a registration back.
    #[must_use]
    pub fn unsubscriber(&self, number: u32) -> Function {
        self.values().unsubscriber(number)
    }

    /// Takes back every registration of an event, or those of one function.
    pub fn off(&self, event: Name, call: Option<&Function>) {
        let call = call.map_or(JsValue::UNDEFINED, Into::into);
        self.values().off(event.as_str(), &call);
    }

    /// What JavaScript keeps for it, for the object that an author sees.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.inner.values
    }

    pub(crate) fn state(&self) -> RefMut<'_, State> {
        self.inner.state.borrow_mut()
    }

    pub(crate) fn link(&self) -> Link {
        self.state().link
    }

    pub(crate) fn fallback_ms(&self) -> u32 {
        self.inner.fallback_ms
    }

    fn hear(&self, signal: HostSignal, number: u32, detail: u32) -> u32 {
        match signal {
            HostSignal::Call => {
                let command = (detail / 3).checked_sub(1).and_then(command_of);
                return self.start(number, command, detail % 3) as u32;
            }
            HostSignal::Reply => return self.take_answered(number, detail).into(),
            HostSignal::Welcome => self.welcome(),
            HostSignal::Closed => self.close(number > 0),
            HostSignal::Timeout => self.time_out(number),
            HostSignal::Abort => self.abort(number),
            HostSignal::Fallback => self.fall_back(),
            HostSignal::First => self.tell_waiting(),
            HostSignal::Answer => self.answer_classic(number),
            HostSignal::Resized => self.look_again(),
            HostSignal::Measure => self.measure(),
            HostSignal::Send => self.send(number),
            HostSignal::Unsent => self.fail_unsent(number),
        }
        0
    }
}

/// The command of this number; none for an author's message of their own.
pub(crate) fn command_of(number: u32) -> Option<command::Name> {
    command::Name::ALL.get(number as usize).copied()
}
