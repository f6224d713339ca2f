//! Who may use a data folder: many at once, or the one who replaces what is in it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::{Error, Result};

const FILE: &str = "lock";

/// Held while the tables are brought to this version.
const OPENING: &str = "lock.opening";

/// Held by each process that delivers.
const DELIVERING: &str = "lock.delivering";

/// A share of a data folder, or all of it; given back when dropped, also by a kill.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Uses the folder beside others.
    ///
    /// # Errors
    /// When it is being replaced.
    pub fn shared(folder: &Path) -> Result<Self> {
        take(folder, File::try_lock_shared)
    }

    /// Has the folder alone.
    ///
    /// # Errors
    /// When anybody uses it.
    pub fn alone(folder: &Path) -> Result<Self> {
        take(folder, File::try_lock)
    }

    /// Begins to deliver; whether nobody else does. Whoever is alone keeps others from beginning until it shares the lock.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn delivering(folder: &Path) -> Result<(Self, bool)> {
        let unusable = |error| Error::Folder(folder.display().to_string(), error);
        let file = open(folder, DELIVERING).map_err(unusable)?;
        let alone = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => false,
            // Where there are no locks nobody knows: leases end by themselves.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => false,
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        };
        Ok((Self { file }, alone))
    }

    /// Lets others have it too, and waits for one who has it alone.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub async fn share(self) -> io::Result<Self> {
        let file = self.file;
        let waited = tokio::task::spawn_blocking(move || match file.lock_shared() {
            Err(error) if error.kind() != ErrorKind::Unsupported => Err(error),
            _ => Ok(file),
        });
        let file = waited.await.map_err(io::Error::other)??;
        Ok(Self { file })
    }

    /// Is the only one who brings the folder's tables to this version: waits for whoever is at it.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub(super) async fn opening(folder: &Path) -> Result<Self> {
        let unusable = |error| Error::Folder(folder.display().to_string(), error);
        let file = open(folder, OPENING).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => return Ok(Self { file }),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                return Ok(Self { file });
            }
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        tracing::info!("waiting for another program that opens this data folder");
        let waited = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
        let file = waited
            .map_err(io::Error::other)
            .flatten()
            .map_err(unusable)?;
        Ok(Self { file })
    }
}

fn take(
    folder: &Path,
    how: impl Fn(&File) -> std::result::Result<(), TryLockError>,
) -> Result<Lock> {
    let name = || folder.display().to_string();
    let file = open(folder, FILE).map_err(|error| Error::Folder(name(), error))?;
    match how(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::InUse(name())),
        // A network's file system may know no locks; SQLite's own still hold there, or nothing does.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(Error::Folder(name(), error)),
    }
    Ok(Lock { file })
}

fn open(folder: &Path, name: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(name))
}
