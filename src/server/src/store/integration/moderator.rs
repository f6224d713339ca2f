//! Who decides on integrations for the whole server: members of companies, by the company and the member's id.

use encaixe_api::company::Slug;
use encaixe_api::id::MemberId;

use super::super::Result;
use super::super::engine::sql;
use super::super::server::ServerStore;
use super::row::{key, slug};
use crate::time;

/// A moderator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moderator {
    /// The company whose member they are; none is the first one.
    pub company: Option<Slug>,
    /// The member.
    pub member: MemberId,
}

impl ServerStore {
    /// Every moderator, by company, the newest last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn moderators(&self) -> Result<Vec<Moderator>> {
        let found: Vec<(String, MemberId)> =
            sql("SELECT company, member_id FROM moderator ORDER BY company, created_at, member_id")
                .read_all(&self.engine)
                .await?;
        let found = found.into_iter().map(|(company, member)| {
            Ok(Moderator {
                company: slug(company)?,
                member,
            })
        });
        found.collect()
    }

    /// Whether that member is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_moderator(&self, company: Option<&Slug>, member: &MemberId) -> Result<bool> {
        let found: Option<i64> =
            sql("SELECT 1 FROM moderator WHERE company = $1 AND member_id = $2")
                .bind(key(company))
                .bind(member)
                .read_optional(&self.engine)
                .await?;
        Ok(found.is_some())
    }

    /// Whether there is any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_moderators(&self) -> Result<bool> {
        let found: Option<i64> = sql("SELECT 1 FROM moderator LIMIT 1")
            .read_optional(&self.engine)
            .await?;
        Ok(found.is_some())
    }

    /// Makes a member a moderator; whether they were none before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_moderator(&self, company: Option<&Slug>, member: &MemberId) -> Result<bool> {
        let mut write = self.begin().await?;
        let done = sql(
            "INSERT INTO moderator (company, member_id, created_at) VALUES ($1, $2, $3)
             ON CONFLICT (company, member_id) DO NOTHING",
        )
        .bind(key(company))
        .bind(member)
        .bind(time::now())
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(done > 0)
    }

    /// Makes a member no moderator any more; whether they were one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_moderator(
        &self,
        company: Option<&Slug>,
        member: &MemberId,
    ) -> Result<bool> {
        let mut write = self.begin().await?;
        let done = sql("DELETE FROM moderator WHERE company = $1 AND member_id = $2")
            .bind(key(company))
            .bind(member)
            .execute(&mut write)
            .await?;
        write.commit().await?;
        Ok(done > 0)
    }
}
