//! A database as one file: written beside whoever uses it, and looked at before it is trusted.

use std::collections::BTreeMap;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _, query, query_as, query_scalar};

use super::BUSY;
use crate::store::engine;
use crate::store::{Error, FILE, Result, SERVER_FILE};

/// The setting of a copy that has the text of the key file, in copies that were made with it.
const KEYS: &str = "vault_keys";

/// What is wrong with a file that should be a copy of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is something else.
    NotOurs,
    /// A later version wrote it; the version of its tables, and the newest one known here.
    Newer(i64, i64),
    /// It is damaged; the first thing that was found.
    Damaged(String),
    /// Its tables, indexes, triggers and views are not those of its version; the first that is otherwise.
    Foreign(String),
}

/// Writes all that was committed to a file, which is empty or missing. Nobody has to wait for it, and the tables stay of
/// the version that they are.
///
/// # Errors
/// When the database cannot be read, or the file not be written.
pub async fn write(folder: &Path, file: &Path) -> Result<()> {
    write_named(folder, FILE, file).await
}

/// The same of the server's own database.
///
/// # Errors
/// As of [`write`].
pub async fn write_server(folder: &Path, file: &Path) -> Result<()> {
    write_named(folder, SERVER_FILE, file).await
}

async fn write_named(folder: &Path, name: &str, file: &Path) -> Result<()> {
    let mut from = connect(&folder.join(name)).await?;
    // Rows keep their numbers, by which the tables of the search name them.
    let done = query("VACUUM INTO $1")
        .bind(file.to_string_lossy().into_owned())
        .execute(&mut from)
        .await;
    closed(from).await?;
    done.map_err(engine::Error::from)?;
    Ok(())
}

/// Puts the text of a key file into a copy.
///
/// # Errors
/// When the copy cannot be written.
pub async fn put_keys(file: &Path, text: &str) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(file);
    let mut to = options.connect().await.map_err(engine::Error::from)?;
    let done = query("INSERT INTO setting (name, value) VALUES ($1, $2)")
        .bind(KEYS)
        .bind(text)
        .execute(&mut to)
        .await;
    closed(to).await?;
    done.map_err(engine::Error::from)?;
    Ok(())
}

/// Takes the text of a key file out of the copy that is a folder's database, and overwrites it there; none when it has none.
///
/// # Errors
/// When the copy cannot be written.
pub async fn take_keys(folder: &Path) -> Result<Option<String>> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .pragma("trusted_schema", "off")
        .pragma("secure_delete", "on");
    let mut from = options.connect().await.map_err(engine::Error::from)?;
    let taken = async {
        let there: i64 = query_scalar(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'setting'",
        )
        .fetch_one(&mut from)
        .await?;
        if there == 0 {
            return Ok(None);
        }
        query_scalar("DELETE FROM setting WHERE name = $1 RETURNING value")
            .bind(KEYS)
            .fetch_optional(&mut from)
            .await
    };
    let taken = taken.await;
    closed(from).await?;
    Ok(taken.map_err(engine::Error::from)?)
}

/// Looks whether the database of a folder is sound and one of ours.
///
/// # Errors
/// When it cannot be read at all.
pub async fn flaw(folder: &Path) -> Result<Option<Flaw>> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .busy_timeout(BUSY)
        // What the file itself defines is not run.
        .pragma("trusted_schema", "off");
    let mut database = options.connect().await.map_err(engine::Error::from)?;
    let found = look(&mut database).await;
    closed(database).await?;
    match found {
        Ok(found) => Ok(found),
        // No such page, no such table: what a file says that is none of ours.
        Err(engine::Error::Driver(sqlx::Error::Database(said))) => {
            Ok(Some(Flaw::Damaged(said.message().to_owned())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn look(database: &mut SqliteConnection) -> engine::Result<Option<Flaw>> {
    let ours: i64 = query_scalar(
        "SELECT COUNT(*) FROM sqlite_master
         WHERE type = 'table' AND name IN ('_sqlx_migrations', 'workspace', 'conversation')",
    )
    .fetch_one(&mut *database)
    .await?;
    if ours != 3 {
        return Ok(Some(Flaw::NotOurs));
    }
    let version: i64 = query_scalar("SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations")
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
    // Before anything else is read: a trigger, a view or a column that computes itself would act in our name.
    if let Some(otherwise) = foreign(database).await? {
        return Ok(Some(Flaw::Foreign(otherwise)));
    }
    let sound: String = query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(database)
        .await?;
    Ok((sound != "ok").then_some(Flaw::Damaged(sound)))
}

/// What the migrations that a database says it had do not make, or make otherwise.
async fn foreign(database: &mut SqliteConnection) -> engine::Result<Option<String>> {
    let had: Vec<i64> = query_scalar("SELECT version FROM _sqlx_migrations")
        .fetch_all(&mut *database)
        .await?;
    let all = sqlx::migrate!("migrations/sqlite");
    let those: Vec<_> = all
        .iter()
        .filter(|one| had.contains(&one.version))
        .cloned()
        .collect();
    let mut fresh = SqliteConnection::connect("sqlite::memory:").await?;
    Migrator::with_migrations(those).run(&mut fresh).await?;
    let mut wanted = schema(&mut fresh).await?;
    closed(fresh).await?;
    for ((kind, name), sql) in schema(database).await? {
        if wanted.remove(&(kind.clone(), name.clone())) != Some(sql) {
            return Ok(Some(format!("the {kind} `{name}`")));
        }
    }
    let missing = wanted.into_keys().next();
    Ok(missing.map(|(kind, name)| format!("the {kind} `{name}`, which is missing")))
}

/// By kind and name, how each part of a schema was made. The table of migrations is another's to word; its columns count.
async fn schema(
    database: &mut SqliteConnection,
) -> engine::Result<BTreeMap<(String, String), Option<String>>> {
    let parts: Vec<(String, String, Option<String>)> = query_as(
        "SELECT type, name, CASE WHEN name = '_sqlx_migrations'
            THEN (SELECT group_concat(name || ' ' || hidden) FROM pragma_table_xinfo('_sqlx_migrations'))
            ELSE sql END
         FROM sqlite_master WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')",
    )
    .fetch_all(database)
    .await?;
    let parts = parts.into_iter();
    Ok(parts.map(|(kind, name, sql)| ((kind, name), sql)).collect())
}

/// Folds the log of writes into the file, so that the file alone is the database. Nobody else may use it.
///
/// # Errors
/// When somebody does, or the database fails.
pub async fn fold(folder: &Path) -> Result<()> {
    let mut database = connect(&folder.join(FILE)).await?;
    let mode: sqlx::Result<String> = query_scalar("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut database)
        .await;
    closed(database).await?;
    match mode.map_err(engine::Error::from)?.as_str() {
        "delete" => Ok(()),
        _ => Err(Error::InUse(folder.display().to_string())),
    }
}

async fn connect(file: &Path) -> Result<SqliteConnection> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(BUSY);
    Ok(options.connect().await.map_err(engine::Error::from)?)
}

async fn closed(connection: SqliteConnection) -> engine::Result<()> {
    Ok(connection.close().await?)
}
