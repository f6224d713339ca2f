//! SQLite: one file in the data folder, with one connection that writes and a pool that reads. Writes of one process come one after the
//! other.

pub mod copy;
pub(super) mod dialect;
mod log;
mod pool;
mod statement;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use self::log::Log;
use self::pool::{Lease, Pool, Timed};
use super::query::{Query, built, sql};
use super::row::Row;
use super::{Error, Result, Tables};
use crate::store::{FILE, SERVER_FILE};

/// How long a writer waits for another process, such as `encaixe token create` beside a running server.
const BUSY: Duration = Duration::from_secs(10);

/// How a connection reads: minus so many KiB of the file in memory, as SQLite counts it.
const READER: &str = "PRAGMA foreign_keys = ON; PRAGMA query_only = ON; PRAGMA cache_size = -8000";

/// How one writes: SQLite itself waits for the disk only where the file would be damaged otherwise. See [`Log::sync`].
const WRITER: &str = "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL";

/// How writes begin.
const BEGIN: &str = "BEGIN IMMEDIATE";

/// The connections to a file.
#[derive(Debug, Clone)]
pub(in crate::store) struct Sqlite {
    reader: Pool,
    writer: Pool,
    log: Arc<Log>,
}

/// A transaction on one of them, whose connection is elsewhere while something long is done.
#[derive(Debug)]
pub(in crate::store) struct Transaction {
    lease: Option<Lease>,
    is_lazy: bool,
    log: Arc<Log>,
}

/// What was committed, and may not be on the disk yet.
#[derive(Debug)]
pub(in crate::store) struct Committed {
    log: Arc<Log>,
    count: u64,
}

impl Committed {
    pub(super) async fn kept(self) -> Result<()> {
        self.log.sync(self.count).await
    }
}

impl Transaction {
    pub(super) async fn commit(mut self) -> Result<Committed> {
        let (log, is_lazy) = (self.log.clone(), self.is_lazy);
        let commit = move |on: &Timed| log.commit(&on.connection, is_lazy);
        let (pages, count) = Lease::run(&mut self.lease, commit).await?;
        // Nobody needs the connection while this one waits for the disk.
        drop(self.lease.take());
        self.log.grew(pages);
        let log = self.log.clone();
        Ok(Committed { log, count })
    }
}

impl Sqlite {
    pub(super) async fn open(folder: &Path, tables: Tables, readers: u32) -> Result<Self> {
        let (file, migrations) = match tables {
            Tables::Company => (FILE, sqlx::migrate!("migrations/sqlite")),
            Tables::Server => (SERVER_FILE, sqlx::migrate!("migrations/server")),
        };
        let file = folder.join(file);
        migrate(&file, &migrations).await?;
        let writer = Pool::new(file.clone(), WRITER, Some(log::tell), 1);
        let opened = Self {
            reader: Pool::new(file.clone(), READER, None, readers),
            log: Log::new(&file, Pool::new(file.clone(), "", None, 1), writer.clone()),
            writer,
        };
        opened.forget_statistics().await?;
        Ok(opened)
    }

    pub(super) const fn reader(&self) -> Executor<'_> {
        Executor::Reader(&self.reader)
    }

    /// Takes the write lock at the beginning: taken at the first change, it could be refused to one who has read before.
    pub(super) async fn begin(&self) -> Result<Transaction> {
        self.begin_by(false).await
    }

    /// The same, but the commit waits only until what was written before it is on the disk: the next one that waits for its own brings it
    /// there too.
    pub(super) async fn begin_lazily(&self) -> Result<Transaction> {
        self.begin_by(true).await
    }

    async fn begin_by(&self, is_lazy: bool) -> Result<Transaction> {
        let mut lease = Some(self.writer.lease().await?);
        let is_begun = match &mut lease {
            Some(lease) => lease.here(|on| at_once(&on.connection))?,
            None => false,
        };
        if !is_begun {
            // Another process writes.
            Lease::apart(&mut lease, |on| on.connection.execute_batch(BEGIN)).await?;
        }
        Ok(self.transaction(lease, is_lazy))
    }

    fn transaction(&self, lease: Option<Lease>, is_lazy: bool) -> Transaction {
        Transaction {
            lease,
            is_lazy,
            log: self.log.clone(),
        }
    }

    pub(super) async fn snapshot(&self) -> Result<Transaction> {
        let mut lease = self.reader.lease().await?;
        lease.here(|on| on.connection.execute_batch("BEGIN"))?;
        Ok(self.transaction(Some(lease), true))
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
        super::Executor::Sqlite(Executor::Alone(&self.writer))
    }

    /// Closes them, the log of writes folded into the file.
    pub(super) async fn close(&self) {
        self.reader.close().await;
        self.log.close().await;
        self.writer.close().await;
    }

    /// Statements are written for plans that need no statistics. Those of a workspace that was small when it was analysed, by whatever
    /// tool, would make SQLite walk its tables when it is large.
    async fn forget_statistics(&self) -> Result<()> {
        let tables: Vec<String> =
            sql("SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')")
                .read_all(self.write_alone())
                .await?;
        for table in tables {
            let drop = built(format!("DROP TABLE {table}"));
            drop.execute(self.write_alone()).await?;
        }
        Ok(())
    }
}

/// Brings a file's tables to this version, and makes it where there is none.
async fn migrate(file: &Path, migrations: &Migrator) -> Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY);
    let one = SqlitePoolOptions::new().max_connections(1);
    let connection = one.connect_with(options).await?;
    let done = migrations.run(&connection).await;
    connection.close().await;
    Ok(done?)
}

/// Begins without waiting; whether it could.
fn at_once(on: &Connection) -> rusqlite::Result<bool> {
    on.busy_timeout(Duration::ZERO)?;
    let begun = on.execute_batch(BEGIN);
    on.busy_timeout(BUSY)?;
    match begun {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(false),
        begun => begun.map(|()| true),
    }
}

/// What a statement runs on.
#[derive(Debug)]
pub(in crate::store) enum Executor<'c> {
    /// Any connection that reads.
    Reader(&'c Pool),
    /// The connection that writes, for what is no transaction and takes long.
    Alone(&'c Pool),
    /// The connection of a transaction.
    Within(&'c mut Transaction),
}

pub(super) async fn execute(query: Query, on: Executor<'_>) -> Result<u64> {
    run(query, on, statement::execute).await
}

pub(super) async fn fetch_all(query: Query, on: Executor<'_>) -> Result<Vec<Row>> {
    run(query, on, |query, on| {
        statement::rows(query, on, usize::MAX)
    })
    .await
}

pub(super) async fn fetch_optional(query: Query, on: Executor<'_>) -> Result<Option<Row>> {
    let rows = run(query, on, |query, on| statement::rows(query, on, 1)).await?;
    Ok(rows.into_iter().next())
}

/// Runs a statement where its caller is. A read that takes long is stopped and done on another thread; a write is not, since what was
/// written in part cannot be begun again.
async fn run<T: Send + 'static>(
    query: Query,
    on: Executor<'_>,
    work: fn(&Query, &Timed) -> rusqlite::Result<T>,
) -> Result<T> {
    match on {
        Executor::Reader(pool) => {
            let mut lease = Some(pool.lease().await?);
            Lease::run(&mut lease, move |on| work(&query, on)).await
        }
        Executor::Alone(pool) => {
            let mut lease = Some(pool.lease().await?);
            Lease::apart(&mut lease, move |on| work(&query, on)).await
        }
        Executor::Within(transaction) => {
            Lease::run(&mut transaction.lease, move |on| work(&query, on)).await
        }
    }
}
