//! Reports a frame's state to the server, for the settings page. A state that changes many times a second is reported at a
//! bounded rate.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{FrameState, StateReport};
use encaixe_host::Status;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use crate::api_client;

/// The least time between two reports of a frame, in milliseconds.
const PAUSE_MS: u32 = 5_000;

/// Reports one frame's states: the first at once, and later ones when the time since the last is over.
pub(super) struct Reporter {
    id: PluginId,
    sent: RefCell<Option<StateReport>>,
    next: RefCell<Option<StateReport>>,
    pause: Cell<Option<Timeout>>,
}

impl Reporter {
    pub(super) fn new(id: PluginId) -> Rc<Self> {
        Rc::new(Self {
            id,
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
        *self.next.borrow_mut() = Some(StateReport {
            state: status.state,
            reason: status.reason,
            seen: status.seen.clone(),
        });
        let pause = self.pause.take();
        if pause.is_some() {
            self.pause.set(pause);
        } else {
            self.send();
        }
    }

    /// Sends the newest, if it is news, and waits before the next.
    fn send(self: &Rc<Self>) {
        let Some(report) = self.next.take() else {
            return;
        };
        if self.sent.borrow().as_ref() == Some(&report) {
            return;
        }
        *self.sent.borrow_mut() = Some(report.clone());
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
