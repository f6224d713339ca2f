//! Who shares what a plugin stores.

use serde::{Deserialize, Serialize};

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
