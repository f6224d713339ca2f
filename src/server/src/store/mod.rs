//! The only SQL of the project, a file per aggregate.
//!
//! Statements go to the database by `engine/` alone, which has the drivers and what only one database says. A write names what it has
//! to itself ([`For`]), has an actor and records what happened: both are stored with it, and told once it is committed.
//! Rows are turned into the types of `encaixe_api` by hand, and ids come and go as the types of `encaixe_api::id`. The SQL
//! stays in the subset that SQLite and Postgres share (`$1`, `RETURNING`, whole milliseconds).

mod address;
pub mod app;
pub mod attendance;
pub mod audit;
mod author;
pub mod begin;
pub mod bulk;
pub mod canned_reply;
mod carrier;
pub mod category;
pub mod channel;
pub mod contact;
mod contacts;
pub mod conversation;
pub mod cursor;
pub mod custom_field;
pub mod delivery;
mod dev_plugin;
mod engine;
mod entry;
pub mod event;
pub mod farewell;
pub mod field;
pub mod grant;
pub mod group;
pub mod incoming;
mod index;
pub mod installation;
pub mod integration;
mod integration_secret;
mod lease;
pub mod link;
pub mod list;
pub mod lock;
pub mod media;
pub mod member;
pub mod merge;
pub mod message;
pub mod message_status;
pub mod named;
mod narrow;
mod order;
pub mod patch;
pub mod placement;
mod plug_body;
mod plug_set;
pub mod plugin;
pub mod plugin_icon;
mod plugin_row;
pub mod plugin_scopes;
mod plugin_secret;
mod plugin_state;
mod refusal;
mod same;
pub mod sealed;
pub mod sealing;
mod search;
pub mod server;
pub mod server_value;
pub mod session;
pub mod signing_key;
mod status;
pub mod storage;
pub mod tag;
pub mod tagging;
mod telling;
pub mod token;
mod upgrade;
pub mod webhook;
pub mod workspace;
mod write;

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::sync::Mutex;

pub use self::engine::copy;
use self::engine::{Engine, Row, Tables};
use self::lock::Lock;
pub use self::refusal::{Outcome, Refusal};
use self::telling::Order;
pub use self::write::{For, Write, Writer};
use crate::delivery::wake::Wake;
use crate::event::feed::Feed;
use crate::oauth::{REFRESH_EVERY, REFRESHES};
use crate::pace::Pace;
use crate::vault::{self, Vault};

/// The database file inside the data folder.
pub const FILE: &str = "encaixe.db";

/// The database of what belongs to the server alone, beside the first company's.
pub const SERVER_FILE: &str = "server.db";

/// How many may read it at once.
pub const READERS: u32 = 8;

/// The same of a company beside the first: each holds three files, and many companies are open at once.
pub const READERS_OF_COMPANY: u32 = 2;

/// The database.
#[derive(Debug, Clone)]
pub struct Store {
    engine: Engine,
    /// Whose write it is, and who is the first of those that wait.
    turn: Arc<Mutex<()>>,
    first: Arc<Mutex<()>>,
    /// In which order what was committed is told.
    order: Arc<Order>,
    feed: Arc<Feed>,
    wake: Arc<Wake>,
    vault: Vault,
    generation: Arc<str>,
    /// How often each family of tokens gives its next two.
    refreshes: Arc<Pace<String>>,
    _share: Arc<Lock>,
}

/// The database failed, or takes no more of somebody now; nothing that a caller could mend.
#[derive(Debug, Error)]
pub enum Error {
    /// The data folder cannot be made or opened.
    #[error("the data folder {0} cannot be used")]
    Folder(String, #[source] std::io::Error),
    /// Somebody else needs the data folder for themselves, or uses it while that is needed here.
    #[error("the data folder {0} is in use")]
    InUse(String),
    /// SQL failed.
    #[error("the database failed")]
    Sql(#[source] engine::Error),
    /// The tables could not be brought to this version.
    #[error("the database could not be brought to this version")]
    Migrate(#[source] engine::Error),
    /// A row holds what this version does not know.
    #[error("the database holds an unknown {0}: {1}")]
    Unknown(&'static str, String),
    /// A value could not be written as JSON, or read.
    #[error("the database holds broken JSON")]
    Json(#[from] serde_json::Error),
    /// The keys of the vault cannot be used.
    #[error("a secret could not be sealed")]
    Vault(#[from] vault::Error),
    /// The vault opens no secret of that integration.
    #[error(
        "no secret of the integration {0} opens with the server's vault key: put that key back, or make a new secret"
    )]
    Closed(String),
    /// Somebody does something more often than they may; how long to wait.
    #[error("this was done too often")]
    TooOften(Duration),
    /// No random bytes for an id.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
}

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;

impl From<engine::Error> for Error {
    fn from(error: engine::Error) -> Self {
        match error {
            engine::Error::Migrate(_) => Self::Migrate(error),
            _ => Self::Sql(error),
        }
    }
}

impl Store {
    /// Opens the database of a data folder, making both if need be, and brings its tables to this version. The vault's key is the
    /// folder's own.
    ///
    /// # Errors
    /// When the folder cannot be used or is being restored, or the file is no database of ours.
    pub async fn open(folder: &Path) -> Result<Self> {
        Self::open_with(folder, Vault::at(Vault::file_in(folder))).await
    }

    /// The same with the vault that its secrets are sealed by.
    ///
    /// # Errors
    /// As of [`Store::open`].
    pub async fn open_with(folder: &Path, vault: Vault) -> Result<Self> {
        Self::open_for(folder, vault, READERS).await
    }

    /// The same for so many who read it at once.
    ///
    /// # Errors
    /// As of [`Store::open`].
    pub async fn open_for(folder: &Path, vault: Vault, readers: u32) -> Result<Self> {
        let unusable = |error| Error::Folder(folder.display().to_string(), error);
        private_folder(folder).map_err(unusable)?;
        let share = Lock::shared(folder)?;
        let opening = Lock::opening(folder).await?;
        private_file(folder, FILE).map_err(unusable)?;
        let engine = Engine::open(folder, Tables::Company, readers).await?;
        let mut store = Self {
            engine,
            turn: Arc::default(),
            first: Arc::default(),
            order: Arc::default(),
            feed: Arc::new(Feed::new()),
            wake: Arc::default(),
            vault,
            generation: Arc::from(""),
            refreshes: Arc::new(Pace::new(REFRESHES, REFRESH_EVERY)),
            _share: Arc::new(share),
        };
        store.generation = event::generation(&store).await?.into();
        store.fold_names().await?;
        store.record_upgrade().await?;
        drop(opening);
        Ok(store)
    }

    /// What tells the live streams of changes.
    #[must_use]
    pub fn feed(&self) -> &Arc<Feed> {
        &self.feed
    }

    /// What wakes deliveries.
    #[must_use]
    pub fn wake(&self) -> &Arc<Wake> {
        &self.wake
    }

    /// Closes every connection, the log of writes folded into the file.
    pub async fn close(&self) {
        self.engine.close().await;
    }
}

/// Makes the folder for its owner alone; one that is there stays as it is.
pub(crate) fn private_folder(folder: &Path) -> std::io::Result<()> {
    let is_new = !folder.is_dir();
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    if is_new {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// Makes the database file for its owner alone; one that is there stays as it is.
fn private_file(folder: &Path, name: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new();
    file.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(folder.join(name)).map(drop)
}

#[cfg(test)]
mod tests;
