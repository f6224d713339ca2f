//! Whom an address in a channel belongs to.
//!
//! By itself only an address that the carrier vouches for tells who somebody is: it is looked for among the addresses of that
//! kind, and among what an agent or an admin's token set. What senders claim of themselves joins nobody.

use std::collections::BTreeMap;

use encaixe_api::id::ContactId;
use encaixe_api::inbox::channel::{Channel, ContactInfo};
use encaixe_api::inbox::contact::Contact;

use super::contact::{self, Source, Sources};
use super::engine::{built, sql};
use super::{Result, Store, Write};
use crate::address::{Address, Country, Kind, country, is_vouched, shown_in};
use crate::random;
use crate::time::{self, Millis};

/// The contact who has, or last had, a conversation under this address in this channel; else the one whom the address names
/// by itself.
pub(super) async fn owner(
    write: &mut Write,
    channel: &Channel,
    address: &Address,
) -> Result<Option<ContactId>> {
    let known: Option<ContactId> = sql(
        "SELECT contact_id FROM conversation WHERE channel_id = $1 AND identifier IN ($2, $3)
         ORDER BY CASE WHEN status = 'open' THEN 0 ELSE 1 END, updated_at DESC, id DESC LIMIT 1",
    )
    .bind(&channel.id)
    .bind(first(address))
    .bind(last(address))
    .read_optional(&mut *write)
    .await?;
    if known.is_some() || !is_vouched(&channel.kind) {
        return Ok(known);
    }
    let set = match address.kind {
        Kind::Phone => "SELECT id FROM contact WHERE phone IN ($2, $3) AND phone_by = 'set'",
        Kind::Mail => "SELECT id FROM contact WHERE email IN ($2, $3) AND email_by = 'set'",
        // Short codes and names may be somebody else's elsewhere.
        Kind::Other => return Ok(None),
    };
    let text = format!(
        "SELECT contact_id FROM conversation WHERE identifier IN ($2, $3)
            AND channel_id IN (SELECT id FROM channel WHERE kind = $1)
         UNION {set} LIMIT 2"
    );
    let mut fitting: Vec<ContactId> = built(text)
        .bind(&channel.kind)
        .bind(first(address))
        .bind(last(address))
        .read_all(&mut *write)
        .await?;
    Ok(fitting.pop().filter(|_| fitting.is_empty()))
}

impl Store {
    /// The country by which the workspace's members write telephones; none when it is not said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn country(&self) -> Result<Option<Country>> {
        let row = sql("SELECT * FROM workspace ORDER BY created_at LIMIT 1")
            .fetch_optional(&self.engine)
            .await?;
        let code = row.and_then(|row| row.get::<Option<String>>("country").ok().flatten());
        Ok(code.and_then(|code| country(&code)))
    }
}

/// The one form of an address, of the at most two under which it may be stored.
pub(super) fn first(address: &Address) -> &str {
    &address.kept
}

/// The other one; the same where there is one only.
pub(super) fn last(address: &Address) -> &str {
    address.forms().last().unwrap_or(&address.kept)
}

/// Adds a contact of whom an address is known, and perhaps more. The address stands in for a name, and is their e-mail
/// address or telephone where it is one; `by` says who gave it.
pub(super) async fn add(
    write: &mut Write,
    channel: &Channel,
    address: &Address,
    by: Source,
    info: &ContactInfo,
    at: Millis,
) -> Result<ContactId> {
    let id = ContactId::new(random::id()?);
    let own =
        |kind| (is_vouched(&channel.kind) && address.kind == kind).then(|| address.kept.clone());
    let (own_phone, own_email) = (own(Kind::Phone), own(Kind::Mail));
    let sources = Sources {
        email: own_email.as_ref().map_or(Source::Claimed, |_| by),
        phone: own_phone.as_ref().map_or(Source::Claimed, |_| by),
    };
    let new = Contact {
        id: id.clone(),
        name: info
            .name
            .clone()
            .unwrap_or_else(|| name(&channel.kind, address)),
        avatar: info.avatar.clone(),
        email: own_email.or_else(|| info.email.clone()),
        phone: own_phone.or_else(|| info.phone.clone()),
        updated_at: String::new(),
        phone_display: None,
        email_display: None,
        fields: BTreeMap::new(),
    };
    contact::insert(write, &new, sources, at).await?;
    Ok(id)
}

/// What stands in for the name of somebody of whom only an address is known.
fn name(channel: &str, address: &Address) -> String {
    const CHARS: usize = 200;
    shown_in(channel, &address.kept)
        .chars()
        .take(CHARS)
        .collect()
}

/// Fills in what is not known of a contact yet; whether anything was. A name that is only the address is none.
pub(super) async fn fill(
    write: &mut Write,
    contact: &ContactId,
    channel: &Channel,
    address: &Address,
    info: &ContactInfo,
) -> Result<bool> {
    let done = sql(
        "UPDATE contact SET
            name = CASE WHEN name IN ($2, $8, $9) THEN COALESCE($3, name) ELSE name END,
            email = COALESCE(email, $4), phone = COALESCE(phone, $5), avatar = COALESCE(avatar, $6),
            email_by = CASE WHEN email IS NULL AND $4 IS NOT NULL THEN 'claimed' ELSE email_by END,
            phone_by = CASE WHEN phone IS NULL AND $5 IS NOT NULL THEN 'claimed' ELSE phone_by END,
            updated_at = $7
         WHERE id = $1 AND ((name IN ($2, $8, $9) AND name <> $3) OR (email IS NULL AND $4 IS NOT NULL)
            OR (phone IS NULL AND $5 IS NOT NULL) OR (avatar IS NULL AND $6 IS NOT NULL))",
    )
    .bind(contact)
    .bind(first(address))
    .bind(info.name.as_deref())
    .bind(info.email.as_deref())
    .bind(info.phone.as_deref())
    .bind(info.avatar.as_deref())
    .bind(time::now())
    .bind(last(address))
    .bind(name(&channel.kind, address))
    .execute(&mut *write)
    .await?;
    Ok(done > 0)
}
