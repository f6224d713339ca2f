//! What happened to ways in: API tokens, sign-in links, sessions.

use encaixe_api::audit::AuditActorKind;
use encaixe_api::id::{MemberId, TokenId};
use encaixe_api::live::Change;
use encaixe_api::role::Role;
use serde::{Deserialize, Serialize};

/// What happened to a way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccessEvent {
    /// An API token was made.
    TokenCreated {
        /// Its id.
        token: TokenId,
        /// What it may do.
        #[serde(default)]
        role: Option<Role>,
    },
    /// An API token was revoked.
    TokenRevoked {
        /// Its id.
        token: TokenId,
        /// The name that it had.
        #[serde(default)]
        name: String,
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
        /// Who had made the link.
        #[serde(default)]
        link: Option<AuditActorKind>,
    },
    /// A member's sessions ended, one or more.
    SessionsEnded {
        /// Whose.
        member: MemberId,
        /// How.
        #[serde(default)]
        how: Ended,
        /// How many.
        #[serde(default)]
        count: u32,
    },
    /// Everybody's sessions ended.
    EverySessionEnded,
    /// The vault has another key, and what is sealed was sealed anew with it.
    VaultKeyRotated {
        /// How many secrets were.
        #[serde(default)]
        count: u32,
    },
    /// Sign-in links that are not good were tried since the last time that this was said.
    SignInsRefused {
        /// How often.
        count: u32,
    },
}

/// How sessions end before their time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// By signing out.
    SignedOut,
    /// Somebody ended them, or signed in anew in the same browser.
    #[default]
    Ended,
}

impl AccessEvent {
    pub(super) fn subject(&self) -> (&'static str, &str) {
        match self {
            Self::TokenCreated { token, .. } | Self::TokenRevoked { token, .. } => {
                ("token", token.as_str())
            }
            Self::SignInLinkCreated { member }
            | Self::SessionCreated { member, .. }
            | Self::SessionsEnded { member, .. } => ("member", member.as_str()),
            Self::EverySessionEnded
            | Self::VaultKeyRotated { .. }
            | Self::SignInsRefused { .. } => ("workspace", ""),
        }
    }

    pub(super) fn changes(&self) -> Vec<Change> {
        match self {
            Self::TokenCreated { .. } | Self::TokenRevoked { .. } => vec![Change::Tokens],
            // Nobody shows them but the audit log.
            Self::SignInLinkCreated { .. }
            | Self::VaultKeyRotated { .. }
            | Self::SignInsRefused { .. } => Vec::new(),
            Self::SessionCreated { member, .. } | Self::SessionsEnded { member, .. } => {
                vec![Change::Sessions {
                    member: member.clone(),
                }]
            }
            Self::EverySessionEnded => vec![Change::Reset],
        }
    }
}
