//! People outside the company.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use super::custom_field::Fields;
use super::nullable;
use crate::Timestamp;
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
    /// A picture's URL; told to a member's page as in [`super::message::Message::media_url`].
    pub avatar: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their telephone, digits with the country's code.
    pub phone: Option<String>,
    /// The telephone as people read it, such as `+55 11 90000-7001`.
    #[serde(default)]
    pub phone_display: Option<String>,
    /// The address as people read it: its domain in its own script.
    #[serde(default)]
    pub email_display: Option<String>,
    /// When what is known of them last changed; a merge, and taking one back, count too.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::Timestamp))]
    pub updated_at: Timestamp,
    /// Custom fields by placeholder; empty ones are missing.
    #[serde(default)]
    pub fields: BTreeMap<String, Scalar>,
}

/// `GET /api/contacts?before=&limit=&q=` (any role): a page of the contacts, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contacts {
    /// The items.
    pub items: Vec<Contact>,
    /// The `before` of the next page; null on the last one.
    pub next: Option<String>,
    /// How many conversations of an earlier version cannot be searched yet, so that a search may miss whom they are with: the
    /// server adds them while it runs.
    #[serde(default)]
    pub unindexed: u32,
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
    /// Their address; kept in lower case, its domain in ASCII. `Ana <ana@loja.example>` is taken for the address in it. An
    /// empty text is null.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub email: Option<Option<String>>,
    /// Their telephone, kept as its digits with the country's code, however it is written. What a member writes without that
    /// code is read by the workspace's country; `GET /api/address` says how. Digits that are no telephone by a numbering plan, 5
    /// to 15 of them, stay as they are. An empty text is null.
    #[serde(default, with = "nullable", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Option<String>>,
    /// Custom fields of the entity `contact`.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::FieldChanges))]
    pub fields: Fields,
}
