//! Pictures, films and recordings of other hosts, which pages have from this server, so that no agent's address is told to a stranger.
//!
//! An address is signed ([`address`]), so that nobody has the server ask for anything else than what a message or a contact has. Pictures are
//! fetched once and kept ([`cache`]); films and recordings are passed on as they come. What they are is looked at ([`kind`]).

mod address;
mod cache;
mod fetch;
mod kind;
pub mod upgrade;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use thiserror::Error;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

pub use self::address::{Form, Signer};
use self::cache::Cache;
pub use self::fetch::MOST_STREAMED;
use self::fetch::PATIENCE;
pub use self::kind::Picture;
use crate::outgoing::{Client, Opened, Refused};
use crate::random;
use crate::vault::Vault;

/// How many pictures are fetched at once.
const FETCHES: usize = 16;

/// How many films and recordings are passed on at once.
const STREAMS: usize = 32;

/// How long what could not be had is not asked for again.
const FAILED: Duration = Duration::from_secs(60);

/// How many failures are remembered.
const REMEMBERED: usize = 1_000;

/// Why media cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Failed {
    /// Its address may not be asked.
    #[error("its address is not one of the open internet by https")]
    Refused,
    /// Its host gave no answer, or none that is whole.
    #[error("its host does not answer")]
    Unreachable,
    /// Its host says no.
    #[error("its host answers {0}")]
    Status(u16),
    /// It is no picture, film or recording that is shown.
    #[error("it is of another kind than pictures, films and recordings that browsers show")]
    Kind,
    /// It is too large.
    #[error("it is too large")]
    TooLarge,
    /// Too much is on its way.
    #[error("too much is on its way; try again")]
    Busy,
}

/// Media of other hosts.
#[derive(Debug)]
pub struct Media {
    /// Makes and reads addresses.
    pub signer: Signer,
    client: Client,
    cache: Arc<Cache>,
    fetches: Arc<Semaphore>,
    streams: Arc<Semaphore>,
    /// Pictures that are being fetched: who comes second waits for the first.
    coming: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    failed: Mutex<HashMap<String, (Instant, Failed)>>,
}

impl Media {
    /// With the client that asks other hosts; pictures are kept in the folder. Addresses are signed with what follows from the vault's
    /// key, so that they stay the same after a restart.
    ///
    /// # Errors
    /// When the system offers no random bytes.
    pub fn new(vault: &Vault, client: Client, folder: &Path) -> anyhow::Result<Self> {
        let key = match vault.derive("media") {
            Some(key) => key.to_vec(),
            None => random::secret()?.into_bytes(),
        };
        Ok(Self {
            signer: Signer::new(&key),
            client,
            cache: Arc::new(Cache::new(folder.to_owned())),
            fetches: Arc::new(Semaphore::new(FETCHES)),
            streams: Arc::new(Semaphore::new(STREAMS)),
            coming: Mutex::default(),
            failed: Mutex::default(),
        })
    }

    /// A picture, from the folder or its host.
    ///
    /// # Errors
    /// When it cannot be shown; the same is said for a minute.
    pub async fn picture(&self, url: &Url) -> Result<Picture, Failed> {
        let name = random::sha256_hex(url.as_str());
        let alone = self.turn(&name);
        let picture = {
            let _alone = alone.lock().await;
            self.kept_or_fetched(url, &name).await
        };
        drop(alone);
        let mut coming = self.coming.lock().unwrap_or_else(PoisonError::into_inner);
        coming.retain(|_, turn| Arc::strong_count(turn) > 1);
        picture
    }

    /// A film or a recording, as it comes, with what lets the next one come once it is dropped. `headers` are passed on.
    ///
    /// # Errors
    /// When it cannot be shown.
    pub async fn stream(
        &self,
        url: &Url,
        headers: Vec<(String, String)>,
    ) -> Result<(Opened, OwnedSemaphorePermit), Failed> {
        let place = self.streams.clone().try_acquire_owned();
        let place = place.map_err(|_| Failed::Busy)?;
        let opened = fetch::open(&self.client, url.clone(), headers, PATIENCE).await?;
        Ok((opened, place))
    }

    /// Says now whether an address may be asked.
    ///
    /// # Errors
    /// When it may not.
    pub async fn may_ask(&self, url: &Url) -> Result<bool, Refused> {
        self.client.check(url).await
    }

    fn turn(&self, name: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut coming = self.coming.lock().unwrap_or_else(PoisonError::into_inner);
        coming.entry(name.to_owned()).or_default().clone()
    }

    async fn kept_or_fetched(&self, url: &Url, name: &str) -> Result<Picture, Failed> {
        let (cache, own) = (self.cache.clone(), name.to_owned());
        let kept = tokio::task::spawn_blocking(move || cache.get(&own)).await;
        if let Some(picture) = kept.ok().flatten().and_then(Picture::of) {
            return Ok(picture);
        }
        if let Some(failed) = self.failed_lately(name) {
            return Err(failed);
        }
        let fetched = {
            let _place = self.fetches.acquire().await.map_err(|_| Failed::Busy)?;
            fetch::picture(&self.client, url.clone(), PATIENCE).await
        };
        match &fetched {
            Ok(picture) => {
                let (cache, own, content) =
                    (self.cache.clone(), name.to_owned(), picture.content.clone());
                // Whoever waits for the picture does not wait for the disk.
                drop(tokio::task::spawn_blocking(move || {
                    cache.put(&own, &content)
                }));
            }
            Err(failed) => self.note(name, failed.clone()),
        }
        fetched
    }

    fn failed_lately(&self, name: &str) -> Option<Failed> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, failed) = failed.get(name)?;
        (at.elapsed() < FAILED).then(|| failed.clone())
    }

    fn note(&self, name: &str, why: Failed) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= REMEMBERED {
            failed.clear();
        }
        failed.insert(name.to_owned(), (Instant::now(), why));
    }
}
