//! SQLite: one file in the data folder, with one connection that writes and a pool that reads. Writes of one process come one after the
//! other.

pub mod copy;
pub(super) mod dialect;

use std::path::Path;
use std::time::Duration;

use sqlx::query::Query as Prepared;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Arguments as _, AssertSqlSafe, SqlSafeStr as _, SqlStr, SqlitePool};

use super::query::{Query, built, sql};
use super::row::Row;
use super::value::Value;
use super::{Error, Result, Tables};
use crate::store::{FILE, SERVER_FILE};

/// How long a writer waits for another process, such as `encaixe token create` beside a running server.
const BUSY: Duration = Duration::from_secs(10);

/// How much of the file a reader holds in memory, as SQLite has it: minus so many KiB.
const CACHE: &str = "-8000";

/// How many pages of 4 KiB the log of writes has before they go into the file. A page that was written often goes there once, so that a
/// longer log costs a busy server less.
const LOG: &str = "4000";

/// How writes begin: their commit waits for the disk, or does not. Both on one connection: a second one would make each forget, at every
/// turn, what it holds of the file in memory.
const BEGIN: &str = "PRAGMA synchronous = FULL; BEGIN IMMEDIATE";
const BEGIN_LAZILY: &str = "PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE";

/// How many rows wait for whoever reads them: a page and a term of the index are read in one go.
const ROWS: usize = 512;

/// The connections to a file.
#[derive(Debug, Clone)]
pub(in crate::store) struct Sqlite {
    reader: SqlitePool,
    writer: SqlitePool,
}

/// A transaction on one of them.
pub(in crate::store) type Transaction = sqlx::Transaction<'static, sqlx::Sqlite>;

impl Sqlite {
    pub(super) async fn open(folder: &Path, tables: Tables, readers: u32) -> Result<Self> {
        let (file, migrations) = match tables {
            Tables::Company => (FILE, sqlx::migrate!("migrations/sqlite")),
            Tables::Server => (SERVER_FILE, sqlx::migrate!("migrations/server")),
        };
        let options = SqliteConnectOptions::new()
            .filename(folder.join(file))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            .row_buffer_size(ROWS);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .connect_with(options.clone().pragma("wal_autocheckpoint", LOG))
            .await?;
        migrations.run(&writer).await?;
        forget_statistics(&writer).await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(readers)
            // A file of one's own does not go away: to ask for it would take as long as most statements.
            .test_before_acquire(false)
            .connect_with(
                options
                    .pragma("query_only", "on")
                    .pragma("cache_size", CACHE),
            )
            .await?;
        Ok(Self { reader, writer })
    }

    pub(super) const fn reader(&self) -> Executor<'_> {
        Executor::Pool(&self.reader)
    }

    /// Takes the write lock at the beginning: taken at the first change, it could be refused to one who has read before.
    pub(super) async fn begin(&self) -> Result<Transaction> {
        Ok(self.writer.begin_with(BEGIN).await?)
    }

    /// The same, but the commit does not wait for the disk: the next one that does brings it there too.
    pub(super) async fn begin_lazily(&self) -> Result<Transaction> {
        Ok(self.writer.begin_with(BEGIN_LAZILY).await?)
    }

    pub(super) async fn snapshot(&self) -> Result<Transaction> {
        Ok(self.reader.begin().await?)
    }

    pub(super) async fn version(&self) -> Result<i64> {
        sql("SELECT MAX(version) FROM _sqlx_migrations")
            .read_one(super::Executor::Sqlite(self.reader()))
            .await
    }

    /// The connection that writes stays, and does so from then on.
    pub(super) async fn overwrite(&self, is_on: bool) -> Result<()> {
        let how = if is_on {
            sql("PRAGMA secure_delete = ON")
        } else {
            sql("PRAGMA secure_delete = OFF")
        };
        how.fetch_optional(self.write_alone()).await.map(drop)
    }

    /// The file first, then the log of writes, by which the file gets its new pages; the log is cut also where there was no room for them.
    pub(super) async fn rewrite(&self) -> Result<()> {
        let written = sql("VACUUM").execute(self.write_alone()).await;
        let (busy, ..): (i64, i64, i64) = sql("PRAGMA wal_checkpoint(TRUNCATE)")
            .read_one(self.write_alone())
            .await?;
        written?;
        if busy == 0 { Ok(()) } else { Err(Error::Busy) }
    }

    const fn write_alone(&self) -> super::Executor<'_> {
        super::Executor::Sqlite(Executor::Pool(&self.writer))
    }

    /// Closes them, the log of writes folded into the file.
    pub(super) async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

/// Statements are written for plans that need no statistics. Those of a workspace that was small when it was analysed, by whatever
/// tool, would make SQLite walk its tables when it is large.
async fn forget_statistics(writer: &SqlitePool) -> Result<()> {
    let on = || super::Executor::Sqlite(Executor::Pool(writer));
    let tables: Vec<String> =
        sql("SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')")
            .read_all(on())
            .await?;
    for table in tables {
        built(format!("DROP TABLE {table}")).execute(on()).await?;
    }
    Ok(())
}

/// What a statement runs on.
#[derive(Debug)]
pub(in crate::store) enum Executor<'c> {
    Pool(&'c SqlitePool),
    Connection(&'c mut SqliteConnection),
}

impl<'c> Executor<'c> {
    fn of(connection: &'c mut SqliteConnection) -> super::Executor<'c> {
        super::Executor::Sqlite(Executor::Connection(connection))
    }
}

pub(super) async fn execute(query: Query, on: Executor<'_>) -> Result<u64> {
    let query = prepared(query)?;
    let done = match on {
        Executor::Pool(pool) => query.execute(pool).await?,
        Executor::Connection(connection) => query.execute(connection).await?,
    };
    Ok(done.rows_affected())
}

pub(super) async fn fetch_all(query: Query, on: Executor<'_>) -> Result<Vec<Row>> {
    let query = prepared(query)?;
    let rows = match on {
        Executor::Pool(pool) => query.fetch_all(pool).await?,
        Executor::Connection(connection) => query.fetch_all(connection).await?,
    };
    Ok(rows.into_iter().map(Row::Sqlite).collect())
}

pub(super) async fn fetch_optional(query: Query, on: Executor<'_>) -> Result<Option<Row>> {
    let query = prepared(query)?;
    let row = match on {
        Executor::Pool(pool) => query.fetch_optional(pool).await?,
        Executor::Connection(connection) => query.fetch_optional(connection).await?,
    };
    Ok(row.map(Row::Sqlite))
}

fn prepared(query: Query) -> Result<Prepared<'static, sqlx::Sqlite, SqliteArguments>> {
    let text: SqlStr = match query.text {
        std::borrow::Cow::Borrowed(text) => text.into_sql_str(),
        // Put together of our own words: `built` and `Builder` say so.
        std::borrow::Cow::Owned(text) => AssertSqlSafe(text).into_sql_str(),
    };
    let mut arguments = SqliteArguments::default();
    arguments.reserve(query.values.len(), 0);
    for value in query.values {
        let added = match value {
            Value::Text(text) => arguments.add(text),
            Value::Whole(number) => arguments.add(number),
            Value::Truth(truth) => arguments.add(truth),
            Value::Bytes(bytes) => arguments.add(bytes),
        };
        added.map_err(|error| Error::Driver(sqlx::Error::Encode(error)))?;
    }
    Ok(sqlx::query_with(text, arguments).persistent(query.is_cached))
}
