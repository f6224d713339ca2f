//! `theme`: the page changed its colours.

use serde::{Deserialize, Serialize};

use crate::handshake::Theme;

/// The colours now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// As in the context.
    pub theme: Theme,
}
