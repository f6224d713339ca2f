//! Messages of the conversation, further back than the data object reaches.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::Message;
use crate::id::MessageId;

/// The command.
#[derive(Debug)]
pub struct ListMessages;

impl Command for ListMessages {
    const NAME: Name = Name::ListMessages;
    type Params = Params;
    type Reply = Reply;
}

/// Which messages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Params {
    /// Those sent before this one; the newest when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<MessageId>,
    /// How many at most, 1 to [`MOST`]; [`USUAL`] when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// The most messages of one answer.
pub const MOST: u32 = 100;

/// How many messages an answer has when the call does not say.
pub const USUAL: u32 = 50;

/// A stretch of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// The `before` of the messages before these; null when these are the first.
    pub earlier: Option<MessageId>,
}
