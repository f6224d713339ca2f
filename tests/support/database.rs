//! The server's own SQLite file, read beside it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Row as _};

/// The first column of every row, as text.
///
/// # Errors
/// There is no database, or the statement is not one of it.
pub async fn column(data: &Path, sql: &str, values: &[&str]) -> Result<Vec<String>> {
    let options = SqliteConnectOptions::new()
        .filename(file(data)?)
        .read_only(true);
    let mut connection: SqliteConnection = options.connect().await?;
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = query.bind((*value).to_owned());
    }
    let rows = query.fetch_all(&mut connection).await?;
    rows.iter()
        .map(|row| Ok(row.try_get_unchecked::<String, _>(0)?))
        .collect()
}

/// Changes a database file, as a broken or a later program might: beside the server that uses it, or while none does.
///
/// # Errors
/// It is no database, or the statement is not one of it.
pub async fn change(file: &Path, sql: &str) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(file);
    let mut connection: SqliteConnection = options.connect().await?;
    sqlx::query(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

fn file(data: &Path) -> Result<PathBuf> {
    let path = data.join("encaixe.db");
    let is_database = fs::read(&path).is_ok_and(|all| all.starts_with(b"SQLite format 3\0"));
    ensure!(is_database, "{} is no SQLite file", path.display());
    Ok(path)
}
