//! The steps of integrations on their way to other companies. Each is taken by [`next`] of the row that is read within the same write.

use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::{
    DeveloperStep, IntegrationManifest, IntegrationState, ModeratorStep, Step, Transition, Working,
    next,
};

use super::super::cursor::{Cursor, cut};
use super::super::engine::sql;
use super::super::server::{ServerStore, ServerWrite};
use super::super::{Error, Outcome, Refusal, Result};
use super::row::{manifest, working};
use crate::time::{self, Millis, rfc3339};

/// How many versions of an integration there may be that were submitted: each stays for good.
pub const MOST_VERSIONS: u32 = 200;

/// A step that somebody takes.
#[derive(Debug, Clone, Copy)]
pub struct Taken<'a> {
    /// Which one.
    pub step: Step,
    /// The version that was looked at, where that has to be the one that is worked on.
    pub version: Option<u32>,
    /// What was looked at of it, where it has to stand so still.
    pub manifest: Option<&'a IntegrationManifest>,
    /// The name of who takes it.
    pub actor: &'a str,
    /// Why; empty where they did not say.
    pub reason: &'a str,
}

impl ServerStore {
    /// Takes a step; how the integration stands then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn step_integration(
        &self,
        id: &IntegrationId,
        taken: &Taken<'_>,
    ) -> Result<Outcome<Working>> {
        let mut write = self.begin().await?;
        let row = sql("SELECT * FROM integration WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut write)
            .await?;
        let Some(row) = row else {
            return Ok(Err(Refusal::NotFound("integration")));
        };
        let (before, written) = (working(&row)?, manifest(&row)?);
        let is_another = taken
            .version
            .is_some_and(|version| version != before.version)
            || taken.manifest.is_some_and(|looked| *looked != written);
        if is_another {
            return Ok(Err(Refusal::ChangedMeanwhile));
        }
        let Some(after) = next(before, taken.step) else {
            return Ok(Err(Refusal::WrongStep(before, taken.step)));
        };
        let is_submit = taken.step == Step::Developer(DeveloperStep::Submit);
        if is_submit && versions(&mut write, id).await? >= MOST_VERSIONS {
            return Ok(Err(Refusal::TooManyVersions));
        }
        let now = time::now();
        let (reason, stopped_for) = reasons(
            taken,
            (row.get("reason")?, row.get("stopped_for")?),
            before.state == after.state,
        );
        sql("UPDATE integration SET version = $2, state = $3, published = $4, published_at = $5, is_retired = $6,
                is_suspended = $7, reason = $8, stopped_for = $9, state_since = $10
             WHERE id = $1")
        .bind(id)
        .bind(after.version)
        .bind(after.state.as_str())
        .bind(after.published.map(i64::from))
        .bind(published_at(row.get("published_at")?, after, now))
        .bind(after.is_retired)
        .bind(after.is_suspended)
        .bind(reason)
        .bind(stopped_for)
        .bind(now)
        .execute(&mut write)
        .await?;
        if is_submit {
            sql("INSERT INTO integration_version (integration_id, version, manifest, submitted_at) VALUES ($1, $2, $3, $4)")
                .bind(id)
                .bind(after.version)
                .bind(serde_json::to_string(&written)?)
                .bind(now)
                .execute(&mut write)
                .await?;
        }
        note(&mut write, id, taken, after, now).await?;
        write.commit().await?;
        Ok(Ok(after))
    }

    /// The steps that were taken, also edits by which a version began, before a point, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration_history(
        &self,
        id: &IntegrationId,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Transition>> {
        let rows = sql("SELECT * FROM integration_transition
             WHERE integration_id = $1 AND number < $2 ORDER BY number DESC LIMIT $3")
        .bind(id)
        .bind(before.at)
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.engine)
        .await?;
        let read = rows.iter().map(|row| {
            let state: String = row.get("state")?;
            let taken = Transition {
                step: row.get("step")?,
                version: row.get("version")?,
                state: IntegrationState::parse(&state).ok_or(Error::Unknown("state", state))?,
                actor: row.get("actor")?,
                is_moderator: row.get("is_moderator")?,
                reason: row.get("reason")?,
                at: rfc3339(row.get("at")?),
            };
            Ok((row.get::<i64>("number")?, taken))
        });
        let mut found = read.collect::<Result<Vec<(i64, Transition)>>>()?;
        let next = cut(&mut found, limit as usize, |(number, _)| Cursor {
            at: *number,
            id: String::new(),
        });
        let items = found.into_iter().map(|(_, taken)| taken).collect();
        Ok(Page { items, next })
    }
}

/// How many versions were submitted.
async fn versions(write: &mut ServerWrite, id: &IntegrationId) -> Result<u32> {
    let count = sql("SELECT COUNT(*) FROM integration_version WHERE integration_id = $1")
        .bind(id)
        .read_one(&mut *write)
        .await?;
    Ok(count)
}

/// Why the version stands as it does, and why all of it was stopped.
fn reasons(
    taken: &Taken<'_>,
    (reason, stopped_for): (Option<String>, Option<String>),
    is_same: bool,
) -> (Option<String>, Option<String>) {
    let said = || Some(taken.reason.to_owned());
    match taken.step {
        Step::Moderator(ModeratorStep::Suspend) => (reason, said()),
        Step::Moderator(ModeratorStep::Lift) => (reason, None),
        Step::Moderator(ModeratorStep::RequestChanges | ModeratorStep::Reject) => {
            (said(), stopped_for)
        }
        Step::Edit
        | Step::Developer(_)
        | Step::Moderator(ModeratorStep::Take | ModeratorStep::Approve) => {
            (reason.filter(|_| is_same), stopped_for)
        }
    }
}

/// Since when there is a published version.
const fn published_at(before: Option<Millis>, after: Working, now: Millis) -> Option<Millis> {
    match (before, after.published) {
        (None, Some(_)) => Some(now),
        (before, _) => before,
    }
}

/// Writes a step into the history.
pub(super) async fn note(
    write: &mut ServerWrite,
    id: &IntegrationId,
    taken: &Taken<'_>,
    after: Working,
    now: Millis,
) -> Result<()> {
    let count: i64 = sql(
        "SELECT COALESCE(MAX(number), 0) FROM integration_transition WHERE integration_id = $1",
    )
    .bind(id)
    .read_one(&mut *write)
    .await?;
    sql(
        "INSERT INTO integration_transition (integration_id, number, step, version, state, actor, is_moderator, reason, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(count + 1)
    .bind(taken.step.as_str())
    .bind(after.version)
    .bind(after.shown().as_str())
    .bind(taken.actor)
    .bind(matches!(taken.step, Step::Moderator(_)))
    .bind(taken.reason)
    .bind(now)
    .execute(&mut *write)
    .await?;
    Ok(())
}
