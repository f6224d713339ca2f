//! Farewells: what integrations that were taken out are yet to be told (`jobs/farewells.rs` sends it).

use encaixe_api::id::IntegrationId;

use super::engine::sql;
use super::{Error, For, Result, Store, Write, Writer};
use crate::event::IntegrationEvent;
use crate::random;
use crate::time::Millis;

/// How many are taken at once.
const MANY: u32 = 8;

/// How far a farewell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The GET comes next.
    Hook,
    /// The GET was taken, or given up: the signed event comes next.
    Event,
}

impl Stage {
    /// Its word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hook => "hook",
            Self::Event => "event",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Hook, Self::Event]
            .into_iter()
            .find(|stage| stage.as_str() == word)
    }
}

/// What an integration is yet to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Farewell {
    /// Its id, which is also that of the event.
    pub id: String,
    /// The integration.
    pub integration: IntegrationId,
    /// Where it is told.
    pub url: String,
    /// How far it is.
    pub stage: Stage,
    /// How often this stage failed.
    pub tries: u32,
    /// When the integration was taken out.
    pub created_at: Millis,
}

/// Has an integration told that it was taken out, once the write is committed; one without an address for it is told nothing.
///
/// # Errors
/// When the database fails.
pub async fn add(
    write: &mut Write,
    integration: &IntegrationId,
    revocation_url: Option<&str>,
    now: Millis,
) -> Result<()> {
    let Some(url) = revocation_url else {
        return Ok(());
    };
    sql(
        "INSERT INTO farewell (id, integration_id, url, stage, tries, due_at, created_at)
         VALUES ($1, $2, $3, $4, 0, $5, $5)",
    )
    .bind(random::id()?)
    .bind(integration)
    .bind(url)
    .bind(Stage::Hook.as_str())
    .bind(now)
    .execute(&mut *write)
    .await?;
    write.has_farewell = true;
    Ok(())
}

impl Store {
    /// When the next one is due; none where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_farewell(&self) -> Result<Option<Millis>> {
        // The condition holds for each, and leads to the first in the index.
        let next = sql("SELECT due_at FROM farewell WHERE due_at > 0 ORDER BY due_at LIMIT 1");
        Ok(next.read_optional(&self.engine).await?)
    }

    /// Whether an integration was let in again since it was taken out: its server knows of it once it took its tokens, or somebody
    /// installed it with its page.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_let_in_again(&self, integration: &IntegrationId) -> Result<bool> {
        let found: Option<i64> = sql(
            "SELECT 1 FROM installation WHERE id = $1 AND (exchanged_at IS NOT NULL OR agreed IS NOT NULL)",
        )
        .bind(integration)
        .read_optional(&self.engine)
        .await?;
        Ok(found.is_some())
    }

    /// Whether somebody just allowed an integration again, and its server has yet to take its tokens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_code_on_its_way(
        &self,
        integration: &IntegrationId,
        now: Millis,
    ) -> Result<bool> {
        let found: Option<i64> = sql(
            "SELECT 1 FROM grant_code WHERE installation_id = $1 AND used_at IS NULL AND expires_at > $2 LIMIT 1",
        )
        .bind(integration)
        .bind(now)
        .read_optional(&self.engine)
        .await?;
        Ok(found.is_some())
    }
}

impl Writer {
    /// Takes some of those that are due, the longest due first. Until then nobody else takes them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_farewells(&self, now: Millis, until: Millis) -> Result<Vec<Farewell>> {
        let mut write = self.write(For::Nothing).await?;
        let rows = sql("UPDATE farewell SET due_at = $2
             WHERE id IN (SELECT id FROM farewell WHERE due_at <= $1 ORDER BY due_at LIMIT $3)
             RETURNING id, integration_id, url, stage, tries, created_at")
        .bind(now)
        .bind(until)
        .bind(MANY)
        .fetch_all(&mut write)
        .await?;
        let mut taken = Vec::with_capacity(rows.len());
        for row in &rows {
            let stage: String = row.get("stage")?;
            taken.push(Farewell {
                id: row.get("id")?,
                integration: row.get("integration_id")?,
                url: row.get("url")?,
                stage: Stage::parse(&stage).ok_or(Error::Unknown("stage", stage))?,
                tries: row.get("tries")?,
                created_at: row.get("created_at")?,
            });
        }
        write.commit().await?;
        Ok(taken)
    }

    /// Notes that a stage failed, and when it is tried again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_off_farewell(&self, id: &str, due: Millis) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql("UPDATE farewell SET tries = tries + 1, due_at = $2 WHERE id = $1")
            .bind(id)
            .bind(due)
            .execute(&mut write)
            .await?;
        write.commit().await
    }

    /// Goes on to the next stage, which is due at once; after the last one nothing stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn advance_farewell(&self, id: &str, from: Stage, now: Millis) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        advance(&mut write, id, from, now).await?;
        write.commit().await
    }

    /// Goes on to the next stage, and notes that the integration could not be told by this one. `name` is what people call it, and
    /// `failure` the reason of the last try. What the event adds to the GET nobody misses, so that its failure is not noted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_up_farewell(
        &self,
        one: &Farewell,
        name: String,
        failure: String,
        now: Millis,
    ) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        advance(&mut write, &one.id, one.stage, now).await?;
        if one.stage == Stage::Hook {
            write.record(IntegrationEvent::IntegrationHookFailed {
                integration: one.integration.clone(),
                name,
                failure,
            });
        }
        write.commit().await
    }

    /// Tells it nothing any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_farewell(&self, id: &str) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql("DELETE FROM farewell WHERE id = $1")
            .bind(id)
            .execute(&mut write)
            .await?;
        write.commit().await
    }
}

/// Goes on to the next stage in a write that goes on.
async fn advance(write: &mut Write, id: &str, from: Stage, now: Millis) -> Result<()> {
    let done = match from {
        Stage::Hook => sql("UPDATE farewell SET stage = $2, tries = 0, due_at = $3 WHERE id = $1")
            .bind(id)
            .bind(Stage::Event.as_str())
            .bind(now),
        Stage::Event => sql("DELETE FROM farewell WHERE id = $1").bind(id),
    };
    done.execute(&mut *write).await?;
    Ok(())
}
