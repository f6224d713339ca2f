//! Fields that a workspace adds to contacts and attendances.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use super::{Uses, nullable};
use crate::Timestamp;
use crate::id::CustomFieldId;

pub mod value;

/// One such field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CustomField {
    /// Its id.
    pub id: CustomFieldId,
    /// Its label.
    pub name: String,
    /// Help for who fills it in.
    pub description: Option<String>,
    /// `contact` or `session`.
    pub entity: String,
    /// The key under which values are read and set.
    pub placeholder: String,
    /// `text`, `number`, `decimal`, `date`, `select` or `multi-select`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What can be chosen, for `select` and `multi-select`; empty when any text will do.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Whether it may still be filled in.
    #[serde(default = "yes")]
    pub is_active: bool,
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

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(expecting = "an object with `value` and `label`")]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// What a field can hold: the `type` of a [`CustomField`].
pub const KINDS: [&str; 6] = [
    "text",
    "number",
    "decimal",
    "date",
    "select",
    "multi-select",
];

/// What can have a field: the `entity` of a [`CustomField`].
pub const ENTITIES: [&str; 2] = ["contact", "session"];

/// Whether options belong to a field of this type.
#[must_use]
pub fn has_options(kind: &str) -> bool {
    matches!(kind, "select" | "multi-select")
}

/// `POST /api/custom-fields` (admin). What has it, its key and its type stay as they are made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCustomField {
    /// Its label, 1 to 60 characters; no two fields of one entity share one, case and accents aside.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: String,
    /// Help for who fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub description: Option<String>,
    /// `contact` or `session`.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Entity))]
    pub entity: String,
    /// The key: a letter, then letters, digits and `_`, in lower case and without accents, at most 40. Missing, it is made
    /// of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^[a-z][a-z0-9_]{0,39}$"))]
    pub placeholder: Option<String>,
    /// What it holds.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::FieldKind))]
    pub kind: String,
    /// What can be chosen, for `select` and `multi-select` alone, at most 500; empty when any text will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub options: Vec<Choice>,
}

/// `PATCH /api/custom-fields/{id}` (admin): a missing field stays as it is, null empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CustomFieldPatch {
    /// A new label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub name: Option<String>,
    /// Help for who fills it in.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 500))]
    pub description: Option<Option<String>>,
    /// All that can be chosen from now on; what was chosen before stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 500))]
    pub options: Option<Vec<Choice>>,
    /// Whether it may still be filled in. Switched off, what is filled in stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// Its place among the fields of its entity, counted from 0; past the end is the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(format = Int64, maximum = 4_294_967_295u32))]
    pub position: Option<u32>,
}

const fn yes() -> bool {
    true
}

/// Changes of custom fields, by placeholder, at most 100: a missing one stays as it is; null, an empty text or an
/// empty list empties it. All are made, or none. What a field takes is said at [`CustomField::check`].
pub type Fields = BTreeMap<String, Option<Scalar>>;
