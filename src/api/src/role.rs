//! What somebody may do.

use serde::{Deserialize, Serialize};

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The inbox and the enabled plugins.
    Agent,
    /// Also plugins, secrets, members and tokens.
    Admin,
    /// The integrations that the company makes, and nothing of the inbox.
    Developer,
}

impl Role {
    /// The role as it stands on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Admin => "admin",
            Self::Developer => "developer",
        }
    }

    /// The role of that name, if there is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Agent, Self::Admin, Self::Developer]
            .into_iter()
            .find(|role| role.as_str() == name)
    }
}
