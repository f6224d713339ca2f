//! Sign-in links: good for one sign-in, for a while.

use super::engine::sql;
use super::{For, Result, Row, Store, Writer};
use crate::event::AccessEvent;
use crate::time::{self, Millis};

/// What a code came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Spent {
    /// It was good, and is used up now: the member's id.
    By(String),
    /// It was used before.
    Before,
    /// It is too old.
    Expired,
    /// There is no such code.
    Unknown,
}

impl Store {
    /// What a code would come to now; nothing is used up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_at_link(&self, code_hash: &str) -> Result<Spent> {
        let row =
            sql("SELECT member_id, expires_at, spent_at FROM sign_in_link WHERE code_hash = $1")
                .bind(code_hash)
                .fetch_optional(&self.engine)
                .await?;
        row.map_or(Ok(Spent::Unknown), |row| good(&row))
    }
}

impl Writer {
    /// Keeps a link's fingerprint.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_link(&self, code_hash: &str, member: &str, expires_at: Millis) -> Result<()> {
        let mut write = self.write(For::Nothing).await?;
        sql(
            "INSERT INTO sign_in_link (code_hash, member_id, created_at, expires_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(code_hash)
        .bind(member)
        .bind(time::now())
        .bind(expires_at)
        .execute(&mut write)
        .await?;
        write.record(AccessEvent::SignInLinkCreated {
            member: member.to_owned(),
        });
        write.commit().await?;
        Ok(())
    }

    /// Uses a link up, if it is good; of two at once only one succeeds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_link(&self, code_hash: &str) -> Result<Spent> {
        let mut write = self.write(For::Nothing).await?;
        let member: Option<String> = sql("UPDATE sign_in_link SET spent_at = $2
             WHERE code_hash = $1 AND spent_at IS NULL AND expires_at > $2 RETURNING member_id")
        .bind(code_hash)
        .bind(time::now())
        .read_optional(&mut write)
        .await?;
        if let Some(member) = member {
            write.commit().await?;
            return Ok(Spent::By(member));
        }
        drop(write);
        self.look_at_link(code_hash).await
    }
}

fn good(row: &Row) -> Result<Spent> {
    if row.get::<Option<Millis>>("spent_at")?.is_some() {
        return Ok(Spent::Before);
    }
    if row.get::<Millis>("expires_at")? <= time::now() {
        return Ok(Spent::Expired);
    }
    Ok(Spent::By(row.get("member_id")?))
}
