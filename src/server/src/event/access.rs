//! What happened to ways in: API tokens, sign-in links, sessions.

use encaixe_api::id::{MemberId, TokenId};
use encaixe_api::live::Change;
use serde::{Deserialize, Serialize};

/// What happened to a way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccessEvent {
    /// An API token was made.
    TokenCreated {
        /// Its id.
        token: TokenId,
    },
    /// An API token was revoked.
    TokenRevoked {
        /// Its id.
        token: TokenId,
    },
    /// A sign-in link was made.
    SignInLinkCreated {
        /// For whom.
        member: MemberId,
    },
    /// Somebody signed in.
    SessionCreated {
        /// Who.
        member: MemberId,
    },
    /// A member's sessions ended, one or more.
    SessionsEnded {
        /// Whose.
        member: MemberId,
    },
    /// Everybody's sessions ended.
    EverySessionEnded,
}

impl AccessEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        match self {
            Self::TokenCreated { token } | Self::TokenRevoked { token } => {
                ("token", token.as_str())
            }
            Self::SignInLinkCreated { member }
            | Self::SessionCreated { member }
            | Self::SessionsEnded { member } => ("member", member.as_str()),
            Self::EverySessionEnded => ("workspace", ""),
        }
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Self::TokenCreated { .. } | Self::TokenRevoked { .. } => vec![Change::Tokens],
            // Nobody shows it.
            Self::SignInLinkCreated { .. } => Vec::new(),
            Self::SessionCreated { member } | Self::SessionsEnded { member } => {
                vec![Change::Sessions {
                    member: member.clone(),
                }]
            }
            Self::EverySessionEnded => vec![Change::Reset],
        }
    }
}
