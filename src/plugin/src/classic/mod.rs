//! The older dialect, for a host that never answers a hello: window messages `{event, data}` to and from the
//! parent. Its names are in `encaixe_protocol::classic`, its data in `words.rs`.
//!
//! Nothing is said in it before the fallback, and a welcome ends it at any time. What is answered is asked one
//! at a time, kind by kind, since an answer does not say which question it is for.

mod lines;
mod words;

use std::rc::Rc;

use encaixe_protocol::command::Name;
use encaixe_protocol::{classic, event};
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::handshake;
use crate::link::Link;
use crate::plugin::Plugin;
use crate::transport::{Listener, Page};
use crate::wire::Incoming;

/// How many messages are kept until the fallback; the newest.
const KEPT: u32 = 100;

/// What is heard and asked in the older dialect.
#[derive(Debug)]
pub(crate) struct Classic {
    _ears: Listener,
    _ready: Option<Listener>,
    /// What the fallback still waits for: its time, and the end of the parsing.
    waits: u32,
    kept: Array,
    posted: Vec<Posted>,
}

/// A question that the host has. It keeps its place until it is answered, also when its call has ended.
#[derive(Debug, Clone, Copy)]
struct Posted {
    command: Name,
    number: u32,
    at: f64,
}

impl Classic {
    fn take(&mut self, command: Name) -> Option<Posted> {
        let found = self.posted.iter().find(|it| it.command == command).copied();
        self.posted.retain(|it| it.command != command);
        found
    }
}

impl Plugin {
    /// Begins to listen, and falls back when no welcome comes in time.
    pub(crate) fn await_classic(&self, page: &Page) {
        let inner = Rc::downgrade(&self.inner);
        let ears = page.hear(move |origin, message| {
            if let Some(inner) = inner.upgrade() {
                Self { inner }.hear_classic(&origin, message);
            }
        });
        let inner = Rc::downgrade(&self.inner);
        let ready = page.on_parsed(move || {
            if let Some(inner) = inner.upgrade() {
                Self { inner }.fall_back();
            }
        });
        let mut state = self.state();
        state.classic = Some(Classic {
            _ears: ears,
            waits: 1 + u32::from(ready.is_some()),
            _ready: ready,
            kept: Array::new(),
            posted: Vec::new(),
        });
        let ms = state.limits.fallback_ms;
        drop(state);
        self.timer(&self.inner.fallback, ms, &JsValue::UNDEFINED);
    }

    /// Takes the host for one of the older dialect, unless it answered, once everything is there that this waits for.
    pub(crate) fn fall_back(&self) {
        let mut state = self.state();
        let state_now = &mut *state;
        let Some(classic) = &mut state_now.classic else {
            return;
        };
        classic.waits = classic.waits.saturating_sub(1);
        if classic.waits > 0 {
            return;
        }
        if !state_now.link.fall_back() {
            return;
        }
        let kept = std::mem::replace(&mut classic.kept, Array::new());
        drop(state);
        let mut told = Vec::new();
        for place in 0..kept.length() {
            told.extend(self.learn_classic(&kept.get(place)));
        }
        self.send_queued();
        for (event, data, conversation) in told {
            self.dispatch(event, &data, &conversation);
        }
    }

    fn hear_classic(&self, origin: &str, message: JsValue) {
        let mut state = self.state();
        if !handshake::is_host(state.hosts.as_deref(), origin) {
            return;
        }
        match (&state.link, Incoming::of(&message)) {
            (Link::Classic(_), Some(_)) => {}
            (Link::Waiting(_), Some(it)) if it.event().is_string() => {
                if let Some(classic) = &mut state.classic {
                    classic.kept.push(&message);
                    if classic.kept.length() > KEPT {
                        classic.kept.shift();
                    }
                }
                return;
            }
            _ => return,
        }
        drop(state);
        if let Some((event, data, conversation)) = self.learn_classic(&message) {
            self.tell_waiting();
            self.dispatch(event, &data, &conversation);
        } else {
            self.answer_classic(&message);
        }
    }

    /// Takes in a message that tells an event; none when it tells none.
    fn learn_classic(&self, message: &JsValue) -> Option<(event::Name, JsValue, JsValue)> {
        let message = Incoming::of(message)?;
        let event = event::Name::parse(&message.event().as_string()?)?;
        if !classic::has(event) {
            return None;
        }
        let data = words::event(event, &message.data());
        let mut state = self.state();
        let known = state.known.learn(event, &data);
        known.then(|| (event, data, state.known.id().unwrap_or(JsValue::NULL)))
    }
}
