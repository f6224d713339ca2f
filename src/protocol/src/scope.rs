//! What a plugin may ask for. Until scopes exist, every plugin holds the one that stands for all.

use serde::{Deserialize, Serialize};

/// One permission of a plugin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Everything.
    #[serde(rename = "*")]
    All,
}
