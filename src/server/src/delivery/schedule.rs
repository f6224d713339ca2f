//! When a delivery that failed is tried again.

use std::time::Duration;

use crate::store::delivery::{Claimed, Next};
use crate::time::{self, Millis};

/// The times that decide about deliveries. The server has those of [`Timing::default`]; tests shorten them.
#[derive(Debug, Clone)]
pub struct Timing {
    /// How long after each failed attempt the next one is; after the last of them a delivery is a dead letter.
    pub steps: Vec<Duration>,
    /// How long an answer may take in all.
    pub answer: Duration,
    /// For how long the first delivery of an ordered endpoint may keep the others waiting.
    pub head: Duration,
    /// After how long without a success an endpoint is switched off.
    pub failing: Duration,
    /// For how long a delivery is held by whoever attempts it.
    pub lease: Duration,
    /// How often that is made longer.
    pub heartbeat: Duration,
    /// How often the worker looks for what nobody woke it for.
    pub idle: Duration,
    /// How long after each failed attempt to tell an integration that it was taken out the next one is; after the last of them it is given up.
    pub farewells: Vec<Duration>,
}

impl Default for Timing {
    fn default() -> Self {
        let minutes = |count: u64| Duration::from_secs(count * 60);
        let hours = |count: u64| minutes(count * 60);
        Self {
            steps: vec![
                Duration::from_secs(5),
                minutes(5),
                minutes(30),
                hours(2),
                hours(5),
                hours(10),
                hours(10),
            ],
            answer: Duration::from_secs(15),
            head: hours(1),
            failing: hours(5 * 24),
            lease: Duration::from_secs(30),
            heartbeat: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            farewells: vec![
                Duration::from_secs(5),
                minutes(1),
                minutes(10),
                hours(1),
                hours(6),
                hours(24),
            ],
        }
    }
}

/// What a receiver said of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// It was taken: a status from 200 to 299.
    Yes,
    /// It was not: anything else, with how long the receiver wants to be left alone.
    No(Option<Duration>),
    /// The receiver is gone: 410.
    Gone,
}

/// A duration as milliseconds.
pub(super) fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}

impl Timing {
    /// What becomes of a delivery. `chance` is from 0 up to 1: a tenth of the step more or less, so that what failed at once does not come
    /// back at once.
    pub(super) fn next(&self, of: &Claimed, said: Said, now: Millis, chance: f64) -> Next {
        let asked = match said {
            Said::Yes => return Next::Delivered,
            Said::Gone if !of.test => return Next::Gone,
            Said::Gone => None,
            Said::No(asked) => asked,
        };
        let place = usize::try_from(of.step).unwrap_or(usize::MAX);
        let Some(step) = self.steps.get(place).filter(|_| !of.test) else {
            return Next::Dead;
        };
        let wait = step.mul_f64(0.9 + chance * 0.2);
        // The receiver may ask for more, up to the step after this one.
        let most = self.steps.get(place + 1).unwrap_or(step);
        let wait = wait.max(asked.unwrap_or_default().min(*most));
        let due = now.saturating_add(millis(wait));
        if !of.ordered {
            return Next::Again(due);
        }
        let end = (of.first_at.unwrap_or(now)).saturating_add(millis(self.head));
        if now >= end {
            Next::Dead
        } else {
            Next::Again(due.min(end))
        }
    }
}

/// How long whoever answered wants to be left alone, by the value of `Retry-After`: seconds, or a date. Source: RFC 9110, 10.2.3.
pub(crate) fn retry_after(value: &str, now: Millis) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Longer than any wait of ours, however long.
        let seconds = value.parse().unwrap_or(u32::MAX);
        return Some(Duration::from_secs(seconds.into()));
    }
    let at = http_date(value)?;
    u64::try_from(at - now).ok().map(Duration::from_millis)
}

/// The time of `Sun, 06 Nov 1994 08:49:37 GMT`. Source: RFC 9110, 5.6.7; the two older forms are left alone.
fn http_date(text: &str) -> Option<Millis> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (_, date) = text.split_once(", ")?;
    let date = date.strip_suffix(" GMT")?;
    let mut parts = date.split(' ');
    let (day, month, year, clock) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let place = MONTHS.find(month).filter(|place| place % 3 == 0)?;
    time::parse(&format!("{year}-{:02}-{day}T{clock}Z", place / 3 + 1))
}

/// A clock that never goes back: it goes with the system's where that goes on, and by itself where that was set back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    at: Millis,
    read: std::time::Instant,
}

impl Clock {
    pub(super) fn new() -> Self {
        Self {
            at: time::now(),
            read: std::time::Instant::now(),
        }
    }

    /// The time now.
    pub(super) fn now(&mut self) -> Millis {
        self.read(time::now(), std::time::Instant::now())
    }

    fn read(&mut self, system: Millis, instant: std::time::Instant) -> Millis {
        let passed = millis(instant.saturating_duration_since(self.read));
        self.at = self.at.saturating_add(passed).max(system);
        self.read = instant;
        self.at
    }
}

#[cfg(test)]
mod tests;
