//! Every answer that says no, in one shape: `{error: {code, message, fields?}}`.
//!
//! Three tiers. What a caller did wrong is a variant of [`Error`] and tells them what to do. What went
//! wrong here is [`Error::Internal`]: logged with its causes, told as a fixed sentence. What never reached
//! a handler (no such route, no such method, a panic) gets the same shape from [`normalize_error`] and [`panicked`].

mod answer;
mod app;
mod convert;
mod outside;
mod refusal;

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use encaixe_api::error::FieldError;
use encaixe_protocol::scope::{AnyScope, Scope};

use self::answer::{answer, joined};
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

    pub(crate) fn parts(self) -> Parts {
        let plain = |status, code, message: &str| (status, code, message.to_owned(), Vec::new());
        match self {
            Self::Malformed(why) => (
                StatusCode::BAD_REQUEST,
                "malformed",
                format!("the body is not JSON: {why}"),
                Vec::new(),
            ),
            Self::Unauthenticated => plain(
                StatusCode::UNAUTHORIZED,
                "unauthenticated",
                "sign in, or send a valid token as `Authorization: Bearer enc_...`",
            ),
            Self::Forbidden => plain(
                StatusCode::FORBIDDEN,
                "forbidden",
                "your role may not do this; ask an admin",
            ),
            Self::NeedsMember => plain(
                StatusCode::FORBIDDEN,
                "forbidden",
                "what is asked for belongs to a member, as values of the scope `user` do, and a token is none; ask with a member's session",
            ),
            Self::WrongOrigin => plain(
                StatusCode::FORBIDDEN,
                "wrong_origin",
                "a change with a session cookie must come from the inbox page: the Origin header is missing or another",
            ),
            Self::UnknownPlugin => plain(
                StatusCode::FORBIDDEN,
                "unknown_plugin",
                "the plugin that the header Encaixe-Plugin names is not enabled or not shown to this member, or the request does not come from a member's page",
            ),
            Self::OtherChannel => plain(
                StatusCode::FORBIDDEN,
                "other_channel",
                "the conversation came by a channel in which this plugin is not shown",
            ),
            Self::DevPluginsOff => plain(
                StatusCode::FORBIDDEN,
                "dev_plugins_off",
                "this workspace does not let members register plugins of their own; an admin can allow it under Settings > Workspace",
            ),
            Self::Denied(scope) if scope == Scope::All => plain(
                StatusCode::FORBIDDEN,
                "denied",
                "only a plugin that holds every scope may ask for this",
            ),
            Self::Denied(scope) => lacks("plugin", scope.as_str(), "an admin can grant it"),
            Self::TokenLacks(scope) if scope == Scope::All => plain(
                StatusCode::FORBIDDEN,
                "denied",
                "no integration may ask for this, whatever it was granted; use an API token",
            ),
            Self::TokenLacks(scope) => lacks(
                "token",
                scope.as_str(),
                "make one that does, or ask for consent again",
            ),
            Self::NotFound(what) => (
                StatusCode::NOT_FOUND,
                "not_found",
                format!("there is no such {what}"),
                Vec::new(),
            ),
            Self::NotFoundPart(path, what) => {
                let message = format!("there is no such {what}");
                let field = field_error(path, "not_found", message.clone());
                (StatusCode::NOT_FOUND, "not_found", message, vec![field])
            }
            Self::TooSlow => plain(
                StatusCode::REQUEST_TIMEOUT,
                "too_slow",
                "the body took too long to come, or too many large ones came at once; send it again",
            ),
            Self::UnreadableSecret => plain(
                StatusCode::CONFLICT,
                "unreadable_secret",
                "the server's vault key does not open this secret; put the key back, or make a new secret",
            ),
            Self::LinkSpent => plain(
                StatusCode::GONE,
                "link_spent",
                "this link was used before; ask for a new one",
            ),
            Self::LinkExpired => plain(
                StatusCode::GONE,
                "link_expired",
                "this link is too old; ask for a new one",
            ),
            Self::TooLarge { most, found } => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                match found {
                    Some(found) => {
                        format!("the body has {found} bytes, and at most {most} are taken")
                    }
                    None => {
                        format!("the body has more than {most} bytes, which is all that is taken")
                    }
                },
                Vec::new(),
            ),
            Self::NoRoom(message) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                message,
                Vec::new(),
            ),
            Self::NotJson => plain(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "send JSON, with `Content-Type: application/json`",
            ),
            Self::NotAsDocumented(fields) => {
                (StatusCode::UNAUTHORIZED, "invalid", joined(&fields), fields)
            }
            Self::Invalid(fields) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                joined(&fields),
                fields,
            ),
            Self::TooOften(wait) => (
                StatusCode::TOO_MANY_REQUESTS,
                "too_often",
                format!("this was done too often; try again in {} s", seconds(wait)),
                Vec::new(),
            ),
            Self::LastAdmin => plain(
                StatusCode::UNPROCESSABLE_ENTITY,
                "last_admin",
                "this is the last active admin; make another member admin first",
            ),
            Self::App(error) => {
                let (status, code, message) = error.parts();
                (status, code, message, Vec::new())
            }
            Self::Elsewhere(failed) => (
                StatusCode::BAD_GATEWAY,
                "elsewhere",
                format!("this cannot be shown: {failed}"),
                Vec::new(),
            ),
            Self::Internal(error) => {
                tracing::error!("{error:#}");
                plain(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "internal",
                    "something went wrong on the server; it is in its log",
                )
            }
        }
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
        answer
    }
}

/// 403 for want of a scope.
fn lacks(who: &str, scope: &str, remedy: &str) -> Parts {
    let message = format!("the {who} does not hold the scope {scope}; {remedy}");
    (StatusCode::FORBIDDEN, "denied", message, Vec::new())
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
