//! The addresses of media on other hosts, as messages and contacts have them.

use encaixe_api::id::{ContactId, MessageId};

use super::engine::sql;
use super::{For, Result, Store, server_value};
use crate::actor::Actor;

/// The setting that says that the log has what an upgrade changed.
const TOLD: &str = "media_told";

/// How many rows are read at once.
const BATCH: i64 = 5_000;

/// Where a walk over all of them is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Contacts after this one.
    Contacts(ContactId),
    /// Messages after this one.
    Messages(MessageId),
}

impl Default for Place {
    fn default() -> Self {
        Self::Contacts(ContactId::new(""))
    }
}

impl Store {
    /// Some more of the addresses, and where the next ones are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn media_addresses(&self, place: &Place) -> Result<(Vec<String>, Option<Place>)> {
        let query = match place {
            Place::Contacts(after) => {
                sql("SELECT id, avatar FROM contact WHERE id > $1 ORDER BY id LIMIT $2").bind(after)
            }
            Place::Messages(after) => {
                sql("SELECT id, media_url FROM message WHERE id > $1 ORDER BY id LIMIT $2")
                    .bind(after)
            }
        };
        let rows: Vec<(String, Option<String>)> = query.bind(BATCH).read_all(&self.engine).await?;
        let next = match (rows.last(), place) {
            (Some((id, _)), Place::Contacts(_)) => Some(Place::Contacts(ContactId::new(id))),
            (Some((id, _)), Place::Messages(_)) => Some(Place::Messages(MessageId::new(id))),
            (None, Place::Contacts(_)) => Some(Place::Messages(MessageId::new(""))),
            (None, Place::Messages(_)) => None,
        };
        let addresses = rows.into_iter().filter_map(|(_, address)| address);
        Ok((
            addresses.filter(|one| one.starts_with("http")).collect(),
            next,
        ))
    }

    /// Whether the log has what an upgrade changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_media_told(&self) -> Result<bool> {
        Ok(self.server_value(TOLD).await?.is_some())
    }

    /// Notes that the log has it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_media_told(&self) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        server_value::set(&mut write, TOLD, "yes").await?;
        write.commit().await
    }
}
