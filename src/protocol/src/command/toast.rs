//! Shows a short notice that goes away by itself.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct Toast;

impl Command for Toast {
    const NAME: Name = Name::Toast;
    type Params = Params;
    type Reply = ();
}

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Its colour and icon.
    pub kind: Kind,
    /// Plain text, 1 to [`MESSAGE_CHARS`] characters.
    pub message: String,
}

/// The longest message, in characters.
pub const MESSAGE_CHARS: usize = 500;

/// The four kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It worked.
    Success,
    /// It did not.
    Error,
    /// It may not.
    Warning,
    /// Good to know.
    Info,
}
