//! The states of a frame and every transition between them, without a browser.
//!
//! Only [`Phase::Verified`] and [`Phase::Classic`] hold a document, so there is no port without a
//! verification or the registration's leave, and whoever leaves such a phase has the document in hand and
//! must end it.

use encaixe_api::plugin::{FrameReason, FrameState};

use crate::Status;
use crate::verify::{Refusal, Stranger};

#[cfg(test)]
mod tests;

/// What can happen to a frame. `D` is a verified document: its port and its calls.
#[derive(Debug)]
pub(crate) enum Input<D> {
    /// The iframe fired `load`, which proves nothing about who is inside.
    Load,
    /// A hello passed every check.
    Hello(D),
    /// A hello from the iframe's own window failed a check.
    Refused(Refusal),
    /// The document said that it goes away, or its port was closed from its side.
    Bye,
    /// The document answered a ping.
    Pong(u32),
    /// The time that the phase has is over.
    TimedOut,
    /// The page's own policy does not let an address be loaded; whether it is surely the registered one, or may be that of
    /// another frame of its origin.
    PolicyViolation {
        /// Whether the browser named the whole address.
        sure: bool,
    },
    /// A classic message, which is only counted.
    Classic,
    /// The page had its time to say hello, and its registration allows the classic dialect.
    ClassicBridge(D),
    /// The page misused what a frame may do: its iframe is taken out.
    Stop(FrameReason),
}

/// The effects of a transition, to be carried out in this order.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub(crate) struct Effects<D> {
    /// What to do with the one timer.
    pub(crate) timer: Timer,
    /// A document that is no longer the verified one: its port must be closed.
    pub(crate) ended: Option<D>,
    /// Whether the ended document may say hello again: it was only silent, and may still be there.
    pub(crate) again: bool,
    /// The document in the machine is new and gets its welcome.
    pub(crate) begun: bool,
    /// The document is to be asked whether it is still there, under this number.
    pub(crate) ping: Option<u32>,
    /// The iframe is to be taken out of the document.
    pub(crate) out: bool,
    /// The status, when the page has to be told of it.
    pub(crate) changed: Option<Status>,
}

/// What to do with the one timer. Phases that wait for nothing have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timer {
    /// It runs on.
    Keep,
    /// It is stopped.
    Stop,
    /// It starts anew with `ping_ms`.
    Ping,
    /// It starts anew with `late_ms`.
    Late,
}

/// One frame's phase and what it has counted.
#[derive(Debug)]
pub(crate) struct Machine<D> {
    phase: Phase<D>,
    /// Whether the iframe ever fired `load`.
    loaded: bool,
    pings: u32,
    classic_ignored: u32,
}

#[derive(Debug)]
enum Phase<D> {
    /// Requested; the hello timer runs.
    Loading,
    /// Something loaded and has not said hello; the hello timer runs.
    Connecting,
    /// No hello in time, or the page's policy may have kept it out: a hello still counts while the late timer runs.
    Late {
        /// Whether it was the policy.
        policy: bool,
    },
    /// The document gets data. While `asked` a ping is open and the ping timer runs.
    Verified { document: D, asked: Option<u32> },
    /// A verified document is gone and may come back, as a reload does; the ping timer runs.
    Returning,
    /// The page of the registered origin is spoken to in the classic dialect.
    Classic(D),
    /// It did not come back, or somebody else is there.
    Left(Option<Stranger>),
    /// The iframe was taken out, in this state. Only a new frame ends this.
    Out(FrameState, Stranger),
}

impl<D> Phase<D> {
    /// The document that it held.
    fn into_document(self) -> Option<D> {
        match self {
            Self::Verified { document, .. } | Self::Classic(document) => Some(document),
            _ => None,
        }
    }
}

impl<D> Machine<D> {
    /// A frame whose page was just requested. The caller starts the timer with `hello_ms`.
    pub(crate) const fn new() -> Self {
        Self {
            phase: Phase::Loading,
            loaded: false,
            pings: 0,
            classic_ignored: 0,
        }
    }

    /// The verified document, if there is one.
    pub(crate) const fn document(&self) -> Option<&D> {
        match &self.phase {
            Phase::Verified { document, .. } | Phase::Classic(document) => Some(document),
            _ => None,
        }
    }

    /// Ends the frame; gives the document that it held.
    pub(crate) fn into_document(self) -> Option<D> {
        self.phase.into_document()
    }

    /// How the frame stands.
    pub(crate) fn status(&self) -> Status {
        let old = (self.classic_ignored > 0).then_some(FrameReason::ClassicNotAllowed);
        let (state, reason, seen) = match &self.phase {
            Phase::Loading => (FrameState::Loading, None, None),
            Phase::Connecting => (FrameState::Connecting, old, None),
            Phase::Late { policy: true } => (FrameState::Blocked, Some(FrameReason::Policy), None),
            Phase::Late { policy: false } => {
                (FrameState::Failed, old.or(Some(FrameReason::NoHello)), None)
            }
            Phase::Verified { .. } => (FrameState::Verified, None, None),
            Phase::Returning => (FrameState::Connecting, Some(FrameReason::Gone), None),
            Phase::Classic(_) => (FrameState::Classic, None, None),
            Phase::Left(None) => (FrameState::Left, Some(FrameReason::Gone), None),
            Phase::Left(Some(who)) => (FrameState::Left, Some(who.reason), who.seen.clone()),
            Phase::Out(state, who) => (*state, Some(who.reason), who.seen.clone()),
        };
        Status {
            state,
            reason,
            seen,
            classic_ignored: self.classic_ignored,
        }
    }

    /// Takes one input.
    pub(crate) fn step(&mut self, input: Input<D>) -> Effects<D> {
        let before = self.status();
        let mut effects = Effects {
            timer: Timer::Keep,
            ended: None,
            again: false,
            begun: false,
            ping: None,
            out: false,
            changed: None,
        };
        let phase = std::mem::replace(&mut self.phase, Phase::Loading);
        self.phase = self.next(phase, input, &mut effects);
        let after = self.status();
        effects.changed = is_news(&before, &after).then_some(after);
        effects
    }

    fn next(&mut self, phase: Phase<D>, input: Input<D>, effects: &mut Effects<D>) -> Phase<D> {
        let silent = matches!(input, Input::TimedOut);
        let reloaded = matches!(input, Input::Load) && std::mem::replace(&mut self.loaded, true);
        match (phase, input) {
            (phase @ Phase::Out(..), _) => phase,
            (phase, Input::Stop(reason)) => {
                effects.ended = phase.into_document();
                take_out(FrameState::Stopped, reason.into(), effects)
            }
            (phase, Input::Hello(document)) => {
                effects.ended = phase.into_document();
                effects.begun = true;
                effects.timer = Timer::Stop;
                Phase::Verified {
                    document,
                    asked: None,
                }
            }
            (phase, Input::Classic) => {
                self.classic_ignored = self.classic_ignored.saturating_add(1);
                phase
            }

            // The classic dialect.
            (
                Phase::Loading | Phase::Connecting | Phase::Late { policy: false },
                Input::ClassicBridge(document),
            ) => {
                effects.begun = true;
                effects.timer = Timer::Stop;
                Phase::Classic(document)
            }
            // Nothing in this dialect tells whether it is the same page.
            (Phase::Classic(document), Input::Load) if reloaded => {
                effects.ended = Some(document);
                Phase::Left(None)
            }
            (Phase::Classic(document), Input::Refused(refusal)) if refusal.names_another_page() => {
                effects.ended = Some(document);
                Phase::Left(Some(refusal.into()))
            }

            // Before the first verification.
            (Phase::Loading, Input::Load) => Phase::Connecting,
            (Phase::Loading | Phase::Connecting, Input::TimedOut) => {
                effects.timer = Timer::Late;
                Phase::Late { policy: false }
            }
            (phase @ Phase::Late { .. }, Input::TimedOut) => {
                self.phase = phase;
                let Status { state, reason, .. } = self.status();
                take_out(
                    state,
                    reason.unwrap_or(FrameReason::NoHello).into(),
                    effects,
                )
            }
            (Phase::Loading | Phase::Connecting | Phase::Late { .. }, Input::Refused(refusal)) => {
                take_out(FrameState::Blocked, refusal.into(), effects)
            }
            (
                Phase::Loading | Phase::Connecting | Phase::Late { .. },
                Input::PolicyViolation { sure: true },
            ) => take_out(FrameState::Blocked, FrameReason::Policy.into(), effects),
            (Phase::Loading | Phase::Connecting, Input::PolicyViolation { sure: false }) => {
                effects.timer = Timer::Late;
                Phase::Late { policy: true }
            }

            // While a document is verified.
            (Phase::Verified { document, asked }, Input::Load) => {
                self.ask(document, asked, effects)
            }
            (Phase::Verified { document, asked }, Input::Refused(refusal)) => {
                if refusal.names_another_page() {
                    effects.ended = Some(document);
                    effects.timer = Timer::Stop;
                    Phase::Left(Some(refusal.into()))
                } else {
                    // It may come from the verified document, which then stays what it is, or from
                    // a later one: only the port can tell.
                    self.ask(document, asked, effects)
                }
            }
            (
                Phase::Verified {
                    document,
                    asked: Some(asked),
                },
                Input::Pong(answered),
            ) if answered == asked => {
                effects.timer = Timer::Stop;
                Phase::Verified {
                    document,
                    asked: None,
                }
            }
            (Phase::Verified { document, .. }, Input::Bye)
            | (
                Phase::Verified {
                    document,
                    asked: Some(_),
                },
                Input::TimedOut,
            ) => {
                effects.ended = Some(document);
                effects.again = silent;
                effects.timer = Timer::Ping;
                Phase::Returning
            }

            // After a verification.
            (Phase::Returning, Input::TimedOut) => Phase::Left(None),
            (Phase::Returning | Phase::Left(_), Input::Refused(refusal))
                if refusal.names_another_page() =>
            {
                effects.timer = Timer::Stop;
                Phase::Left(Some(refusal.into()))
            }

            (
                phase,
                Input::Load
                | Input::Refused(_)
                | Input::ClassicBridge(_)
                | Input::Bye
                | Input::Pong(_)
                | Input::TimedOut
                | Input::PolicyViolation { .. },
            ) => phase,
        }
    }

    /// Asks the document whether it is still there. Asked again before it answered, it has to answer
    /// the newer ping within the older one's time, so that loading on and on delays nothing.
    fn ask(&mut self, document: D, asked: Option<u32>, effects: &mut Effects<D>) -> Phase<D> {
        self.pings = self.pings.wrapping_add(1);
        effects.ping = Some(self.pings);
        if asked.is_none() {
            effects.timer = Timer::Ping;
        }
        Phase::Verified {
            document,
            asked: Some(self.pings),
        }
    }
}

/// The iframe goes, and with it everything that was still awaited.
fn take_out<D>(state: FrameState, why: Stranger, effects: &mut Effects<D>) -> Phase<D> {
    effects.timer = Timer::Stop;
    effects.out = true;
    Phase::Out(state, why)
}

/// Whether the page is told. A count that only grows is not worth drawing the page again.
fn is_news(before: &Status, after: &Status) -> bool {
    (before.state, before.reason, &before.seen) != (after.state, after.reason, &after.seen)
        || (before.classic_ignored == 0) != (after.classic_ignored == 0)
}
