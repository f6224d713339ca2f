//! The server's own SQLite file, read beside it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row as _};

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

fn file(data: &Path) -> Result<PathBuf> {
    let is_database = |path: &PathBuf| {
        fs::read(path).is_ok_and(|content| content.starts_with(b"SQLite format 3\0"))
    };
    fs::read_dir(data)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.is_file() && is_database(path))
        .with_context(|| format!("no SQLite file in {}", data.display()))
}
