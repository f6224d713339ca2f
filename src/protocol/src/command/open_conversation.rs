//! Opens a conversation in the inbox, as a click on its row does. Refused with `denied` while the agent is on
//! another page of the host, such as its settings, and with `rate_limited` more than once a second.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::id::ConversationId;

/// The command.
#[derive(Debug)]
pub struct OpenConversation;

impl Command for OpenConversation {
    const NAME: Name = Name::OpenConversation;
    type Params = Params;
    type Reply = ();
}

/// Which one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Its id.
    pub conversation: ConversationId,
}
