//! People outside the company, and their custom fields.

use std::collections::BTreeMap;

use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::Contact;

use super::engine::sql;
use super::field::{self, Changes, Owner};
use super::patch::set;
use super::{For, Outcome, Refusal, Result, Row, Store, Write, Writer, conversation};
use crate::address::shown;
use crate::event::ContactEvent;
use crate::time::{self, Millis, rfc3339};

/// A change of a contact, checked by the caller: a missing part stays as it is.
#[derive(Debug)]
pub struct Patch {
    /// Who says so.
    pub by: Source,
    /// A new name.
    pub name: Option<String>,
    /// A new address, or none any more.
    pub email: Option<Option<String>>,
    /// A new telephone, or none any more.
    pub phone: Option<Option<String>>,
    /// Custom fields.
    pub fields: Changes,
}

/// Who said what is known of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The sender, of themselves.
    Claimed,
    /// The carrier of the channel that they wrote in.
    Carrier,
    /// An agent, or an admin's token.
    Set,
}

impl Source {
    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Carrier => "carrier",
            Self::Set => "set",
        }
    }
}

/// The sources of a contact's addresses.
#[derive(Debug, Clone, Copy)]
pub struct Sources {
    /// Of the e-mail address.
    pub email: Source,
    /// Of the telephone.
    pub phone: Source,
}

impl Sources {
    /// Both from one.
    #[must_use]
    pub const fn all(by: Source) -> Self {
        Self {
            email: by,
            phone: by,
        }
    }
}

impl Store {
    /// One contact, with the custom fields that are filled in; for one who was merged, the one who was kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contact(&self, id: &ContactId) -> Result<Option<Contact>> {
        let row = sql(
            "SELECT id, name, avatar, email, phone, updated_at FROM contact
             WHERE id = COALESCE((SELECT contact_id FROM contact_alias WHERE id = $1), $1)",
        )
        .bind(id)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mut contact = read(&row)?;
        contact.fields = self.fields(Owner::Contact(&contact.id)).await?;
        Ok(Some(contact))
    }
}

impl Writer {
    /// Changes a contact: everything that the patch names, or nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_contact(&self, id: &ContactId, patch: &Patch) -> Result<Outcome<()>> {
        let mut write = self.write(For::Contacts).await?;
        let Some(id) = resolve(&mut write, id).await? else {
            return Ok(Err(Refusal::NotFound("contact")));
        };
        let now = time::now();
        let mut changed = field::set(&mut write, Owner::Contact(&id), &patch.fields).await?;
        if let Some(name) = &patch.name {
            let text = "UPDATE contact SET name = $2 WHERE id = $1 AND name IS DISTINCT FROM $2";
            changed |= set(&mut write, text, &id, name).await?;
        }
        for (text, value) in [
            (
                "UPDATE contact SET email = $2, email_by = $3, email_at = $4
                 WHERE id = $1 AND (email IS DISTINCT FROM $2 OR (email_by <> 'set' AND $3 = 'set'))",
                patch.email.as_ref().map(Option::as_ref),
            ),
            (
                "UPDATE contact SET phone = $2, phone_by = $3, phone_at = $4
                 WHERE id = $1 AND (phone IS DISTINCT FROM $2 OR (phone_by <> 'set' AND $3 = 'set'))",
                patch.phone.as_ref().map(Option::as_ref),
            ),
        ] {
            if let Some(value) = value {
                let done = sql(text)
                    .bind(&id)
                    .bind(value.map(String::as_str))
                    .bind(patch.by.as_str())
                    .bind(now)
                    .execute(&mut write)
                    .await?;
                changed |= done > 0;
            }
        }
        if !changed {
            return Ok(Ok(()));
        }
        sql("UPDATE contact SET updated_at = $2 WHERE id = $1")
            .bind(&id)
            .bind(now)
            .execute(&mut write)
            .await?;
        let conversations = conversation::of_contact(&mut write, &id).await?;
        write.record(ContactEvent::ContactChanged {
            contact: id,
            conversations,
        });
        write.commit().await?;
        Ok(Ok(()))
    }
}

/// Adds a contact; `fields` are by placeholder and must exist.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, contact: &Contact, by: Sources, at: Millis) -> Result<()> {
    sql(
        "INSERT INTO contact (id, name, avatar, email, phone, created_at, updated_at, email_by, phone_by)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)",
    )
    .bind(&contact.id)
    .bind(&contact.name)
    .bind(contact.avatar.as_deref())
    .bind(contact.email.as_deref())
    .bind(contact.phone.as_deref())
    .bind(at)
    .bind(by.email.as_str())
    .bind(by.phone.as_str())
    .execute(&mut *write)
    .await?;
    field::insert(write, Owner::Contact(&contact.id), &contact.fields).await
}

/// The contact of that id, or who answers for it since they were merged; none when there is no such contact.
pub(super) async fn resolve(write: &mut Write, id: &ContactId) -> Result<Option<ContactId>> {
    Ok(sql(
        "SELECT id FROM contact WHERE id = COALESCE((SELECT contact_id FROM contact_alias WHERE id = $1), $1)",
    )
    .bind(id)
    .read_optional(&mut *write)
    .await?)
}

/// Reads a contact, without their custom fields.
pub(super) fn read(row: &Row) -> Result<Contact> {
    let email: Option<String> = row.get("email")?;
    let phone: Option<String> = row.get("phone")?;
    Ok(Contact {
        id: row.get("id")?,
        name: row.get("name")?,
        avatar: row.get("avatar")?,
        email_display: email.as_deref().map(shown),
        phone_display: phone.as_deref().map(shown),
        email,
        phone,
        updated_at: rfc3339(row.get("updated_at")?),
        fields: BTreeMap::new(),
    })
}
