//! Puts text into the composer where the agent's cursor is. Nothing is sent: that is the agent's to do.

use super::{Command, Name, add_note};

/// The command.
#[derive(Debug)]
pub struct InsertText;

impl Command for InsertText {
    const NAME: Name = Name::InsertText;
    type Params = add_note::Params;
    type Reply = ();
}
