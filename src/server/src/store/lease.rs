//! Who does a job, of several processes on one database.

use super::engine::sql;
use super::{For, Result, Store};
use crate::actor::Actor;
use crate::time::{self, Millis};

impl Store {
    /// Takes a job for so many milliseconds, unless another holder has it. Says whether it was taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_lease(&self, job: &str, holder: &str, lasts: Millis) -> Result<bool> {
        let now = time::now();
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        let taken = sql(
            "INSERT INTO lease (job, holder, ends_at) VALUES ($1, $2, $3)
             ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
             WHERE lease.ends_at <= $4 OR lease.holder = excluded.holder",
        )
        .bind(job)
        .bind(holder)
        .bind(now.saturating_add(lasts))
        .bind(now)
        .execute(&mut write)
        .await?;
        write.commit().await?;
        Ok(taken > 0)
    }

    /// Gives a job back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_lease(&self, job: &str, holder: &str) -> Result<()> {
        let mut write = self.by(Actor::System).write(For::Nothing).await?;
        sql("DELETE FROM lease WHERE job = $1 AND holder = $2")
            .bind(job)
            .bind(holder)
            .execute(&mut write)
            .await?;
        write.commit().await
    }
}
