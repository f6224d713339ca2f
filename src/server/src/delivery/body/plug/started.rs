//! `startAttendance`: somebody takes an attendance.

use serde_json::Value;

use super::{Attendance, Names};

/// The body; `operator` is who takes it.
#[must_use]
pub fn started(names: Names, attendance: &Attendance, operator: &str) -> Value {
    let mut fields = attendance.common(names, "PROGRESS");
    fields.insert("operator".to_owned(), operator.into());
    // Plug's samples have the time of the request there.
    fields.insert(names.moment().to_owned(), attendance.requested_at.into());
    attendance.with_chat(names, fields)
}
