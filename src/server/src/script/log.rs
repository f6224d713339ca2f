//! What a script asked so far, which says most about why it failed.

use super::wire::{Asking, End, Kind, Reason};
use super::{Outcome, REQUESTS, Run, ScriptAnswer, ScriptRequest, Thrown, Unasked};

/// How many bytes of each answer's body are kept.
const KEPT_BYTES: usize = 64 * 1024;

/// A request that a script made.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The method.
    pub method: String,
    /// Where to, with all that stands in it.
    pub url: String,
    /// What came of it; none while nothing did. Of the body the beginning is kept.
    pub answer: Option<Result<ScriptAnswer, Unasked>>,
}

/// The requests of a script, in their order.
#[derive(Debug, Default)]
pub(super) struct Log(Vec<(u32, Asked)>);

impl Log {
    /// Whether one more may be made.
    pub(super) fn has_room(&self) -> bool {
        self.0.len() < REQUESTS
    }

    /// One is made.
    pub(super) fn begin(&mut self, asking: &Asking) {
        let asked = Asked {
            method: asking.method.clone(),
            url: asking.url.clone(),
            answer: None,
        };
        self.0.push((asking.id, asked));
    }

    /// Something came of one.
    pub(super) fn end(&mut self, id: u32, answer: &Result<ScriptAnswer, Unasked>) {
        let of = self.0.iter_mut().find(|(asked, _)| *asked == id);
        if let Some((_, asked)) = of {
            asked.answer = Some(answer.as_ref().map(short).map_err(Clone::clone));
        }
    }

    /// The whole, by how the process ended; none when its time was over first.
    pub(super) fn run(mut self, end: Option<Spoken>) -> Run {
        let waiting = self.0.iter().any(|(_, asked)| asked.answer.is_none());
        let (outcome, of) = match end {
            None => (Outcome::TimedOut { waiting }, None),
            Some(Spoken::Crashed) => (Outcome::Crashed, None),
            Some(Spoken::TooManyRequests) => (Outcome::TooManyRequests, None),
            Some(Spoken::End(end)) => outcome(end),
        };
        let place = self.0.iter().position(|(id, _)| Some(*id) == of);
        let last = match place {
            Some(place) => Some(self.0.swap_remove(place).1),
            None => self.0.pop().map(|(_, asked)| asked),
        };
        Run { outcome, last }
    }
}

/// How a talk with a script's process ended.
#[derive(Debug)]
pub(super) enum Spoken {
    /// The process said how.
    End(End),
    /// It asked too much.
    TooManyRequests,
    /// It is gone, or said what is no message.
    Crashed,
}

fn outcome(end: End) -> (Outcome, Option<u32>) {
    let outcome = match end {
        End::Passed => Outcome::Passed,
        End::Thrown(reason) => return thrown(reason),
        End::Syntax {
            line,
            column,
            message,
        } => Outcome::Syntax {
            line,
            column,
            message,
        },
        End::NoPing => Outcome::NoPing,
        End::NoPromise => Outcome::NoPromise,
        End::NeverSettled => Outcome::NeverSettled,
        End::TimedOut => Outcome::TimedOut { waiting: false },
        End::OutOfMemory => Outcome::OutOfMemory,
    };
    (outcome, None)
}

fn thrown(reason: Reason) -> (Outcome, Option<u32>) {
    let kind = match reason.kind {
        Kind::Auth => Thrown::Auth,
        Kind::Error => Thrown::Error,
        Kind::RateLimit => Thrown::RateLimit {
            seconds: reason.seconds,
        },
        Kind::Transient => Thrown::Transient,
        Kind::Request => Thrown::Request,
        Kind::Plain => Thrown::Plain,
        Kind::Fault => Thrown::Fault,
        Kind::Memory => return (Outcome::OutOfMemory, None),
    };
    let message = reason.message;
    (Outcome::Thrown { kind, message }, reason.request)
}

/// The same with the beginning of its body alone.
fn short(answer: &ScriptAnswer) -> ScriptAnswer {
    let end = answer.body.floor_char_boundary(KEPT_BYTES);
    ScriptAnswer {
        status: answer.status,
        status_text: answer.status_text.clone(),
        headers: answer.headers.clone(),
        body: answer.body[..end].to_owned(),
    }
}

/// What is asked of the app; else why it is no request.
pub(super) fn request(asking: Asking) -> Result<ScriptRequest, Unasked> {
    let mut url = url::Url::parse(&asking.url)
        .map_err(|error| Unasked::Invalid(format!("Invalid URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        let what = format!("Unsupported protocol {}:", url.scheme());
        return Err(Unasked::Invalid(what));
    }
    // The prelude has made a header of them. An address that is written in another way may have them still.
    let without = url.set_username("").and_then(|()| url.set_password(None));
    without.map_err(|()| Unasked::Invalid("Invalid URL".to_owned()))?;
    url.set_fragment(None);
    let headers = asking.headers.into_iter();
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value));
    Ok(ScriptRequest {
        method: asking.method.to_ascii_uppercase(),
        url: url.into(),
        headers: headers
            .filter(|(name, _)| !is_of_connection(name))
            .collect(),
        body: asking.body,
    })
}

/// Whether a header says how the connection is used, which no script decides. Source: RFC 9110, 7.6.1.
fn is_of_connection(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    NAMES.contains(&name)
}
