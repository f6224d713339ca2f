//! Contacts who may be the same person.

use encaixe_api::id::ContactId;
use encaixe_api::inbox::contact::Contact;
use encaixe_api::inbox::merge::{Candidate, Same};

use super::engine::{built, sql};
use super::{For, Result, Store, Writer, contact, conversation};
use crate::address::{self, Address, By, Kind};
use crate::event::ContactEvent;
use crate::time;

/// The most who may be the same that are told.
const MOST: usize = 5;
/// How many addresses of a contact are looked for.
const ADDRESSES: u32 = 20;

impl Store {
    /// Who may be the same person as this one, who is there, and what was merged into them within a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn same(&self, contact: &Contact) -> Result<Same> {
        let mut candidates: Vec<Candidate> = Vec::new();
        for address in self.addresses(contact).await? {
            for other in self.others(&contact.id, &address).await? {
                let is_told = candidates.iter().any(|one| one.contact.id == other);
                if is_told || candidates.len() == MOST {
                    continue;
                }
                let Some(contact) = self.contact(&other).await? else {
                    continue;
                };
                let count = "SELECT COUNT(*) FROM conversation WHERE contact_id = $1";
                candidates.push(Candidate {
                    contact,
                    shared: address::shown(&address.kept),
                    conversations: sql(count).bind(&other).read_one(&self.engine).await?,
                });
            }
        }
        Ok(Same {
            candidates,
            merges: self.merges(&contact.id).await?,
        })
    }

    /// The telephones and mailboxes of a contact: what is known of them, and where they wrote from.
    async fn addresses(&self, contact: &Contact) -> Result<Vec<Address>> {
        let written: Vec<(String, String)> = sql(
            "SELECT DISTINCT h.kind, c.identifier FROM conversation c JOIN channel h ON h.id = c.channel_id
             WHERE c.contact_id = $1 AND c.identifier IS NOT NULL AND h.kind IN ('whatsapp', 'sms', 'email')
             LIMIT $2",
        )
        .bind(&contact.id)
        .bind(ADDRESSES)
        .read_all(&self.engine)
        .await?;
        let known = (contact.phone.iter().map(|text| ("sms", text)))
            .chain(contact.email.iter().map(|text| ("email", text)));
        let written = written.iter().map(|(kind, text)| (kind.as_str(), text));
        let mut addresses: Vec<Address> = Vec::new();
        for (kind, text) in known.chain(written) {
            let read =
                address::read(kind, text, By::Program).filter(|read| read.kind != Kind::Other);
            addresses
                .extend(read.filter(|read| !addresses.iter().any(|one| one.key() == read.key())));
        }
        Ok(addresses)
    }

    /// The others who have an address.
    async fn others(&self, contact: &ContactId, address: &Address) -> Result<Vec<ContactId>> {
        let column = match address.kind {
            Kind::Mail => "email",
            Kind::Phone | Kind::Other => "phone",
        };
        let text = format!(
            "SELECT id FROM (
                SELECT id FROM contact WHERE {column} IN ($2, $3)
                UNION SELECT contact_id FROM conversation WHERE identifier IN ($2, $3)
                    AND channel_id IN (SELECT id FROM channel WHERE kind IN ('whatsapp', 'sms', 'email'))
             ) found WHERE id <> $1 AND NOT EXISTS (SELECT 1 FROM contact_apart
                WHERE (one_id = $1 AND other_id = found.id) OR (one_id = found.id AND other_id = $1))
             ORDER BY id LIMIT $4"
        );
        Ok(built(text)
            .bind(contact)
            .bind(super::address::first(address))
            .bind(super::address::last(address))
            .bind(i64::try_from(MOST).unwrap_or_default())
            .read_all(&self.engine)
            .await?)
    }
}

impl Writer {
    /// Says that two contacts are two people; whether both are there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_apart(&self, one: &ContactId, other: &ContactId) -> Result<bool> {
        let mut write = self.write(For::Contacts).await?;
        let one = contact::resolve(&mut write, one).await?;
        let other = contact::resolve(&mut write, other).await?;
        let (Some(one), Some(other)) = (one, other) else {
            return Ok(false);
        };
        if one == other {
            return Ok(true);
        }
        let done = sql(
            "INSERT INTO contact_apart (one_id, other_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind((&one).min(&other))
        .bind((&one).max(&other))
        .execute(&mut write)
        .await?;
        if done == 0 {
            return Ok(true);
        }
        let mut conversations = Vec::new();
        for id in [&one, &other] {
            // Pages that offer them look again.
            sql("UPDATE contact SET updated_at = $2 WHERE id = $1")
                .bind(id)
                .bind(time::now())
                .execute(&mut write)
                .await?;
            conversations.extend(conversation::of_contact(&mut write, id).await?);
        }
        write.record(ContactEvent::ContactsKeptApart {
            contact: one,
            other,
            conversations,
        });
        write.commit().await?;
        Ok(true)
    }
}
