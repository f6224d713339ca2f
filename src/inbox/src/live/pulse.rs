//! When the stream was last heard, and how long it may be silent. Pure: the time is given, by the clock on the wall,
//! which goes on while a laptop sleeps.

/// How long it is between two heartbeats as long as the server has not said it, in milliseconds.
const EVERY_MS: u32 = 15_000;
/// How long a stream may take to open, in milliseconds.
const OPENING_MS: f64 = 10_000.0;

/// How much silence is borne.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// That of somebody who has nothing to go by but the silence.
    Usual,
    /// That of somebody who has reason to doubt: the network came back, or the page was not looked at for a while.
    Short,
}

impl Patience {
    /// So many heartbeats may be missing.
    const fn heartbeats(self) -> f64 {
        match self {
            Self::Usual => 2.5,
            Self::Short => 1.25,
        }
    }
}

/// The signs of life of a stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pulse {
    heard: f64,
    every: u32,
    opening: bool,
}

impl Pulse {
    /// Of a stream that is being opened.
    pub(super) const fn new(now: f64) -> Self {
        Self {
            heard: now,
            every: EVERY_MS,
            opening: true,
        }
    }

    /// The stream is opened anew.
    pub(super) const fn opening(&mut self, now: f64) {
        self.heard = now;
        self.opening = true;
    }

    /// It was heard.
    pub(super) const fn heard(&mut self, now: f64) {
        self.heard = now;
        self.opening = false;
    }

    /// The server says that heartbeats come in this distance, in milliseconds.
    pub(super) const fn beats_every(&mut self, ms: u32) {
        self.every = ms;
    }

    /// The distance in which they come, in milliseconds.
    pub(super) const fn every(&self) -> u32 {
        self.every
    }

    /// When it was last heard.
    pub(super) const fn last(&self) -> f64 {
        self.heard
    }

    /// Whether it was silent for too long. A clock that was set back counts from now on.
    pub(super) fn is_silent(&mut self, now: f64, patience: Patience) -> bool {
        self.heard = self.heard.min(now);
        let borne = patience.heartbeats() * f64::from(self.every);
        let borne = if self.opening {
            borne.min(OPENING_MS)
        } else {
            borne
        };
        now - self.heard > borne
    }
}

#[cfg(test)]
mod tests {
    use super::{Patience, Pulse};

    #[test]
    fn a_stream_is_dead_after_two_and_a_half_heartbeats_and_doubtful_after_one() {
        let mut pulse = Pulse::new(0.0);
        pulse.heard(1_000.0);
        pulse.beats_every(10_000);
        assert!(!pulse.is_silent(11_000.0, Patience::Short));
        assert!(pulse.is_silent(14_000.0, Patience::Short));
        assert!(!pulse.is_silent(26_000.0, Patience::Usual));
        assert!(pulse.is_silent(26_001.0, Patience::Usual));
        pulse.heard(26_001.0);
        assert!(!pulse.is_silent(26_001.0, Patience::Short));
    }

    #[test]
    fn a_stream_that_does_not_open_is_given_less_time() {
        let mut pulse = Pulse::new(0.0);
        assert!(!pulse.is_silent(10_000.0, Patience::Usual));
        assert!(pulse.is_silent(10_001.0, Patience::Usual));
    }

    #[test]
    fn a_clock_that_is_set_back_neither_kills_a_stream_nor_keeps_a_dead_one() {
        let mut pulse = Pulse::new(0.0);
        pulse.heard(1_000_000.0);
        pulse.beats_every(10_000);
        assert!(!pulse.is_silent(500.0, Patience::Short));
        assert!(pulse.is_silent(26_000.0, Patience::Usual));
    }
}
