//! Shows or hides the bar that says that the plugin is busy.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct Loading;

impl Command for Loading {
    const NAME: Name = Name::Loading;
    type Params = Params;
    type Reply = ();
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Whether the bar shows.
    pub on: bool,
}
