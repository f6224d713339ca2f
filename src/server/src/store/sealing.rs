//! Sealing what an earlier version wrote in the clear, in two steps: the rows, then the file that still holds what they were.

use super::engine::{built, sql};
use super::sealed::put;
use super::{For, Result, Store, Write, Writer, app, server_value};
use crate::vault::{COLUMNS, Column, MARK, PLUGIN_SECRET};

/// The setting that says what is left to do of sealing what an earlier version wrote; none when that is nothing.
const SEALING: &str = "sealing";

/// The setting that says whether admins are asked to make every secret anew.
const OFFER: &str = "rotation_offered";

/// What is left to do of sealing what an earlier version wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
    /// Everything.
    Due,
    /// The rows are sealed, and the file still holds what they were.
    Rewrite,
    /// Nothing.
    Done,
}

impl Store {
    /// What is left to do of sealing what an earlier version wrote.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sealing(&self) -> Result<Sealing> {
        Ok(match self.server_value(SEALING).await?.as_deref() {
            None => Sealing::Done,
            Some("rewrite") => Sealing::Rewrite,
            Some(_) => Sealing::Due,
        })
    }

    /// Whether admins are asked to make every secret anew, since earlier backups hold them in the clear.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_rotation_offered(&self) -> Result<bool> {
        Ok(self.server_value(OFFER).await?.is_some())
    }

    /// Writes the database file anew, with an empty log, so that it holds nothing that its tables do not.
    ///
    /// # Errors
    /// When there is no room for it, somebody else uses the folder, or the database fails. Nothing is lost then.
    pub async fn rewrite(&self) -> Result<()> {
        Ok(self.engine.rewrite().await?)
    }
}

impl Write {
    /// Nobody is asked any more to make every secret anew; whether somebody was.
    pub(super) async fn end_offer(&mut self) -> Result<bool> {
        remove(self, OFFER).await
    }
}

impl Writer {
    /// Seals every value that an earlier version wrote, in one write; how many. What they were is overwritten where it lies, and still in
    /// the log of writes: [`Store::rewrite`] comes next.
    ///
    /// # Errors
    /// When the vault's key cannot be used, or the database fails. Nothing has changed then.
    pub async fn seal_clear(&self) -> Result<u64> {
        self.engine.overwrite(true).await?;
        let sealed = self.seal_clear_rows().await;
        self.engine.overwrite(false).await?;
        sealed
    }

    async fn seal_clear_rows(&self) -> Result<u64> {
        let mut write = self.write(For::Workspace).await?;
        app::hide_secrets(&mut write).await?;
        let (mut sealed, mut offered) = (0, false);
        for of in COLUMNS {
            let Column {
                table, id, column, ..
            } = of;
            let rows: Vec<(String, String)> = built(format!(
                "SELECT {id}, {column} FROM {table} WHERE {column} NOT LIKE $1"
            ))
            .bind(format!("{MARK}%"))
            .read_all(&mut write)
            .await?;
            for (row, secret) in rows {
                let value = write.seal(*of, &row, secret.as_bytes())?;
                put(&mut write, *of, &row, &value).await?;
                sealed += 1;
                offered |= *of == PLUGIN_SECRET;
            }
        }
        server_value::set(&mut write, SEALING, "rewrite").await?;
        if offered {
            server_value::set(&mut write, OFFER, "yes").await?;
        }
        write.commit().await?;
        Ok(sealed)
    }

    /// Notes that nothing is left in the clear.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sealing(&self) -> Result<()> {
        let mut write = self.write(For::Workspace).await?;
        remove(&mut write, SEALING).await?;
        write.commit().await
    }
}

async fn remove(write: &mut Write, setting: &str) -> Result<bool> {
    let gone = sql("DELETE FROM setting WHERE name = $1")
        .bind(setting)
        .execute(&mut *write)
        .await?;
    Ok(gone > 0)
}
