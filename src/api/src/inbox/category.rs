//! Attendance categories: what attendances are sorted by when they are closed, each with items or without.

use serde::{Deserialize, Serialize};

use super::Uses;
use crate::Timestamp;
use crate::id::{CategoryId, CategoryItemId};

/// `GET /api/attendance-categories` (any role): one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub color: String,
    /// Whether it may still be chosen.
    pub is_active: bool,
    /// Its items, in their order. Where one of them may be chosen, one has to be.
    pub items: Vec<CategoryItem>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
    /// By how many attendances it is used; in the lists of the settings alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<Uses>,
}

/// An item of a category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CategoryItem {
    /// Its id.
    pub id: CategoryItemId,
    /// Its name.
    pub name: String,
    /// Whether it may still be chosen.
    pub is_active: bool,
}

/// The most items of one category.
pub const ITEMS: usize = 100;

/// `POST /api/attendance-categories` (admin): 201 with the [`Category`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCategory {
    /// Its name, 1 to 60 characters; no two categories share one, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// Its colour, `#rrggbb`; missing, it is one that few categories have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub color: Option<String>,
    /// Its items, at most 100.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub items: Vec<GivenItem>,
}

/// `PATCH /api/attendance-categories/{id}` (admin): a missing field stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CategoryPatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// A new colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub color: Option<String>,
    /// Whether it may still be chosen. Switched off, it stays where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// All its items in their order, at most 100. One that is left out is deleted; 422 `in_use` where attendances have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 100))]
    pub items: Option<Vec<GivenItem>>,
    /// Its place in the list, counted from 0; past the end is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Int64, maximum = 4_294_967_295u32))]
    pub position: Option<u32>,
}

/// An item as a request gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GivenItem {
    /// The id of one that is there; missing, it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::schema::GivenId>))]
    pub id: Option<CategoryItemId>,
    /// Its name, 1 to 60 characters; no two of a category share one, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// Whether it may be chosen; missing, it stays as it is, and a new one may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}
