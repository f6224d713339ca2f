//! Integrations, in the server's own database. Their secrets are in `store/integration_secret.rs`.

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    ClientSecret, Integration, IntegrationPatch, IntegrationProfile, IntegrationState,
    MAX_INTEGRATIONS, NewIntegration,
};

use super::engine::{Row, sql};
use super::integration_secret::add_secret;
use super::server::ServerStore;
use super::{Error, Result};
use crate::random;
use crate::time::{self, Millis, rfc3339};
use crate::vault::Vault;

/// An integration, and the company that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The company; none is the first one.
    pub company: Option<Slug>,
    /// The integration.
    pub integration: Integration,
}

impl ServerStore {
    /// The integrations of a company, the newest last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integrations(&self, company: Option<&Slug>) -> Result<Vec<Integration>> {
        let rows = sql("SELECT * FROM integration WHERE company = $1 ORDER BY created_at, id")
            .bind(key(company))
            .fetch_all(&self.engine)
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            found.push(self.whole(row).await?.integration);
        }
        Ok(found)
    }

    /// The integration of that id, whoever makes it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration(&self, id: &IntegrationId) -> Result<Option<Registered>> {
        let row = sql("SELECT * FROM integration WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        match row {
            Some(row) => self.whole(&row).await.map(Some),
            None => Ok(None),
        }
    }

    /// Whether there is any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_integrations(&self) -> Result<bool> {
        let found: Option<i64> = sql("SELECT 1 FROM integration LIMIT 1")
            .read_optional(&self.engine)
            .await?;
        Ok(found.is_some())
    }

    /// Which company makes the integration of that id, and how far it is: what each request of its program is held to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration_state(
        &self,
        id: &IntegrationId,
    ) -> Result<Option<(Option<Slug>, IntegrationState)>> {
        let row = sql("SELECT company, state FROM integration WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.engine)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let state = word(&row, "state", IntegrationState::parse)?;
        Ok(Some((company(&row)?, state)))
    }

    /// Adds an integration of a company with its first secret; none where the company has as many as it may have.
    ///
    /// # Errors
    /// When the database fails, or the vault's key cannot be used.
    pub async fn add_integration(
        &self,
        company: Option<&Slug>,
        new: &NewIntegration,
        secret: &str,
        vault: &Vault,
    ) -> Result<Option<Integration>> {
        let mut write = self.begin().await?;
        let count: u32 = sql("SELECT COUNT(*) FROM integration WHERE company = $1")
            .bind(key(company))
            .read_one(&mut write)
            .await?;
        if count >= MAX_INTEGRATIONS {
            return Ok(None);
        }
        let id = IntegrationId::new(random::uuid()?);
        let now = time::now();
        sql(
            "INSERT INTO integration (id, company, name, description, redirects, scopes, profile, state, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
        )
        .bind(&id)
        .bind(key(company))
        .bind(&new.name)
        .bind(serde_json::to_string(&new.description)?)
        .bind(serde_json::to_string(&new.redirect_uris)?)
        .bind(serde_json::to_string(&new.scopes)?)
        .bind(new.profile.as_str())
        .bind(IntegrationState::Draft.as_str())
        .bind(now)
        .execute(&mut write)
        .await?;
        add_secret(&mut write, &id, secret, vault, now).await?;
        write.commit().await?;
        let made = self.integration(&id).await?;
        Ok(made.map(|made| made.integration))
    }

    /// Changes a company's draft; whether there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn patch_integration(
        &self,
        company: Option<&Slug>,
        id: &IntegrationId,
        patch: &IntegrationPatch,
    ) -> Result<bool> {
        let json = |value: Option<serde_json::Result<String>>| value.transpose();
        let mut write = self.begin().await?;
        let done = sql("UPDATE integration SET name = COALESCE($3, name), description = COALESCE($4, description),
                redirects = COALESCE($5, redirects), scopes = COALESCE($6, scopes), profile = COALESCE($7, profile), updated_at = $8
             WHERE id = $1 AND company = $2 AND state = 'draft'")
            .bind(id)
            .bind(key(company))
            .bind(&patch.name)
            .bind(json(patch.description.as_ref().map(serde_json::to_string))?)
            .bind(json(patch.redirect_uris.as_ref().map(serde_json::to_string))?)
            .bind(json(patch.scopes.as_ref().map(serde_json::to_string))?)
            .bind(patch.profile.map(IntegrationProfile::as_str))
            .bind(time::now())
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(done > 0)
    }

    /// Removes a company's draft with its secrets; its name, if there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_integration(
        &self,
        company: Option<&Slug>,
        id: &IntegrationId,
    ) -> Result<Option<String>> {
        let mut write = self.begin().await?;
        let name: Option<String> =
            sql("DELETE FROM integration WHERE id = $1 AND company = $2 AND state = 'draft' RETURNING name")
                .bind(id)
                .bind(key(company))
                .read_optional(&mut write)
                .await?;
        write.commit().await?;
        Ok(name)
    }

    async fn whole(&self, row: &Row) -> Result<Registered> {
        let id: IntegrationId = row.get("id")?;
        let secrets: Vec<(Millis, Option<Millis>)> =
            sql("SELECT created_at, ends_at FROM integration_secret
                 WHERE integration_id = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY created_at DESC, id DESC")
            .bind(&id)
            .bind(time::now())
            .read_all(&self.engine)
            .await?;
        Ok(Registered {
            company: company(row)?,
            integration: Integration {
                id,
                name: row.get("name")?,
                description: serde_json::from_str(&row.get::<String>("description")?)?,
                redirect_uris: serde_json::from_str(&row.get::<String>("redirects")?)?,
                scopes: serde_json::from_str(&row.get::<String>("scopes")?)?,
                profile: word(row, "profile", IntegrationProfile::parse)?,
                state: word(row, "state", IntegrationState::parse)?,
                secrets: secrets
                    .into_iter()
                    .map(|(created_at, ends_at)| ClientSecret {
                        created_at: rfc3339(created_at),
                        ends_at: ends_at.map(rfc3339),
                    })
                    .collect(),
                created_at: rfc3339(row.get("created_at")?),
                updated_at: rfc3339(row.get("updated_at")?),
            },
        })
    }
}

/// A company as its column has it.
pub(super) fn key(company: Option<&Slug>) -> &str {
    company.map_or("", Slug::as_str)
}

fn company(row: &Row) -> Result<Option<Slug>> {
    let slug: String = row.get("company")?;
    if slug.is_empty() {
        return Ok(None);
    }
    let parsed = Slug::parse(&slug);
    parsed.map(Some).ok_or(Error::Unknown("slug", slug))
}

fn word<T>(row: &Row, column: &'static str, parse: fn(&str) -> Option<T>) -> Result<T> {
    let word: String = row.get(column)?;
    parse(&word).ok_or(Error::Unknown(column, word))
}
