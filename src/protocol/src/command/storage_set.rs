//! Stores a value for the plugin, on the server.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::storage_scope::StorageScope;

/// The command.
#[derive(Debug)]
pub struct StorageSet;

impl Command for StorageSet {
    const NAME: Name = Name::StorageSet;
    type Params = Params;
    type Reply = ();
}

/// What to store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Params {
    /// Who shares it.
    #[serde(default)]
    pub scope: StorageScope,
    /// Its key, 1 to [`super::storage_get::KEY_CHARS`] characters.
    pub key: String,
    /// The value's JSON text, at most [`crate::limits::Limits::storage_value_bytes`] bytes in UTF-8.
    pub value: String,
}
