//! Webhook endpoints: what they are told of, and how they stand.

mod change;
mod secret;

use encaixe_api::id::{ChannelId, EndpointId};
use encaixe_api::webhook::{
    AttemptFailure, Body, DisabledReason, Endpoint, EventName, Header, Health,
};

use super::engine::{Executor, sql};
use super::{Error, Result, Row, Store};
use crate::time::{Millis, rfc3339};
use crate::vault::{Vault, WEBHOOK_HEADERS};

pub use self::change::{Address, New};
pub use self::secret::Kept;

/// Where counting stops.
const MOST: u32 = 10_000;

impl Store {
    /// Every endpoint, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn endpoints(&self) -> Result<Vec<Endpoint>> {
        let ids: Vec<EndpointId> = sql("SELECT id FROM webhook_endpoint ORDER BY created_at, id")
            .read_all(&self.engine)
            .await?;
        let mut endpoints = Vec::with_capacity(ids.len());
        for id in ids {
            endpoints.extend(self.endpoint(&id).await?);
        }
        Ok(endpoints)
    }

    /// One endpoint.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn endpoint(&self, id: &EndpointId) -> Result<Option<Endpoint>> {
        let mut read = self.engine.snapshot().await?;
        let Some(mut endpoint) = find(&mut read, &self.vault, id).await? else {
            return Ok(None);
        };
        for (status, count) in [
            ("waiting", &mut endpoint.health.waiting),
            ("dead", &mut endpoint.health.dead),
        ] {
            *count = sql(
                "SELECT COUNT(*) FROM (SELECT 1 FROM webhook_delivery WHERE endpoint_id = $1 AND status = $2 LIMIT $3) AS found",
            )
            .bind(id)
            .bind(status)
            .bind(MOST)
            .read_one(&mut read)
            .await?;
        }
        Ok(Some(endpoint))
    }
}

/// An endpoint without what waits for it.
pub(super) async fn find<'a, E>(
    on: &'a mut E,
    vault: &Vault,
    id: &EndpointId,
) -> Result<Option<Endpoint>>
where
    for<'b> &'b mut E: Into<Executor<'b>>,
{
    let row = sql("SELECT * FROM webhook_endpoint WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *on)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let names: Vec<String> = sql("SELECT name FROM webhook_event WHERE endpoint_id = $1")
        .bind(id)
        .read_all(&mut *on)
        .await?;
    let names = names.into_iter().map(event_name);
    let mut events = names.collect::<Result<Vec<_>>>()?;
    events.sort_unstable();
    let channels: Vec<ChannelId> =
        sql("SELECT channel_id FROM webhook_channel WHERE endpoint_id = $1 ORDER BY channel_id")
            .bind(id)
            .read_all(&mut *on)
            .await?;
    read(&row, vault, events, channels).map(Some)
}

fn read(
    row: &Row,
    vault: &Vault,
    events: Vec<EventName>,
    channels: Vec<ChannelId>,
) -> Result<Endpoint> {
    let time = |column: &str| -> Result<Option<String>> {
        Ok(row.get::<Option<Millis>>(column)?.map(rfc3339))
    };
    let id: EndpointId = row.get("id")?;
    let disabled: Option<String> = row.get("disabled")?;
    let every_channel: bool = row.get("every_channel")?;
    Ok(Endpoint {
        url: row.get("url")?,
        events,
        channels: (!every_channel).then_some(channels),
        enabled: row.get("enabled")?,
        disabled: disabled
            .map(|word| DisabledReason::parse(&word).ok_or(Error::Unknown("reason", word)))
            .transpose()?,
        disabled_at: time("disabled_at")?,
        description: row.get("description")?,
        // Headers that cannot be opened are none: they have to be written anew.
        headers: headers(row, vault, &id)?.unwrap_or_default(),
        rate: rate(row)?,
        body: body(row)?,
        ordered: row.get("ordered")?,
        skip_own: row.get("skip_own")?,
        token: row.get("token_id")?,
        plug_key: row.get("plug_key")?,
        health: Health {
            waiting: 0,
            dead: 0,
            failing_since: time("failing_since")?,
            last_attempt_at: time("last_attempt_at")?,
            last_success_at: time("last_success_at")?,
            last_status: status(row)?,
            last_failure: failure(row, "last_failure")?,
            last_error: row.get("last_error")?,
        },
        created_at: rfc3339(row.get("created_at")?),
        warning: None,
        id,
    })
}

/// Why an attempt failed.
pub(super) fn failure(row: &Row, column: &str) -> Result<Option<AttemptFailure>> {
    let word: Option<String> = row.get(column)?;
    word.map(|word| AttemptFailure::parse(&word).ok_or(Error::Unknown("failure", word)))
        .transpose()
}

/// The headers that go along; none where the vault does not open them.
pub(super) fn headers(row: &Row, vault: &Vault, id: &EndpointId) -> Result<Option<Vec<Header>>> {
    let Some(sealed) = row.get::<Option<String>>("headers")? else {
        return Ok(Some(Vec::new()));
    };
    let opened = vault.open_text(WEBHOOK_HEADERS, id.as_str(), &sealed).ok();
    Ok(opened.map(|text| serde_json::from_str(&text)).transpose()?)
}

pub(super) fn rate(row: &Row) -> Result<Option<u32>> {
    let rate: Option<i64> = row.get("rate")?;
    Ok(rate.and_then(|rate| u32::try_from(rate).ok()))
}

pub(super) fn body(row: &Row) -> Result<Body> {
    let word: String = row.get("body")?;
    Body::parse(&word).ok_or(Error::Unknown("body", word))
}

pub(super) fn status(row: &Row) -> Result<Option<u16>> {
    let status: Option<i64> = row.get("last_status")?;
    Ok(status.and_then(|status| u16::try_from(status).ok()))
}

pub(super) fn event_name(word: String) -> Result<EventName> {
    EventName::parse(&word).ok_or(Error::Unknown("event name", word))
}
