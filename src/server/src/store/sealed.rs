//! Sealed columns, all of them: values are sealed with another key, and looked through for those that do not open.

use super::engine::built;
use super::{For, Result, Store, Write, Writer};
use crate::event::AccessEvent;
use crate::vault::{COLUMNS, Closed, Column, ID_CHARS, MARK, Vault};

/// How many rows a write seals anew.
const BATCH: i64 = 100;

/// A value that cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedValue {
    /// Its column.
    pub column: Column,
    /// Its row.
    pub id: String,
    /// What people call the row.
    pub name: String,
    /// Why it cannot.
    pub why: Closed,
}

/// What people call the rows, each name once.
#[must_use]
pub fn names(closed: &[ClosedValue]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for one in closed {
        if !names.contains(&one.name) {
            names.push(one.name.clone());
        }
    }
    names
}

/// How far a rotation of the key came.
#[derive(Debug, Default)]
pub struct Progress {
    column: usize,
    after: String,
    /// How many values were sealed anew.
    pub values: u64,
}

impl Store {
    /// The vault.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Whether any column holds a value.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_sealed(&self) -> Result<bool> {
        for Column { table, column, .. } in COLUMNS {
            let text = format!("SELECT 1 FROM {table} WHERE {column} IS NOT NULL LIMIT 1");
            let found: Option<i64> = built(text).read_optional(&self.engine).await?;
            if found.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The values that cannot be opened, in the order of the columns and of their names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn closed(&self) -> Result<Vec<ClosedValue>> {
        let mut closed = Vec::new();
        for of in COLUMNS {
            let Column {
                table,
                id,
                column,
                name,
            } = of;
            let rows: Vec<(String, String, String)> = built(format!(
                "SELECT {id}, {name}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY 2, 1"
            ))
            .read_all(&self.engine)
            .await?;
            for (id, name, value) in rows {
                if let Err(why) = self.vault.open(*of, &id, &value) {
                    closed.push(ClosedValue {
                        column: *of,
                        id,
                        name,
                        why,
                    });
                }
            }
        }
        Ok(closed)
    }
}

impl Write {
    /// Seals a value for that row of the column; the text is what the column holds.
    ///
    /// # Errors
    /// When the vault's key cannot be read, or made where there is none.
    pub fn seal(&self, of: Column, row: &str, secret: &[u8]) -> Result<String> {
        Ok(self.vault.seal(of, row, secret)?)
    }
}

impl Writer {
    /// Makes the vault's key if there is none; whether it did.
    ///
    /// # Errors
    /// When it cannot be made, or the one that is there cannot be read.
    pub async fn make_vault_key(&self) -> Result<bool> {
        let _alone = self.write(For::Workspace).await?;
        Ok(self.vault.make()?)
    }

    /// Puts a new key before the vault's others; its id.
    ///
    /// # Errors
    /// When there is no key yet, or the file cannot be written.
    pub async fn add_vault_key(&self) -> Result<String> {
        let _alone = self.write(For::Workspace).await?;
        Ok(self.vault.add_key()?)
    }

    /// Seals some more rows with the current key; whether there may be others. What does not open stays as it is.
    ///
    /// # Errors
    /// When the vault's key cannot be read, or the database fails.
    pub async fn reseal(&self, progress: &mut Progress) -> Result<bool> {
        let Some(of) = COLUMNS.get(progress.column) else {
            return Ok(false);
        };
        let Column {
            table, id, column, ..
        } = of;
        let mut write = self.write(For::Workspace).await?;
        let current = self.vault.current_id()?;
        let rows: Vec<(String, String)> = built(format!(
            "SELECT {id}, {column} FROM {table} WHERE {id} > $1 AND {column} NOT LIKE $2 ORDER BY {id} LIMIT $3"
        ))
        .bind(&progress.after)
        .bind(format!("{MARK}{current}.%"))
        .bind(BATCH)
        .read_all(&mut write)
        .await?;
        let mut values = 0;
        for (row, value) in &rows {
            if let Ok(secret) = self.vault.open(*of, row, value) {
                let value = write.seal(*of, row, &secret)?;
                put(&mut write, *of, row, &value).await?;
                values += 1;
            }
        }
        write.commit().await?;
        progress.values += values;
        if let Some((row, _)) = rows.last() {
            progress.after.clone_from(row);
        } else {
            progress.column += 1;
            progress.after.clear();
        }
        Ok(true)
    }

    /// Drops the vault's keys that are neither current nor used by any row, and records that so many values were sealed anew; how many keys.
    ///
    /// # Errors
    /// When the file cannot be written, or the database fails.
    pub async fn drop_vault_keys(&self, values: u64) -> Result<usize> {
        let mut write = self.write(For::Workspace).await?;
        let mut used: Vec<String> = Vec::new();
        for Column { table, column, .. } in COLUMNS {
            let ids = built(format!(
                "SELECT DISTINCT substr({column}, {}, {ID_CHARS}) FROM {table} WHERE {column} IS NOT NULL",
                MARK.len() + 1
            ));
            used.extend(ids.read_all::<String>(&mut write).await?);
        }
        // The write is held until the file is written: nobody seals with a key that is being dropped.
        let dropped = self.vault.keep_keys(&used)?;
        let count = u32::try_from(values).unwrap_or(u32::MAX);
        write.record(AccessEvent::VaultKeyRotated { count });
        write.commit().await?;
        Ok(dropped)
    }
}

pub(super) async fn put(write: &mut Write, of: Column, row: &str, value: &str) -> Result<()> {
    let Column {
        table, id, column, ..
    } = of;
    built(format!("UPDATE {table} SET {column} = $2 WHERE {id} = $1"))
        .bind(row)
        .bind(value)
        .execute(&mut *write)
        .await?;
    Ok(())
}
