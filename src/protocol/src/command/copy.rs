//! Puts text on the agent's clipboard, shortly after a click or a key in the plugin's own page; else `denied`.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct Copy;

impl Command for Copy {
    const NAME: Name = Name::Copy;
    type Params = Params;
    type Reply = ();
}

/// What to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Plain text, 1 to [`TEXT_CHARS`] characters.
    pub text: String,
}

/// The longest text, in characters.
pub const TEXT_CHARS: usize = 100_000;
