//! What plugins store on the server: texts by key, for each member, for the workspace, for each conversation.
//!
//! Under `/api/plugins/{plugin}/storage/{scope}` (any role; the plugin must be enabled), where scope is
//! `user`, `workspace` or `conversation`, the last with `?conversation=ID`:
//! `GET` gives [`Keys`]; `GET`, `PUT` and `DELETE` on `.../{key}` give or take [`Stored`], or remove (204).
//! A value past its bound, or a scope past its sum, is refused with 413 and the code `too_large`.

use serde::{Deserialize, Serialize};

/// The keys that there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// In the order of their characters.
    pub keys: Vec<String>,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The text; null when there is none, which cannot be put.
    pub value: Option<String>,
}
