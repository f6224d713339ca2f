//! Beginning a conversation from the inside.

use std::collections::BTreeMap;

use encaixe_api::id::{AttendanceId, ChannelId, ContactId, ConversationId, MemberId};
use encaixe_api::inbox::channel::{Channel, ContactInfo};
use encaixe_api::inbox::conversation::Status;

use super::contact::{self, Source};
use super::engine::{built, sql};
use super::{For, Outcome, Refusal, Result, Write, Writer, address, attendance, conversation};
use crate::address::{self as reading, Address, By};
use crate::time::Millis;
use crate::{random, time};

/// With whom, and where: a contact, an address, or both.
#[derive(Debug)]
pub struct New<'a> {
    /// The channel.
    pub channel: &'a Channel,
    /// A contact who is known.
    pub contact: Option<&'a ContactId>,
    /// Their address.
    pub identifier: Option<Address>,
    /// Who says so.
    pub by: Source,
    /// The name of somebody who is not known yet.
    pub name: Option<&'a str>,
    /// The agent in charge.
    pub assignee: Option<&'a MemberId>,
}

/// What beginning came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Begun {
    /// It was begun: its id.
    Made(ConversationId),
    /// There is one already: its id.
    Open(ConversationId),
}

impl Writer {
    /// Begins a conversation, whose attendance starts at once, unless one with this person is open in this channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(&self, new: &New<'_>) -> Result<Outcome<Begun>> {
        let alone = match &new.identifier {
            Some(address) => For::Address {
                channel: &new.channel.id,
                address: address.key(),
            },
            None => For::Contacts,
        };
        let mut write = self.write(alone).await?;
        let channel = &new.channel.id;
        let now = time::now();
        let mut identifier = new.identifier.clone();
        let mut contact = None;
        if let Some(given) = new.contact {
            let Some(known) = contact::resolve(&mut write, given).await? else {
                return Ok(Err(Refusal::unknown("contact", "contact")));
            };
            let own = own_address(&mut write, new.channel, &known).await?;
            // Who names another address, or has another one now, is not written to at the one before.
            let changed = own
                .as_ref()
                .filter(|own| own.is_newer)
                .map(|own| &own.address);
            let changed = new.identifier.as_ref().or(changed);
            if let Some(open) = open(&mut write, channel, &known, changed).await? {
                return Ok(Ok(Begun::Open(open)));
            }
            identifier = identifier.or_else(|| own.map(|own| own.address));
            contact = Some(known);
        }
        let Some(identifier) = identifier else {
            return Ok(Err(Refusal::AddressMissing));
        };
        let known = address::owner(&mut write, new.channel, &identifier).await?;
        let contact = match (contact, known) {
            (Some(contact), Some(known)) if contact != known => {
                return Ok(Err(Refusal::AddressTaken));
            }
            (Some(contact), _) => contact,
            (None, Some(known)) => {
                if let Some(open) = open(&mut write, channel, &known, None).await? {
                    return Ok(Ok(Begun::Open(open)));
                }
                known
            }
            (None, None) => {
                let info = ContactInfo {
                    name: new.name.map(str::to_owned),
                    ..ContactInfo::default()
                };
                address::add(&mut write, new.channel, &identifier, new.by, &info, now).await?
            }
        };
        let id = ConversationId::new(random::id()?);
        let row = conversation::New {
            id: &id,
            contact: &contact,
            channel,
            identifier: Some(&identifier.kept),
            open_address: Some(identifier.key()),
            assignee: new.assignee,
            group: None,
            status: Status::Open,
            unread: 0,
            fields: &BTreeMap::new(),
            created_at: now,
            requested_at: now,
            updated_at: now,
        };
        let attendance = AttendanceId::new(random::id()?);
        if !conversation::insert(&mut write, &row, &attendance).await? {
            let open = conversation::open_under(&mut write, channel, identifier.key()).await?;
            return Ok(Ok(Begun::Open(open)));
        }
        write.record(row.created());
        write.record(attendance::requested(&id, &attendance));
        attendance::start_by_actor(&mut write, &id, now).await?;
        write.commit().await?;
        Ok(Ok(Begun::Made(id)))
    }
}

/// Where a contact is written to.
struct BuiltinPlugin {
    address: Address,
    /// It was changed after the last conversation in the channel began.
    is_newer: bool,
}

/// A contact's address in a channel so far, else what such an address would be. What was changed since is newer than both.
async fn own_address(
    write: &mut Write,
    channel: &Channel,
    contact: &ContactId,
) -> Result<Option<BuiltinPlugin>> {
    let (column, changed) = match channel.kind.as_str() {
        "email" => ("email", "email_at"),
        _ => ("phone", "phone_at"),
    };
    let text = format!("SELECT {column}, {changed} FROM contact WHERE id = $1");
    let (known, changed): (Option<String>, Option<Millis>) =
        built(text).bind(contact).read_one(&mut *write).await?;
    let last: Option<(String, Millis)> = sql("SELECT identifier, created_at FROM conversation
         WHERE contact_id = $1 AND channel_id = $2 AND identifier IS NOT NULL
         ORDER BY updated_at DESC, id DESC LIMIT 1")
    .bind(contact)
    .bind(&channel.id)
    .read_optional(&mut *write)
    .await?;
    let is_newer = known.is_some()
        && reading::is_vouched(&channel.kind)
        && last
            .as_ref()
            .is_some_and(|(_, began)| changed.is_some_and(|at| at >= *began));
    let text = match last {
        Some((last, _)) if !is_newer => Some(last),
        Some(_) | None => known,
    };
    let address = text.and_then(|text| reading::read(&channel.kind, &text, By::Program));
    Ok(address.map(|address| BuiltinPlugin { address, is_newer }))
}

/// The conversation that is open with a contact; where their address was changed, one under that address.
async fn open(
    write: &mut Write,
    channel: &ChannelId,
    contact: &ContactId,
    changed: Option<&Address>,
) -> Result<Option<ConversationId>> {
    Ok(sql(
        "SELECT id FROM conversation WHERE contact_id = $1 AND channel_id = $2 AND status = 'open'
            AND ($3 IS NULL OR identifier IN ($3, $4))
         ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(contact)
    .bind(channel)
    .bind(changed.map(address::first))
    .bind(changed.map(address::last))
    .read_optional(&mut *write)
    .await?)
}
