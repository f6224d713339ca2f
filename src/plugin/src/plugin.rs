//! One plugin: what it holds, and its listeners.

use std::cell::{RefCell, RefMut};
use std::rc::{Rc, Weak};

use encaixe_protocol::event::Name;
use encaixe_protocol::limits::Limits;
use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::classic::Classic;
use crate::conversation::Known;
use crate::error::report;
use crate::events::{Listeners, Times};
use crate::height::Follow;
use crate::link::{Link, Wire};
use crate::queue::Calls;
use crate::transport::{Listener, Page};

/// A plugin's side of the connection. Clones are the same plugin; when the last one goes, so does the
/// connection.
#[derive(Clone)]
pub struct Plugin {
    pub(crate) inner: Rc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) page: Option<Page>,
    /// Never borrowed while code of the author runs.
    pub(crate) state: RefCell<State>,
    /// Functions that take a value, made once: bound to it, they cost no memory of this module.
    pub(crate) deadline: Given,
    pub(crate) outcome: Given,
    pub(crate) fallback: Given,
    pub(crate) resized: Given,
    pub(crate) measure: Given,
    late: Given,
    unsubscribe: Given,
}

pub(crate) type Given = Closure<dyn Fn(JsValue)>;

/// Makes the second argument of a listener from the conversation of the event, null when none is open.
pub type Bind = Rc<dyn Fn(&JsValue) -> JsValue>;

pub(crate) struct State {
    pub(crate) link: Link,
    pub(crate) calls: Calls,
    pub(crate) known: Known,
    pub(crate) limits: Limits,
    pub(crate) context: JsValue,
    listeners: Listeners,
    bind: Option<Bind>,
    pub(crate) leave: Option<Listener>,
    /// The origins that may embed the page, for another hello.
    pub(crate) hosts: Option<String>,
    /// The older dialect, from the hello to the welcome.
    pub(crate) classic: Option<Classic>,
    /// What keeps the frame as high as the content.
    pub(crate) follow: Option<Follow>,
}

impl Plugin {
    /// A plugin on this page that has said nothing yet. Without a page, or on one that nothing embeds,
    /// listeners hear nothing and calls are rejected with `not_embedded`.
    #[must_use]
    pub fn new(page: Option<Page>, limits: Limits) -> Self {
        let link = if page.as_ref().is_some_and(Page::is_embedded) {
            Link::Waiting(Vec::new())
        } else {
            Link::Alone
        };
        let inner = Rc::new_cyclic(|inner| Inner {
            page,
            state: RefCell::new(State {
                link,
                calls: Calls::default(),
                known: Known::default(),
                limits,
                context: JsValue::NULL,
                listeners: Listeners::default(),
                bind: None,
                leave: None,
                hosts: None,
                classic: None,
                follow: None,
            }),
            deadline: given(inner, |plugin, number| plugin.time_out(of(number))),
            outcome: given(inner, Self::tell_outcome),
            fallback: given(inner, |plugin, _| plugin.fall_back()),
            resized: given(inner, |plugin, _| plugin.look_again()),
            measure: given(inner, |plugin, _| plugin.measure()),
            late: given(inner, |plugin, number| plugin.tell_late(of(number))),
            unsubscribe: given(inner, |plugin, number| plugin.remove(of(number))),
        });
        Self { inner }
    }

    /// Sets what listeners get beside the event's data.
    pub fn bind_with(&self, bind: Bind) {
        self.state().bind = Some(bind);
    }

    /// Whether another page embeds this one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        !matches!(self.state().link, Link::Alone)
    }

    /// The dialect in use.
    #[must_use]
    pub fn wire(&self) -> Wire {
        self.state().link.wire()
    }

    /// What the welcome said of where the plugin runs; null before it.
    #[must_use]
    pub fn context(&self) -> JsValue {
        self.state().context.clone()
    }

    /// Registers a listener and returns the registration's number. If the event tells how things
    /// already are, the listener is told in a microtask, unless something newer comes first.
    pub fn on(&self, event: Name, call: Function, times: Times) -> u32 {
        let mut state = self.state();
        let number = state.listeners.add(event, call, times);
        if let (true, Some(page)) = (state.known.event() == Some(event), &self.inner.page) {
            page.own()
                .queue_microtask(&with(&self.inner.late, &number.into()));
        }
        number
    }

    /// Takes a registration back.
    pub fn remove(&self, number: u32) {
        self.state().listeners.remove(number);
    }

    /// A function that takes a registration back.
    #[must_use]
    pub fn unsubscriber(&self, number: u32) -> Function {
        with(&self.inner.unsubscribe, &number.into())
    }

    /// Takes back every registration of an event, or those of one function.
    pub fn off(&self, event: Name, call: Option<&Function>) {
        self.state().listeners.remove_all(event, call);
    }

    pub(crate) fn state(&self) -> RefMut<'_, State> {
        self.inner.state.borrow_mut()
    }

    fn tell_late(&self, number: u32) {
        let state = self.state();
        let event = state.listeners.fresh(number);
        let (now, data, conversation) = state.known.told();
        drop(state);
        if event.is_some() && event == now {
            self.deliver(number, &data, &self.bound(&conversation));
        }
    }

    /// Calls the listeners of an event.
    pub(crate) fn dispatch(&self, event: Name, data: &JsValue, conversation: &JsValue) {
        let numbers = self.state().listeners.of(event);
        if numbers.is_empty() {
            return;
        }
        let bound = self.bound(conversation);
        for number in numbers {
            self.deliver(number, data, &bound);
        }
    }

    fn deliver(&self, number: u32, data: &JsValue, bound: &JsValue) {
        let call = self.state().listeners.call(number);
        if let Some(Err(error)) = call.map(|call| call.call2(&JsValue::UNDEFINED, data, bound)) {
            report("a listener threw", &error);
        }
    }

    fn bound(&self, conversation: &JsValue) -> JsValue {
        let bind = self.state().bind.clone();
        bind.map_or(JsValue::UNDEFINED, |bind| bind(conversation))
    }
}

fn given(plugin: &Weak<Inner>, run: fn(&Plugin, &JsValue)) -> Given {
    let plugin = Weak::clone(plugin);
    Closure::new(move |value| {
        if let Some(inner) = plugin.upgrade() {
            run(&Plugin { inner }, &value);
        }
    })
}

/// The number that a function was bound to.
fn of(number: &JsValue) -> u32 {
    number.as_f64().map_or(0, |number| number as u32)
}

/// The function, bound to a value.
pub(crate) fn with(function: &Given, value: &JsValue) -> Function {
    bare(function)
        .bind1(&JsValue::UNDEFINED, value)
        .unchecked_into()
}

/// The function, to be called with whatever its caller gives.
pub(crate) fn bare(function: &Given) -> &Function {
    function.as_js_value().unchecked_ref()
}
