//! Clicks: that a person is about to install something. Each is good once, for a minute, for whoever it was given to.

use encaixe_api::id::{IntegrationId, MemberId};

use super::super::engine::{Executor, sql};
use super::super::{For, Outcome, Refusal, Result, Store, Write, Writer};
use crate::time::{self, Millis};

/// A click, and what it was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clicked<'a> {
    /// The SHA-256 of what the page was given.
    pub hash: &'a str,
    /// Who clicked.
    pub member: &'a MemberId,
    /// What they were shown.
    pub integration: &'a IntegrationId,
    /// In which version.
    pub version: u32,
    /// What stands for all that was written of it then.
    pub stamp: &'a str,
}

impl Writer {
    /// Keeps a click.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_click(&self, click: Clicked<'_>, until: Millis) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql(
            "INSERT INTO install_click (id, member_id, integration_id, version, stamp, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(click.hash)
        .bind(click.member)
        .bind(click.integration)
        .bind(click.version)
        .bind(click.stamp)
        .bind(until)
        .execute(&mut write)
        .await?;
        write.commit().await
    }
}

impl Store {
    /// Whether a click is good, which it stays by this.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_at_click(&self, click: Clicked<'_>) -> Result<Outcome<()>> {
        look(&self.engine, click, time::now()).await
    }
}

/// Uses a click up.
pub(super) async fn spend(
    write: &mut Write,
    click: Clicked<'_>,
    now: Millis,
) -> Result<Outcome<()>> {
    if let Err(refused) = look(&mut *write, click, now).await? {
        return Ok(Err(refused));
    }
    sql("UPDATE install_click SET used_at = $2 WHERE id = $1")
        .bind(click.hash)
        .bind(now)
        .execute(&mut *write)
        .await?;
    Ok(Ok(()))
}

async fn look(on: impl Into<Executor<'_>>, click: Clicked<'_>, now: Millis) -> Result<Outcome<()>> {
    let found: Option<(Millis, Option<Millis>)> =
        sql("SELECT expires_at, used_at FROM install_click
             WHERE id = $1 AND member_id = $2 AND integration_id = $3 AND version = $4 AND stamp = $5")
        .bind(click.hash)
        .bind(click.member)
        .bind(click.integration)
        .bind(click.version)
        .bind(click.stamp)
        .read_optional(on)
        .await?;
    Ok(match found {
        Some((_, Some(_))) => Err(Refusal::ClickSpent),
        Some((until, None)) if until > now => Ok(()),
        Some((_, None)) | None => Err(Refusal::ClickExpired),
    })
}
