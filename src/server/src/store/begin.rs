//! Beginning a conversation from the inside.

use std::collections::BTreeMap;

use encaixe_api::inbox::channel::{Channel, ContactInfo};
use encaixe_api::inbox::conversation::Status;

use super::{Result, Store, Write, address, conversation};
use crate::{random, time};

/// With whom, and where: a contact, an address, or both.
#[derive(Debug)]
pub struct New<'a> {
    /// The channel.
    pub channel: &'a Channel,
    /// A contact who is known.
    pub contact: Option<&'a str>,
    /// Their address, as the channel's addresses are kept.
    pub identifier: Option<&'a str>,
    /// The name of somebody who is not known yet.
    pub name: Option<&'a str>,
    /// The agent in charge.
    pub assignee: Option<&'a str>,
}

/// What beginning came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Begun {
    /// It was begun: its id.
    Made(String),
    /// There is one already: its id.
    Open(String),
    /// There is no such contact.
    NoContact,
    /// The contact has no address in this channel.
    NoAddress,
    /// Somebody else is known by this address there.
    Taken,
}

impl Store {
    /// Begins a conversation, unless one with this person is open in this channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&self, new: &New<'_>) -> Result<Begun> {
        let mut write = self.write().await?;
        let channel = new.channel.id.as_str();
        let now = time::now();
        let mut identifier = new.identifier.map(str::to_owned);
        if let Some(contact) = new.contact {
            let Some(own) = own_address(&mut write, new.channel, contact).await? else {
                return Ok(Begun::NoContact);
            };
            if let Some(open) = open(&mut write, channel, contact).await? {
                return Ok(Begun::Open(open));
            }
            identifier = identifier.or(own);
        }
        let Some(identifier) = identifier else {
            return Ok(Begun::NoAddress);
        };
        let known = address::known(&mut write, channel, &identifier).await?;
        let contact = match (new.contact, known) {
            (Some(contact), Some(known)) if contact != known => return Ok(Begun::Taken),
            (Some(contact), _) => contact.to_owned(),
            (None, Some(known)) => {
                if let Some(open) = open(&mut write, channel, &known).await? {
                    return Ok(Begun::Open(open));
                }
                known
            }
            (None, None) => {
                let info = ContactInfo {
                    name: new.name.map(str::to_owned),
                    ..ContactInfo::default()
                };
                address::add(&mut write, new.channel, &identifier, &info, now).await?
            }
        };
        let id = random::id()?;
        let row = conversation::New {
            id: &id,
            contact: &contact,
            channel,
            identifier: Some(&identifier),
            assignee: new.assignee,
            group: None,
            status: Status::Open,
            unread: 0,
            fields: &BTreeMap::new(),
            created_at: now,
            updated_at: now,
        };
        conversation::insert(&mut write, &row, &random::id()?).await?;
        write.commit().await?;
        Ok(Begun::Made(id))
    }
}

/// A contact's address in a channel so far, else what such an address would be; none when there is no such contact.
async fn own_address(
    write: &mut Write,
    channel: &Channel,
    contact: &str,
) -> Result<Option<Option<String>>> {
    Ok(sqlx::query_scalar(
        "SELECT COALESCE((SELECT identifier FROM conversation
                          WHERE contact_id = p.id AND channel_id = $2 AND identifier IS NOT NULL
                          ORDER BY updated_at DESC, id DESC LIMIT 1),
                         CASE WHEN $3 = 'email' THEN p.email ELSE p.phone END)
         FROM contact p WHERE p.id = $1",
    )
    .bind(contact)
    .bind(channel.id.as_str())
    .bind(&channel.kind)
    .fetch_optional(&mut **write)
    .await?)
}

async fn open(write: &mut Write, channel: &str, contact: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "SELECT id FROM conversation WHERE contact_id = $1 AND channel_id = $2 AND status = 'open'
         ORDER BY updated_at DESC, id DESC LIMIT 1",
    )
    .bind(contact)
    .bind(channel)
    .fetch_optional(&mut **write)
    .await?)
}
