//! People outside the company.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use super::custom_field::Fields;
use super::nullable;
use crate::id::ContactId;

/// Somebody outside the company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Their id.
    pub id: ContactId,
    /// Their name.
    pub name: String,
    /// A picture's URL.
    pub avatar: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their telephone, digits with the country's code.
    pub phone: Option<String>,
    /// Custom fields by placeholder; empty ones are missing.
    #[serde(default)]
    pub fields: BTreeMap<String, Scalar>,
}

/// `PATCH /api/contacts/{id}` (any role): a missing field stays as it is, null empties it. The answer is the
/// [`Contact`] afterwards.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactPatch {
    /// Their name, 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200))]
    pub name: Option<String>,
    /// Their address; kept in lower case. An empty text is null.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, max_length = 254))]
    pub email: Option<Option<String>>,
    /// Their telephone, 5 to 15 digits with the country's code; signs between them are left out. An empty text
    /// is null.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Option<String>>,
    /// Custom fields of the entity `contact`.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::FieldChanges))]
    pub fields: Fields,
}
