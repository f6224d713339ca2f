//! `setHeight("auto")`: the frame is kept as high as the content, by calls of this side's own.
//!
//! Content whose height follows the frame's, such as 100vh with margins, would grow without end: a few growths
//! in a row, each after a change of the frame and none without, and it is left alone.

use encaixe_protocol::command::Name;

use crate::link::Wire;
use crate::plugin::Plugin;

/// After so many growths in a row the next measurement waits, so that an animation can end first.
const QUICK: u32 = 3;

/// So many growths in a row are taken for content that follows its frame.
const MOST: u32 = 6;

/// The pause before the next measurement then, and before the one after a refusal, in milliseconds.
const PAUSE_MS: u32 = 250;

/// What keeps the frame as high as the content.
#[derive(Debug)]
pub(crate) struct Follow {
    /// The height that was sent last.
    height: f64,
    /// The frame's height at the last measurement.
    frame: f64,
    /// Growths in a row that followed a change of the frame.
    growths: u32,
    /// Whether a measurement is due.
    due: bool,
}

impl Plugin {
    /// Begins to follow the content where the call asks for that, and writes its height there; otherwise ends that.
    pub(crate) fn begin_height(&self, number: u32) {
        if self.state().own {
            return;
        }
        self.unfollow();
        let height = self.values().auto_height(number);
        if height >= 0.0 && self.link().may_follow() {
            self.values().follow();
            self.state().follow = Some(Follow {
                height,
                frame: self.values().frame_height(),
                growths: 0,
                due: false,
            });
        }
    }

    fn unfollow(&self) {
        self.values().unfollow();
        self.state().follow = None;
    }

    /// The host did not take the last height: the next measurement is sent in any case.
    pub(crate) fn forget_height(&self) {
        if let Some(follow) = &mut self.state().follow {
            follow.height = 0.0;
        }
    }

    /// After a refusal: where there were only too many calls, another look comes soon.
    pub(crate) fn fail_height(&self, limited: bool) {
        self.forget_height();
        if limited && self.becomes_due().is_some() {
            self.values().measure(PAUSE_MS);
        }
    }

    /// Looks at the content once it is laid out.
    pub(crate) fn look_again(&self) {
        if let Some(growths) = self.becomes_due() {
            let pause = if growths < QUICK { 0 } else { PAUSE_MS };
            self.values().measure(pause);
        }
    }

    /// Notes that a measurement is due, and returns the growths so far; none when one is due already, or nothing is followed.
    fn becomes_due(&self) -> Option<u32> {
        let mut state = self.state();
        let follow = state.follow.as_mut()?;
        (!std::mem::replace(&mut follow.due, true)).then_some(follow.growths)
    }

    /// Sends the content's height to the host if it changed.
    pub(crate) fn measure(&self) {
        if !self.link().may_follow() {
            return self.unfollow();
        }
        let connected = self.wire() == Wire::Channel;
        let (height, frame) = (self.values().content_height(), self.values().frame_height());
        let mut state = self.state();
        let Some(follow) = &mut state.follow else {
            return;
        };
        follow.due = false;
        // A frame that is not shown has no layout.
        if !connected || height < 1.0 {
            return;
        }
        let framed = (frame - follow.frame).abs() >= 1.0;
        let changed = (height - follow.height).abs() >= 1.0;
        follow.frame = frame;
        if changed && height > follow.height && framed {
            follow.growths += 1;
        } else if changed || framed {
            follow.growths = 0;
        }
        let endless = follow.growths >= MOST;
        if changed && !endless {
            follow.height = height;
            state.own = true;
            drop(state);
            self.values().tell_height(Name::SetHeight as u32, height);
            self.state().own = false;
        } else if endless {
            drop(state);
            self.unfollow();
            let problem = "setHeight(\"auto\"): the content grows with its frame, so it is not followed any more";
            self.values().report(problem);
        }
    }
}
