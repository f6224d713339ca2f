//! The older dialect, for a host that never answers a hello: window messages `{event, data}` to and from the
//! parent. Its names are in `encaixe_protocol::classic`, its words in `words.rs`.
//!
//! Nothing is said in it before the fallback, and a welcome ends it at any time. What is answered is asked one
//! at a time, kind by kind, since an answer does not say which question it is for.

mod words;

use std::rc::Rc;

use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::error::Code;
use encaixe_protocol::{classic, event};
use gloo_events::EventListener;
use js_sys::Date;
use wasm_bindgen::JsValue;

use crate::calls::not_sent;
use crate::error::error;
use crate::handshake;
use crate::link::{Link, Wire};
use crate::plugin::Plugin;
use crate::queue::Stage;
use crate::transport::Page;
use crate::wire::{self, Incoming};

/// How many messages are kept until the fallback; the newest.
const KEPT: usize = 100;

/// How long a form has been open, in milliseconds, before a click in the plugin's page says that it is gone.
const FORM_MS: f64 = 1_000.0;

/// What is heard and asked in the older dialect.
#[derive(Debug)]
pub(crate) struct Classic {
    _ears: EventListener,
    ready: Option<EventListener>,
    kept: Vec<JsValue>,
    posted: Vec<Posted>,
}

/// A question that the host has. It keeps its place until it is answered, also when its call has ended.
#[derive(Debug)]
struct Posted {
    command: Name,
    number: u32,
    at: f64,
}

impl Classic {
    fn take(&mut self, command: Name) -> Option<Posted> {
        let place = self.posted.iter().position(|it| it.command == command)?;
        Some(self.posted.remove(place))
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
        let mut state = self.state();
        state.classic = Some(Classic {
            _ears: ears,
            ready: None,
            kept: Vec::new(),
            posted: Vec::new(),
        });
        let ms = state.limits.fallback_ms;
        drop(state);
        self.timer(&self.inner.fallback, ms, &JsValue::UNDEFINED);
    }

    /// Takes the host for one of the older dialect, unless it answered; once the document is parsed.
    pub(crate) fn fall_back(&self) {
        let Some(page) = &self.inner.page else {
            return;
        };
        let mut state = self.state();
        let state_now = &mut *state;
        let Some(classic) = &mut state_now.classic else {
            return;
        };
        if page.is_loading() {
            let inner = Rc::downgrade(&self.inner);
            classic.ready = page.on_ready(move || {
                if let Some(inner) = inner.upgrade() {
                    Self { inner }.fall_back();
                }
            });
            return;
        }
        if !state_now.link.fall_back() {
            return;
        }
        let kept = std::mem::take(&mut classic.kept);
        drop(state);
        let mut told = Vec::new();
        for message in &kept {
            told.extend(self.learn_classic(message));
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
                    classic.kept.push(message);
                    if classic.kept.len() > KEPT {
                        classic.kept.remove(0);
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

    /// Answers the calls that wait for the first word of what is open.
    fn tell_waiting(&self) {
        if self.state().known.event().is_none() {
            return;
        }
        loop {
            let next = self.state().calls.queued(Name::GetConversation);
            let Some(number) = next else {
                return;
            };
            self.send_classic(number);
        }
    }

    /// Settles the posted question that a message answers, after the next of its kind has gone out: what its
    /// callback asks comes after those that wait already.
    fn answer_classic(&self, message: &JsValue) {
        let Some(message) = Incoming::of(message) else {
            return;
        };
        let event = message.event().as_string();
        let answered =
            |command: &&Name| event.is_some() && classic::reply(**command) == event.as_deref();
        let Some(&command) = Name::ALL.iter().find(answered) else {
            return;
        };
        if let Some(posted) = self.take_posted(command) {
            self.post_next(command);
            let ok = words::answer(command, message.data());
            self.settle(posted.number, Ok(ok));
        }
    }

    fn take_posted(&self, command: Name) -> Option<Posted> {
        self.state().classic.as_mut()?.take(command)
    }

    fn post_next(&self, command: Name) {
        let next = self.state().calls.queued(command);
        if let Some(number) = next {
            self.send_classic(number);
        }
    }

    /// After a deadline: the place of a question that the machine answers is free again. Whoever asked, the
    /// answer would be the same.
    pub(crate) fn go_on(&self, command: Option<Name>) {
        let Some(command) = command.filter(|it| it.pace() == Pace::Machine) else {
            return;
        };
        if self.take_posted(command).is_some() {
            self.post_next(command);
        }
    }

    /// Sends a queued call, or ends it here, or leaves it in its line.
    pub(crate) fn send_classic(&self, number: u32) {
        if self.wire() != Wire::Classic {
            return;
        }
        let mut state = self.state();
        let (told, data, _) = state.known.told();
        let known = state.known.id();
        let Some(call) = state.calls.get(number).filter(|call| !call.is_sent()) else {
            return;
        };
        let Some(command) = call.command else {
            drop(state);
            return self.post_classic(number);
        };
        let refusal = if command == Name::GetConversation {
            drop(state);
            if told.is_some() {
                self.settle(number, Ok(data));
            }
            return;
        } else if classic::request(command).is_none() {
            let problem = "the host speaks the older protocol, which has no word for this";
            Some(error(Code::Unsupported, problem))
        } else if call.bound {
            refusal(call.conversation.as_ref(), known.as_ref())
        } else {
            None
        };
        let timer = match command.pace() {
            Pace::Human => call.timer.take(),
            Pace::Machine => None,
        };
        drop(state);
        self.stop(timer);
        if let Some(refusal) = refusal {
            return self.settle(number, Err(refusal));
        }
        if self.is_free(command) {
            self.post_classic(number);
        }
    }

    /// Whether a question of this kind may go out now. This dialect says nothing when a form is cancelled;
    /// but who clicks in the plugin's page has no form before them.
    fn is_free(&self, command: Name) -> bool {
        let Some(posted) = self.take_posted(command) else {
            return true;
        };
        let clicked = command == Name::SendForm
            && Date::now() - posted.at >= FORM_MS
            && self.inner.page.as_ref().is_some_and(Page::is_activated);
        if clicked {
            self.settle(posted.number, Ok(JsValue::NULL));
        } else if let Some(classic) = &mut self.state().classic {
            classic.posted.push(posted);
        }
        clicked
    }

    fn post_classic(&self, number: u32) {
        let Some(page) = &self.inner.page else {
            return;
        };
        let mut state = self.state();
        let state_now = &mut *state;
        let Some(call) = state_now.calls.get(number) else {
            return;
        };
        let Stage::Queued(params) = std::mem::replace(&mut call.stage, Stage::Sent) else {
            return;
        };
        let message = call.command.map_or_else(
            || params.clone(),
            |it| {
                let event = classic::request(it).unwrap_or_default();
                wire::older(&event.into(), &words::data(it, &params))
            },
        );
        let asked = call.command.filter(|it| classic::reply(*it).is_some());
        let mut posted = false;
        for target in handshake::targets(state_now.hosts.as_deref()) {
            posted |= page.tell(target, &message).is_ok();
        }
        if let (true, Some(command), Some(classic)) = (posted, asked, &mut state_now.classic) {
            let at = Date::now();
            classic.posted.push(Posted {
                command,
                number,
                at,
            });
            return;
        }
        drop(state);
        if posted {
            return self.settle(number, Ok(JsValue::UNDEFINED));
        }
        self.settle(number, Err(not_sent()));
        if let Some(command) = asked {
            self.post_next(command);
        }
    }
}

/// Why a call for the conversation `stated` may not go out while `known` is open; null is none open, and
/// nothing is nothing told.
fn refusal(stated: Option<&JsValue>, known: Option<&JsValue>) -> Option<JsValue> {
    let open = known.filter(|known| !known.is_null());
    match (stated, open) {
        (None, None) if known.is_none() => None,
        (_, None) => Some(error(Code::NoConversation, "no conversation is open")),
        (Some(stated), Some(open)) if stated != open => Some(error(
            Code::ConversationChanged,
            "the call was made for another conversation than the open one",
        )),
        _ => None,
    }
}
