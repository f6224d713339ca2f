//! The log of writes goes into the file beside the writes, so that none of them waits until thousands of pages are on the disk.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use super::super::query::sql;
use super::super::{Executor, Result};
use super::pool::Pool;

/// With so many pages of 4 KiB it goes into the file. A page that was written often goes there once, so that a longer log costs a busy
/// server less.
const PAGES: i32 = 4_000;

thread_local! {
    /// How many pages the log has after the commit that this thread made last.
    static NOW: Cell<i32> = const { Cell::new(0) };
}

/// The log of a file.
#[derive(Debug)]
pub(super) struct Log {
    beside: Pool,
    writer: Pool,
    is_folding: AtomicBool,
}

/// Commits; how many pages the log has then.
pub(super) fn commit(on: &Connection) -> rusqlite::Result<i32> {
    NOW.set(0);
    on.execute_batch("COMMIT")?;
    Ok(NOW.get())
}

/// Has a connection that writes tell how long the log is, in place of folding it at a commit.
pub(super) fn tell(connection: &Connection) {
    connection.wal_hook(Some(|_, pages| {
        NOW.set(pages);
        Ok(())
    }));
}

impl Log {
    pub(super) fn new(beside: Pool, writer: Pool) -> Arc<Self> {
        Arc::new(Self {
            beside,
            writer,
            is_folding: AtomicBool::new(false),
        })
    }

    /// Folds it once it is long.
    pub(super) fn grew(self: &Arc<Self>, pages: i32) {
        if pages < PAGES || self.is_folding.swap(true, Ordering::AcqRel) {
            return;
        }
        let log = self.clone();
        tokio::spawn(async move {
            if let Err(error) = log.fold().await {
                tracing::error!("the log of writes could not be folded into the file: {error:#}");
            }
            log.is_folding.store(false, Ordering::Release);
        });
    }

    /// What is there goes while others write. What they wrote meanwhile, little, goes while nobody does: a log that is in the file as a
    /// whole is begun anew by the next write, and grows no more.
    async fn fold(&self) -> Result<()> {
        for pool in [&self.beside, &self.writer] {
            sql("PRAGMA wal_checkpoint(PASSIVE)")
                .fetch_optional(Executor::Sqlite(super::Executor::Alone(pool)))
                .await?;
        }
        Ok(())
    }

    pub(super) async fn close(&self) {
        self.beside.close().await;
    }
}
