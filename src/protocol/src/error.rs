//! The closed list of what can go wrong with a call, as the plugin is told.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::scope::AnyScope;

/// Why a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No answer came in the time that the command has.
    Timeout,
    /// The plugin gave the call up.
    Aborted,
    /// The page is not inside a host.
    NotEmbedded,
    /// The plugin or the agent may not do this.
    Denied,
    /// The call was made for another conversation than the open one.
    ConversationChanged,
    /// No conversation is open.
    NoConversation,
    /// What the call names does not exist.
    NotFound,
    /// An argument is wrong; the message says which and what was expected.
    Invalid,
    /// The host, or the engine, does not know this.
    Unsupported,
    /// The message is larger than the limit.
    TooLarge,
    /// Too many calls in too short a time.
    RateLimited,
    /// The frame, the page or the connection ended first.
    Closed,
    /// The host could not do it.
    HostError,
}

impl Code {
    /// Every code, in the order of the list above.
    pub const ALL: [Self; 13] = [
        Self::Timeout,
        Self::Aborted,
        Self::NotEmbedded,
        Self::Denied,
        Self::ConversationChanged,
        Self::NoConversation,
        Self::NotFound,
        Self::Invalid,
        Self::Unsupported,
        Self::TooLarge,
        Self::RateLimited,
        Self::Closed,
        Self::HostError,
    ];

    /// The code as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Aborted => "aborted",
            Self::NotEmbedded => "not_embedded",
            Self::Denied => "denied",
            Self::ConversationChanged => "conversation_changed",
            Self::NoConversation => "no_conversation",
            Self::NotFound => "not_found",
            Self::Invalid => "invalid",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "too_large",
            Self::RateLimited => "rate_limited",
            Self::Closed => "closed",
            Self::HostError => "host_error",
        }
    }
}

/// A failed call, as it crosses the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireError {
    /// The kind of failure.
    pub code: Code,
    /// One sentence: which argument or state, what was there, what was expected.
    pub message: String,
    /// More for the author, when there is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
}

/// What else there is to a failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Detail {
    /// The scope that the plugin lacks.
    Scope {
        /// Which one.
        scope: AnyScope,
    },
    /// The connection of an app has to be made good by an admin before it can be called again.
    Reconnect {
        /// Always true.
        reconnect: bool,
    },
    /// A word or two.
    Text(String),
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl WireError {
    /// An error without detail.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            detail: None,
        }
    }

    /// `denied` for want of a scope.
    #[must_use]
    pub fn lacks(scope: AnyScope) -> Self {
        let name = scope.as_str();
        let message = format!("the plugin does not hold the scope {name}; an admin can grant it");
        Self {
            detail: Some(Detail::Scope { scope }),
            ..Self::new(Code::Denied, message)
        }
    }

    /// `invalid`, with the argument's name and what was expected of it.
    #[must_use]
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::Invalid, message)
    }
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.message)
    }
}

impl std::error::Error for WireError {}
