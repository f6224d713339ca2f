//! The classic dialect of one frame: whether its page speaks it, and the bridge to it.

use std::rc::Rc;

use encaixe_api::plugin::FrameState;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::{Life, with};
use crate::classic::Bridge;
use crate::dispatch::Document;
use crate::gate::WindowMessage;
use crate::machine::Input;
use crate::{log, transport, wire};

/// How many messages of the classic dialect are kept until it is known whether the page speaks no other.
const EARLY: usize = 100;

/// Whether the classic dialect is in use.
pub(super) enum ClassicState {
    /// The page may still say hello: its classic messages are kept until then.
    Undecided {
        early: Vec<JsValue>,
        /// It runs from the first `load` on.
        timer: Option<Timeout>,
    },
    /// In use.
    Open(Rc<Bridge>),
    /// The registration does not allow it, or the page said hello.
    Never,
}

impl ClassicState {
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
    pub(super) fn begin_classic_soon(self: &Rc<Self>) {
        if let ClassicState::Undecided { timer, .. } = &mut *self.classic.borrow_mut()
            && timer.is_none()
        {
            let life = Rc::downgrade(self);
            *timer = Some(Timeout::new(self.spec.limits.classic_ms, move || {
                with(&life, Self::begin_classic);
            }));
        }
    }

    /// Speaks the classic dialect from here on, unless the page said a bad hello.
    fn begin_classic(self: &Rc<Self>) {
        let ClassicState::Undecided { early, .. } = self.classic.replace(ClassicState::Never)
        else {
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
            Err(error) => return log::error("the classic dialect cannot be spoken", &error),
        };
        self.classic.replace(ClassicState::Open(Rc::clone(&bridge)));
        let document = Document::open(&far, Rc::clone(&self.shared), |_| {});
        self.turn(Input::ClassicBridge(document), Some(&self.welcome("")));
        for message in early {
            bridge.hear(&message);
        }
    }

    /// Takes a message of the classic dialect.
    pub(super) fn hear_classic(self: &Rc<Self>, heard: WindowMessage) {
        let ours = heard.origin == self.registered.origin;
        let spoken = self.status().state == FrameState::Classic;
        let bridge = match &mut *self.classic.borrow_mut() {
            ClassicState::Undecided { early, .. } if ours && self.awaits_hello() => {
                let most = self.spec.limits.message_bytes;
                if early.len() < EARLY && wire::measure(&heard.data, most).is_ok() {
                    early.push(heard.data);
                }
                return;
            }
            ClassicState::Open(bridge) if ours && spoken => Some(Rc::clone(bridge)),
            ClassicState::Undecided { .. } | ClassicState::Open(_) | ClassicState::Never => None,
        };
        if let Some(bridge) = bridge {
            bridge.hear(&heard.data);
        } else {
            self.feed(Input::Classic);
        }
    }

    /// Whether a message proves that a page of another origin is in a frame that may speak the classic dialect. Only its window
    /// messages can show that; a verified document has a port of its own.
    pub(super) fn is_strange(&self, origin: &str) -> bool {
        self.spec.classic
            && origin != self.registered.origin
            && self.status().state != FrameState::Verified
    }

    /// Called when the time for the hello is over. A page that has not fired `load` but has sent classic messages is taken for a
    /// classic one; returns whether it was.
    pub(super) fn begin_classic_late(self: &Rc<Self>) -> bool {
        let spoke = match &*self.classic.borrow() {
            ClassicState::Undecided { early, .. } => !early.is_empty(),
            ClassicState::Open(_) | ClassicState::Never => false,
        };
        if spoke {
            self.begin_classic();
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
