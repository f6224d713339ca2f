//! People who work in the workspace.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::MemberId;
use crate::role::Role;

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// A picture's URL.
    pub avatar: Option<String>,
    /// Their telephone, digits with the country's code.
    pub phone: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Whether they may sign in.
    pub is_active: bool,
    /// Whether they have the page open now.
    #[serde(default)]
    pub is_online: bool,
    /// When they joined.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When the record last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

impl Member {
    /// Whether they may be given a conversation: they may sign in, and have the inbox.
    #[must_use]
    pub fn may_serve(&self) -> bool {
        self.is_active && self.role != Role::Developer
    }
}
