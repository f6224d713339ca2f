//! Making integrations, writing them anew, and removing them.

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    Integration, IntegrationManifest, IntegrationPatch, MAX_INTEGRATIONS, Step, VersionState, next,
};

use super::super::engine::sql;
use super::super::integration_secret::add_secret;
use super::super::server::ServerStore;
use super::super::{Outcome, Refusal, Result};
use super::logo;
use super::row::{key, manifest, working};
use super::step::{Taken, note};
use crate::picture::Picture;
use crate::random;
use crate::time;
use crate::vault::Vault;

/// How an integration is written anew.
#[derive(Debug, Clone, Copy)]
pub enum Edit<'a> {
    /// Some of it.
    Part(&'a IntegrationPatch),
    /// All of it.
    Whole(&'a IntegrationManifest),
}

impl Edit<'_> {
    /// What is written then.
    fn of(self, before: &IntegrationManifest) -> IntegrationManifest {
        let patch = match self {
            Self::Whole(whole) => return whole.clone(),
            Self::Part(patch) => patch.clone(),
        };
        let before = before.clone();
        IntegrationManifest {
            name: patch.name.unwrap_or(before.name),
            description: patch.description.unwrap_or(before.description),
            category: patch.category.unwrap_or(before.category),
            logo: patch.logo.unwrap_or(before.logo),
            redirect_uris: patch.redirect_uris.unwrap_or(before.redirect_uris),
            revocation_url: patch.revocation_url.unwrap_or(before.revocation_url),
            scopes: patch.scopes.unwrap_or(before.scopes),
            profile: patch.profile.unwrap_or(before.profile),
            widget: patch.widget.unwrap_or(before.widget),
            install_url: patch.install_url.unwrap_or(before.install_url),
        }
    }
}

impl ServerStore {
    /// Adds an integration of a company with its first secret; none where the company has as many as it may have. A picture that comes with
    /// it is kept, and its address takes its place.
    ///
    /// # Errors
    /// When the database fails, or the vault's key cannot be used.
    pub async fn add_integration(
        &self,
        company: Option<&Slug>,
        new: &IntegrationManifest,
        picture: Option<&Picture>,
        secret: &str,
        vault: &Vault,
    ) -> Result<Outcome<Option<Integration>>> {
        let mut write = self.begin().await?;
        let count: u32 = sql("SELECT COUNT(*) FROM integration WHERE company = $1")
            .bind(key(company))
            .read_one(&mut write)
            .await?;
        if count >= MAX_INTEGRATIONS {
            return Ok(Ok(None));
        }
        let id = IntegrationId::new(random::uuid()?);
        let now = time::now();
        sql(
            "INSERT INTO integration (id, company, name, manifest, version, state, state_since, created_at, updated_at)
             VALUES ($1, $2, $3, '{}', 1, $4, $5, $5, $5)",
        )
        .bind(&id)
        .bind(key(company))
        .bind(&new.name)
        .bind(VersionState::Draft.as_str())
        .bind(now)
        .execute(&mut write)
        .await?;
        let new = match logo::keep(&mut write, &id, new.clone(), picture).await? {
            Ok(new) => new,
            Err(refusal) => return Ok(Err(refusal)),
        };
        sql("UPDATE integration SET manifest = $2 WHERE id = $1")
            .bind(&id)
            .bind(serde_json::to_string(&new)?)
            .execute(&mut write)
            .await?;
        add_secret(&mut write, &id, secret, vault, now).await?;
        write.commit().await?;
        let made = self.integration(&id).await?;
        Ok(Ok(made.map(|made| made.integration)))
    }

    /// Writes a company's integration anew. A version that was submitted stays as it was: from there on it is the next one that is written,
    /// and the history has who began it, by their name. A picture that nothing names any more goes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edit_integration(
        &self,
        company: Option<&Slug>,
        id: &IntegrationId,
        edit: Edit<'_>,
        picture: Option<&Picture>,
        actor: &str,
    ) -> Result<Outcome<()>> {
        let mut write = self.begin().await?;
        let row = sql("SELECT * FROM integration WHERE id = $1 AND company = $2")
            .bind(id)
            .bind(key(company))
            .fetch_optional(&mut write)
            .await?;
        let Some(row) = row else {
            return Ok(Err(Refusal::NotFound("integration")));
        };
        let (standing, before) = (working(&row)?, manifest(&row)?);
        let Some(after) = next(standing, Step::Edit) else {
            return Ok(Err(Refusal::WrongStep(standing, Step::Edit)));
        };
        let written = logo::keep(&mut write, id, edit.of(&before), picture).await?;
        let written = match written {
            Ok(written) => written,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if written == before {
            return Ok(Ok(()));
        }
        let now = time::now();
        let is_moved = after != standing;
        sql("UPDATE integration SET name = $2, manifest = $3, version = $4, state = $5, updated_at = $6,
                reason = CASE WHEN $7 THEN NULL ELSE reason END,
                state_since = CASE WHEN $7 THEN $6 ELSE state_since END
             WHERE id = $1")
        .bind(id)
        .bind(&written.name)
        .bind(serde_json::to_string(&written)?)
        .bind(after.version)
        .bind(after.state.as_str())
        .bind(now)
        .bind(is_moved)
        .execute(&mut write)
        .await?;
        if is_moved {
            let taken = Taken {
                step: Step::Edit,
                version: None,
                manifest: None,
                actor,
                reason: "",
            };
            note(&mut write, id, &taken, after, now).await?;
        }
        if written.logo != before.logo {
            logo::sweep(&mut write, id, &written).await?;
        }
        write.commit().await?;
        Ok(Ok(()))
    }

    /// Removes a company's integration of which no version was ever published and that no moderator stopped, with its secrets, versions and
    /// pictures; its name, if there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_integration(
        &self,
        company: Option<&Slug>,
        id: &IntegrationId,
    ) -> Result<Outcome<Option<String>>> {
        let mut write = self.begin().await?;
        let row = sql("SELECT * FROM integration WHERE id = $1 AND company = $2")
            .bind(id)
            .bind(key(company))
            .fetch_optional(&mut write)
            .await?;
        let Some(row) = row else { return Ok(Ok(None)) };
        let standing = working(&row)?;
        if standing.published.is_some() {
            return Ok(Err(Refusal::WasPublished));
        }
        if standing.is_suspended {
            return Ok(Err(Refusal::IsSuspended));
        }
        sql("DELETE FROM integration WHERE id = $1")
            .bind(id)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(Ok(Some(row.get("name")?)))
    }
}
