//! Addresses of an earlier version, brought into their one form, and contacts who are the same person by it made one.
//!
//! Each batch is a transaction that says how far it came: after a kill it goes on there. Nothing is lost by it: only contacts
//! with the same address in the same kind of channel, and nothing in which they differ, become one, each by a merge that can be
//! taken back.

use encaixe_api::id::{ChannelId, ContactId, ConversationId};

use super::engine::sql;
use super::merge::agree;
use super::{For, Result, Store, Write, server_value};
use crate::actor::Actor;
use crate::address::{self, Address, By, Kind};
use crate::event::{Filled, WorkspaceEvent};

/// How many rows a transaction looks at.
const BATCH: u32 = 500;

/// The setting that says how far it came.
const PROGRESS: &str = "addresses";

const DONE: &str = "done";

/// How far it came: a step, and the last id that it saw.
type Progress<'a> = (&'a str, &'a str);

const CONVERSATIONS: &str = "conversations";
const CONTACTS: &str = "contacts";
const FOLD: &str = "fold";

impl Store {
    /// Whether every address is in its one form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_addresses(&self) -> Result<bool> {
        Ok(self.server_value(PROGRESS).await?.as_deref() == Some(DONE))
    }

    /// Whether bringing addresses into their form has begun.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_reading_addresses(&self) -> Result<bool> {
        Ok(self.server_value(PROGRESS).await?.is_some())
    }

    /// Whether it would change more than what contacts are found by.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn needs_addresses(&self) -> Result<bool> {
        let mut after = String::new();
        loop {
            let rows = self.addressed(&after).await?;
            let Some(last) = rows.last() else { break };
            last.0.as_str().clone_into(&mut after);
            if rows
                .iter()
                .any(|(_, _, kind, text)| read(kind, text).is_some())
            {
                return Ok(true);
            }
        }
        let mut after = String::new();
        loop {
            let rows = self.people(&after).await?;
            let Some(last) = rows.last() else { break };
            last.0.as_str().clone_into(&mut after);
            if rows.iter().any(|person| Known::of(person).is_changed) {
                return Ok(true);
            }
        }
        Ok(!self.doubles().await?.is_empty())
    }

    /// One batch; whether there is more to do.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_addresses(&self) -> Result<bool> {
        let progress = self.server_value(PROGRESS).await?.unwrap_or_default();
        let (step, after) = progress.split_once(' ').unwrap_or((&progress, ""));
        match step {
            DONE => return Ok(false),
            CONTACTS => self.read_contacts(after).await?,
            FOLD => {
                for (one, other) in self.doubles().await? {
                    self.fold_two(&one, &other).await?;
                }
                let mut write = self.by(Actor::System).write(For::Contacts).await?;
                note(&mut write, (DONE, "")).await?;
                write.record(WorkspaceEvent::WorkspaceFilled {
                    by: Filled::Upgrade,
                });
                write.commit().await?;
            }
            // It has not begun, or is in its first step.
            _ => self.read_conversations(after).await?,
        }
        Ok(true)
    }

    async fn read_conversations(&self, after: &str) -> Result<()> {
        let rows = self.addressed(after).await?;
        let Some((last, ..)) = rows.last() else {
            return self.note((CONTACTS, "")).await;
        };
        let mut write = self.by(Actor::System).write(For::Contacts).await?;
        for (id, channel, kind, text) in &rows {
            let read = read(kind, text);
            let key = match &read {
                Some(read) => read.key().to_owned(),
                // In its form already, though perhaps not the one by which resends are known.
                None => address::read(kind, text, By::Program)
                    .map_or_else(String::new, |read| read.key().to_owned()),
            };
            if !key.is_empty() && key != *text {
                resends(&mut write, channel, text, &key).await?;
            }
            let Some(read) = read else { continue };
            sql("UPDATE conversation SET identifier = $2 WHERE id = $1 AND identifier = $3")
                .bind(id)
                .bind(&read.kept)
                .bind(text)
                .execute(&mut write)
                .await?;
        }
        // A name that was only the address is shown as an address is.
        for (id, _, kind, text) in &rows {
            let shown =
                address::read(kind, text, By::Program).map(|read| address::shown(&read.kept));
            if let Some(shown) = shown.filter(|shown| shown != text) {
                sql("UPDATE contact SET name = $2 WHERE name = $3
                        AND id = (SELECT contact_id FROM conversation WHERE id = $1)")
                .bind(id)
                .bind(&shown)
                .bind(text)
                .execute(&mut write)
                .await?;
            }
        }
        note(&mut write, (CONVERSATIONS, last.as_str())).await?;
        write.commit().await?;
        Ok(())
    }

    async fn read_contacts(&self, after: &str) -> Result<()> {
        let rows = self.people(after).await?;
        let Some(last) = rows.last() else {
            return self.note((FOLD, "")).await;
        };
        let mut write = self.by(Actor::System).write(For::Contacts).await?;
        for person in &rows {
            let known = Known::of(person);
            if known.is_changed {
                sql("UPDATE contact SET name = $2, email = $3, phone = $4 WHERE id = $1")
                    .bind(&person.0)
                    .bind(&known.name)
                    .bind(&known.email)
                    .bind(&known.phone)
                    .execute(&mut write)
                    .await?;
            }
        }
        note(&mut write, (CONTACTS, last.0.as_str())).await?;
        write.commit().await?;
        Ok(())
    }

    /// Makes one of two contacts who differ in nothing.
    async fn fold_two(&self, one: &ContactId, other: &ContactId) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Contacts).await?;
        let alike = agree(&mut write, one, other).await?;
        drop(write);
        if alike {
            // Refused, they are one contact already.
            let _refused = self.by(Actor::System).merge(one, other).await?.err();
        }
        Ok(())
    }

    /// Conversations with an address for which a carrier vouches.
    async fn addressed(&self, after: &str) -> Result<Vec<Addressed>> {
        Ok(sql(
            "SELECT c.id, c.channel_id, h.kind, c.identifier FROM conversation c JOIN channel h ON h.id = c.channel_id
             WHERE c.id > $1 AND c.identifier IS NOT NULL AND h.kind IN ('whatsapp', 'sms', 'email')
             ORDER BY c.id LIMIT $2",
        )
        .bind(after)
        .bind(BATCH)
        .read_all(&self.engine)
        .await?)
    }

    async fn people(&self, after: &str) -> Result<Vec<Person>> {
        Ok(
            sql("SELECT id, name, email, phone FROM contact WHERE id > $1 ORDER BY id LIMIT $2")
                .bind(after)
                .bind(BATCH)
                .read_all(&self.engine)
                .await?,
        )
    }

    /// Pairs of contacts with the same address in the same kind of channel, the one who was there first before the other.
    async fn doubles(&self) -> Result<Vec<(ContactId, ContactId)>> {
        let rows: Vec<(String, ContactId, String)> = sql(
            "WITH met AS MATERIALIZED (
                SELECT DISTINCT h.kind AS kind, c.identifier AS address, c.contact_id AS contact
                FROM conversation c JOIN channel h ON h.id = c.channel_id
                WHERE h.kind IN ('whatsapp', 'sms', 'email') AND c.identifier IS NOT NULL
             ), shared AS MATERIALIZED (
                SELECT kind, address FROM met GROUP BY kind, address HAVING COUNT(*) > 1
             )
             SELECT m.address, p.id, m.kind FROM shared s
             JOIN met m ON m.kind = s.kind AND m.address = s.address JOIN contact p ON p.id = m.contact
             ORDER BY m.kind, m.address, p.created_at, p.id",
        )
        .read_all(&self.engine)
        .await?;
        let mut pairs = Vec::new();
        for same in rows.chunk_by(|one, other| (&one.0, &one.2) == (&other.0, &other.2)) {
            let Some(((address, first, kind), others)) = same.split_first() else {
                continue;
            };
            let known = address::read(kind, address, By::Program);
            if known.is_some_and(|known| known.kind != Kind::Other) {
                let others = others.iter().map(|(_, other, _)| other.clone());
                pairs.extend(others.map(|other| (first.clone(), other)));
            }
        }
        Ok(pairs)
    }

    async fn note(&self, progress: Progress<'_>) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Workspace).await?;
        note(&mut write, progress).await?;
        write.commit().await?;
        Ok(())
    }

    /// Says that there is nothing to be brought into its form: the workspace is new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_with_addresses(&self) -> Result<()> {
        self.note((DONE, "")).await
    }
}

/// A conversation's id, its channel, the channel's kind, and the contact's address there.
type Addressed = (ConversationId, ChannelId, String, String);

/// A contact's id, name, e-mail address and telephone.
type Person = (ContactId, String, Option<String>, Option<String>);

/// What is known of a contact, in its one form.
struct Known {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    is_changed: bool,
}

impl Known {
    fn of((_, name, email, phone): &Person) -> Self {
        let read = |text: &Option<String>, read: &dyn Fn(&str) -> Option<Address>| {
            let text = text.as_deref()?;
            let sure = read(text).filter(|read| read.kind != Kind::Other);
            Some(sure.map_or_else(|| text.to_owned(), |read| read.kept))
        };
        let new_email = read(email, &|text| address::mail(&address::clean(text)));
        let new_phone = read(phone, &|text| address::phone(text, By::Program));
        let is_address = phone.as_ref() == Some(name) || email.as_ref() == Some(name);
        let name = if is_address {
            address::shown(
                new_phone
                    .as_ref()
                    .filter(|_| phone.as_ref() == Some(name))
                    .or(new_email.as_ref())
                    .unwrap_or(name),
            )
        } else {
            name.clone()
        };
        Self {
            is_changed: new_email != *email || new_phone != *phone,
            name,
            email: new_email,
            phone: new_phone,
        }
    }
}

/// An address in its form, where it is surely one and not in that form yet.
fn read(kind: &str, text: &str) -> Option<Address> {
    address::read(kind, text, By::Program)
        .filter(|read| read.kind != Kind::Other && read.kept != text)
}

/// Messages that were taken are known by the sender's one form; of two that have become one, the first stays.
async fn resends(write: &mut Write, channel: &ChannelId, before: &str, key: &str) -> Result<()> {
    sql(
        "UPDATE incoming SET sender = $3 WHERE channel_id = $1 AND sender = $2 AND NOT EXISTS (
            SELECT 1 FROM incoming o WHERE o.channel_id = $1 AND o.sender = $3
                AND o.idempotency_key = incoming.idempotency_key)",
    )
    .bind(channel)
    .bind(before)
    .bind(key)
    .execute(&mut *write)
    .await?;
    Ok(())
}

async fn note(write: &mut Write, (step, last): Progress<'_>) -> Result<()> {
    server_value::set(write, PROGRESS, format!("{step} {last}").trim_end()).await
}
