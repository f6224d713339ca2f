//! Teams of members.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::{GroupId, MemberId};

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// An emoji.
    pub icon: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether conversations may be moved to it.
    pub is_active: bool,
    /// Its members.
    pub members: Vec<MemberId>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}
