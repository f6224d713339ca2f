//! Whom an address in a channel belongs to.

use std::collections::BTreeMap;

use encaixe_api::id::ContactId;
use encaixe_api::inbox::channel::{Channel, ContactInfo};
use encaixe_api::inbox::contact::Contact;

use super::{Result, Write, contact};
use crate::random;
use crate::time::{self, Millis};

/// The contact who has, or last had, a conversation under this address.
pub(super) async fn known(
    write: &mut Write,
    channel: &str,
    address: &str,
) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "SELECT contact_id FROM conversation WHERE channel_id = $1 AND identifier = $2
         ORDER BY updated_at DESC, id DESC LIMIT 1",
    )
    .bind(channel)
    .bind(address)
    .fetch_optional(&mut **write)
    .await?)
}

/// Adds a contact of whom an address is known, and perhaps more. The address stands in for a name, and is their e-mail
/// address or telephone where the channel is for such.
pub(super) async fn add(
    write: &mut Write,
    channel: &Channel,
    address: &str,
    info: &ContactInfo,
    at: Millis,
) -> Result<String> {
    let id = random::id()?;
    let own = |known: &Option<String>, kinds: &[&str]| {
        let own = || {
            kinds
                .contains(&channel.kind.as_str())
                .then(|| address.to_owned())
        };
        known.clone().or_else(own)
    };
    let is_phone =
        (5..=15).contains(&address.len()) && address.bytes().all(|byte| byte.is_ascii_digit());
    let new = Contact {
        id: ContactId::new(&id),
        name: info.name.clone().unwrap_or_else(|| address.to_owned()),
        avatar: info.avatar.clone(),
        email: own(&info.email, &["email"]).filter(|email| email.contains('@')),
        phone: own(
            &info.phone,
            if is_phone { &["whatsapp", "sms"] } else { &[] },
        ),
        fields: BTreeMap::new(),
    };
    contact::insert(write, &new, at).await?;
    Ok(id)
}

/// Fills in what is not known of a contact yet; whether anything was. A name that is only the address is none.
pub(super) async fn fill(
    write: &mut Write,
    contact: &str,
    address: &str,
    info: &ContactInfo,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE contact SET name = CASE WHEN name = $2 THEN COALESCE($3, name) ELSE name END,
            email = COALESCE(email, $4), phone = COALESCE(phone, $5), avatar = COALESCE(avatar, $6),
            updated_at = $7
         WHERE id = $1 AND ((name = $2 AND name <> $3) OR (email IS NULL AND $4 IS NOT NULL)
            OR (phone IS NULL AND $5 IS NOT NULL) OR (avatar IS NULL AND $6 IS NOT NULL))",
    )
    .bind(contact)
    .bind(address)
    .bind(info.name.as_deref())
    .bind(info.email.as_deref())
    .bind(info.phone.as_deref())
    .bind(info.avatar.as_deref())
    .bind(time::now())
    .execute(&mut **write)
    .await?;
    Ok(done.rows_affected() > 0)
}
