//! How much waits for each endpoint.

use encaixe_api::id::EndpointId;

use super::super::engine::sql;
use super::super::{Result, Store};
use crate::time::Millis;

/// What waits for an endpoint, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Depth {
    /// The endpoint.
    pub endpoint: EndpointId,
    /// How many deliveries wait or are on their way.
    pub waiting: i64,
    /// How many dead letters are kept.
    pub dead: i64,
    /// When the oldest event happened that waits.
    pub oldest_at: Option<Millis>,
}

impl Store {
    /// What waits for each endpoint, the oldest endpoint first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delivery_depths(&self) -> Result<Vec<Depth>> {
        let rows: Vec<(EndpointId, i64, i64, Option<Millis>)> = sql(
            "SELECT id,
                (SELECT COUNT(*) FROM webhook_delivery d WHERE d.endpoint_id = webhook_endpoint.id AND d.status = 'waiting'),
                (SELECT COUNT(*) FROM webhook_delivery d WHERE d.endpoint_id = webhook_endpoint.id AND d.status = 'dead'),
                (SELECT d.created_at FROM webhook_delivery d WHERE d.endpoint_id = webhook_endpoint.id AND d.status = 'waiting'
                    ORDER BY d.number LIMIT 1)
             FROM webhook_endpoint ORDER BY created_at, id",
        )
        .read_all(&self.engine)
        .await?;
        let depth = |(endpoint, waiting, dead, oldest_at)| Depth {
            endpoint,
            waiting,
            dead,
            oldest_at,
        };
        Ok(rows.into_iter().map(depth).collect())
    }
}
