//! Every answer that says no, in one shape: `{error: {code, message, fields?}}`.
//!
//! Three tiers. What a caller did wrong is a variant of [`Error`] and tells them what to do. What went
//! wrong here is [`Error::Internal`]: logged with its causes, told as a fixed sentence. What never reached
//! a handler (no such route, no such method, a panic) gets the same shape from [`normalize_error`] and [`panicked`].

mod answer;
mod app;
mod convert;
mod outside;
mod parts;
mod refusal;

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use encaixe_api::error::FieldError;
use encaixe_protocol::scope::AnyScope;

use self::answer::answer;
pub use self::app::AppError;
pub(crate) use self::app::said;
pub use self::outside::{normalize_error, panicked};
use crate::check::field_error;
use crate::media::Failed;

/// The result of a handler.
pub type Result<T> = std::result::Result<T, Error>;

/// What a caller is told.
#[derive(Debug)]
pub enum Error {
    /// 400: the body is not JSON.
    Malformed(String),
    /// 401: no cookie or token, or one that is no longer good.
    Unauthenticated,
    /// 401: a token that is not good.
    BadToken,
    /// 401: the object is not the one that Plug's page documents, whose answer this is.
    NotAsDocumented(Vec<FieldError>),
    /// 403: the role may not do this.
    Forbidden,
    /// 403: an API token asks for what belongs to a member.
    NeedsMember,
    /// 403: the request does not come from the page's own origin.
    WrongOrigin,
    /// 403: the plugin for which it is made is not enabled or not the member's, or no page makes it.
    UnknownPlugin,
    /// 403: the plugin for which it is made does not hold the scope.
    Denied(AnyScope),
    /// 403: the token does not hold the scope.
    TokenLacks(AnyScope),
    /// 403: the plugin is not shown in the conversation's channel.
    OtherChannel,
    /// 403: members register no plugins of their own in this workspace.
    DevPluginsOff,
    /// 404: there is no such thing.
    NotFound(&'static str),
    /// 404: what the path names under this part does not exist.
    NotFoundPart(&'static str, &'static str),
    /// 408: the body took too long.
    TooSlow,
    /// 409: the vault's key does not open the secret.
    UnreadableSecret,
    /// 409: it does not stand so that this could be done; how it stands, and what could be done.
    WrongState(String),
    /// 409: it is not any more what whoever asks has looked at.
    ChangedMeanwhile,
    /// 403: what takes a person in a browser is asked by a program or a plugin.
    NeedsPerson,
    /// 410: the click was used before.
    ClickSpent,
    /// 410: the click is too old, or none of who asks.
    ClickExpired,
    /// 410: the link was used before.
    LinkSpent,
    /// 410: the link is too old.
    LinkExpired,
    /// 413: the body is too large.
    TooLarge {
        /// How many bytes are taken.
        most: usize,
        /// How many there are, where that was said.
        found: Option<usize>,
    },
    /// 413: what should be stored goes past a bound, in words.
    NoRoom(String),
    /// 415: the body is not said to be JSON.
    NotJson,
    /// 422: fields are wrong.
    Invalid(Vec<FieldError>),
    /// 429: this was done too often; how long to wait.
    TooOften(Duration),
    /// 422: the last active admin must stay one.
    LastAdmin,
    /// Something of an app is refused, or a call of it has no answer.
    App(AppError),
    /// 502: media of another host cannot be shown.
    Elsewhere(Failed),
    /// 500: our fault.
    Internal(anyhow::Error),
}

/// The status, code, message and fields of an answer.
pub(crate) type Parts = (StatusCode, &'static str, String, Vec<FieldError>);

impl Error {
    /// 422 for one field.
    #[must_use]
    pub fn field(path: &str, code: &str, message: impl Into<String>) -> Self {
        field_error(path, code, message).into()
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let wait = if let Self::TooOften(wait) = &self {
            Some(HeaderValue::from(seconds(*wait)))
        } else {
            None
        };
        let scope = if let Self::Denied(scope) | Self::TokenLacks(scope) = &self {
            Some(scope.clone())
        } else {
            None
        };
        let challenge = self.challenge();
        let problems = if let Self::App(error) = &self {
            error.problems()
        } else {
            Vec::new()
        };
        let (status, code, message, fields) = self.parts();
        let mut answer = answer(status, code, message, fields, scope, problems);
        if let Some(wait) = wait {
            answer.headers_mut().insert(header::RETRY_AFTER, wait);
        }
        if let Some(challenge) = challenge {
            let headers = answer.headers_mut();
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        answer
    }
}

/// Whole seconds, at least one.
fn seconds(wait: Duration) -> u64 {
    wait.as_millis()
        .div_ceil(1_000)
        .try_into()
        .unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
