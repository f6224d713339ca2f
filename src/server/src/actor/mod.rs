//! Who does something. Every write has an actor, and every event says which.

use encaixe_api::audit::AuditActorKind;
use encaixe_api::id::{IntegrationId, MemberId, PluginId, TokenId};
use serde::{Deserialize, Serialize};

/// Who does something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// A member who is signed in.
    Member {
        /// Who.
        id: MemberId,
    },
    /// A plugin, in the page of a member.
    Plugin {
        /// The plugin.
        plugin: PluginId,
        /// Whose page it is in.
        member: MemberId,
    },
    /// A program with an API token.
    Token {
        /// The token's id.
        id: TokenId,
    },
    /// A program of an integration that was let in.
    Integration {
        /// The integration.
        id: IntegrationId,
    },
    /// Somebody at the server's command line.
    CommandLine,
    /// The server itself.
    System,
}

impl Actor {
    /// What kind of actor it is. Programs of integrations ask with tokens too.
    #[must_use]
    pub const fn kind(&self) -> AuditActorKind {
        match self {
            Self::Member { .. } => AuditActorKind::Member,
            Self::Plugin { .. } => AuditActorKind::Plugin,
            Self::Token { .. } | Self::Integration { .. } => AuditActorKind::Token,
            Self::CommandLine => AuditActorKind::CommandLine,
            Self::System => AuditActorKind::System,
        }
    }
}
