//! A database as one file: written beside whoever uses it, and looked at before it is trusted.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{BUSY, Error, FILE, Result};

/// What is wrong with a file that should be a copy of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is something else.
    NotOurs,
    /// A later version wrote it; the version of its tables, and the newest one known here.
    Newer(i64, i64),
    /// It is damaged; the first thing that was found.
    Damaged(String),
}

/// Writes all that was committed to a file, which is empty or missing. Nobody has to wait for it, and the tables stay of
/// the version that they are.
///
/// # Errors
/// When the database cannot be read, or the file not be written.
pub async fn write(folder: &Path, file: &Path) -> Result<()> {
    let mut from = connect(folder).await?;
    // Rows keep their numbers, by which the tables of the search name them.
    let done = sqlx::query("VACUUM INTO $1")
        .bind(file.to_string_lossy().into_owned())
        .execute(&mut from)
        .await;
    from.close().await?;
    done?;
    Ok(())
}

/// Looks whether the database of a folder is sound and one of ours.
///
/// # Errors
/// When it cannot be read at all.
pub async fn flaw(folder: &Path) -> Result<Option<Flaw>> {
    let mut database = connect(folder).await?;
    let found = look(&mut database).await;
    database.close().await?;
    match found {
        Ok(found) => Ok(found),
        Err(error) => match error.as_database_error() {
            // No such page, no such table: what a file says that is none of ours.
            Some(said) => Ok(Some(Flaw::Damaged(said.message().to_owned()))),
            None => Err(Error::Sql(error)),
        },
    }
}

async fn look(database: &mut SqliteConnection) -> sqlx::Result<Option<Flaw>> {
    let ours: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM sqlite_master
         WHERE type = 'table' AND name IN ('_sqlx_migrations', 'workspace', 'conversation')",
    )
    .fetch_one(&mut *database)
    .await?;
    if ours != 3 {
        return Ok(Some(Flaw::NotOurs));
    }
    let version: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations")
        .fetch_one(&mut *database)
        .await?;
    let known = sqlx::migrate!("migrations/sqlite")
        .iter()
        .map(|one| one.version)
        .max()
        .unwrap_or_default();
    if version > known {
        return Ok(Some(Flaw::Newer(version, known)));
    }
    let sound: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(database)
        .await?;
    Ok((sound != "ok").then_some(Flaw::Damaged(sound)))
}

/// Folds the log of writes into the file, so that the file alone is the database. Nobody else may use it.
///
/// # Errors
/// When somebody does, or the database fails.
pub async fn fold(folder: &Path) -> Result<()> {
    let mut database = connect(folder).await?;
    let mode: sqlx::Result<String> = sqlx::query_scalar("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut database)
        .await;
    database.close().await?;
    match mode?.as_str() {
        "delete" => Ok(()),
        _ => Err(Error::InUse(folder.display().to_string())),
    }
}

async fn connect(folder: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .busy_timeout(BUSY);
    Ok(options.connect().await?)
}
