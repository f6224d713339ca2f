//! Deliveries that admins want attempted again: one, those of a span of time, or those that failed since a time. The id stays, and so
//! does the body; the steps begin anew.

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::Delivery;

use super::super::engine::sql;
use super::super::{For, Result, Writer, carrier};
use super::read;
use crate::time::Millis;

/// How many rows a write brings back.
const BITE: i64 = 500;

/// Which ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// Those whose event happened in that span, whose end does not belong to it.
    Span(Millis, Millis),
    /// Those that became dead letters since then.
    FailedSince(Millis),
}

impl Writer {
    /// Has one attempted again, whatever became of it; none when there is no such delivery.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replay_delivery(
        &self,
        endpoint: &EndpointId,
        id: &DeliveryId,
    ) -> Result<Option<Delivery>> {
        let mut write = self.write(For::Nothing).await?;
        sql("UPDATE webhook_delivery SET status = 'waiting', step = 0, first_at = NULL, due_at = 0, said_at = 0, holder = NULL,
                finished_at = NULL
             WHERE id = $1 AND endpoint_id = $2 AND (status <> 'waiting' OR holder IS NULL)")
        .bind(id)
        .bind(endpoint)
        .execute(&mut write)
        .await?;
        let row = sql("SELECT * FROM webhook_delivery WHERE id = $1 AND endpoint_id = $2")
            .bind(id)
            .bind(endpoint)
            .fetch_optional(&mut write)
            .await?;
        let delivery = row.as_ref().map(read).transpose()?;
        if let Some(row) = &row {
            carrier::queue(&mut write, row.get("number")?).await?;
        }
        write.commit().await?;
        self.wake().due([endpoint.clone()]);
        Ok(delivery)
    }

    /// Has many attempted again, tests and those that wait apart; how many there were.
    ///
    /// # Errors
    /// When the database fails. Some may be attempted again all the same.
    pub async fn replay_deliveries(&self, endpoint: &EndpointId, which: Again) -> Result<u32> {
        let mut after = (Millis::MIN, 0_i64);
        let mut count = 0;
        loop {
            let mut write = self.write(For::Nothing).await?;
            let query = match which {
                Again::Span(from, to) => sql(
                    "SELECT created_at, number FROM webhook_delivery WHERE endpoint_id = $1 AND created_at >= $2 AND created_at < $3
                        AND status <> 'waiting' AND NOT test AND (created_at, number) > ($4, $5)
                     ORDER BY created_at, number LIMIT $6",
                )
                .bind(endpoint)
                .bind(from)
                .bind(to),
                Again::FailedSince(since) => sql(
                    "SELECT created_at, number FROM webhook_delivery WHERE endpoint_id = $1 AND status = $3 AND finished_at >= $2
                        AND NOT test AND (created_at, number) > ($4, $5) ORDER BY created_at, number LIMIT $6",
                )
                .bind(endpoint)
                .bind(since)
                .bind("dead"),
            };
            let query = query.bind(after.0).bind(after.1).bind(BITE);
            let rows: Vec<(Millis, i64)> = query.read_all(&mut write).await?;
            for place in &rows {
                sql("UPDATE webhook_delivery SET status = 'waiting', step = 0, first_at = NULL, due_at = 0, said_at = 0,
                        finished_at = NULL WHERE number = $1")
                .bind(place.1)
                .execute(&mut write)
                .await?;
                carrier::queue(&mut write, place.1).await?;
                after = *place;
            }
            write.commit().await?;
            self.wake().due([endpoint.clone()]);
            count += u32::try_from(rows.len()).unwrap_or(u32::MAX);
            if i64::try_from(rows.len()).unwrap_or(i64::MAX) < BITE {
                return Ok(count);
            }
        }
    }
}
