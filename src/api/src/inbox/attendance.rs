//! Attendances: one stretch of service within a conversation, from start to finish.

use std::collections::BTreeMap;

use encaixe_protocol::event::conversation::Scalar;
use serde::{Deserialize, Serialize};

use super::custom_field::Fields;
use crate::id::{AttendanceId, ConversationId};

/// One attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attendance {
    /// Its id.
    pub id: AttendanceId,
    /// The conversation that it is a part of.
    pub conversation: ConversationId,
    /// Custom fields by placeholder; empty ones are missing.
    pub fields: BTreeMap<String, Scalar>,
}

/// `PATCH /api/attendances/{id}` (any role): the answer is the [`Attendance`] afterwards.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttendancePatch {
    /// Custom fields of the entity `session`.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::schema::FieldChanges))]
    pub fields: Fields,
}
