//! What a request's answer, or a script's end, says of the credentials.

use encaixe_api::app::PingOutcome;

use super::words;
use crate::delivery::retry_after;
use crate::script::{Asked, Outcome, Run, ScriptAnswer, Thrown, Unasked};
use crate::time::{DAY, Millis, SECOND};

/// How far in the future a rate limit's end is told. Past that, a service means something else.
const LONGEST: Millis = 366 * DAY;

/// What was found, in words that may still hold secrets.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) outcome: PingOutcome,
    pub(super) message: String,
    /// For a rate limit: when it ends.
    pub(super) until: Option<Millis>,
}

impl Finding {
    pub(super) fn new(outcome: PingOutcome, message: impl Into<String>) -> Self {
        Self {
            outcome,
            message: message.into(),
            until: None,
        }
    }

    /// With the app's words, where it has some.
    fn or(mut self, words: Option<String>) -> Self {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            self.message = words;
        }
        self
    }

    fn until(mut self, until: Option<Millis>) -> Self {
        self.until = until;
        self
    }
}

/// What an answer says by its status; none for a good one.
pub(super) fn answer(answer: &ScriptAnswer, now: Millis) -> Option<Finding> {
    let status = answer.status;
    let (outcome, ours) = match status {
        200..=299 => return None,
        300..=399 => (PingOutcome::AddressRefused, "leads to another address"),
        401 => (PingOutcome::CredentialsRefused, "refuses the credentials"),
        403 => (
            PingOutcome::RightsMissing,
            "says that the credentials lack a right",
        ),
        429 => (PingOutcome::RateLimited, "takes no more requests for now"),
        500.. => (PingOutcome::ServiceDown, "is down"),
        _ => (PingOutcome::Refused, "refuses the request"),
    };
    let ours = format!("The app {ours} (status {status}).");
    let found = Finding::new(outcome, ours).or(words::of(answer));
    let limited = outcome == PingOutcome::RateLimited;
    Some(found.until(limited.then(|| end_of_limit(answer, now)).flatten()))
}

/// When a rate limit ends, by the answer's header.
fn end_of_limit(answer: &ScriptAnswer, now: Millis) -> Option<Millis> {
    let wait = retry_after(answer.header("retry-after")?, now)?;
    let wait = Millis::try_from(wait.as_millis()).unwrap_or(LONGEST);
    Some(now.saturating_add(wait.min(LONGEST)))
}

/// What it says that there was no answer.
pub(super) fn unasked(why: &Unasked) -> Finding {
    let outcome = match why {
        Unasked::Refused(_) => PingOutcome::AddressRefused,
        Unasked::Failed(_) | Unasked::TimedOut(_) => PingOutcome::ServiceDown,
        Unasked::TooLong(_) => PingOutcome::Refused,
        Unasked::Invalid(_) => PingOutcome::ScriptFailed,
    };
    Finding::new(outcome, why.to_string())
}

/// What a script's end says.
pub(super) fn run(run: &Run, now: Millis) -> Finding {
    use PingOutcome::{Passed, ScriptFailed, ServiceDown};

    match &run.outcome {
        Outcome::Passed => Finding::new(Passed, "The app takes the credentials."),
        Outcome::Thrown { kind, message } => thrown(*kind, message, run.last.as_ref(), now),
        Outcome::Syntax {
            line,
            column,
            message,
        } => Finding::new(
            ScriptFailed,
            format!("lib/index.js:{line}:{column}: {message}"),
        ),
        Outcome::NoPing => Finding::new(
            PingOutcome::NoPing,
            "lib/index.js exports no function `ping`.",
        ),
        Outcome::NoPromise => Finding::new(
            ScriptFailed,
            "`ping` returned no promise, so that nobody knows whether it passed.",
        ),
        Outcome::NeverSettled => Finding::new(
            ScriptFailed,
            "The promise that `ping` returned never settles: nothing is left that it could wait for.",
        ),
        Outcome::TimedOut { waiting: true } => {
            Finding::new(ServiceDown, "The app did not answer in time.")
        }
        Outcome::TimedOut { waiting: false } => {
            Finding::new(ScriptFailed, "The script did not end within 10 seconds.")
        }
        Outcome::OutOfMemory => {
            Finding::new(ScriptFailed, "The script takes more than 64 MB of memory.")
        }
        Outcome::TooManyRequests => {
            Finding::new(ScriptFailed, "The script makes more than 20 requests.")
        }
        Outcome::Crashed => Finding::new(
            ScriptFailed,
            "The script's process ended before it was through.",
        ),
    }
}

fn thrown(kind: Thrown, message: &str, last: Option<&Asked>, now: Millis) -> Finding {
    let own = Some(message.to_owned());
    let came = last.and_then(|asked| asked.answer.as_ref());
    // What the last request came to says more than an error that followed from it.
    let by_request = || match came {
        Some(Ok(came)) => answer(came, now),
        Some(Err(why)) => Some(unasked(why)),
        None => None,
    };
    match kind {
        Thrown::Auth => Finding::new(
            PingOutcome::CredentialsRefused,
            "The app refuses the credentials.",
        )
        .or(own),
        Thrown::Error => refused(own),
        Thrown::Transient => Finding::new(PingOutcome::ServiceDown, "The app is down.").or(own),
        Thrown::RateLimit { seconds } => {
            let said = seconds
                .map(|seconds| now.saturating_add((Millis::from(seconds) * SECOND).min(LONGEST)));
            let header = || end_of_limit(came?.as_ref().ok()?, now);
            Finding::new(
                PingOutcome::RateLimited,
                "The app takes no more requests for now.",
            )
            .or(own)
            .until(said.or_else(header))
        }
        Thrown::Request => by_request().unwrap_or_else(|| refused(own)),
        Thrown::Plain => match by_request() {
            Some(found) => found.or(own),
            None => refused(own),
        },
        Thrown::Fault => {
            by_request().unwrap_or_else(|| Finding::new(PingOutcome::ScriptFailed, message))
        }
    }
}

fn refused(own: Option<String>) -> Finding {
    Finding::new(
        PingOutcome::Refused,
        "The app's script refuses the credentials without saying why.",
    )
    .or(own)
}
