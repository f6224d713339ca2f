//! What moderators look at: the integrations that wait, the versions that were submitted, and what a program saw of them.

use encaixe_api::id::IntegrationId;
use encaixe_api::inbox::Page;
use encaixe_api::integration::{
    Checks, Integration, IntegrationManifest, IntegrationState, Version, VersionState,
};

use super::super::Result;
use super::super::cursor::{Cursor, cut};
use super::super::engine::sql;
use super::super::server::ServerStore;
use super::Registered;
use crate::time::rfc3339;

/// Which integrations a moderator asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Those that wait for a moderator, or that one looks at.
    Waiting,
    /// Those that stand so.
    State(IntegrationState),
}

impl ServerStore {
    /// The integrations of a queue that were submitted at some time, as [`Self::submitted`] has them, those first that stand so for the
    /// longest. One that every company can let in, or that is offered to nobody new, is among those also while its company writes the next
    /// version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reviews(&self, queue: Queue) -> Result<Vec<Registered>> {
        let of = |state: VersionState| {
            sql("SELECT * FROM integration i WHERE state = $1
                    AND EXISTS (SELECT 1 FROM integration_version v WHERE v.integration_id = i.id)
                 ORDER BY state_since, id")
            .bind(state.as_str())
        };
        let mut found = match queue {
            Queue::Waiting => {
                let mut rows = of(VersionState::Submitted).fetch_all(&self.engine).await?;
                rows.extend(of(VersionState::InReview).fetch_all(&self.engine).await?);
                self.all(&rows).await?
            }
            Queue::State(IntegrationState::Suspended) => {
                let rows = sql(
                    "SELECT * FROM integration WHERE is_suspended = TRUE ORDER BY state_since, id",
                )
                .fetch_all(&self.engine)
                .await?;
                self.all(&rows).await?
            }
            Queue::State(state @ (IntegrationState::Published | IntegrationState::Retired)) => {
                let rows = sql("SELECT * FROM integration
                     WHERE published_at IS NOT NULL AND is_retired = $1 AND NOT is_suspended
                     ORDER BY published_at, id")
                .bind(state == IntegrationState::Retired)
                .fetch_all(&self.engine)
                .await?;
                self.all(&rows).await?
            }
            Queue::State(state) => {
                let rows = of(written(state)).fetch_all(&self.engine).await?;
                let mut found = self.all(&rows).await?;
                found.retain(|one| one.integration.state == state);
                found
            }
        };
        found.sort_by_key(|one| one.since);
        let mut all = Vec::with_capacity(found.len());
        for one in found {
            all.extend(self.submitted(one).await?);
        }
        Ok(all)
    }

    /// An integration as moderators see it: in the version that was submitted last, whatever its company writes since then. None where no
    /// version ever was: before that it is its company's alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submitted(&self, of: Registered) -> Result<Option<Registered>> {
        let found: Option<(u32, String)> = sql("SELECT version, manifest FROM integration_version
             WHERE integration_id = $1 ORDER BY version DESC LIMIT 1")
        .bind(&of.integration.id)
        .read_optional(&self.engine)
        .await?;
        let Some((version, text)) = found else {
            return Ok(None);
        };
        Ok(Some(Registered {
            integration: Integration {
                manifest: serde_json::from_str(&text)?,
                version,
                ..of.integration
            },
            ..of
        }))
    }

    /// What was written in a version that was submitted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submitted_manifest(
        &self,
        id: &IntegrationId,
        version: u32,
    ) -> Result<Option<IntegrationManifest>> {
        let found: Option<String> = sql(
            "SELECT manifest FROM integration_version WHERE integration_id = $1 AND version = $2",
        )
        .bind(id)
        .bind(version)
        .read_optional(&self.engine)
        .await?;
        Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// The versions that were submitted, before a point, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration_versions(
        &self,
        id: &IntegrationId,
        before: &Cursor,
        limit: u32,
    ) -> Result<Page<Version>> {
        let rows = sql(
            "SELECT version, manifest, submitted_at FROM integration_version
             WHERE integration_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
        )
        .bind(id)
        .bind(before.at)
        .bind(i64::from(limit) + 1)
        .fetch_all(&self.engine)
        .await?;
        let read = rows.iter().map(|row| {
            Ok(Version {
                version: row.get("version")?,
                manifest: serde_json::from_str(&row.get::<String>("manifest")?)?,
                submitted_at: rfc3339(row.get("submitted_at")?),
            })
        });
        let mut items = read.collect::<Result<Vec<Version>>>()?;
        let next = cut(&mut items, limit as usize, |one| Cursor {
            at: i64::from(one.version),
            id: String::new(),
        });
        Ok(Page { items, next })
    }

    /// What a program saw of a version, if it looked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration_checks(
        &self,
        id: &IntegrationId,
        version: u32,
    ) -> Result<Option<Checks>> {
        let found: Option<Option<String>> = sql(
            "SELECT checks FROM integration_version WHERE integration_id = $1 AND version = $2",
        )
        .bind(id)
        .bind(version)
        .read_optional(&self.engine)
        .await?;
        let found = found.flatten();
        Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
    }

    /// Keeps what a program saw of a version; whether there is such a version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_integration_checks(
        &self,
        id: &IntegrationId,
        version: u32,
        checks: &Checks,
    ) -> Result<bool> {
        let mut write = self.begin().await?;
        let done = sql(
            "UPDATE integration_version SET checks = $3 WHERE integration_id = $1 AND version = $2",
        )
        .bind(id)
        .bind(version)
        .bind(serde_json::to_string(checks)?)
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(done > 0)
    }
}

/// How the version is that is worked on, where all of it stands so.
const fn written(state: IntegrationState) -> VersionState {
    match state {
        IntegrationState::Draft => VersionState::Draft,
        IntegrationState::Submitted => VersionState::Submitted,
        IntegrationState::InReview => VersionState::InReview,
        IntegrationState::ChangesRequested => VersionState::ChangesRequested,
        IntegrationState::Rejected => VersionState::Rejected,
        IntegrationState::Approved => VersionState::Approved,
        IntegrationState::Published | IntegrationState::Retired | IntegrationState::Suspended => {
            VersionState::Published
        }
        IntegrationState::Withdrawn => VersionState::Withdrawn,
    }
}
