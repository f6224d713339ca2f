//! The stream of live changes: it says what changed, and the page fetches what it shows of it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::live::Change;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use crate::flow::{conversations, session};
use crate::state::{Action, Live};
use crate::store::Store;

/// Changes that come within this time are fetched together, in milliseconds.
const GATHER_MS: u32 = 120;
/// How long to wait before opening a stream that the browser gave up, in milliseconds.
const REOPEN_MS: u32 = 3_000;

/// The stream; dropping it closes it.
pub(crate) struct Stream(Rc<Inner>);

struct Inner {
    store: Store,
    source: RefCell<Option<(EventSource, [EventListener; 3])>>,
    pending: RefCell<Pending>,
    gather: RefCell<Option<Timeout>>,
    reopen: RefCell<Option<Timeout>>,
    missed: Cell<bool>,
}

#[derive(Default)]
struct Pending {
    conversations: BTreeSet<ConversationId>,
    plugins: bool,
    workspace: bool,
    everything: bool,
}

impl Stream {
    /// Opens the stream for as long as the value lives.
    pub(crate) fn open(store: &Store) -> Self {
        let inner = Rc::new(Inner {
            store: store.clone(),
            source: RefCell::default(),
            pending: RefCell::default(),
            gather: RefCell::default(),
            reopen: RefCell::default(),
            missed: Cell::new(false),
        });
        inner.open();
        Self(inner)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.0.close();
        self.0.reopen.take();
        self.0.gather.take();
    }
}

impl Inner {
    fn open(self: &Rc<Self>) {
        let Ok(source) = EventSource::new("/api/events") else {
            return;
        };
        let on = |name: &'static str, act: fn(&Rc<Self>, &web_sys::Event)| {
            let weak = Rc::downgrade(self);
            EventListener::new(&source, name, move |event| {
                if let Some(inner) = weak.upgrade() {
                    act(&inner, event);
                }
            })
        };
        let listeners = [
            on("open", |inner, _| inner.opened()),
            on("error", |inner, _| inner.broke()),
            on("message", |inner, event| inner.heard(event)),
        ];
        *self.source.borrow_mut() = Some((source, listeners));
    }

    fn close(&self) {
        if let Some((source, _)) = self.source.take() {
            source.close();
        }
    }

    fn opened(self: &Rc<Self>) {
        self.store.dispatch(Action::Live(Live::On));
        if self.missed.replace(false) {
            session::refresh_all(&self.store);
        }
    }

    fn broke(self: &Rc<Self>) {
        self.store.dispatch(Action::Live(Live::Reconnecting));
        let given_up = self
            .source
            .borrow()
            .as_ref()
            .is_some_and(|(source, _)| source.ready_state() == EventSource::CLOSED);
        if given_up {
            // A new stream does not know the last id that this one heard.
            self.missed.set(true);
            // The usual cause is that the session ended.
            session::check(&self.store);
            let weak = Rc::downgrade(self);
            *self.reopen.borrow_mut() = Some(Timeout::new(REOPEN_MS, move || {
                if let Some(inner) = weak.upgrade() {
                    inner.close();
                    inner.open();
                }
            }));
        }
    }

    fn heard(self: &Rc<Self>, event: &web_sys::Event) {
        let change = event
            .dyn_ref::<MessageEvent>()
            .and_then(|event| event.data().as_string())
            .and_then(|text| serde_json::from_str::<Change>(&text).ok());
        let Some(change) = change else {
            return;
        };
        {
            let mut pending = self.pending.borrow_mut();
            match change {
                Change::Conversation { id } => drop(pending.conversations.insert(id)),
                Change::Plugins => pending.plugins = true,
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
