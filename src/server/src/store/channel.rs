//! Ways in for messages.

use encaixe_api::id::ChannelId;
use encaixe_api::inbox::channel::Channel;
use sqlx::Row as _;

use super::{Result, Row, Store, Write};
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
            .map(read)
            .collect()
    }

    /// One channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn channel(&self, id: &str) -> Result<Option<Channel>> {
        sqlx::query("SELECT id, name, kind FROM channel WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }
}

fn read(row: &Row) -> Result<Channel> {
    Ok(Channel {
        id: ChannelId::new(row.try_get::<String, _>("id")?),
        name: row.try_get("name")?,
        kind: row.try_get("kind")?,
    })
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
