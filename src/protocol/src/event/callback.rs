//! `callback`: the outcome of a `set_property`, by the mark that the plugin gave it.
//!
//! In the classic dialect it is a message of the host. On the channel the call's own reply says the same, and
//! the SDK makes the event of it.

use serde::{Deserialize, Serialize};

use crate::command::send_form::Value;

/// The outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// The call's own mark, null when it had none.
    pub key: Option<Value>,
    /// Whether every field was set; otherwise none was.
    pub success: bool,
}
