//! Ways in for messages.

use encaixe_api::id::ChannelId;
use encaixe_api::inbox::channel::Channel;
use sqlx::Row as _;

use super::{Result, Store, Write};
use crate::time::Millis;

impl Store {
    /// Every channel, in the order of their making.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn channels(&self) -> Result<Vec<Channel>> {
        sqlx::query("SELECT id, name, kind FROM channel ORDER BY created_at, id")
            .fetch_all(&self.reader)
            .await?
            .iter()
            .map(|row| {
                Ok(Channel {
                    id: ChannelId::new(row.try_get::<String, _>("id")?),
                    name: row.try_get("name")?,
                    kind: row.try_get("kind")?,
                })
            })
            .collect()
    }
}

/// Adds a channel.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, channel: &Channel, at: Millis) -> Result<()> {
    sqlx::query("INSERT INTO channel (id, name, kind, created_at) VALUES ($1, $2, $3, $4)")
        .bind(channel.id.as_str())
        .bind(&channel.name)
        .bind(&channel.kind)
        .bind(at)
        .execute(&mut **write)
        .await?;
    Ok(())
}
