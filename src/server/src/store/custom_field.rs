//! Fields that the workspace adds to contacts and attendances.

use encaixe_api::id::CustomFieldId;
use encaixe_api::inbox::custom_field::{Choice, CustomField};
use sqlx::Row as _;

use super::{Result, Store, Write};
use crate::time::{Millis, rfc3339};

/// A field to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a str,
    /// The label.
    pub name: &'a str,
    /// Help for who fills it in.
    pub description: Option<&'a str>,
    /// `contact` or `session`.
    pub entity: &'a str,
    /// The key.
    pub placeholder: &'a str,
    /// What it holds.
    pub kind: &'a str,
    /// What can be chosen; empty when any text will do.
    pub options: &'a [Choice],
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every field, in the order of their making.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn custom_fields(&self) -> Result<Vec<CustomField>> {
        sqlx::query("SELECT * FROM custom_field ORDER BY created_at, id")
            .fetch_all(&self.reader)
            .await?
            .iter()
            .map(|row| {
                let options: Option<String> = row.try_get("options")?;
                Ok(CustomField {
                    id: CustomFieldId::new(row.try_get::<String, _>("id")?),
                    name: row.try_get("name")?,
                    description: row.try_get("description")?,
                    entity: row.try_get("entity")?,
                    placeholder: row.try_get("placeholder")?,
                    kind: row.try_get("kind")?,
                    options: options
                        .map(|json| serde_json::from_str(&json))
                        .transpose()?
                        .unwrap_or_default(),
                    created_at: rfc3339(row.try_get("created_at")?),
                    updated_at: rfc3339(row.try_get("updated_at")?),
                })
            })
            .collect()
    }
}

/// Adds a field.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<()> {
    let options = (!new.options.is_empty()).then(|| serde_json::to_string(new.options));
    sqlx::query(
        "INSERT INTO custom_field
            (id, name, description, entity, placeholder, kind, options, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(new.id)
    .bind(new.name)
    .bind(new.description)
    .bind(new.entity)
    .bind(new.placeholder)
    .bind(new.kind)
    .bind(options.transpose()?)
    .bind(new.created_at)
    .execute(&mut **write)
    .await?;
    Ok(())
}
