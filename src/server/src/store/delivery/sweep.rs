//! Deliveries that are old go, a few at a time.

use encaixe_api::id::{EndpointId, MessageId};

use super::super::engine::sql;
use super::super::{For, Result, Store, Write, Writer, carrier};
use crate::actor::Actor;
use crate::time::Millis;

/// How many rows a write takes.
const BITE: i64 = 500;

impl Store {
    /// Forgets some deliveries that were finished before that time, with their attempts, and makes dead letters of some that have waited for
    /// an endpoint that is off since before it, and of those that nobody brings to an end any more; whether there may be more.
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
        let gone = usize::try_from(gone).unwrap_or(usize::MAX);
        let off: Vec<EndpointId> = sql("SELECT id FROM webhook_endpoint WHERE NOT enabled")
            .read_all(&mut write)
            .await?;
        let mut dead = 0;
        for endpoint in off {
            let messages: Vec<Option<MessageId>> = sql(
                "UPDATE webhook_delivery SET status = 'dead', finished_at = $4, due_at = 0, said_at = 0, holder = NULL,
                    last_failure = COALESCE(last_failure, 'off'), last_error = COALESCE(last_error, 'the endpoint was off')
                 WHERE number IN (SELECT number FROM webhook_delivery
                    WHERE endpoint_id = $1 AND status = 'waiting' AND created_at < $2 LIMIT $3)
                 RETURNING message_id",
            )
            .bind(&endpoint)
            .bind(before)
            .bind(BITE)
            .bind(now)
            .read_all(&mut write)
            .await?;
            dead += messages.len();
            for message in messages.iter().flatten() {
                carrier::fail(&mut write, message, "the endpoint was off").await?;
            }
        }
        abandon(&mut write, now, now).await?;
        sql("DELETE FROM webhook_secret WHERE expires_at <= $1")
            .bind(now)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(is_whole(gone) || is_whole(dead))
    }
}

/// Makes dead letters of what was on its way when the server switched its endpoint off, and whose lease was over before `until`: whoever
/// attempted it is gone.
pub(super) async fn abandon(write: &mut Write, until: Millis, now: Millis) -> Result<()> {
    let messages: Vec<Option<MessageId>> = sql(
        "UPDATE webhook_delivery SET status = 'dead', finished_at = $2, due_at = 0, said_at = 0, holder = NULL,
            last_failure = COALESCE(last_failure, 'off'), last_error = COALESCE(last_error, 'the endpoint was switched off')
         WHERE holder IS NOT NULL AND status = 'waiting' AND due_at <= $1
            AND EXISTS (SELECT 1 FROM webhook_endpoint e WHERE e.id = webhook_delivery.endpoint_id AND e.disabled IS NOT NULL)
         RETURNING message_id",
    )
    .bind(until)
    .bind(now)
    .read_all(&mut *write)
    .await?;
    for message in messages.iter().flatten() {
        carrier::fail(write, message, "the endpoint was switched off").await?;
    }
    Ok(())
}

impl Writer {
    /// Forgets some deliveries of an endpoint, with their attempts; whether there may be more.
    ///
    /// # Errors
    /// When the database fails.
    pub(in crate::store) async fn forget_deliveries(&self, endpoint: &EndpointId) -> Result<bool> {
        let mut write = self.write(For::Nothing).await?;
        let gone: Vec<(String, Option<MessageId>)> =
            sql("DELETE FROM webhook_delivery WHERE number IN
                (SELECT number FROM webhook_delivery WHERE endpoint_id = $1 LIMIT $2)
             RETURNING status, message_id")
            .bind(endpoint)
            .bind(BITE)
            .read_all(&mut write)
            .await?;
        for (status, message) in &gone {
            // Nobody is told of it any more: it can be sent again by whoever carries the channel's messages now.
            if let Some(message) = message.as_ref().filter(|_| status == "waiting") {
                carrier::fail(&mut write, message, "the endpoint was removed").await?;
            }
        }
        write.commit().await?;
        Ok(is_whole(gone.len()))
    }
}

/// Whether a write took as many rows as one may, so that there may be more.
fn is_whole(rows: usize) -> bool {
    i64::try_from(rows).unwrap_or(i64::MAX) >= BITE
}
