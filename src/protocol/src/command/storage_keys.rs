//! The keys under which the plugin stored something.

use serde::{Deserialize, Serialize};

use super::{Command, Name};
use crate::storage_scope::StorageScope;

/// The command.
#[derive(Debug)]
pub struct StorageKeys;

impl Command for StorageKeys {
    const NAME: Name = Name::StorageKeys;
    type Params = Params;
    type Reply = Reply;
}

/// Of which scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Params {
    /// Who shares the values.
    #[serde(default)]
    pub scope: StorageScope,
}

/// The keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// In the order of their characters.
    pub keys: Vec<String>,
}
