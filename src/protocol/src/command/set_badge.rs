//! Shows a number on the plugin's tab.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct SetBadge;

impl Command for SetBadge {
    const NAME: Name = Name::SetBadge;
    type Params = Params;
    type Reply = ();
}

/// What to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// A whole number; null and 0 show nothing, and more than 99 shows as `99+`.
    pub count: Option<u32>,
}
