//! Fields that a workspace adds to contacts and attendances.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

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
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub created_at: Timestamp,
    /// When it last changed.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What people read.
    pub label: String,
}

/// Changes of custom fields, by placeholder, at most 100: a missing one stays as it is; null, an empty text or an
/// empty list empties it. All are made, or none. What a field takes is said at [`CustomField::check`].
pub type Fields = BTreeMap<String, Option<Scalar>>;
