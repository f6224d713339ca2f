//! A delivery that an admin wants attempted at once, to see whether the receiver takes it.

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::{Delivery, EventName};

use super::super::engine::sql;
use super::super::webhook;
use super::super::{For, Result, Store, Writer};
use super::claim::{Claimed, claimed};
use super::read;
use crate::random;
use crate::time::{self, Millis};

impl Store {
    /// A delivery as it stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delivery_row(&self, id: &DeliveryId) -> Result<Option<Delivery>> {
        let row = sql("SELECT * FROM webhook_delivery WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        row.as_ref().map(read).transpose()
    }
}

impl Writer {
    /// Adds a test that this holder attempts; none when there is no such endpoint.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_test(
        &self,
        endpoint: &EndpointId,
        event: EventName,
        body: &str,
        (holder, now, until): (&str, Millis, Millis),
    ) -> Result<Option<Claimed>> {
        let mut write = self.write(For::Nothing).await?;
        let row = sql("SELECT body, ordered FROM webhook_endpoint WHERE id = $1")
            .bind(endpoint)
            .fetch_optional(&mut write)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let made = sql(
            "INSERT INTO webhook_delivery (id, endpoint_id, event, test, body, due_at, said_at, holder, created_at)
             VALUES ($1, $2, $3, TRUE, $4, $5, $6, $7, $8) RETURNING *",
        )
        .bind(DeliveryId::new(random::id()?))
        .bind(endpoint)
        .bind(event.as_str())
        .bind(body)
        .bind(until)
        .bind(now)
        .bind(holder)
        .bind(time::now())
        .fetch_one(&mut write)
        .await?;
        let made = claimed(&made, webhook::body(&row)?, row.get("ordered")?)?;
        write.commit().await?;
        Ok(Some(made))
    }
}
