//! The status, the code, the words and the fields of each answer that says no.

use axum::http::{HeaderValue, StatusCode};
use encaixe_protocol::scope::Scope;

use super::answer::joined;
use super::{Error, Parts, seconds};
use crate::check::field_error;

impl Error {
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
            Self::BadToken => plain(
                StatusCode::UNAUTHORIZED,
                "unauthenticated",
                "the token is not good: it was never given, has ended, or was taken back; send another one as `Authorization: Bearer ...`",
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
                "no scope opens this, so that no integration and no token that is narrowed may ask for it; use an API token that is not narrowed",
            ),
            Self::TokenLacks(scope) => lacks(
                "token",
                scope.as_str(),
                "make one that does, or, for an integration's, ask for consent again",
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
            Self::WrongState(message) => (StatusCode::CONFLICT, "wrong_state", message, Vec::new()),
            Self::ChangedMeanwhile => plain(
                StatusCode::CONFLICT,
                "changed_meanwhile",
                "this was changed meanwhile; look at it again before you decide",
            ),
            Self::NeedsPerson => plain(
                StatusCode::FORBIDDEN,
                "needs_person",
                "this takes the decision of a person who is signed in: no token and no plugin can make it; do it under Settings > Marketplace",
            ),
            Self::ClickSpent => plain(
                StatusCode::GONE,
                "click_spent",
                "this click was used before; press the button again",
            ),
            Self::ClickExpired => plain(
                StatusCode::GONE,
                "click_expired",
                "this click is too old, or was made by somebody else; press the button again",
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

    /// What a program with a token is told about it (RFC 6750, section 3).
    pub(super) fn challenge(&self) -> Option<HeaderValue> {
        let text = match self {
            Self::BadToken => "Bearer error=\"invalid_token\"".to_owned(),
            Self::TokenLacks(scope) if *scope != Scope::All => {
                format!(
                    "Bearer error=\"insufficient_scope\", scope=\"{}\"",
                    scope.as_str()
                )
            }
            _ => return None,
        };
        HeaderValue::from_str(&text).ok()
    }
}

/// 403 for want of a scope.
fn lacks(who: &str, scope: &str, remedy: &str) -> Parts {
    let message = format!("the {who} does not hold the scope {scope}; {remedy}");
    (StatusCode::FORBIDDEN, "denied", message, Vec::new())
}
