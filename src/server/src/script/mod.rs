//! Scripts of apps: `exports.ping(plg, event)` of an app's `lib/index.js`, in a process of its own.
//!
//! The process is this program once more (`encaixe run-script`, which is [`child`]). It is started with an empty environment and has its
//! two pipes alone: it opens no file and no connection. What a script asks of its app goes to the server as a line of JSON ([`wire`]),
//! is asked by whoever implements [`Ask`], and the answer goes back as another line. So a script that takes too much time or memory, or brings
//! its process down, ends alone.

mod asks;
pub(crate) mod child;
mod log;
mod talk;
mod wire;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

pub use self::asks::{Ask, ScriptAnswer, ScriptRequest, Unasked};
pub use self::log::Asked;
use self::log::Log;

/// How many scripts run at once; further ones wait for their turn.
pub const AT_ONCE: usize = 4;

/// How long a script may take in all.
pub const TIME: Duration = Duration::from_secs(10);

/// How much memory a script may take, in bytes.
pub const MEMORY: usize = 64 * 1024 * 1024;

/// How many requests a script may make.
pub const REQUESTS: usize = 20;

/// The longest body of an answer that a script is given, in bytes.
pub const BODY_BYTES: usize = 1024 * 1024;

/// The name under which the program runs a script.
pub const COMMAND: &str = "run-script";

/// Runs scripts. A clone shares the turns.
#[derive(Debug, Clone)]
pub struct Runner {
    program: PathBuf,
    time: Duration,
    turns: Arc<Semaphore>,
}

/// What a script is told.
#[derive(Clone, Default)]
pub struct Event {
    /// `event.meta.baseURI`: where the API is.
    pub base_uri: String,
    /// `event.auth`: the connection's fields by their names.
    pub auth: BTreeMap<String, String>,
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("base_uri", &self.base_uri)
            .field("auth", &self.auth.keys())
            .finish()
    }
}

/// How a script ended.
#[derive(Debug)]
pub struct Run {
    /// Which way.
    pub outcome: Outcome,
    /// The request that it ended by, or else the last one that it made.
    pub last: Option<Asked>,
}

/// Which way a script ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// What `ping` returned was fulfilled.
    Passed,
    /// It threw, or what `ping` returned was rejected.
    Thrown {
        /// What it threw.
        kind: Thrown,
        /// The text of it; empty when it has none.
        message: String,
    },
    /// It does not parse.
    Syntax {
        /// The line, from 1.
        line: u32,
        /// The character in the line, from 1.
        column: u32,
        /// What is wrong there.
        message: String,
    },
    /// It exports no function `ping`.
    NoPing,
    /// `ping` returned no promise, so that nobody knows when it is over.
    NoPromise,
    /// The promise can never settle: nothing is left that it could wait for.
    NeverSettled,
    /// Its time was over.
    TimedOut {
        /// Whether it was waiting for an answer of the app then.
        waiting: bool,
    },
    /// It took more memory than it may.
    OutOfMemory,
    /// It made more requests than it may.
    TooManyRequests,
    /// Its process ended by itself, or said what no process of ours says.
    Crashed,
}

/// What a script threw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thrown {
    /// `plg.errors.authError(message)`
    Auth,
    /// `plg.errors.error(message)`
    Error,
    /// `plg.errors.rateLimitError(message, seconds)`
    RateLimit {
        /// For how long, where it says so.
        seconds: Option<u32>,
    },
    /// `plg.errors.transientError(message)`
    Transient,
    /// The error of a request, which it let through.
    Request,
    /// An `Error`, a text, or anything else of its own.
    Plain,
    /// An error that the language throws by itself, such as a `TypeError`.
    Fault,
}

impl Runner {
    /// One that starts this program.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            time: TIME,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// One that starts the program that runs: on Linux the same one even after its file was replaced.
    ///
    /// # Errors
    /// When the system does not say which program runs.
    pub fn this_program() -> std::io::Result<Self> {
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe()?
        };
        Ok(Self::new(program))
    }

    /// Gives each script so much time.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    /// Runs `exports.ping` of a script. Its requests are asked by `asker`.
    pub async fn run(&self, script: &str, event: &Event, asker: &impl Ask) -> Run {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await;
        let mut log = Log::default();
        let start = wire::Start {
            script: script.trim_start_matches('\u{feff}').to_owned(),
            base_uri: event.base_uri.clone(),
            auth: event.auth.clone(),
            milliseconds: millis(self.time.saturating_sub(self.time / 30)),
        };
        let talk = talk::talk(&self.program, &start, asker, &mut log);
        let end = tokio::time::timeout(self.time, talk).await;
        log.run(end.ok())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
