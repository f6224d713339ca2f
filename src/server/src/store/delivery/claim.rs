//! Who attempts what: rows that are due are taken for the time of a lease, which a heartbeat makes longer.

use std::collections::HashSet;

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::{Body, EventName, Header};
use serde::Serialize;

use super::super::engine::{built, sql};
use super::super::webhook::{self, Kept};
use super::super::{For, Result, Row, Store, Write};
use super::sweep::abandon;
use crate::actor::Actor;
use crate::time::Millis;

/// How many rows of an endpoint may be taken now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The most.
    pub most: u32,
}

/// What of an endpoint is due.
#[derive(Debug, Clone, Default)]
pub struct Due {
    /// How many deliveries a second it takes.
    pub rate: Option<u32>,
    /// Rows that may be taken, the first one first.
    pub rows: Vec<Claimed>,
    /// When the row after them is due, if there is one that may be taken by itself. It may be due already where no more were wanted.
    pub next: Option<Millis>,
}

/// A delivery that this process attempts.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its row.
    pub number: i64,
    /// Its id.
    pub id: DeliveryId,
    /// The endpoint.
    pub endpoint: EndpointId,
    /// Of what.
    pub event: EventName,
    /// The event's number; none for a test without one.
    pub event_number: Option<i64>,
    /// Whether it is a test.
    pub test: bool,
    /// The body, once there was an attempt.
    pub body: Option<String>,
    /// What the body is like.
    pub kind: Body,
    /// Whether the endpoint's deliveries come in order.
    pub ordered: bool,
    /// How many of the steps were taken.
    pub step: u32,
    /// The first attempt, if there was one.
    pub first_at: Option<Millis>,
    /// When the event happened.
    pub created_at: Millis,
}

/// Where a delivery goes, and with what.
#[derive(Debug, Clone)]
pub struct Target {
    /// The address.
    pub url: String,
    /// What goes along; none where the vault does not open it.
    pub headers: Option<Vec<Header>>,
    /// What it is signed with, the newest first.
    pub secrets: Vec<Kept>,
}

impl Store {
    /// Where an endpoint's deliveries go now; none when there is no such endpoint.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delivery_target(&self, endpoint: &EndpointId) -> Result<Option<Target>> {
        let row = sql("SELECT url, headers FROM webhook_endpoint WHERE id = $1")
            .bind(endpoint)
            .fetch_optional(&self.engine)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Target {
            url: row.get("url")?,
            headers: webhook::headers(&row, &self.vault, endpoint)?,
            secrets: self.endpoint_secrets(endpoint).await?,
        }))
    }

    /// Every endpoint that is on and has a waiting row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_endpoints(&self) -> Result<Vec<EndpointId>> {
        Ok(sql(
            "SELECT id FROM webhook_endpoint WHERE enabled AND EXISTS
                (SELECT 1 FROM webhook_delivery d WHERE d.endpoint_id = webhook_endpoint.id AND d.status = 'waiting')",
        )
        .read_all(&self.engine)
        .await?)
    }

    /// What of an endpoint may be taken now: of an ordered one the first that waits, and nothing while that is on its way; of one that is
    /// off nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_deliveries(&self, wanted: &Wanted, now: Millis) -> Result<Due> {
        let row = sql("SELECT rate, body, ordered FROM webhook_endpoint WHERE id = $1 AND enabled")
            .bind(&wanted.endpoint)
            .fetch_optional(&self.engine)
            .await?;
        let Some(row) = row else {
            return Ok(Due::default());
        };
        let (kind, ordered) = (webhook::body(&row)?, row.get("ordered")?);
        let most = if ordered { 1 } else { wanted.most };
        let query = if ordered {
            sql(
                "SELECT * FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'waiting' ORDER BY number LIMIT $2",
            )
        } else {
            sql(
                "SELECT * FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'waiting' ORDER BY due_at, number LIMIT $2",
            )
        };
        // One more says when to look again; in an ordered one it waits for the one before.
        let rows = query
            .bind(&wanted.endpoint)
            .bind(if ordered { 1 } else { most.saturating_add(1) })
            .fetch_all(&self.engine)
            .await?;
        let mut due = Due {
            rate: webhook::rate(&row)?,
            ..Due::default()
        };
        for row in &rows {
            let at: Millis = row.get("due_at")?;
            if at > now || due.rows.len() >= most as usize {
                due.next = Some(at);
                break;
            }
            due.rows.push(claimed(row, kind, ordered)?);
        }
        Ok(due)
    }

    /// Holds what this holder has on its way until then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_deliveries(
        &self,
        holder: &str,
        flying: &[i64],
        now: Millis,
        until: Millis,
    ) -> Result<()> {
        let mut write = self.by(Actor::System).write_ahead(For::Nothing).await?;
        for number in flying {
            sql("UPDATE webhook_delivery SET due_at = $3, said_at = $4
                 WHERE number = $1 AND holder = $2 AND status = 'waiting'")
            .bind(*number)
            .bind(holder)
            .bind(until)
            .bind(now)
            .execute(&mut write)
            .await?;
        }
        write.commit().await
    }

    /// What is due from a clock that was ahead of this one is due as long from now as it was from then; with `alone`, when no other
    /// process attempts anything, what others held is free, or a dead letter where the server switched its endpoint off.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_deliveries(&self, now: Millis, alone: bool) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        sql(
            "UPDATE webhook_delivery SET due_at = due_at - said_at + $1, said_at = $1,
                first_at = CASE WHEN first_at > $1 THEN $1 ELSE first_at END
             WHERE status = 'waiting' AND said_at > 0 AND said_at > $1",
        )
        .bind(now)
        .execute(&mut write)
        .await?;
        sql("UPDATE webhook_endpoint SET failing_since = $1 WHERE failing_since > $1")
            .bind(now)
            .execute(&mut write)
            .await?;
        if alone {
            abandon(&mut write, Millis::MAX, now).await?;
            sql(
                "UPDATE webhook_delivery SET due_at = 0, said_at = 0, holder = NULL
                 WHERE holder IS NOT NULL AND status = 'waiting'",
            )
            .execute(&mut write)
            .await?;
        }
        write.commit().await
    }
}

/// Takes rows with their bodies, but for those that somebody else took, and those that are no longer due; the numbers of those that were
/// taken.
pub(super) async fn take(
    write: &mut Write,
    holder: &str,
    due: &[(Claimed, Option<String>)],
    (now, until): (Millis, Millis),
) -> Result<HashSet<i64>> {
    if due.is_empty() {
        return Ok(HashSet::new());
    }
    let rows: Vec<Wished<'_>> = due
        .iter()
        .map(|(claimed, body)| Wished {
            number: claimed.number,
            body: body.as_deref(),
        })
        .collect();
    let table = write.dialect().list_rows("$1");
    let taken: Vec<i64> = built(format!(
        "UPDATE webhook_delivery SET holder = $2, due_at = $3, said_at = $4, body = COALESCE(body, j.value ->> 'body')
         FROM {table}
         WHERE webhook_delivery.number = CAST(j.value ->> 'number' AS BIGINT) AND status = 'waiting' AND due_at <= $4
            AND EXISTS (SELECT 1 FROM webhook_endpoint e WHERE e.id = webhook_delivery.endpoint_id AND e.enabled)
         RETURNING webhook_delivery.number"
    ))
    .bind(serde_json::to_string(&rows)?)
    .bind(holder)
    .bind(until)
    .bind(now)
    .read_all(&mut *write)
    .await?;
    Ok(taken.into_iter().collect())
}

/// A row that shall be taken.
#[derive(Serialize)]
struct Wished<'a> {
    number: i64,
    body: Option<&'a str>,
}

pub(super) fn claimed(row: &Row, kind: Body, ordered: bool) -> Result<Claimed> {
    Ok(Claimed {
        number: row.get("number")?,
        id: row.get("id")?,
        endpoint: row.get("endpoint_id")?,
        event: webhook::event_name(row.get("event")?)?,
        event_number: row.get("event_number")?,
        test: row.get("test")?,
        body: row.get("body")?,
        kind,
        ordered,
        step: row.get("step")?,
        first_at: row.get("first_at")?,
        created_at: row.get("created_at")?,
    })
}
