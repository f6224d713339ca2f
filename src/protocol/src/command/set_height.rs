//! Sets the height of the plugin's frame. Its width is the host's.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

/// The command.
#[derive(Debug)]
pub struct SetHeight;

impl Command for SetHeight {
    const NAME: Name = Name::SetHeight;
    type Params = Params;
    type Reply = Reply;
}

/// How high.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Params {
    /// CSS pixels; null for the height of the panel.
    pub height: Option<f64>,
}

/// The height in force.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// CSS pixels, within [`crate::limits::Limits::height_min`] and [`crate::limits::Limits::height_max`];
    /// null for the height of the panel.
    pub height: Option<f64>,
}
