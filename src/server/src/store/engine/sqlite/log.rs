//! The log of writes: how it comes to the disk, and from there into the file.
//!
//! A commit gives its connection back before it is on the disk, so that the next write begins while it waits, and several that wait are
//! brought there at once. The log goes into the file beside the writes, so that none of them waits for thousands of pages.

use std::cell::Cell;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rusqlite::Connection;
use tokio::sync::Mutex;

use super::super::query::sql;
use super::super::{Executor, Result};
use super::pool::{Pool, thread};

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
    folder: PathBuf,
    file: PathBuf,
    /// How many commits there were that have to be on the disk, and how many of them are.
    committed: AtomicU64,
    synced: AtomicU64,
    at_work: Mutex<()>,
}

/// Has a connection that writes tell how long the log is, in place of folding it at a commit.
pub(super) fn tell(connection: &Connection) {
    connection.wal_hook(Some(|_, pages| {
        NOW.set(pages);
        Ok(())
    }));
}

/// Brings the log to the disk, and its name in the folder the first time.
fn sync(folder: &Path, file: &Path, is_first: bool) -> io::Result<()> {
    // Opened anew each time: SQLite makes another one when all connections were closed.
    File::options().write(true).open(file)?.sync_data()?;
    if is_first && cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

impl Log {
    /// That of a database, with a connection of its own to it and the one that writes.
    pub(super) fn new(database: &Path, beside: Pool, writer: Pool) -> Arc<Self> {
        let mut file = database.as_os_str().to_owned();
        file.push("-wal");
        Arc::new(Self {
            beside,
            writer,
            is_folding: AtomicBool::new(false),
            folder: database.parent().map(Path::to_owned).unwrap_or_default(),
            file: file.into(),
            committed: AtomicU64::new(0),
            synced: AtomicU64::new(0),
            at_work: Mutex::default(),
        })
    }

    /// Commits. Returns how many pages the log has then, and the number of commits that [`Self::sync`] has to wait for: with `is_lazy`,
    /// those before this one.
    pub(super) fn commit(&self, on: &Connection, is_lazy: bool) -> rusqlite::Result<(i32, u64)> {
        NOW.set(0);
        on.execute_batch("COMMIT")?;
        // Whoever commits after this one counts it: nobody else writes before the connection is given back.
        let own = u64::from(!is_lazy);
        let count = self.committed.fetch_add(own, Ordering::AcqRel) + own;
        Ok((NOW.get(), count))
    }

    /// Waits until so many commits are on the disk. Those that wait while another is at it share the next time.
    pub(super) async fn sync(&self, count: u64) -> Result<()> {
        if self.synced.load(Ordering::Acquire) >= count {
            return Ok(());
        }
        let _at_work = self.at_work.lock().await;
        let before = self.synced.load(Ordering::Acquire);
        if before >= count {
            return Ok(());
        }
        let all = self.committed.load(Ordering::Acquire);
        let (folder, file) = (self.folder.clone(), self.file.clone());
        thread(move || sync(&folder, &file, before == 0)).await??;
        self.synced.store(all, Ordering::Release);
        Ok(())
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

#[cfg(test)]
mod tests {
    use tokio::task::yield_now;

    use super::super::super::Tables;
    use super::super::Sqlite;
    use super::*;

    #[tokio::test]
    async fn a_write_waits_for_the_disk_and_the_next_one_begins_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = Sqlite::open(folder.path(), Tables::Company, 1)
            .await
            .unwrap();
        // The disk is at work.
        let at_work = sqlite.log.at_work.lock().await;
        let first = sqlite.begin().await.unwrap().commit().await.unwrap();
        let second = sqlite.begin_lazily().await.unwrap();
        let second = second.commit().await.unwrap();
        let mut first = tokio::spawn(first.kept());
        let mut second = tokio::spawn(second.kept());
        for _ in 0..100 {
            yield_now().await;
        }
        assert!(!first.is_finished());
        assert!(
            !second.is_finished(),
            "what is before it has to be on the disk"
        );
        assert_eq!(sqlite.log.committed.load(Ordering::Acquire), 1);
        drop(at_work);
        (&mut first).await.unwrap().unwrap();
        (&mut second).await.unwrap().unwrap();
        assert_eq!(sqlite.log.synced.load(Ordering::Acquire), 1);
        // By itself it waits for nothing.
        let at_work = sqlite.log.at_work.lock().await;
        let third = sqlite.begin_lazily().await.unwrap();
        third.commit().await.unwrap().kept().await.unwrap();
        drop(at_work);
        // What cannot be brought to the disk is told, not passed over.
        std::fs::remove_file(folder.path().join("encaixe.db-wal")).unwrap();
        let committed = sqlite.begin().await.unwrap().commit().await.unwrap();
        let refused = committed.kept().await;
        assert!(
            matches!(refused, Err(super::super::super::Error::Disk(_))),
            "{refused:?}"
        );
    }
}
