//! The one way to the database: statements with values of a closed set of types, and the rows that they give.
//!
//! Whoever has a statement knows no engine. There is one so far, SQLite; another is one more arm in each of the enums here, and a
//! folder beside `sqlite/`. What only one engine says stands in its folder, and what the store needs of it is named by [`Dialect`].

mod builder;
mod dialect;
mod query;
mod row;
mod sqlite;
mod value;

use std::path::Path;

use thiserror::Error;

pub(super) use self::builder::Builder;
pub(super) use self::dialect::Dialect;
pub(super) use self::query::{Query, built, sql};
pub(super) use self::row::Row;
pub use self::sqlite::copy;
pub(super) use self::value::Value;
use super::For;

/// What went wrong between the store and the database.
#[derive(Debug, Error)]
pub enum Error {
    /// The database refused a statement.
    #[error(transparent)]
    Refused(#[from] rusqlite::Error),
    /// A file is no database, or cannot be opened.
    #[error(transparent)]
    Driver(#[from] sqlx::Error),
    /// The tables are not those of any version that is known here.
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A number is none of those that its column may hold.
    #[error("the number {0} is out of range")]
    Range(i64),
    /// A statement gave no row where one must be.
    #[error("a statement gave no row")]
    NoRow,
    /// There is no such column, or it holds something of another type.
    #[error("the column {0} is missing, or of another type")]
    Column(String),
    /// A column holds nothing where something must be.
    #[error("a column holds nothing")]
    Nothing,
    /// The writes before took too long.
    #[error("the writes before this one took too long")]
    TimedOut,
    /// What was committed could not be brought to the disk.
    #[error("what was written is not safely on the disk")]
    Disk(#[from] std::io::Error),
    /// Somebody else uses the database.
    #[error("another program uses the database")]
    Busy,
    /// The program ends.
    #[error("the program ends")]
    Ending,
}

pub(super) type Result<T> = std::result::Result<T, Error>;

/// Which tables a database has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    /// Those of a company.
    Company,
    /// Those of the server.
    Server,
}

/// An open database: what reads run on, and what begins writes.
#[derive(Debug, Clone)]
pub(super) enum Engine {
    /// A file of our own.
    Sqlite(sqlite::Sqlite),
}

impl Engine {
    /// Opens the database of a folder and brings its tables to this version.
    pub(super) async fn open(folder: &Path, tables: Tables, readers: u32) -> Result<Self> {
        let opened = sqlite::Sqlite::open(folder, tables, readers).await?;
        Ok(Self::Sqlite(opened))
    }

    /// Begins a write that sees everything that was committed, with the lock that it needs.
    pub(super) async fn begin(&self, alone: For<'_>) -> Result<Transaction> {
        match self {
            // It has one writer, so that each has everything for itself.
            Self::Sqlite(sqlite) => {
                let _ = alone;
                Ok(Transaction::Sqlite(sqlite.begin().await?))
            }
        }
    }

    /// The same, but what is committed may not be on the disk yet: a loss of power takes it back, the end of the process does not.
    pub(super) async fn begin_lazily(&self, alone: For<'_>) -> Result<Transaction> {
        match self {
            Self::Sqlite(sqlite) => {
                let _ = alone;
                Ok(Transaction::Sqlite(sqlite.begin_lazily().await?))
            }
        }
    }

    /// Begins a row of reads that all see the database as it is now.
    pub(super) async fn snapshot(&self) -> Result<Transaction> {
        match self {
            Self::Sqlite(sqlite) => Ok(Transaction::Sqlite(sqlite.snapshot().await?)),
        }
    }

    /// How this engine says what others say otherwise.
    pub(super) const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
        }
    }

    /// The number of the newest migration that the tables had.
    pub(super) async fn version(&self) -> Result<i64> {
        match self {
            Self::Sqlite(sqlite) => sqlite.version().await,
        }
    }

    /// Whether what writes remove or change is overwritten where it lies.
    pub(super) async fn overwrite(&self, is_on: bool) -> Result<()> {
        match self {
            Self::Sqlite(sqlite) => sqlite.overwrite(is_on).await,
        }
    }

    /// Writes the database's files anew, so that they hold nothing that its tables do not.
    pub(super) async fn rewrite(&self) -> Result<()> {
        match self {
            Self::Sqlite(sqlite) => sqlite.rewrite().await,
        }
    }

    /// Closes every connection.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close().await,
        }
    }
}

/// Statements that belong together: a write, or reads of one moment. Dropped, it leaves nothing.
#[derive(Debug)]
pub(super) enum Transaction {
    /// One of SQLite's.
    Sqlite(sqlite::Transaction),
}

impl Transaction {
    /// Has others see what was written. Another write may begin then; it is kept once [`Committed::kept`] says so.
    pub(super) async fn commit(self) -> Result<Committed> {
        match self {
            Self::Sqlite(transaction) => Ok(Committed::Sqlite(transaction.commit().await?)),
        }
    }

    /// How this engine says what others say otherwise.
    pub(super) const fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
        }
    }
}

/// A write that others see, and that a loss of power may take back.
#[derive(Debug)]
#[must_use]
pub(super) enum Committed {
    /// One of SQLite's.
    Sqlite(sqlite::Committed),
}

impl Committed {
    /// Waits until nothing takes it back any more.
    pub(super) async fn kept(self) -> Result<()> {
        match self {
            Self::Sqlite(committed) => committed.kept().await,
        }
    }
}

/// What a statement runs on: a connection for readers, or a transaction.
#[derive(Debug)]
pub(super) enum Executor<'c> {
    /// One of SQLite's.
    Sqlite(sqlite::Executor<'c>),
}

impl<'c> From<&'c Engine> for Executor<'c> {
    fn from(engine: &'c Engine) -> Self {
        match engine {
            Engine::Sqlite(sqlite) => Self::Sqlite(sqlite.reader()),
        }
    }
}

impl<'c> From<&'c mut Transaction> for Executor<'c> {
    fn from(transaction: &'c mut Transaction) -> Self {
        match transaction {
            Transaction::Sqlite(transaction) => Self::Sqlite(sqlite::Executor::Within(transaction)),
        }
    }
}

#[cfg(test)]
mod tests;
