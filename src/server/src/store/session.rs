//! Sessions: who signed in with which cookie.

use encaixe_api::inbox::member::Member;

use super::{Result, Store, Write, member};
use crate::time::{self, DAY, Millis};

impl Store {
    /// Keeps a cookie's fingerprint.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_session(
        &self,
        cookie_hash: &str,
        member: &str,
        expires_at: Millis,
    ) -> Result<()> {
        let mut write = self.write().await?;
        sqlx::query(
            "INSERT INTO session (cookie_hash, member_id, created_at, expires_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(cookie_hash)
        .bind(member)
        .bind(time::now())
        .bind(expires_at)
        .execute(&mut *write)
        .await?;
        write.commit().await?;
        Ok(())
    }

    /// Who signed in with that cookie: nobody when it is too old or the member may no longer sign in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_member(&self, cookie_hash: &str) -> Result<Option<Member>> {
        let row = sqlx::query(
            "SELECT m.* FROM session s JOIN member m ON m.id = s.member_id
             WHERE s.cookie_hash = $1 AND s.expires_at > $2 AND m.is_active",
        )
        .bind(cookie_hash)
        .bind(time::now())
        .fetch_optional(&self.reader)
        .await?;
        row.as_ref().map(member::read).transpose()
    }

    /// Signs a cookie out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_session(&self, cookie_hash: &str) -> Result<()> {
        let mut write = self.write().await?;
        sqlx::query("DELETE FROM session WHERE cookie_hash = $1")
            .bind(cookie_hash)
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        Ok(())
    }

    /// Forgets sessions and links that are too old to matter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_access(&self) -> Result<()> {
        let now = time::now();
        let mut write = self.write().await?;
        sqlx::query("DELETE FROM session WHERE expires_at < $1")
            .bind(now)
            .execute(&mut *write)
            .await?;
        sqlx::query("DELETE FROM sign_in_link WHERE expires_at < $1")
            .bind(now - 7 * DAY)
            .execute(&mut *write)
            .await?;
        write.commit().await?;
        Ok(())
    }
}

/// Ends every session; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn end_all(write: &mut Write) -> Result<u64> {
    let done = sqlx::query("DELETE FROM session")
        .execute(&mut **write)
        .await?;
    Ok(done.rows_affected())
}
