//! Custom fields that are filled in: those of contacts and those of attendances.

use std::collections::BTreeMap;

use encaixe_api::id::{AttendanceId, ContactId, CustomFieldId};
use encaixe_protocol::event::conversation::Scalar;

use super::engine::sql;
use super::{Result, Store, Write};

/// Whose fields.
#[derive(Debug, Clone, Copy)]
pub enum Owner<'a> {
    /// The contact of that id.
    Contact(&'a ContactId),
    /// The attendance of that id.
    Attendance(&'a AttendanceId),
}

/// New values of fields, checked by the caller; none empties a field.
pub type Changes = Vec<(CustomFieldId, Option<Scalar>)>;

impl<'a> Owner<'a> {
    fn id(self) -> &'a str {
        match self {
            Self::Contact(id) => id.as_str(),
            Self::Attendance(id) => id.as_str(),
        }
    }

    const fn pick(self, contact: &'static str, attendance: &'static str) -> &'static str {
        match self {
            Self::Contact(_) => contact,
            Self::Attendance(_) => attendance,
        }
    }
}

impl Store {
    /// The fields that are filled in, by placeholder.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fields(&self, owner: Owner<'_>) -> Result<BTreeMap<String, Scalar>> {
        sql(owner.pick(
            "SELECT f.placeholder, v.value FROM contact_field v
             JOIN custom_field f ON f.id = v.field_id WHERE v.contact_id = $1",
            "SELECT f.placeholder, v.value FROM attendance_field v
             JOIN custom_field f ON f.id = v.field_id WHERE v.attendance_id = $1",
        ))
        .bind(owner.id())
        .fetch_all(&self.engine)
        .await?
        .iter()
        .map(|row| {
            let value: String = row.get("value")?;
            Ok((row.get("placeholder")?, serde_json::from_str(&value)?))
        })
        .collect()
    }
}

/// Fills fields in and empties them; whether anything changed by it.
///
/// # Errors
/// When the database fails, or the owner or a field does not exist.
pub async fn set(
    write: &mut Write,
    owner: Owner<'_>,
    changes: &[(CustomFieldId, Option<Scalar>)],
) -> Result<bool> {
    let mut changed = false;
    for (field, value) in changes {
        let done = match value {
            Some(value) => sql(owner.pick(
                "INSERT INTO contact_field (contact_id, field_id, value) VALUES ($1, $2, $3)
                     ON CONFLICT (contact_id, field_id) DO UPDATE SET value = excluded.value
                     WHERE contact_field.value <> excluded.value",
                "INSERT INTO attendance_field (attendance_id, field_id, value) VALUES ($1, $2, $3)
                     ON CONFLICT (attendance_id, field_id) DO UPDATE SET value = excluded.value
                     WHERE attendance_field.value <> excluded.value",
            ))
            .bind(owner.id())
            .bind(field)
            .bind(serde_json::to_string(value)?)
            .execute(&mut *write)
            .await?,
            None => {
                sql(owner.pick(
                    "DELETE FROM contact_field WHERE contact_id = $1 AND field_id = $2",
                    "DELETE FROM attendance_field WHERE attendance_id = $1 AND field_id = $2",
                ))
                .bind(owner.id())
                .bind(field)
                .execute(&mut *write)
                .await?
            }
        };
        changed |= done > 0;
    }
    Ok(changed)
}

/// Fills the fields of a new owner in, by placeholder; those must exist.
///
/// # Errors
/// When the database fails.
pub(super) async fn insert(
    write: &mut Write,
    owner: Owner<'_>,
    fields: &BTreeMap<String, Scalar>,
) -> Result<()> {
    for (placeholder, value) in fields {
        sql(owner.pick(
            "INSERT INTO contact_field (contact_id, field_id, value)
             VALUES ($1, (SELECT id FROM custom_field
                          WHERE entity = 'contact' AND placeholder = $2), $3)",
            "INSERT INTO attendance_field (attendance_id, field_id, value)
             VALUES ($1, (SELECT id FROM custom_field
                          WHERE entity = 'session' AND placeholder = $2), $3)",
        ))
        .bind(owner.id())
        .bind(placeholder)
        .bind(serde_json::to_string(value)?)
        .execute(&mut *write)
        .await?;
    }
    Ok(())
}
