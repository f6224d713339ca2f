//! `closing`: the last event of a document. Its port is closed, and its frame goes a moment later: see
//! [`crate::limits::Limits::closing_ms`].

use serde::{Deserialize, Serialize};

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// The kind of end.
    pub reason: Reason,
}

/// Why a frame goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The agent loads it anew.
    Reload,
    /// The registration changed, and the frame is made anew.
    Changed,
    /// The plugin was disabled or removed.
    Removed,
    /// The agent signed out, or the inbox goes.
    Page,
}
