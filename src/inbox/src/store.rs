//! Holds the one state and tells who listens; components, frames, commands and the live stream share it.

use std::cell::{Cell, RefCell, RefMut};
use std::rc::Rc;

use crate::drafts::Drafts;
use crate::frames::Frames;
use crate::freshness::Freshness;
use crate::state::{Action, State};

type Listener = Rc<dyn Fn(&State)>;

/// A handle on the state; clones are the same store.
#[derive(Clone)]
pub(crate) struct Store(Rc<Inner>);

struct Inner {
    state: RefCell<Rc<State>>,
    freshness: RefCell<Freshness>,
    drafts: RefCell<Drafts>,
    reading: Cell<bool>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    next: Cell<u32>,
    /// What holds the frames; they hold the store.
    frames: RefCell<Option<Frames>>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Store {
    /// A store that begins with `state`.
    pub(crate) fn new(state: State) -> Self {
        Self(Rc::new(Inner {
            state: RefCell::new(Rc::new(state)),
            freshness: RefCell::default(),
            drafts: RefCell::default(),
            reading: Cell::new(false),
            listeners: RefCell::default(),
            next: Cell::new(0),
            frames: RefCell::default(),
        }))
    }

    /// The state as it is now.
    pub(crate) fn state(&self) -> Rc<State> {
        self.0.state.borrow().clone()
    }

    /// What is known of the age of the state's parts; let go of it before anything else is called.
    pub(crate) fn freshness(&self) -> RefMut<'_, Freshness> {
        self.0.freshness.borrow_mut()
    }

    /// What agents have begun to write; let go of it before anything else is called. Nobody is told of a
    /// change: every letter would draw the page anew.
    pub(crate) fn drafts(&self) -> RefMut<'_, Drafts> {
        self.0.drafts.borrow_mut()
    }

    /// Whether the server is being told that the open conversation is read.
    pub(crate) fn reading(&self) -> &Cell<bool> {
        &self.0.reading
    }

    /// The frames of the page, once it has some.
    pub(crate) fn frames(&self) -> Option<Frames> {
        self.0.frames.borrow().clone()
    }

    /// Gives the page its frames.
    pub(crate) fn set_frames(&self, frames: &Frames) {
        *self.0.frames.borrow_mut() = Some(frames.clone());
    }

    /// Applies `action` and tells every listener.
    pub(crate) fn dispatch(&self, action: Action) {
        let mut state = State::clone(&self.state());
        state.reduce(action);
        *self.0.state.borrow_mut() = Rc::new(state);
        // A listener may dispatch or unsubscribe: none may find the list borrowed.
        let listeners: Vec<Listener> = self
            .0
            .listeners
            .borrow()
            .iter()
            .map(|(_, listener)| Rc::clone(listener))
            .collect();
        for listener in listeners {
            listener(&self.state());
        }
    }

    /// Calls `listener` after every action until the subscription is dropped.
    pub(crate) fn subscribe(&self, listener: impl Fn(&State) + 'static) -> Subscription {
        let id = self.0.next.get();
        self.0.next.set(id.wrapping_add(1));
        self.0.listeners.borrow_mut().push((id, Rc::new(listener)));
        Subscription {
            store: self.clone(),
            id,
        }
    }
}

/// Ends the subscription when it is dropped.
#[must_use = "dropping a subscription ends it"]
pub(crate) struct Subscription {
    store: Store,
    id: u32,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.store
            .0
            .listeners
            .borrow_mut()
            .retain(|(id, _)| *id != self.id);
    }
}
