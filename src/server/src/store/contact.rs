//! People outside the company, and their custom fields.

use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::Contact;
use sqlx::Row as _;

use super::field::{self, Changes, Owner};
use super::patch::set;
use super::{Result, Store, Write, conversation};
use crate::time::{self, Millis};

/// A change of a contact, checked by the caller: a missing part stays as it is.
#[derive(Debug, Default)]
pub struct Patch {
    /// A new name.
    pub name: Option<String>,
    /// A new address, or none any more.
    pub email: Option<Option<String>>,
    /// A new telephone, or none any more.
    pub phone: Option<Option<String>>,
    /// Custom fields.
    pub fields: Changes,
}

/// What a patch came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Patched {
    /// It was done; the conversations of which something changed by it.
    Done(Vec<String>),
    /// There is no such contact.
    Missing,
}

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
            fields: self.fields(Owner::Contact(id)).await?,
        }))
    }

    /// Changes a contact: everything that the patch names, or nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_contact(&self, id: &str, patch: &Patch) -> Result<Patched> {
        let mut write = self.write().await?;
        let there: Option<i64> = sqlx::query_scalar("SELECT 1 FROM contact WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut *write)
            .await?;
        if there.is_none() {
            return Ok(Patched::Missing);
        }
        let mut changed = field::set(&mut write, Owner::Contact(id), &patch.fields).await?;
        for (sql, value) in [
            (
                "UPDATE contact SET name = $2 WHERE id = $1 AND name IS DISTINCT FROM $2",
                patch.name.as_ref().map(Some),
            ),
            (
                "UPDATE contact SET email = $2 WHERE id = $1 AND email IS DISTINCT FROM $2",
                patch.email.as_ref().map(Option::as_ref),
            ),
            (
                "UPDATE contact SET phone = $2 WHERE id = $1 AND phone IS DISTINCT FROM $2",
                patch.phone.as_ref().map(Option::as_ref),
            ),
        ] {
            if let Some(value) = value {
                changed |= set(&mut write, sql, id, value.map(String::as_str)).await?;
            }
        }
        if !changed {
            return Ok(Patched::Done(Vec::new()));
        }
        sqlx::query("UPDATE contact SET updated_at = $2 WHERE id = $1")
            .bind(id)
            .bind(time::now())
            .execute(&mut *write)
            .await?;
        let conversations = conversation::of_contact(&mut write, id).await?;
        write.commit().await?;
        Ok(Patched::Done(conversations))
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
    field::insert(write, Owner::Contact(contact.id.as_str()), &contact.fields).await
}
