//! Which companies have which integrations, as the server knows it. What is installed lies in the company's own database.

use std::collections::HashMap;

use encaixe_api::company::Slug;
use encaixe_api::id::IntegrationId;

use super::super::Result;
use super::super::engine::sql;
use super::super::server::ServerStore;
use super::row::key;
use crate::time;

impl ServerStore {
    /// Notes that a company has an integration. It may be noted twice; of one that there is not nothing is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_installed(&self, id: &IntegrationId, company: Option<&Slug>) -> Result<()> {
        let mut write = self.begin().await?;
        sql(
            "INSERT INTO integration_company (integration_id, company, since)
             SELECT id, $2, $3 FROM integration WHERE id = $1
             ON CONFLICT (integration_id, company) DO NOTHING",
        )
        .bind(id)
        .bind(key(company))
        .bind(time::now())
        .execute(&mut write)
        .await?;
        write.commit().await
    }

    /// Notes that a company no longer has an integration. It may be noted twice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_uninstalled(&self, id: &IntegrationId, company: Option<&Slug>) -> Result<()> {
        let mut write = self.begin().await?;
        sql("DELETE FROM integration_company WHERE integration_id = $1 AND company = $2")
            .bind(id)
            .bind(key(company))
            .execute(&mut write)
            .await?;
        write.commit().await
    }

    /// The integrations that a company has, as the server knows it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn installed_by(&self, company: Option<&Slug>) -> Result<Vec<IntegrationId>> {
        let found =
            sql("SELECT integration_id FROM integration_company WHERE company = $1 ORDER BY integration_id")
                .bind(key(company))
                .read_all(&self.engine)
                .await?;
        Ok(found)
    }

    /// How many companies have each integration that some company has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn installed_counts(&self) -> Result<HashMap<IntegrationId, u32>> {
        let found: Vec<(IntegrationId, u32)> =
            sql("SELECT integration_id, COUNT(*) FROM integration_company GROUP BY integration_id")
                .read_all(&self.engine)
                .await?;
        Ok(found.into_iter().collect())
    }

    /// How many companies have an integration.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn installed_count(&self, id: &IntegrationId) -> Result<u32> {
        let count = sql("SELECT COUNT(*) FROM integration_company WHERE integration_id = $1")
            .bind(id)
            .read_one(&self.engine)
            .await?;
        Ok(count)
    }
}
