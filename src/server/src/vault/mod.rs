//! Secrets lie in the database sealed (XChaCha20-Poly1305), under a key in a file outside of it.
//!
//! A value is bound to its column and row, so that nobody moves it to another; [`COLUMNS`] lists the columns, and whatever looks
//! through all of them has a later one by its line there. The file may hold several keys: new values are sealed with the first, and each
//! value names the one that opens it. Whoever meets a key that they do not know reads the file again, so that a rotation needs no restart.
//!
//! The file changes only within a write of the database ([`crate::store::Write::seal`], and the steps of [`rotate`]), and what is sealed is
//! sealed there: so nobody seals with a key that somebody else just found unused.

mod columns;
mod file;
mod keys;
pub mod rotate;
mod sealed;
pub mod settle;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use thiserror::Error;

pub use self::columns::{
    APP_CLIENT_SECRET, APP_CREDENTIALS, APP_DESCRIPTOR, APP_TOKENS, APP_VERIFIER, COLUMNS, Column,
    INTEGRATION_SECRET, PLUGIN_SECRET, SIGNING_KEY, WEBHOOK_HEADERS, WEBHOOK_SECRET,
};
pub(crate) use self::keys::ID_CHARS;
use self::keys::{Key, Keys};
pub(crate) use self::sealed::MARK;
use self::sealed::Sealed;
use crate::files;

/// The key file inside the data folder, where no other is named.
const FILE: &str = "vault.key";

/// What went wrong with the keys.
#[derive(Debug, Error)]
pub enum Error {
    /// The file cannot be read or written.
    #[error("the vault key {0} cannot be used")]
    File(String, #[source] io::Error),
    /// The file holds something else than keys.
    #[error("the vault key {0} is damaged ({1}): put a sound copy in its place, or move it away")]
    Damaged(String, String),
    /// There is no such file.
    #[error("there is no vault key {0}: put it back, or name the file by --vault-key-file")]
    Missing(String),
    /// No random bytes for a key or a nonce.
    #[error("the system gives no random bytes")]
    Random(#[from] getrandom::Error),
    /// The cipher takes no value of that size.
    #[error("the value is too large to be sealed")]
    TooLarge,
}

/// Why a value cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It names a key that the file does not hold.
    NoKey,
    /// It is not sealed, or was damaged, or lies in another place than the one it was sealed for.
    Broken,
}

/// Seals and opens values with the keys of a file, which is read once it is needed.
#[derive(Debug, Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    file: PathBuf,
    /// The vault by which the file itself is sealed, and the name of the company whose file it is.
    outer: Option<(Vault, String)>,
    /// All that were seen. One that was dropped from the file stays, for a value that was read before.
    known: Mutex<Keys>,
}

impl Vault {
    /// The vault with this key file.
    #[must_use]
    pub fn at(file: PathBuf) -> Self {
        Self::new(file, None)
    }

    /// The vault of a company of that name, whose key file is itself sealed by the server's vault: without that nobody opens it.
    #[must_use]
    pub fn within(file: PathBuf, server: Self, company: &str) -> Self {
        Self::new(file, Some((server, company.to_owned())))
    }

    fn new(file: PathBuf, outer: Option<(Self, String)>) -> Self {
        let known = Mutex::default();
        Self {
            inner: Arc::new(Inner { file, outer, known }),
        }
    }

    /// The key file of a data folder whose settings name no other.
    #[must_use]
    pub fn file_in(folder: &Path) -> PathBuf {
        folder.join(FILE)
    }

    /// The key file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.inner.file
    }

    /// Opens a value that lies in that row of the column.
    ///
    /// # Errors
    /// When it cannot be opened, with the reason.
    pub fn open(&self, of: Column, row: &str, sealed: &str) -> Result<Vec<u8>, Closed> {
        let sealed = Sealed::parse(sealed).ok_or(Closed::Broken)?;
        let known = self.known().find(&sealed.key).cloned();
        let key = match known {
            Some(key) => key,
            // Whatever is wrong with the file was said at the start.
            None => match self.read() {
                Ok(Some(keys)) => keys.find(&sealed.key).cloned().ok_or(Closed::NoKey)?,
                Ok(None) | Err(_) => return Err(Closed::NoKey),
            },
        };
        sealed.open(&key, of, row)
    }

    /// Opens a text that lies in that row of the column.
    ///
    /// # Errors
    /// When it cannot be opened or is no text, with the reason.
    pub fn open_text(&self, of: Column, row: &str, sealed: &str) -> Result<String, Closed> {
        let bytes = self.open(of, row, sealed)?;
        String::from_utf8(bytes).map_err(|_| Closed::Broken)
    }

    /// A key for another purpose, which follows from the current key: the same as long as that is. None where there is no key.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> Option<[u8; 32]> {
        let keys = self.read().ok().flatten()?;
        keys.0.first()?.derive(purpose)
    }

    /// The same of every key, the current one first: those too that were dropped since this process saw them. None where there is no key.
    #[must_use]
    pub fn derive_each(&self, purpose: &str) -> Vec<[u8; 32]> {
        let mut keys = self.read().ok().flatten().unwrap_or_default();
        keys.add(self.known().clone());
        let derived = keys.0.iter().filter_map(|key| key.derive(purpose));
        derived.collect()
    }

    /// Seals a value for that row of the column with the current key, which is made where there is none. Within a write only.
    pub(crate) fn seal(&self, of: Column, row: &str, secret: &[u8]) -> Result<String, Error> {
        let key = self.current()?;
        Ok(Sealed::seal(&key, of, row, secret)?.text())
    }

    /// Makes the key file if there is none; whether it did. Within a write only.
    pub(crate) fn make(&self) -> Result<bool, Error> {
        // First: beside a key that is there, somebody who holds another database may be writing the next one (`key rotate`).
        if self.read()?.is_some() {
            return Ok(false);
        }
        files::forget_partial(&self.inner.file);
        let text = self.written(&Keys(vec![Key::new()?]))?;
        match files::create(&self.inner.file, &text) {
            Ok(()) => {}
            // Somebody else's, whose folder this is not.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(self.unusable(error)),
        }
        Ok(true)
    }

    /// The id of the key that values are sealed with.
    pub(crate) fn current_id(&self) -> Result<String, Error> {
        Ok(self.current()?.id)
    }

    /// Puts a new key before the others; its id. Within a write only.
    pub(crate) fn add_key(&self) -> Result<String, Error> {
        let earlier = self.must_read()?;
        let key = Key::new()?;
        let id = key.id.clone();
        let mut keys = Keys(vec![key]);
        keys.add(earlier);
        self.replace(&keys)?;
        Ok(id)
    }

    /// Drops the keys that are neither current nor used; how many. Within a write only.
    pub(crate) fn keep_keys(&self, used: &[String]) -> Result<usize, Error> {
        let mut keys = self.must_read()?;
        let before = keys.0.len();
        let current = keys.0.first().map(|key| key.id.clone());
        keys.0
            .retain(|key| Some(&key.id) == current.as_ref() || used.contains(&key.id));
        let dropped = before.saturating_sub(keys.0.len());
        if dropped > 0 {
            self.replace(&keys)?;
        }
        Ok(dropped)
    }

    fn known(&self) -> MutexGuard<'_, Keys> {
        let known = self.inner.known.lock();
        known.unwrap_or_else(PoisonError::into_inner)
    }

    fn shown(&self) -> String {
        self.inner.file.display().to_string()
    }

    fn unusable(&self, error: io::Error) -> Error {
        Error::File(self.shown(), error)
    }

    fn damaged(&self, why: String) -> Error {
        Error::Damaged(self.shown(), why)
    }
}

#[cfg(test)]
mod tests;
