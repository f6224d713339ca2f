//! Who attempts what: rows that are due are taken for the time of a lease, which a heartbeat makes longer.

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::{Body, EventName, Header};

use super::super::engine::sql;
use super::super::webhook::{self, Kept};
use super::super::{For, Result, Row, Store, Write};
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

/// What was taken for an endpoint.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// How many deliveries a second it takes.
    pub rate: Option<u32>,
    /// The rows, the first one first.
    pub taken: Vec<Claimed>,
    /// When its next row is due, if there is one. It may be due already where no more were wanted.
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

    /// Whether any of these endpoints has a row that is due.
    pub(super) async fn has_due(&self, wanted: &[Wanted], now: Millis) -> Result<bool> {
        for one in wanted {
            let due = self.next_due(&one.endpoint).await?;
            if due.is_some_and(|due| due <= now) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// When an endpoint's next row is due; none when it has none, or is off.
    pub(super) async fn next_due(&self, endpoint: &EndpointId) -> Result<Option<Millis>> {
        let due: Option<Option<Millis>> = sql(
            "SELECT CASE WHEN ordered
                THEN (SELECT due_at FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'waiting' ORDER BY number LIMIT 1)
                ELSE (SELECT due_at FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'waiting'
                    ORDER BY due_at, number LIMIT 1) END
             FROM webhook_endpoint WHERE id = $1 AND enabled",
        )
        .bind(endpoint)
        .read_optional(&self.engine)
        .await?;
        Ok(due.flatten())
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
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
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
    /// process attempts anything, what others held is free.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_deliveries(&self, now: Millis, alone: bool) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        sql(
            "UPDATE webhook_delivery SET due_at = due_at - said_at + $1, said_at = $1
             WHERE status = 'waiting' AND said_at > 0 AND said_at > $1",
        )
        .bind(now)
        .execute(&mut write)
        .await?;
        if alone {
            sql(
                "UPDATE webhook_delivery SET due_at = 0, said_at = 0, holder = NULL
                 WHERE holder IS NOT NULL AND status = 'waiting'",
            )
            .execute(&mut write)
            .await?;
        }
        write.commit().await
    }

    /// Keeps bodies that were made, before they are sent for the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_bodies(&self, bodies: &[(i64, String)]) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        for (number, body) in bodies {
            sql("UPDATE webhook_delivery SET body = $2 WHERE number = $1")
                .bind(*number)
                .bind(body)
                .execute(&mut write)
                .await?;
        }
        write.commit().await
    }
}

/// Takes rows of an endpoint that are due: of an ordered one the first that waits, and none while it is on its way.
pub(super) async fn take(
    write: &mut Write,
    wanted: &Wanted,
    holder: &str,
    (now, until): (Millis, Millis),
) -> Result<(Option<u32>, Vec<Claimed>)> {
    let row = sql("SELECT rate, body, ordered FROM webhook_endpoint WHERE id = $1 AND enabled")
        .bind(&wanted.endpoint)
        .fetch_optional(&mut *write)
        .await?;
    let Some(row) = row else {
        return Ok((None, Vec::new()));
    };
    let (rate, kind, ordered) = (
        webhook::rate(&row)?,
        webhook::body(&row)?,
        row.get("ordered")?,
    );
    let query = if ordered {
        sql("UPDATE webhook_delivery SET holder = $3, due_at = $4, said_at = $2
             WHERE number = (SELECT number FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'waiting'
                ORDER BY number LIMIT $5) AND due_at <= $2
             RETURNING *")
    } else {
        sql("UPDATE webhook_delivery SET holder = $3, due_at = $4, said_at = $2
             WHERE number IN (SELECT number FROM webhook_delivery WHERE endpoint_id = $1 AND status = 'waiting' AND due_at <= $2
                ORDER BY due_at, number LIMIT $5)
             RETURNING *")
    };
    let rows = query
        .bind(&wanted.endpoint)
        .bind(now)
        .bind(holder)
        .bind(until)
        .bind(if ordered { 1 } else { wanted.most })
        .fetch_all(&mut *write)
        .await?;
    let taken = rows.iter().map(|row| claimed(row, kind, ordered));
    let mut taken = taken.collect::<Result<Vec<_>>>()?;
    taken.sort_by_key(|one| one.number);
    Ok((rate, taken))
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
