//! Deliveries that are old go, a few at a time.

use super::super::engine::sql;
use super::super::{For, Result, Store};
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
        let dead = sql("UPDATE webhook_delivery SET status = 'dead', finished_at = $3, due_at = 0, said_at = 0, holder = NULL,
                last_error = COALESCE(last_error, 'the endpoint was off')
             WHERE number IN (SELECT d.number FROM webhook_endpoint e JOIN webhook_delivery d
                ON d.endpoint_id = e.id AND d.status = 'waiting' AND d.created_at < $1 WHERE NOT e.enabled LIMIT $2)")
        .bind(before)
        .bind(BITE)
        .bind(now)
        .execute(&mut write)
        .await?;
        sql("DELETE FROM webhook_secret WHERE expires_at <= $1")
            .bind(now)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        let most = u64::try_from(BITE).unwrap_or(u64::MAX);
        Ok(gone >= most || dead >= most)
    }
}
