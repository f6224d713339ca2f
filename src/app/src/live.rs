//! Live changes: the server says what changed, and the page fetches what it shows of it.
//!
//! One stream serves every tab of a browser, because browsers open six connections to one server at most.
//! The tab that holds the lock reads the stream and relays it; when it closes, the next one takes over.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::live::Change;
use gloo_timers::callback::Timeout;

use crate::flow::{conversations, session};
use crate::state::revisions::Topic;
use crate::state::{Action, Live};
use crate::store::Store;

mod lock;
mod relay;
mod source;

use lock::Lock;
use relay::{Relay, Word};
use source::{Heard, Source};

/// Changes that come within this time are fetched together, in milliseconds.
const GATHER_MS: u32 = 120;

/// The stream of this tab; dropping it gives the lock to another tab.
pub(crate) struct Stream {
    inner: Rc<Inner>,
    _lock: Lock,
}

struct Inner {
    store: Store,
    relay: RefCell<Option<Relay>>,
    /// Only in the tab that holds the lock.
    source: RefCell<Option<Source>>,
    /// The id of the last event heard, in whichever way.
    last: RefCell<Option<String>>,
    pending: RefCell<Pending>,
    gather: RefCell<Option<Timeout>>,
    /// The next opening begins without the events before it.
    missed: Cell<bool>,
}

#[derive(Default)]
struct Pending {
    conversations: BTreeSet<ConversationId>,
    plugins: bool,
    states: bool,
    workspace: bool,
    tokens: bool,
    replies: bool,
    everything: bool,
}

impl Stream {
    /// Listens for as long as the value lives.
    pub(crate) fn open(store: &Store) -> Self {
        let inner = Rc::new(Inner {
            store: store.clone(),
            relay: RefCell::default(),
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
        let weak = Rc::downgrade(&inner);
        let lock = Lock::request(move || {
            if let Some(inner) = weak.upgrade() {
                inner.lead();
            }
        });
        Self { inner, _lock: lock }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.inner.source.take();
        self.inner.relay.take();
        self.inner.gather.take();
    }
}

impl Inner {
    /// This tab holds the lock: it reads the stream from where the last one stopped.
    fn lead(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let last = self.last.borrow().clone();
        // A tab that took over without having heard an id cannot know what it missed.
        self.missed
            .set(last.is_none() && self.store.state().live != Live::Off);
        let source = Source::open(last, move |heard| {
            if let Some(inner) = weak.upgrade() {
                inner.heard(heard);
            }
        });
        *self.source.borrow_mut() = Some(source);
    }

    fn heard(self: &Rc<Self>, heard: Heard) {
        match heard {
            Heard::Opened => {
                self.show(Live::On);
                if self.missed.replace(false) {
                    self.take(Change::Reset);
                    self.relay(&Word::Change(Change::Reset, None));
                }
            }
            Heard::Broke => self.show(Live::Reconnecting),
            Heard::GaveUp => {
                self.show(Live::Reconnecting);
                // The usual cause is that the session ended.
                session::check(&self.store);
                self.missed.set(self.last.borrow().is_none());
            }
            Heard::Change(change, id) => {
                if id.is_some() {
                    self.last.borrow_mut().clone_from(&id);
                }
                self.relay(&Word::Change(change.clone(), id));
                self.take(change);
            }
        }
    }

    fn relayed(self: &Rc<Self>, word: Word) {
        match word {
            Word::Ask if self.source.borrow().is_some() => {
                let live = self.store.state().live;
                self.relay(&Word::State(live == Live::On));
            }
            Word::Ask => {}
            Word::State(on) if self.source.borrow().is_none() => {
                let live = if on { Live::On } else { Live::Reconnecting };
                self.store.dispatch(Action::Live(live));
            }
            Word::State(_) => {}
            Word::Change(change, id) => {
                if id.is_some() {
                    *self.last.borrow_mut() = id;
                }
                self.take(change);
            }
        }
    }

    fn show(&self, live: Live) {
        self.relay(&Word::State(live == Live::On));
        self.store.dispatch(Action::Live(live));
    }

    fn relay(&self, word: &Word) {
        if let Some(relay) = &*self.relay.borrow() {
            relay.tell(word);
        }
    }

    /// Notes a change; what comes shortly after it is fetched together with it.
    fn take(self: &Rc<Self>, change: Change) {
        {
            let mut pending = self.pending.borrow_mut();
            match change {
                Change::Conversation { id } => drop(pending.conversations.insert(id)),
                Change::Plugins => pending.plugins = true,
                Change::PluginStates => pending.states = true,
                Change::CannedReplies => pending.replies = true,
                Change::Tokens => pending.tokens = true,
                Change::Workspace => pending.workspace = true,
                Change::Reset => pending.everything = true,
            }
        }
        if self.gather.borrow().is_none() {
            let weak = Rc::downgrade(self);
            *self.gather.borrow_mut() = Some(Timeout::new(GATHER_MS, move || {
                if let Some(inner) = weak.upgrade() {
                    inner.gather.take();
                    inner.fetch();
                }
            }));
        }
    }

    fn fetch(&self) {
        let pending = self.pending.take();
        let store = &self.store;
        for (changed, topic) in [
            (pending.plugins || pending.states, Topic::Plugins),
            (pending.workspace, Topic::Workspace),
            (pending.tokens, Topic::Tokens),
            (pending.replies, Topic::Replies),
        ] {
            if changed || pending.everything {
                store.dispatch(Action::Changed(topic));
            }
        }
        if pending.everything {
            return session::refresh_all(store);
        }
        if !pending.conversations.is_empty() {
            conversations::load_list(store);
            conversations::refresh(store, &pending.conversations);
        }
        if pending.plugins {
            session::load_frames(store);
        }
        if pending.workspace {
            session::refresh_directory(store);
        }
    }
}
