//! Leaves a note for colleagues in the conversation; the contact never sees it.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::event::conversation::Message;

/// The command.
#[derive(Debug)]
pub struct AddNote;

impl Command for AddNote {
    const NAME: Name = Name::AddNote;
    type Params = Params;
    type Reply = Reply;
}

/// What to note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Plain text, 1 to [`TEXT_CHARS`] characters.
    pub text: String,
}

/// The longest note, and the longest text put into the composer, in characters.
pub const TEXT_CHARS: usize = 10_000;

/// The note as it stands in the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// A message of the type `note`.
    pub message: Message,
}
