//! `message`: one more message in the open conversation, of anyone.

use serde::{Deserialize, Serialize};

use super::conversation::{Conversation, Message};

/// The message, and the conversation that it is the last one of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// The message.
    pub message: Message,
    /// The conversation afterwards.
    pub conversation: Conversation,
}
