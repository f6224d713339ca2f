//! Fields that a workspace adds to contacts and attendances.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::id::CustomFieldId;

/// One such field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
