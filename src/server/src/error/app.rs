//! Why something of an app is refused, or a call of it has no answer.

use axum::http::StatusCode;
use encaixe_api::app::Problem;

use crate::apps::call;
use crate::outgoing::{Failure, Refused};

/// What a caller is told.
#[derive(Debug)]
pub enum AppError {
    /// 422: something is wrong with the app's files.
    Invalid(Vec<Problem>),
    /// 409: the app does not take the connection's credentials; why.
    Reconnect(String),
    /// 413: the answer is longer than so many bytes.
    TooLarge(usize),
    /// 429: the plugin has as many calls on their way as it may have.
    TooMany,
    /// 502, or 504 when it was too late: the app did not answer.
    Unanswered(Failure),
    /// 502: no token could be got, in words.
    NoToken(String),
}

impl AppError {
    /// The status, the code and the words.
    pub(super) fn parts(&self) -> (StatusCode, &'static str, String) {
        match self {
            Self::Invalid(problems) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid_app",
                match problems.first() {
                    Some(one) => format!(
                        "the app's files are not as they should be, first of all {}:{}:{} {}: {}",
                        one.file, one.line, one.column, one.path, one.expected
                    ),
                    None => "the app's files are not as they should be".to_owned(),
                },
            ),
            Self::Reconnect(why) => (
                StatusCode::CONFLICT,
                "reconnect",
                format!("an admin has to connect the app again (Settings > Apps): {why}"),
            ),
            Self::TooLarge(most) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                format!("the app's answer has more than {most} bytes; ask for less of it"),
            ),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "rate_limited",
                "the plugin has 5 calls on their way; wait for one of them".to_owned(),
            ),
            Self::Unanswered(failure) => unanswered(failure),
            Self::NoToken(why) => (StatusCode::BAD_GATEWAY, "no_token", why.clone()),
        }
    }

    /// What is wrong with an app's files.
    pub(super) fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Invalid(problems) => problems.clone(),
            _ => Vec::new(),
        }
    }
}

impl From<call::Failed> for AppError {
    fn from(failed: call::Failed) -> Self {
        match failed {
            call::Failed::Outgoing(failure) => Self::Unanswered(failure),
            call::Failed::TooLarge(most) => Self::TooLarge(most),
        }
    }
}

/// Without the address itself, which may hold what calls are signed with.
fn unanswered(failure: &Failure) -> (StatusCode, &'static str, String) {
    let (status, code) = match failure {
        Failure::Refused(_) => (StatusCode::BAD_GATEWAY, "address_refused"),
        Failure::Request(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        Failure::Name(_) | Failure::Connect(..) => (StatusCode::BAD_GATEWAY, "unreachable"),
        Failure::Time(_) => (StatusCode::GATEWAY_TIMEOUT, "timeout"),
        Failure::Broken(..) | Failure::Long(..) => (StatusCode::BAD_GATEWAY, "broken_answer"),
    };
    (status, code, said(failure))
}

/// A failure in words, without an address.
pub(crate) fn said(failure: &Failure) -> String {
    match failure {
        Failure::Refused(Refused::Plain(_)) => {
            "the address is not https, and nothing else may be asked".to_owned()
        }
        other => other.to_string(),
    }
}
