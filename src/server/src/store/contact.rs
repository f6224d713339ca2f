//! People outside the company, and their custom fields.

use std::collections::BTreeMap;

use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::Contact;
use encaixe_protocol::event::conversation::Scalar;
use sqlx::Row as _;

use super::{Result, Store, Write};
use crate::time::Millis;

impl Store {
    /// One contact, with the custom fields that are filled in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contact(&self, id: &str) -> Result<Option<Contact>> {
        let row = sqlx::query("SELECT id, name, avatar, email, phone FROM contact WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Contact {
            id: ContactId::new(row.try_get::<String, _>("id")?),
            name: row.try_get("name")?,
            avatar: row.try_get("avatar")?,
            email: row.try_get("email")?,
            phone: row.try_get("phone")?,
            fields: self.contact_fields(id).await?,
        }))
    }

    async fn contact_fields(&self, contact: &str) -> Result<BTreeMap<String, Scalar>> {
        sqlx::query(
            "SELECT f.placeholder, v.value FROM contact_field v
             JOIN custom_field f ON f.id = v.field_id WHERE v.contact_id = $1",
        )
        .bind(contact)
        .fetch_all(&self.reader)
        .await?
        .iter()
        .map(|row| {
            let value: String = row.try_get("value")?;
            Ok((row.try_get("placeholder")?, serde_json::from_str(&value)?))
        })
        .collect()
    }
}

/// Adds a contact; `fields` are by placeholder and must exist.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, contact: &Contact, at: Millis) -> Result<()> {
    sqlx::query(
        "INSERT INTO contact (id, name, avatar, email, phone, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(contact.id.as_str())
    .bind(&contact.name)
    .bind(contact.avatar.as_deref())
    .bind(contact.email.as_deref())
    .bind(contact.phone.as_deref())
    .bind(at)
    .execute(&mut **write)
    .await?;
    for (placeholder, value) in &contact.fields {
        sqlx::query(
            "INSERT INTO contact_field (contact_id, field_id, value)
             VALUES ($1, (SELECT id FROM custom_field
                          WHERE entity = 'contact' AND placeholder = $2), $3)",
        )
        .bind(contact.id.as_str())
        .bind(placeholder)
        .bind(serde_json::to_string(value)?)
        .execute(&mut **write)
        .await?;
    }
    Ok(())
}
