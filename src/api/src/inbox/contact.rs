//! People outside the company.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use crate::id::ContactId;

/// Somebody outside the company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
