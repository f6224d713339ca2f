//! Live changes: the server says what changed, and the page fetches what it shows of it.
//!
//! One stream serves every tab of a browser, because browsers open six connections to one server at most.
//! The tab that holds the lock reads the stream and relays it; when it closes, the next one takes over.
//!
//! A connection can die without a word, and a tab can be put to sleep by the browser. So every tab listens for
//! heartbeats. The one that reads the stream opens another when they stay away; any other asks it how it is doing,
//! and takes its place when it does not answer.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use encaixe_api::live::Change;
use encaixe_ui::shell::Live;
use encaixe_ui::time;
use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use wasm_bindgen_futures::spawn_local;
use web_sys::EventTarget;

use crate::api_client;
use crate::flow::conversations;
use crate::state::Action;
use crate::store::Store;

mod gather;
mod hearing;
mod lock;
mod pulse;
mod relay;
mod source;

use gather::Pending;
use lock::Lock;
use pulse::{Patience, Pulse};
use relay::{Relay, Word};
use source::Source;

/// Changes that come within this time are fetched together, in milliseconds.
const GATHER_MS: u32 = 120;

/// How often a tab looks whether the stream was heard, in milliseconds.
const LOOK_MS: u32 = 1_000;

/// How long the tab that reads the stream may take to say how it is doing, in milliseconds.
const ANSWER_MS: u32 = 1_500;

/// Events of the window at which the stream is looked after: the page may have been away.
const RETURNS: [&str; 3] = ["online", "focus", "pageshow"];

/// The stream of this tab; dropping it gives the lock to another tab.
pub(crate) struct Stream {
    inner: Rc<Inner>,
    _look: Interval,
    _listeners: Vec<EventListener>,
}

struct Inner {
    store: Store,
    relay: RefCell<Option<Relay>>,
    /// Only in the tab that holds the lock.
    source: RefCell<Option<Source>>,
    /// None where tabs cannot talk to each other: then each reads the stream.
    lock: RefCell<Option<Lock>>,
    pulse: RefCell<Pulse>,
    /// The tab that reads the stream was asked how it is doing.
    doubt: RefCell<Option<Timeout>>,
    /// The id of the last event heard, in whichever way.
    last: RefCell<Option<String>>,
    pending: RefCell<Pending>,
    gather: RefCell<Option<Timeout>>,
    /// The next opening begins without the events before it.
    missed: Cell<bool>,
}

impl Stream {
    /// Listens for as long as the value lives.
    pub(crate) fn open(store: &Store) -> Self {
        let inner = Rc::new(Inner {
            store: store.clone(),
            relay: RefCell::default(),
            lock: RefCell::default(),
            pulse: RefCell::new(Pulse::new(time::now())),
            doubt: RefCell::default(),
            source: RefCell::default(),
            last: RefCell::default(),
            pending: RefCell::default(),
            gather: RefCell::default(),
            missed: Cell::new(false),
        });
        let weak = Rc::downgrade(&inner);
        *inner.relay.borrow_mut() = Relay::open(move |word| {
            if let Some(inner) = weak.upgrade() {
                inner.relayed(word);
            }
        });
        inner.relay(&Word::Ask);
        if inner.relay.borrow().is_some() {
            let lock = Lock::request(inner.calling(Inner::lead), inner.calling(Inner::follow));
            *inner.lock.borrow_mut() = Some(lock);
        } else {
            inner.lead();
        }
        let look = inner.calling(|inner| inner.look(Patience::Usual));
        Self {
            _look: Interval::new(LOOK_MS, look),
            _listeners: inner.listen(),
            inner,
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.inner.source.take();
        self.inner.lock.take();
        self.inner.relay.take();
        self.inner.gather.take();
        self.inner.doubt.take();
    }
}

impl Inner {
    /// A function that does this as long as there is a stream.
    fn calling(self: &Rc<Self>, act: fn(&Rc<Self>)) -> impl Fn() + use<> + 'static {
        let weak: Weak<Self> = Rc::downgrade(self);
        move || {
            if let Some(inner) = weak.upgrade() {
                act(&inner);
            }
        }
    }

    /// Looks after the stream when the page may have been away.
    fn listen(self: &Rc<Self>) -> Vec<EventListener> {
        let Some(window) = web_sys::window() else {
            return Vec::new();
        };
        let on = |target: &EventTarget, name: &'static str, act: fn(&Rc<Self>)| {
            let call = self.calling(act);
            EventListener::new(target, name, move |_| call())
        };
        let mut listeners: Vec<EventListener> = RETURNS
            .iter()
            .map(|name| on(&window, name, Self::back))
            .collect();
        listeners.push(on(&window, "offline", Self::probe));
        if let Some(document) = window.document() {
            listeners.push(on(&document, "visibilitychange", |inner| {
                if !conversations::is_hidden() {
                    inner.back();
                }
            }));
        }
        listeners
    }

    /// Whether this tab reads the stream.
    fn leads(&self) -> bool {
        self.source.borrow().is_some()
    }

    /// The page is looked at again, or the network is back.
    fn back(self: &Rc<Self>) {
        let is_open = match &*self.source.borrow() {
            Some(source) => source.is_open(),
            None => self.store.state().live == Live::On,
        };
        if is_open {
            self.look(Patience::Short);
        } else if self.pulse.borrow().last() + f64::from(LOOK_MS) < time::now() {
            // Waiting for its turn would take longer than is needed now.
            self.mend();
        }
    }

    /// The browser says that there is no network, which is not true for a server on this machine.
    fn probe(self: &Rc<Self>) {
        if self.leads() {
            let weak = Rc::downgrade(self);
            spawn_local(async move {
                let answer = api_client::me().await;
                if let (Err(failure), Some(inner)) = (answer, weak.upgrade())
                    && failure.status.is_none()
                {
                    inner.mend();
                }
            });
        }
    }

    /// Does something about a stream that was silent for too long.
    fn look(self: &Rc<Self>, patience: Patience) {
        let is_silent = self.pulse.borrow_mut().is_silent(time::now(), patience);
        if is_silent {
            self.mend();
        }
    }

    fn mend(self: &Rc<Self>) {
        if self.leads() {
            self.pulse.borrow_mut().opening(time::now());
            self.show(Live::Reconnecting);
            api_client::shed_dead_connections();
            if let Some(source) = &*self.source.borrow() {
                source.reopen();
            }
        } else if self.doubt.borrow().is_none() {
            self.relay(&Word::Ask);
            let call = self.calling(Self::doubt);
            *self.doubt.borrow_mut() = Some(Timeout::new(ANSWER_MS, call));
        }
    }

    /// The tab that reads the stream has not answered: it sleeps, or is gone without the browser having noticed.
    fn doubt(self: &Rc<Self>) {
        self.doubt.take();
        self.display(Live::Reconnecting);
        self.take_over();
    }

    fn take_over(&self) {
        self.pulse.borrow_mut().opening(time::now());
        if let Some(lock) = &*self.lock.borrow() {
            lock.steal();
        }
    }

    /// Another tab took the lock away from this one while it slept.
    fn follow(self: &Rc<Self>) {
        self.source.take();
        self.pulse.borrow_mut().opening(time::now());
        self.relay(&Word::Ask);
    }

    /// This tab holds the lock: it reads the stream from where the last one stopped.
    fn lead(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let last = self.last.borrow().clone();
        // A tab that took over without having heard an id cannot know what it missed.
        self.missed
            .set(last.is_none() && self.store.state().live != Live::Off);
        self.doubt.take();
        self.pulse.borrow_mut().opening(time::now());
        let source = Source::open(last, move |heard| {
            if let Some(inner) = weak.upgrade() {
                inner.heard(heard);
            }
        });
        *self.source.borrow_mut() = Some(source);
    }

    fn show(&self, live: Live) {
        self.tell_doing(live == Live::On);
        self.display(live);
    }

    fn display(&self, live: Live) {
        if self.store.state().live != live {
            self.store.dispatch(Action::Live(live));
        }
    }

    fn tell_doing(&self, open: bool) {
        let every_ms = self.pulse.borrow().every();
        let last = self.last.borrow().clone();
        self.relay(&Word::Doing {
            open,
            hidden: conversations::is_hidden(),
            every_ms,
            last,
        });
    }

    fn relay(&self, word: &Word) {
        if let Some(relay) = &*self.relay.borrow() {
            relay.send(word);
        }
    }

    /// Notes a change; what comes shortly after it is fetched together with it.
    fn take(self: &Rc<Self>, change: Change) {
        self.pending.borrow_mut().note(&self.store, change);
        if self.gather.borrow().is_none() {
            let fetch = self.calling(|inner| {
                inner.gather.take();
                inner.pending.take().fetch(&inner.store);
            });
            *self.gather.borrow_mut() = Some(Timeout::new(GATHER_MS, fetch));
        }
    }
}
