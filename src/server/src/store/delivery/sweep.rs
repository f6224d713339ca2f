//! Deliveries that are old go, a few at a time.

use encaixe_api::id::EndpointId;

use super::super::engine::sql;
use super::super::{For, Result, Store, Writer};
use crate::actor::Actor;
use crate::time::Millis;

/// How many rows a write takes.
const BITE: i64 = 500;

impl Store {
    /// Forgets some deliveries that were finished before that time, with their attempts, and makes dead letters of some that have waited for
    /// an endpoint that is off since before it; whether there may be more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_deliveries(&self, before: Millis, now: Millis) -> Result<bool> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        let gone = sql("DELETE FROM webhook_delivery WHERE number IN
                (SELECT number FROM webhook_delivery WHERE finished_at IS NOT NULL AND finished_at < $1 LIMIT $2)")
        .bind(before)
        .bind(BITE)
        .execute(&mut write)
        .await?;
        let off: Vec<EndpointId> = sql("SELECT id FROM webhook_endpoint WHERE NOT enabled")
            .read_all(&mut write)
            .await?;
        let mut dead = 0;
        for endpoint in off {
            dead += sql(
                "UPDATE webhook_delivery SET status = 'dead', finished_at = $4, due_at = 0, said_at = 0, holder = NULL,
                    last_failure = COALESCE(last_failure, 'off'), last_error = COALESCE(last_error, 'the endpoint was off')
                 WHERE number IN (SELECT number FROM webhook_delivery
                    WHERE endpoint_id = $1 AND status = 'waiting' AND created_at < $2 LIMIT $3)",
            )
            .bind(&endpoint)
            .bind(before)
            .bind(BITE)
            .bind(now)
            .execute(&mut write)
            .await?;
        }
        sql("DELETE FROM webhook_secret WHERE expires_at <= $1")
            .bind(now)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(is_whole(gone) || is_whole(dead))
    }
}

impl Writer {
    /// Forgets some deliveries of an endpoint, with their attempts; whether there may be more.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn forget_deliveries(&self, endpoint: &EndpointId) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let gone = sql("DELETE FROM webhook_delivery WHERE number IN
                (SELECT number FROM webhook_delivery WHERE endpoint_id = $1 LIMIT $2)")
        .bind(endpoint)
        .bind(BITE)
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(is_whole(gone))
    }
}

/// Whether a write took as many rows as one may, so that there may be more.
fn is_whole(rows: u64) -> bool {
    i64::try_from(rows).unwrap_or(i64::MAX) >= BITE
}
