//! Reports a frame's state to the server, for the settings page. A state that changes many times a second is reported at a
//! bounded rate.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{FrameState, StateReport};
use encaixe_host::Status;
use encaixe_protocol::scope::Scopes;
use encaixe_ui::time;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use crate::api_client;

/// The least time between two reports of a frame, in milliseconds.
const PAUSE_MS: u32 = 5_000;

/// How long a scope that was used is not reported again, in milliseconds.
const USED_MS: f64 = 3_600_000.0;

/// Reports one frame's states, and the scopes that its plugin used: the first at once, and later ones when the time since the last is
/// over.
pub(super) struct Reporter {
    id: PluginId,
    /// The scopes that were used and are not reported yet, and all since that time.
    pending: Cell<Scopes>,
    used: Cell<(f64, Scopes)>,
    sent: RefCell<Option<StateReport>>,
    next: RefCell<Option<StateReport>>,
    pause: Cell<Option<Timeout>>,
}

impl Reporter {
    pub(super) fn new(id: PluginId) -> Rc<Self> {
        Rc::new(Self {
            id,
            pending: Cell::default(),
            used: Cell::default(),
            sent: RefCell::default(),
            next: RefCell::default(),
            pause: Cell::new(None),
        })
    }

    /// Notes the frame's state, unless it is a passing one.
    pub(super) fn report(self: &Rc<Self>, status: &Status) {
        if matches!(status.state, FrameState::Loading | FrameState::Connecting) {
            return;
        }
        self.queue(StateReport {
            state: status.state,
            reason: status.reason,
            seen: status.seen.clone(),
            used: Scopes::NONE,
        });
    }

    /// Notes that the plugin used these, as far as it holds them.
    pub(super) fn used(self: &Rc<Self>, scopes: Scopes) {
        let (since, known) = self.used.get();
        let now = time::now();
        let (since, known) = if now - since < USED_MS {
            (since, known)
        } else {
            (now, Scopes::NONE)
        };
        if known.covers(scopes) {
            return;
        }
        self.used.set((since, known.or(scopes)));
        self.pending.set(self.pending.get().or(scopes));
        let last = self.next.take().or_else(|| self.sent.borrow().clone());
        if let Some(last) = last {
            self.queue(last);
        }
    }

    fn queue(self: &Rc<Self>, report: StateReport) {
        *self.next.borrow_mut() = Some(report);
        let pause = self.pause.take();
        if pause.is_some() {
            self.pause.set(pause);
        } else {
            self.send();
        }
    }

    /// Sends the newest, if it is news, and waits before the next.
    fn send(self: &Rc<Self>) {
        let Some(mut report) = self.next.take() else {
            return;
        };
        let used = self.pending.take();
        let is_new = self.sent.borrow().as_ref() != Some(&report);
        if !is_new && used == Scopes::NONE {
            return;
        }
        *self.sent.borrow_mut() = Some(report.clone());
        // What was made for a page that was not verified never reached it.
        if matches!(report.state, FrameState::Verified | FrameState::Classic) {
            report.used = used;
        }
        let this = Rc::downgrade(self);
        self.pause.set(Some(Timeout::new(PAUSE_MS, move || {
            if let Some(this) = this.upgrade() {
                drop(this.pause.take());
                this.send();
            }
        })));
        let id = self.id.clone();
        spawn_local(async move {
            // Nothing on this page depends on it; the next state is reported again.
            let _ = api_client::report_state(&id, &report).await;
        });
    }
}
