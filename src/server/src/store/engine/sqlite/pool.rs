//! Connections to a file, lent to one caller after the other.
//!
//! A statement is run where its caller is: most take some microseconds, and to hand one to another thread takes ten times as long. A
//! read that turns out to be long is stopped, and done from its beginning on a thread of its own, so that no other task waits for it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::super::{Error, Result};
use super::BUSY;

/// How long a read may take where its caller is, in microseconds.
const SHORT: u64 = 1_000;

/// After so many steps of SQLite's machine, some tens of microseconds, the clock is looked at.
const STEPS: i32 = 1_000;

/// No end.
const NEVER: u64 = u64::MAX;

/// How long a caller waits for a connection.
const TURN: Duration = Duration::from_secs(30);

/// How many statements a connection remembers.
const REMEMBERED: usize = 100;

/// What the clock counts from.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The microseconds since this program first asked.
fn clock() -> u64 {
    u64::try_from(START.elapsed().as_micros()).unwrap_or(NEVER)
}

/// Connections that are all set up the same way.
#[derive(Debug, Clone)]
pub(in crate::store) struct Pool(Arc<Home>);

#[derive(Debug)]
struct Home {
    file: PathBuf,
    set_up: &'static str,
    tell: Option<fn(&Connection)>,
    most: u32,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Timed>>,
}

/// A connection, and when what it reads is stopped.
#[derive(Debug)]
pub(super) struct Timed {
    pub(super) connection: Connection,
    end: Arc<AtomicU64>,
    may_stop: bool,
}

impl Timed {
    /// Says that what comes may be stopped and done again, if it only reads.
    pub(super) fn limit(&self, only_reads: bool) {
        if only_reads && self.may_stop {
            self.end.store(clock() + SHORT, Ordering::Relaxed);
        }
    }
}

/// A connection while somebody has it. Dropped, it goes back with whatever it began taken back.
#[derive(Debug)]
pub(super) struct Lease {
    held: Option<Mutex<Timed>>,
    home: Arc<Home>,
    _place: OwnedSemaphorePermit,
}

impl Pool {
    /// At most so many connections, opened when they are needed: each is set up by statements, and by what it tells.
    pub(super) fn new(
        file: PathBuf,
        set_up: &'static str,
        tell: Option<fn(&Connection)>,
        most: u32,
    ) -> Self {
        Self(Arc::new(Home {
            file,
            set_up,
            tell,
            most,
            places: Arc::new(Semaphore::new(most as usize)),
            idle: Mutex::default(),
        }))
    }

    /// Takes a connection, once there is one.
    pub(super) async fn lease(&self) -> Result<Lease> {
        let place = timeout(TURN, self.0.places.clone().acquire_owned()).await;
        let place = place.map_err(|_| Error::TimedOut)?;
        let place = place.map_err(|_| Error::Ending)?;
        let idle = {
            let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.pop()
        };
        let timed = match idle {
            Some(idle) => idle,
            None => {
                let home = self.0.clone();
                thread(move || home.open()).await??
            }
        };
        Ok(Lease {
            held: Some(Mutex::new(timed)),
            home: self.0.clone(),
            _place: place,
        })
    }

    /// Closes every connection, each once it is given back.
    pub(super) async fn close(&self) {
        // Refused when it is closed already.
        let all = self.0.places.acquire_many(self.0.most).await;
        self.0.places.close();
        drop(all);
        let home = self.0.clone();
        // The last one that is closed folds the log of writes into the file.
        let closed = thread(move || {
            let mut idle = home.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.clear();
        });
        // It fails only where the program ends, and with it all connections.
        drop(closed.await);
    }
}

impl Home {
    fn open(&self) -> Result<Timed> {
        let how = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, how)?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(REMEMBERED);
        connection.execute_batch(self.set_up)?;
        if let Some(tell) = self.tell {
            tell(&connection);
        }
        let end = Arc::new(AtomicU64::new(NEVER));
        let stop = end.clone();
        connection.progress_handler(
            STEPS,
            Some(move || {
                let end = stop.load(Ordering::Relaxed);
                end != NEVER && clock() > end
            }),
        )?;
        Ok(Timed {
            connection,
            end,
            may_stop: false,
        })
    }
}

impl Lease {
    fn timed(&mut self) -> Result<&mut Timed> {
        let held = self.held.as_mut().ok_or(Error::Ending)?;
        Ok(held.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    /// Works where the caller is, until it is done.
    pub(super) fn here<T>(
        &mut self,
        work: impl FnOnce(&Timed) -> rusqlite::Result<T>,
    ) -> Result<T> {
        Ok(work(self.timed()?)?)
    }

    /// The same, but a read that takes long is stopped: none then.
    fn briefly<T>(
        &mut self,
        work: impl FnOnce(&Timed) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let timed = self.timed()?;
        timed.may_stop = true;
        let done = work(timed);
        timed.may_stop = false;
        timed.end.store(NEVER, Ordering::Relaxed);
        match done {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
                Ok(None)
            }
            done => Ok(Some(done?)),
        }
    }

    /// Works where the caller is. A read that takes long is done on another thread, from its beginning.
    ///
    /// The lease is away while that thread has it. A caller who stops waiting never gets it back; it goes home by itself.
    pub(super) async fn run<T: Send + 'static>(
        lease: &mut Option<Self>,
        mut work: impl FnMut(&Timed) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let held = lease.as_mut().ok_or(Error::Ending)?;
        match held.briefly(&mut work)? {
            Some(done) => Ok(done),
            None => Self::apart(lease, work).await,
        }
    }

    /// Works on another thread.
    pub(super) async fn apart<T: Send + 'static>(
        lease: &mut Option<Self>,
        work: impl FnOnce(&Timed) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let mut held = lease.take().ok_or(Error::Ending)?;
        let (held, done) = thread(move || {
            let done = held.here(work);
            (held, done)
        })
        .await?;
        *lease = Some(held);
        done
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(held) = self.held.take() else { return };
        let timed = held.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_clean =
            timed.connection.is_autocommit() || timed.connection.execute_batch("ROLLBACK").is_ok();
        if is_clean {
            let mut idle = self
                .home
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            idle.push(timed);
        }
    }
}

/// Does something that takes long, where no task waits for it.
pub(super) async fn thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    match spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(Error::Ending),
        },
    }
}
