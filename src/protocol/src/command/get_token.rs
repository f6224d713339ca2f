//! Proof of who asks, for the plugin's own server: a signed token.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::id::ConversationId;

/// The command.
#[derive(Debug)]
pub struct GetToken;

impl Command for GetToken {
    const NAME: Name = Name::GetToken;
    type Params = Params;
    type Reply = Reply;
}

/// Nothing is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Params {}

/// A token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// A JWT of a few hundred characters.
    pub token: String,
    /// For how many seconds it is good; 0 where each call is to have a token of its own.
    pub expires_in: u32,
    /// The conversation that it names; null when none was open.
    pub conversation: Option<ConversationId>,
}

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reply(***)")
    }
}
