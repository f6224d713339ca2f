//! Teams of members.

use serde::{Deserialize, Serialize};

use super::{Uses, nullable};
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
    /// By how much it is used; in the lists of the settings alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(feature = "settings"), serde(skip))]
    pub uses: Option<Uses>,
}

/// `POST /api/groups` (admin).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewGroup {
    /// Its name, 1 to 60 characters; no two groups share one, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// An emoji.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 16))]
    pub icon: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub description: Option<String>,
    /// Its members, at least one of whom may sign in: what is moved to a group of nobody is seen by nobody.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::schema::GivenId>, min_items = 1, max_items = 500))]
    pub members: Vec<MemberId>,
}

/// `PATCH /api/groups/{id}` (admin): a missing field stays as it is, null empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GroupPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// An emoji.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 16))]
    pub icon: Option<Option<String>>,
    /// What it is for.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 500))]
    pub description: Option<Option<String>>,
    /// All of its members, as in [`NewGroup`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<crate::schema::GivenId>>, min_items = 1, max_items = 500))]
    pub members: Option<Vec<MemberId>>,
    /// Whether conversations may be moved to it. Switched off, it keeps those that it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Its place in the list, counted from 0; past the end is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Int64, maximum = 4_294_967_295u32))]
    pub position: Option<u32>,
}
