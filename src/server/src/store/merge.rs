//! One contact of two, and two of one again.
//!
//! What a merge changes is kept as a record beside it: what the one who goes had, and what the one who stays had before. The id of
//! the one who goes becomes another name for the one who stays.

mod join;
mod person;
mod split;

use std::collections::BTreeSet;

use encaixe_api::id::{ContactId, ConversationId, CustomFieldId, MergeId};
use encaixe_api::inbox::merge::Merge;
use serde::{Deserialize, Serialize};

use self::person::{Person, person, update};
use super::engine::sql;
use super::{For, Outcome, Refusal, Result, Store, Write, Writer, contact, conversation};
use crate::address::shown;
use crate::event::ContactEvent;
use crate::time::{self, Millis, rfc3339};

/// For how long a merge can be taken back.
pub const DAY: Millis = 24 * 60 * 60 * 1_000;

/// What a merge changed.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    kept: Person,
    gone: Person,
    /// The custom fields of the one who goes: a field's id and its value.
    fields: Vec<(CustomFieldId, String)>,
    /// Which of them the one who stays took over.
    taken: BTreeSet<CustomFieldId>,
    /// Whether they took the name over too, having had an address only.
    renamed: bool,
    conversations: Vec<ConversationId>,
    /// Ids for which the one who goes answered.
    aliases: Vec<ContactId>,
    /// Of whom somebody said that the one who goes is not them.
    #[serde(default)]
    apart: Vec<ContactId>,
}

impl Store {
    /// What was merged into a contact within a day, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn merges(&self, kept: &ContactId) -> Result<Vec<Merge>> {
        sql(
            "SELECT id, gone_id, name, at FROM contact_merge WHERE kept_id = $1 AND at > $2
             ORDER BY at DESC, id DESC",
        )
        .bind(kept)
        .bind(time::now() - DAY)
        .fetch_all(&self.engine)
        .await?
        .iter()
        .map(|row| {
            let gone = row.get("gone_id")?;
            let (name, at) = (row.get("name")?, row.get("at")?);
            Ok(told(row.get("id")?, gone, name, at))
        })
        .collect()
    }
}

impl Writer {
    /// Makes one contact of two; all of it, or nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn merge(&self, kept: &ContactId, gone: &ContactId) -> Result<Outcome<Merge>> {
        let mut write = self.write(For::Contacts).await?;
        let Some(kept_id) = contact::resolve(&mut write, kept).await? else {
            return Ok(Err(Refusal::NotFound("contact")));
        };
        let Some(gone_id) = contact::resolve(&mut write, gone).await? else {
            return Ok(Err(Refusal::unknown("contact", "contact")));
        };
        if kept_id == gone_id {
            return Ok(Err(if kept == gone {
                Refusal::SameContact
            } else {
                Refusal::AlreadyMerged
            }));
        }
        let (Some(kept), Some(gone)) = (
            person(&mut write, &kept_id).await?,
            person(&mut write, &gone_id).await?,
        ) else {
            return Ok(Err(Refusal::unknown("contact", "contact")));
        };
        let merge = join::join(&mut write, kept, gone).await?;
        let conversations = conversation::of_contact(&mut write, &kept_id).await?;
        write.record(ContactEvent::ContactsMerged {
            contact: kept_id,
            other: gone_id,
            merge: merge.id.clone(),
            conversations,
        });
        write.commit().await?;
        Ok(Ok(merge))
    }

    /// Takes a merge back: what was there is there again, and what came since stays with the one who was kept. Gives the id of
    /// the contact who is there again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn split(&self, kept: &ContactId, merge: &MergeId) -> Result<Outcome<ContactId>> {
        let mut write = self.write(For::Contacts).await?;
        let found: Option<(ContactId, Millis, String)> =
            sql("SELECT kept_id, at, record FROM contact_merge WHERE id = $1")
                .bind(merge)
                .read_optional(&mut write)
                .await?;
        let Some((kept_id, at, record)) = found else {
            return Ok(Err(Refusal::NotFound("merge")));
        };
        let now = contact::resolve(&mut write, &kept_id).await?;
        if contact::resolve(&mut write, kept).await? != now {
            return Ok(Err(Refusal::NotFound("merge")));
        }
        if now.as_ref() != Some(&kept_id) {
            return Ok(Err(Refusal::MergedSince));
        }
        if at + DAY < time::now() {
            return Ok(Err(Refusal::MergeTooOld));
        }
        let record: Record = serde_json::from_str(&record)?;
        let mut changed = conversation::of_contact(&mut write, &kept_id).await?;
        split::split(&mut write, &record).await?;
        sql("DELETE FROM contact_merge WHERE id = $1")
            .bind(merge)
            .execute(&mut write)
            .await?;
        changed.extend(conversation::of_contact(&mut write, &record.gone.id).await?);
        changed.sort_unstable();
        changed.dedup();
        write.record(ContactEvent::ContactsSplit {
            contact: kept_id,
            other: record.gone.id.clone(),
            merge: merge.clone(),
            conversations: changed,
        });
        write.commit().await?;
        Ok(Ok(record.gone.id))
    }
}

fn told(id: MergeId, gone: ContactId, name: String, at: Millis) -> Merge {
    Merge {
        id,
        contact: gone,
        name,
        until: rfc3339(at + DAY),
    }
}

async fn fields(write: &mut Write, contact: &ContactId) -> Result<Vec<(CustomFieldId, String)>> {
    Ok(
        sql("SELECT field_id, value FROM contact_field WHERE contact_id = $1 ORDER BY field_id")
            .bind(contact)
            .read_all(&mut *write)
            .await?,
    )
}

/// Whether two contacts have nothing in which they differ: what is missing of one is no difference.
pub(super) async fn agree(write: &mut Write, one: &ContactId, other: &ContactId) -> Result<bool> {
    let (Some(a), Some(b)) = (person(write, one).await?, person(write, other).await?) else {
        return Ok(false);
    };
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let named = named(write, &a).await? && named(write, &b).await?;
    if (named && a.name != b.name)
        || differ(&a.email, &b.email)
        || differ(&a.phone, &b.phone)
        || differ(&a.avatar, &b.avatar)
    {
        return Ok(false);
    }
    let theirs = fields(write, other).await?;
    let ours = fields(write, one).await?;
    let differs = |(field, value): &(CustomFieldId, String)| {
        theirs
            .iter()
            .any(|(other, theirs)| other == field && theirs != value)
    };
    Ok(!ours.iter().any(differs))
}

/// Whether a contact's name is more than an address of theirs.
async fn named(write: &mut Write, person: &Person) -> Result<bool> {
    let addresses: Vec<String> = sql(
        "SELECT DISTINCT identifier FROM conversation WHERE contact_id = $1 AND identifier IS NOT NULL",
    )
    .bind(&person.id)
    .read_all(&mut *write)
    .await?;
    let own = person.email.iter().chain(&person.phone);
    Ok(!addresses
        .iter()
        .chain(own)
        .any(|address| *address == person.name || shown(address) == person.name))
}

/// Fills a custom field in; one that is gone since stays away.
async fn fill(
    write: &mut Write,
    contact: &ContactId,
    field: &CustomFieldId,
    value: &str,
) -> Result<()> {
    sql("INSERT INTO contact_field (contact_id, field_id, value)
         SELECT $1, id, $3 FROM custom_field WHERE id = $2
         ON CONFLICT (contact_id, field_id) DO NOTHING")
    .bind(contact)
    .bind(field)
    .bind(value)
    .execute(&mut *write)
    .await?;
    Ok(())
}
