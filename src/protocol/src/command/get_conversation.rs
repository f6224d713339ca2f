//! The open conversation as it is now: the data object of the event `conversation`.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::Data;

/// The command.
#[derive(Debug)]
pub struct GetConversation;

impl Command for GetConversation {
    const NAME: Name = Name::GetConversation;
    type Params = Params;
    /// Null when none is open.
    type Reply = Option<Data>;
}

/// Nothing is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Params {}
