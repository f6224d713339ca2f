//! Asks the agent a question that takes yes or no.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct Dialog;

impl Command for Dialog {
    const NAME: Name = Name::Dialog;
    type Params = Params;
    type Reply = Reply;
}

/// What to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    /// The form of the question.
    pub kind: Kind,
    /// The question, 1 to [`TEXT_CHARS`] characters.
    pub title: String,
    /// What hangs on it.
    #[serde(default)]
    pub description: Option<String>,
    /// The word on the button that confirms; the host's own word when missing.
    #[serde(default)]
    pub ok_text: Option<String>,
    /// The word on the button that cancels; the host's own word when missing.
    #[serde(default)]
    pub cancel_text: Option<String>,
}

/// The longest title, description or button text, in characters.
pub const TEXT_CHARS: usize = 2_000;

/// The forms of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Confirm or cancel.
    Confirm,
}

/// The agent's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// True only when the agent pressed the confirming button.
    pub confirmed: bool,
}
