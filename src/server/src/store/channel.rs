//! Ways in for messages.

use encaixe_api::id::ChannelId;
use encaixe_api::inbox::channel::{Channel, ChannelPatch, ChannelState, NewChannelState};

use super::engine::sql;
use super::named::{self, Entry, kept};
use super::{For, Outcome, Result, Row, Store, Write, Writer, carrier, order};
use crate::event::WorkspaceEvent;
use crate::time::{self, Millis, rfc3339};

/// A channel to be added.
#[derive(Debug)]
pub struct New<'a> {
    /// The id.
    pub id: &'a ChannelId,
    /// The name.
    pub name: &'a str,
    /// What kind of way in it is.
    pub kind: &'a str,
    /// When it was made.
    pub created_at: Millis,
}

impl Store {
    /// Every channel, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn channels(&self) -> Result<Vec<Channel>> {
        sql("SELECT * FROM channel ORDER BY position")
            .fetch_all(&self.engine)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// One channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn channel(&self, id: &ChannelId) -> Result<Option<Channel>> {
        sql("SELECT * FROM channel WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?
            .as_ref()
            .map(read)
            .transpose()
    }
}

impl Writer {
    /// Adds a channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_channel(&self, new: &New<'_>) -> Result<Outcome<Channel>> {
        let mut write = self.write(For::Workspace).await?;
        if let Err(refused) = insert(&mut write, new).await? {
            return Ok(Err(refused));
        }
        finish(write, new.id, None).await
    }

    /// Changes a channel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_channel(
        &self,
        id: &ChannelId,
        patch: &ChannelPatch,
    ) -> Result<Outcome<Channel>> {
        let mut write = self.write(For::Workspace).await?;
        let Some(before) = find(&mut write, id).await? else {
            return Ok(Err(Entry::Channel(id).not_found()));
        };
        if let Some(name) = &patch.name
            && let Err(refused) = named::rename(&mut write, Entry::Channel(id), name).await?
        {
            return Ok(Err(refused));
        }
        sql("UPDATE channel SET is_active = COALESCE($2, is_active) WHERE id = $1")
            .bind(id)
            .bind(patch.is_active)
            .execute(&mut write)
            .await?;
        if let Some(carrier) = &patch.carrier
            && let Err(refused) = carrier::set(&mut write, id, carrier.as_ref()).await?
        {
            return Ok(Err(refused));
        }
        if let Some(position) = patch.position {
            order::place(&mut write, Entry::Channel(id), position).await?;
        }
        let before = Some((&before, patch.position.is_some()));
        finish(write, id, before).await
    }

    /// Says whether a channel is connected. The same again changes nothing; another error alone leaves the time as it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_channel_state(
        &self,
        id: &ChannelId,
        new: &NewChannelState,
    ) -> Result<Outcome<Channel>> {
        let mut write = self.write(For::Nothing).await?;
        let changed = sql(
            "UPDATE channel SET connected = $2, state_error = $3,
                 state_since = CASE WHEN connected IS NOT DISTINCT FROM $2 THEN state_since ELSE $4 END
             WHERE id = $1 AND (connected IS DISTINCT FROM $2 OR state_error IS DISTINCT FROM $3)",
        )
        .bind(id)
        .bind(new.connected)
        .bind(new.error.as_deref())
        .bind(time::now())
        .execute(&mut write)
        .await?;
        let Some(channel) = find(&mut write, id).await? else {
            return Ok(Err(Entry::Channel(id).not_found()));
        };
        if changed > 0 {
            write.record(WorkspaceEvent::ChannelStateChanged {
                channel: id.clone(),
                connected: new.connected,
            });
        }
        write.commit().await?;
        Ok(Ok(channel))
    }
}

fn read(row: &Row) -> Result<Channel> {
    Ok(Channel {
        id: row.get("id")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        is_active: row.get("is_active")?,
        state: state(row)?,
        carrier: row.get("carrier_id")?,
        uses: None,
    })
}

fn state(row: &Row) -> Result<Option<ChannelState>> {
    let Some(connected) = row.get::<Option<bool>>("connected")? else {
        return Ok(None);
    };
    Ok(Some(ChannelState {
        connected,
        since: rfc3339(
            row.get::<Option<Millis>>("state_since")?
                .unwrap_or_default(),
        ),
        error: row.get("state_error")?,
    }))
}

async fn find(write: &mut Write, id: &ChannelId) -> Result<Option<Channel>> {
    let row = sql("SELECT * FROM channel WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut *write)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Keeps what was written, which was as `before` (and may have got another place) or is new, and reads it.
async fn finish(
    mut write: Write,
    id: &ChannelId,
    before: Option<(&Channel, bool)>,
) -> Result<Outcome<Channel>> {
    let Some(channel) = find(&mut write, id).await? else {
        return Ok(Err(Entry::Channel(id).not_found()));
    };
    write.record(kept(Entry::Channel(id), before, &channel)?);
    write.commit().await?;
    Ok(Ok(channel))
}

/// Adds a channel, last.
///
/// # Errors
/// When the database fails.
pub async fn insert(write: &mut Write, new: &New<'_>) -> Result<Outcome<()>> {
    sql("INSERT INTO channel (id, name, kind, created_at, position)
         VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(position), 0) + 1 FROM channel))")
    .bind(new.id)
    .bind(new.name)
    .bind(new.kind)
    .bind(new.created_at)
    .execute(&mut *write)
    .await?;
    named::rename(write, Entry::Channel(new.id), new.name).await
}
