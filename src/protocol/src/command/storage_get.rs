//! Reads a value that the plugin stored.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::storage_scope::StorageScope;

/// The command.
#[derive(Debug)]
pub struct StorageGet;

impl Command for StorageGet {
    const NAME: Name = Name::StorageGet;
    type Params = Params;
    type Reply = Reply;
}

/// Which value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Who shares it.
    #[serde(default)]
    pub scope: StorageScope,
    /// Its key, 1 to [`KEY_CHARS`] characters.
    pub key: String,
}

/// The longest key, in characters.
pub const KEY_CHARS: usize = 200;

/// What is stored there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The value's JSON text, or null when there is none.
    pub value: Option<String>,
}
