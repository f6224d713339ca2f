//! Integrations as they lie in their rows.

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{
    ClientSecret, Integration, IntegrationManifest, VersionState, Working,
};

use super::super::engine::{Row, sql};
use super::super::server::ServerStore;
use super::super::{Error, Result};
use super::{Published, Registered};
use crate::time::{self, Millis, rfc3339};

impl ServerStore {
    /// The integrations of these rows.
    pub(super) async fn all(&self, rows: &[Row]) -> Result<Vec<Registered>> {
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            found.push(self.whole(row).await?);
        }
        Ok(found)
    }

    /// The integration of a row.
    pub(super) async fn whole(&self, row: &Row) -> Result<Registered> {
        let id: IntegrationId = row.get("id")?;
        let working = working(row)?;
        let secrets: Vec<(Millis, Option<Millis>)> =
            sql("SELECT created_at, ends_at FROM integration_secret
                 WHERE integration_id = $1 AND (ends_at IS NULL OR ends_at > $2) ORDER BY created_at DESC, id DESC")
            .bind(&id)
            .bind(time::now())
            .read_all(&self.engine)
            .await?;
        let published = match working.published {
            Some(version) => self.published(row, &id, version).await?,
            None => None,
        };
        let reason = if working.is_suspended {
            row.get("stopped_for")?
        } else {
            row.get("reason")?
        };
        Ok(Registered {
            company: company(row)?,
            integration: Integration {
                id,
                manifest: manifest(row)?,
                state: working.shown(),
                version: working.version,
                published: working.published,
                reason,
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
            working,
            published,
            since: row.get("state_since")?,
        })
    }

    async fn published(
        &self,
        row: &Row,
        id: &IntegrationId,
        version: u32,
    ) -> Result<Option<Published>> {
        let Some(manifest) = self.submitted_manifest(id, version).await? else {
            return Ok(None);
        };
        Ok(Some(Published {
            version,
            manifest,
            at: row
                .get::<Option<Millis>>("published_at")?
                .unwrap_or_default(),
        }))
    }
}

/// How an integration stands.
pub(super) fn working(row: &Row) -> Result<Working> {
    let state: String = row.get("state")?;
    let published: Option<i64> = row.get("published")?;
    let number = |number: i64| {
        u32::try_from(number).map_err(|_| Error::Unknown("version", number.to_string()))
    };
    Ok(Working {
        version: row.get("version")?,
        state: VersionState::parse(&state).ok_or(Error::Unknown("state", state))?,
        published: published.map(number).transpose()?,
        is_retired: row.get("is_retired")?,
        is_suspended: row.get("is_suspended")?,
    })
}

/// What is written of it.
pub(super) fn manifest(row: &Row) -> Result<IntegrationManifest> {
    Ok(serde_json::from_str(&row.get::<String>("manifest")?)?)
}

/// A company as its column has it.
pub(in crate::store) fn key(company: Option<&Slug>) -> &str {
    company.map_or("", Slug::as_str)
}

/// The company of a row; none is the first one.
pub(super) fn company(row: &Row) -> Result<Option<Slug>> {
    slug(row.get("company")?)
}

/// The company that a column names.
pub(super) fn slug(slug: String) -> Result<Option<Slug>> {
    if slug.is_empty() {
        return Ok(None);
    }
    let parsed = Slug::parse(&slug);
    parsed.map(Some).ok_or(Error::Unknown("slug", slug))
}
