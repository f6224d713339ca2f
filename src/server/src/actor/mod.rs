//! Who does something. Every write has an actor, and every event says which.

use encaixe_api::id::{MemberId, PluginId, TokenId};
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
    /// The server itself, or somebody at its command line.
    System,
}
