//! Calls in the older dialect: each is posted, ended here, or left in its line.

use encaixe_protocol::classic;
use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::error::Code;
use js_sys::Date;
use wasm_bindgen::JsValue;

use super::{Posted, words};
use crate::calls::not_sent;
use crate::error::error;
use crate::handshake;
use crate::link::Wire;
use crate::plugin::Plugin;
use crate::queue::Stage;
use crate::transport::Page;
use crate::wire::{self, Incoming};

/// How long a form has been open, in milliseconds, before a click in the plugin's page says that it is gone.
const FORM_MS: f64 = 1_000.0;

impl Plugin {
    /// Answers the calls that wait for the first word of what is open.
    pub(super) fn tell_waiting(&self) {
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
    pub(super) fn answer_classic(&self, message: &JsValue) {
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

    /// Whether the agent may be deciding a call, so that its deadline does not hold: somebody who speaks this
    /// dialect is there, and told what is open. A page that only happens to embed this one never does.
    pub(crate) fn is_decided_by_agent(&self, command: Option<Name>) -> bool {
        let human = command.is_some_and(|it| it.pace() == Pace::Human);
        human && self.wire() == Wire::Classic && self.state().known.event().is_some()
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
        drop(state);
        if let Some(refusal) = refusal {
            return self.settle(number, Err(refusal));
        }
        if self.is_free(command) {
            self.post_classic(number);
        }
    }

    /// Whether a question of this kind may go out now. This dialect says nothing when a form is cancelled;
    /// but who clicks in the plugin's page has no form before them: then the longest-waiting one goes out.
    fn is_free(&self, command: Name) -> bool {
        let Some(posted) = self.take_posted(command) else {
            return true;
        };
        let clicked = command == Name::SendForm
            && Date::now() - posted.at >= FORM_MS
            && self.inner.page.as_ref().is_some_and(Page::is_activated);
        if clicked {
            self.settle(posted.number, Ok(JsValue::NULL));
            self.post_next(command);
        } else if let Some(classic) = &mut self.state().classic {
            classic.posted.push(posted);
        }
        false
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
