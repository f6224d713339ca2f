//! Shows that a plugin still works on what was opened, from a moment after it was told until its listeners are done.

use std::cell::Cell;
use std::rc::Rc;

use encaixe_api::id::PluginId;
use gloo_timers::callback::Timeout;

use crate::state::Action;
use crate::store::Store;

/// Listeners that take less time than this show nothing, in milliseconds.
const AFTER_MS: u32 = 300;

/// The longest wait, in milliseconds: a promise may never be settled.
const MOST_MS: u32 = 10_000;

/// One plugin at work on one event.
pub(super) struct Working {
    store: Store,
    id: PluginId,
    stage: Cell<Progress>,
    timer: Cell<Option<Timeout>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    Quick,
    Shown,
    Done,
}

impl Working {
    /// The event was sent.
    pub(super) fn begin(store: &Store, id: &PluginId) -> Rc<Self> {
        let working = Rc::new(Self {
            store: store.clone(),
            id: id.clone(),
            stage: Cell::new(Progress::Quick),
            timer: Cell::default(),
        });
        working.after(AFTER_MS, Self::show);
        working
    }

    fn after(self: &Rc<Self>, ms: u32, then: fn(&Rc<Self>)) {
        let working = Rc::downgrade(self);
        let timer = Timeout::new(ms, move || {
            if let Some(working) = working.upgrade() {
                then(&working);
            }
        });
        self.timer.set(Some(timer));
    }

    fn show(self: &Rc<Self>) {
        self.stage.set(Progress::Shown);
        self.after(MOST_MS, |working| working.end());
        self.store.dispatch(Action::Working(self.id.clone(), true));
    }

    /// The listeners are done, or nobody waits for them any more.
    pub(super) fn end(&self) {
        self.timer.set(None);
        if self.stage.replace(Progress::Done) == Progress::Shown {
            self.store.dispatch(Action::Working(self.id.clone(), false));
        }
    }
}
