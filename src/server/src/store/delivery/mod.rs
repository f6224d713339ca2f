//! Deliveries: the outbox, who attempts what, what came of it, and what admins see of it.
//!
//! `due_at` is when a waiting row is attempted next. Whoever attempts it holds it until then: the end of a lease is the time at which it is
//! due again. New rows are due at 0, so that no clock decides about them.

mod claim;
mod depth;
mod finish;
pub(super) mod outbox;
mod replay;
mod sweep;
mod trial;
mod turn;
mod who;

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::inbox::Page;
use encaixe_api::webhook::{Attempt, Delivery, DeliveryDetail, DeliveryStatus, EventName, Header};

use super::cursor::{Cursor, cut};
use super::engine::{Builder, sql};
use super::{Error, Result, Row, Store, webhook};
use crate::time::{Millis, rfc3339};

pub use self::claim::{Claimed, Due, Target, Wanted};
pub use self::depth::Depth;
pub use self::replay::Again;
pub use self::turn::{Done, Next, Sent};

/// Which deliveries of an endpoint are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those that are so far.
    pub status: Option<DeliveryStatus>,
    /// Those of that event.
    pub event: Option<EventName>,
}

impl Store {
    /// An endpoint's deliveries before a point, the newest event first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliveries(
        &self,
        endpoint: &EndpointId,
        filter: Filter,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Delivery>> {
        let mut query = Builder::new("SELECT * FROM webhook_delivery WHERE endpoint_id = ");
        query.push_bind(endpoint);
        if let Some(status) = filter.status {
            query.push(" AND status = ").push_bind(status.as_str());
        }
        if let Some(event) = filter.event {
            query.push(" AND event = ").push_bind(event.as_str());
        }
        query
            .push(" AND (created_at, number) < (")
            .push_bind(before.at);
        // What is no number is before every one.
        let number: i64 = before.id.parse().unwrap_or_default();
        query.push(", ").push_bind(number);
        query.push(") ORDER BY created_at DESC, number DESC LIMIT ");
        query.push_bind(i64::from(limit) + 1);
        let rows = query.build().fetch_all(&self.engine).await?;
        let mut found = rows
            .iter()
            .map(|row| Ok((row.get("created_at")?, row.get("number")?, read(row)?)))
            .collect::<Result<Vec<(Millis, i64, Delivery)>>>()?;
        let next = cut(&mut found, limit as usize, |(at, number, _)| Cursor {
            at: *at,
            id: number.to_string(),
        });
        let items = found.into_iter().map(|(_, _, delivery)| delivery).collect();
        Ok(Page { items, next })
    }

    /// A delivery with its attempts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delivery(
        &self,
        endpoint: &EndpointId,
        id: &DeliveryId,
    ) -> Result<Option<DeliveryDetail>> {
        let row = sql("SELECT * FROM webhook_delivery WHERE id = $1 AND endpoint_id = $2")
            .bind(id)
            .bind(endpoint)
            .fetch_optional(&self.engine)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let number: i64 = row.get("number")?;
        let tries = sql("SELECT * FROM webhook_attempt WHERE delivery = $1 ORDER BY number")
            .bind(number)
            .fetch_all(&self.engine)
            .await?;
        Ok(Some(DeliveryDetail {
            delivery: read(&row)?,
            body: row.get("body")?,
            tries: tries.iter().map(attempt).collect::<Result<_>>()?,
        }))
    }
}

pub(super) fn read(row: &Row) -> Result<Delivery> {
    let word: String = row.get("status")?;
    let status = DeliveryStatus::parse(&word).ok_or(Error::Unknown("status", word))?;
    let created_at: Millis = row.get("created_at")?;
    let due_at: Millis = row.get("due_at")?;
    let finished_at: Option<Millis> = row.get("finished_at")?;
    let waits = status == DeliveryStatus::Waiting;
    Ok(Delivery {
        id: row.get("id")?,
        endpoint: row.get("endpoint_id")?,
        event: webhook::event_name(row.get("event")?)?,
        status,
        test: row.get("test")?,
        attempts: row.get("attempts")?,
        last_status: webhook::status(row)?,
        last_failure: webhook::failure(row, "last_failure")?,
        last_error: row.get("last_error")?,
        next_at: waits.then(|| rfc3339(due_at.max(created_at))),
        created_at: rfc3339(created_at),
        finished_at: finished_at.map(rfc3339),
    })
}

fn attempt(row: &Row) -> Result<Attempt> {
    let headers = |column: &str| -> Result<Vec<Header>> {
        Ok(serde_json::from_str(&row.get::<String>(column)?)?)
    };
    let status: Option<i64> = row.get("status")?;
    Ok(Attempt {
        number: row.get("number")?,
        at: rfc3339(row.get("at")?),
        request: row.get("request")?,
        request_headers: headers("request_headers")?,
        status: status.and_then(|status| u16::try_from(status).ok()),
        answer_headers: headers("answer_headers")?,
        answer_body: row.get("answer_body")?,
        ms: row.get("ms")?,
        failure: webhook::failure(row, "failure")?,
        error: row.get("error")?,
    })
}
