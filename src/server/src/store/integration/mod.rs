//! Integrations, in the server's own database. Their secrets are in `store/integration_secret.rs`.

mod change;
mod installed;
mod logo;
mod moderator;
mod review;
mod row;
mod step;

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Integration, IntegrationManifest, Working};

pub use self::change::Edit;
pub use self::moderator::Moderator;
pub use self::review::Queue;
pub(super) use self::row::key;
use self::row::{company, working};
pub use self::step::{MOST_VERSIONS, Taken};
use super::Result;
use super::engine::sql;
use super::server::ServerStore;
use crate::time::Millis;

/// What every company can let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The number of that version.
    pub version: u32,
    /// What is written there.
    pub manifest: IntegrationManifest,
    /// Since when there is such a version.
    pub at: Millis,
}

/// An integration, the company that makes it, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The company; none is the first one.
    pub company: Option<Slug>,
    /// The integration, as that company sees it.
    pub integration: Integration,
    /// How it stands.
    pub working: Working,
    /// What every company can let in, if there is a version of it that is published.
    pub published: Option<Published>,
    /// Since when it stands so.
    pub since: Millis,
}

/// Which company makes an integration, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The company; none is the first one.
    pub company: Option<Slug>,
    /// How it stands.
    pub working: Working,
}

impl Registered {
    /// Whether that company makes it.
    #[must_use]
    pub fn is_of(&self, company: Option<&Slug>) -> bool {
        self.company.as_ref() == company
    }

    /// The version that is in force for a company: the published one, and while there is none, for its own company what is written. None
    /// where there is nothing for that company.
    #[must_use]
    pub fn in_force(&self, company: Option<&Slug>) -> Option<(u32, &IntegrationManifest)> {
        match &self.published {
            Some(published) => Some((published.version, &published.manifest)),
            None if self.is_of(company) => Some((self.working.version, &self.integration.manifest)),
            None => None,
        }
    }
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
        let all = self.all(&rows).await?;
        Ok(all.into_iter().map(|one| one.integration).collect())
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

    /// Which company makes the integration of that id, and how it stands: what each request of its program is held to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn integration_standing(&self, id: &IntegrationId) -> Result<Option<Standing>> {
        let row = sql(
            "SELECT company, version, state, published, is_retired, is_suspended FROM integration WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(&self.engine)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Standing {
            company: company(&row)?,
            working: working(&row)?,
        }))
    }

    /// Those with a published version that no moderator stopped, the one that was published last first; also those that are offered to
    /// nobody new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn published_integrations(&self) -> Result<Vec<Registered>> {
        let rows = sql(
            "SELECT * FROM integration WHERE published_at IS NOT NULL AND NOT is_suspended
             ORDER BY published_at DESC, id DESC",
        )
        .fetch_all(&self.engine)
        .await?;
        self.all(&rows).await
    }
}

#[cfg(test)]
mod tests;
