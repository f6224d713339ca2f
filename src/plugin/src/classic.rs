//! The classic dialect, for a host that never answers a hello: window messages `{event, data}` to and from the
//! parent. Its names are in `encaixe_protocol::classic`, its data in `js/shape.js`.
//!
//! Nothing is said in it before the fallback, and a welcome ends it at any time. What is answered is asked one
//! at a time, kind by kind, since an answer does not say which question it is for.

use encaixe_protocol::classic;
use encaixe_protocol::command::{Name, Pace};
use encaixe_protocol::error::Code;

use crate::link::{Link, Wire};
use crate::plugin::{Plugin, command_of};
use crate::queue::Call;

/// How long a form has been open, in milliseconds, before a click in the plugin's page says that it is gone.
const FORM_MS: f64 = 1_000.0;

/// The state of the classic dialect.
#[derive(Debug)]
pub(crate) struct Classic {
    /// What the fallback still waits for: its time, and the end of the parsing.
    waits: u32,
    posted: Vec<Posted>,
}

/// A question that the host has. It keeps its place until it is answered, also when its call has ended.
#[derive(Debug, Clone, Copy)]
struct Posted {
    command: Name,
    number: u32,
    at: f64,
}

impl Plugin {
    /// Begins to listen, and falls back when no welcome comes in time.
    pub(crate) fn await_classic(&self) {
        let waits = self.values().start_classic(self.fallback_ms());
        self.state().classic = Some(Classic {
            waits,
            posted: Vec::new(),
        });
    }

    /// One condition of the fallback is met. After the last of them the host is taken for a classic one, unless it answered.
    pub(crate) fn fall_back(&self) {
        let mut state = self.state();
        let Some(classic) = &mut state.classic else {
            return;
        };
        classic.waits = classic.waits.saturating_sub(1);
        if classic.waits > 0 || state.link != Link::Waiting {
            return;
        }
        state.link = Link::Classic;
        drop(state);
        self.values().fall_back();
        self.send_queued();
        self.values().emit_kept();
    }

    /// Answers the calls that wait to learn which conversation is open.
    pub(crate) fn tell_waiting(&self) {
        while let Some(number) = self.queued(Name::GetConversation) {
            self.settle_known(number);
        }
    }

    /// Settles the posted question that a message answers. The next queued one of its kind is sent first, so that calls made by
    /// the callback come after those that wait already.
    pub(crate) fn answer_classic(&self, command: u32) {
        if let Some(command) = command_of(command)
            && let Some(posted) = self.take_posted(command)
        {
            self.values().give(posted.number);
            self.post_next(command);
            self.settle(posted.number);
        }
    }

    fn queued(&self, command: Name) -> Option<u32> {
        self.state().calls.queued(command)
    }

    fn take_posted(&self, command: Name) -> Option<Posted> {
        let mut state = self.state();
        let posted = &mut state.classic.as_mut()?.posted;
        let place = posted.iter().position(|it| it.command == command)?;
        Some(posted.remove(place))
    }

    fn post_next(&self, command: Name) {
        if let Some(number) = self.queued(command) {
            self.post_classic(number, Some(command));
        }
    }

    /// Whether the agent may be deciding a call, so that its deadline does not hold: somebody who speaks this
    /// dialect is there, and told what is open. A page that only happens to embed this one never does.
    pub(crate) fn is_decided_by_agent(&self, command: Option<Name>) -> bool {
        let human = command.is_some_and(|it| it.pace() == Pace::Human);
        human && self.wire() == Wire::Classic && self.values().is_told()
    }

    /// After a deadline: frees the place of a question that the host answers without its agent. A late answer would be the same
    /// for any call of that kind.
    pub(crate) fn go_on(&self, command: Option<Name>) {
        if let Some(command) = command.filter(|it| it.pace() == Pace::Machine)
            && self.take_posted(command).is_some()
        {
            self.post_next(command);
        }
    }

    /// Sends a queued call, ends it here, or leaves it in the queue.
    pub(crate) fn send_classic(&self, call: Call) {
        let number = call.number;
        if call.command == Some(Name::GetConversation) {
            if self.values().is_told() {
                self.settle_known(number);
            }
            return;
        }
        let unknown = call
            .command
            .is_some_and(|it| classic::request(it).is_none());
        let (code, message) = match self.values().refusal(number) {
            _ if unknown => {
                let problem = "the host speaks the older protocol, which has no word for this";
                (Code::Unsupported, problem)
            }
            0 => {
                if call.command.is_none_or(|command| self.is_free(command)) {
                    self.post_classic(number, call.command);
                }
                return;
            }
            1 => (Code::NoConversation, "no conversation is open"),
            _ => (
                Code::ConversationChanged,
                "the call was made for another conversation than the open one",
            ),
        };
        self.fail(number, code, message);
    }

    fn settle_known(&self, number: u32) {
        self.values().give_known(number);
        self.settle(number);
    }

    /// Whether a question of this kind may go out now. This dialect says nothing when a form is cancelled;
    /// but who clicks in the plugin's page has no form before them: then the longest-waiting one goes out.
    fn is_free(&self, command: Name) -> bool {
        let Some(posted) = self.take_posted(command) else {
            return true;
        };
        let values = self.values();
        if command == Name::SendForm && values.now() - posted.at >= FORM_MS && values.is_active() {
            self.settle(posted.number);
            self.post_next(command);
        } else if let Some(classic) = &mut self.state().classic {
            classic.posted.push(posted);
        }
        false
    }

    fn post_classic(&self, number: u32, command: Option<Name>) {
        self.state().calls.send(number);
        let posted = self.values().post_classic(number);
        let asked = command.filter(|it| classic::reply(*it).is_some());
        match (posted, asked) {
            (true, Some(command)) => {
                let at = self.values().now();
                if let Some(classic) = &mut self.state().classic {
                    classic.posted.push(Posted {
                        command,
                        number,
                        at,
                    });
                }
            }
            (true, None) => self.settle(number),
            (false, asked) => {
                self.fail_unsent(number);
                if let Some(command) = asked {
                    self.post_next(command);
                }
            }
        }
    }
}
