//! Reads a value that the plugin stored.

use serde::{Deserialize, Serialize};

use super::{Command, Name};

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

/// Who shares what a plugin stores. No plugin sees another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StorageScope {
    /// The signed-in agent alone, on every machine.
    #[default]
    User,
    /// Every agent.
    Workspace,
    /// Every agent, for one conversation: such calls are bound.
    Conversation,
}

impl StorageScope {
    /// The word on the wires and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Workspace => "workspace",
            Self::Conversation => "conversation",
        }
    }
}

/// What is stored there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The value's JSON text, or null when there is none.
    pub value: Option<String>,
}
