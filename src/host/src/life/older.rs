//! Whether a frame's page speaks the older dialect, and what it says in it.

use std::rc::Rc;

use encaixe_api::plugin::FrameState;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::{Life, with};
use crate::classic::Bridge;
use crate::dispatch::Document;
use crate::gate::Heard;
use crate::machine::Input;
use crate::{log, transport, wire};

/// How many messages of the older dialect are kept until it is known whether the page speaks no other.
const EARLY: usize = 100;

/// How a frame stands to the older dialect.
pub(super) enum Older {
    /// The page may still say hello: what it says meanwhile in the older dialect is kept.
    Undecided {
        early: Vec<JsValue>,
        /// It runs from the first `load` on.
        timer: Option<Timeout>,
    },
    /// It is spoken.
    Spoken(Rc<Bridge>),
    /// The registration does not allow it, or the page spoke the other one.
    Never,
}

impl Older {
    /// As the registration has it.
    pub(super) const fn new(allowed: bool) -> Self {
        if allowed {
            Self::Undecided {
                early: Vec::new(),
                timer: None,
            }
        } else {
            Self::Never
        }
    }
}

impl Life {
    /// Something loaded: the page has a little longer to say hello.
    pub(super) fn decide_older_soon(self: &Rc<Self>) {
        if let Older::Undecided { timer, .. } = &mut *self.older.borrow_mut()
            && timer.is_none()
        {
            let life = Rc::downgrade(self);
            *timer = Some(Timeout::new(self.spec.limits.classic_ms, move || {
                with(&life, Self::begin_older);
            }));
        }
    }

    /// Speaks the older dialect from here on, unless the page said a bad hello.
    fn begin_older(self: &Rc<Self>) {
        let Older::Undecided { early, .. } = self.older.replace(Older::Never) else {
            return;
        };
        if !self.awaits_hello() {
            return;
        }
        let (frame, origin) = (self.element.clone(), self.registered.origin.clone());
        let post = move |message: &JsValue| transport::post_to_window(&frame, message, &origin);
        let waiting = usize::try_from(self.spec.limits.call_burst).unwrap_or(usize::MAX);
        let (bridge, far) = match Bridge::open(waiting, post) {
            Ok(opened) => opened,
            Err(error) => return log::error("the older dialect cannot be spoken", &error),
        };
        self.older.replace(Older::Spoken(Rc::clone(&bridge)));
        let document = Document::open(&far, Rc::clone(&self.shared), |_| {});
        self.turn(Input::Older(document), Some(&self.welcome("")));
        for message in early {
            bridge.hear(&message);
        }
    }

    /// Takes a message of the older dialect.
    pub(super) fn hear_older(self: &Rc<Self>, heard: Heard) {
        let ours = heard.origin == self.registered.origin;
        let spoken = self.status().state == FrameState::Classic;
        let bridge = match &mut *self.older.borrow_mut() {
            Older::Undecided { early, .. } if ours && self.awaits_hello() => {
                let most = self.spec.limits.message_bytes;
                if early.len() < EARLY && wire::weigh(&heard.data, most).is_ok() {
                    early.push(heard.data);
                }
                return;
            }
            Older::Spoken(bridge) if ours && spoken => Some(Rc::clone(bridge)),
            Older::Undecided { .. } | Older::Spoken(_) | Older::Never => None,
        };
        if let Some(bridge) = bridge {
            bridge.hear(&heard.data);
        } else {
            self.feed(Input::Classic);
        }
    }

    /// Whether a message shows that a page of another origin is in a frame that may speak the older dialect, which has
    /// nothing else to tell it by. A verified document has: its own port.
    pub(super) fn is_strange(&self, origin: &str) -> bool {
        self.spec.classic
            && origin != self.registered.origin
            && self.status().state != FrameState::Verified
    }

    /// The page had its time to say hello. One whose `load` is still to come, but that spoke the older dialect, is taken at
    /// its word; gives whether it was.
    pub(super) fn is_older(self: &Rc<Self>) -> bool {
        let spoke = match &*self.older.borrow() {
            Older::Undecided { early, .. } => !early.is_empty(),
            Older::Spoken(_) | Older::Never => false,
        };
        if spoke {
            self.begin_older();
        }
        spoke
    }

    /// Whether the frame has heard no hello yet, neither a good one nor a bad one.
    fn awaits_hello(&self) -> bool {
        matches!(
            self.status().state,
            FrameState::Loading | FrameState::Connecting | FrameState::Failed
        )
    }
}
