//! Pictures that were fetched, as files of a folder that holds so much. Nothing is lost when it is removed.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::files::private;

/// The most that the folder holds, in bytes.
const MOST: u64 = 256 << 20;

/// How long a picture is kept before it is asked for anew.
const AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The folder.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
    most: u64,
    known: Mutex<Option<Known>>,
}

/// What is in the folder.
#[derive(Debug, Default)]
struct Known {
    files: HashMap<String, Kept>,
    bytes: u64,
}

#[derive(Debug, Clone, Copy)]
struct Kept {
    bytes: u64,
    fetched: SystemTime,
    used: SystemTime,
}

impl Cache {
    /// Nothing is read or made before it is needed.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            most: MOST,
            known: Mutex::default(),
        }
    }

    /// A file; none when there is none, or it is too old.
    pub(super) fn get(&self, name: &str) -> Option<Vec<u8>> {
        {
            let mut known = self.known();
            let kept = known.as_mut()?.files.get_mut(name)?;
            kept.used = SystemTime::now();
            if kept.fetched.elapsed().unwrap_or_default() > AGE {
                return None;
            }
        }
        fs::read(self.folder.join(name)).ok()
    }

    /// Keeps a file, in the place of those that were used longest ago. Where that fails, it is fetched again.
    pub(super) fn put(&self, name: &str, content: &[u8]) {
        if let Err(error) = self.write(name, content) {
            tracing::debug!("{} is not kept: {error}", self.folder.display());
        }
    }

    fn write(&self, name: &str, content: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let partial = self.folder.join(format!("{name}.partial"));
        // One that a kill left.
        drop(fs::remove_file(&partial));
        private(&partial)?.write_all(content)?;
        fs::rename(&partial, self.folder.join(name))?;
        let now = SystemTime::now();
        let bytes = content.len() as u64;
        let mut known = self.known();
        let Some(known) = known.as_mut() else {
            return Ok(());
        };
        let kept = Kept {
            bytes,
            fetched: now,
            used: now,
        };
        let before = known.files.insert(name.to_owned(), kept);
        known.bytes += bytes;
        known.bytes -= before.map_or(0, |before| before.bytes);
        while known.bytes > self.most {
            let oldest = known.files.iter().min_by_key(|(_, kept)| kept.used);
            let Some(oldest) = oldest.map(|(name, _)| name.clone()) else {
                break;
            };
            let gone = known.files.remove(&oldest);
            known.bytes -= gone.map_or(0, |gone| gone.bytes);
            drop(fs::remove_file(self.folder.join(oldest)));
        }
        Ok(())
    }

    /// What is in the folder, which is looked through once.
    fn known(&self) -> MutexGuard<'_, Option<Known>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get_or_insert_with(|| self.look());
        known
    }

    fn look(&self) -> Known {
        let mut known = Known::default();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(meta) = entry.metadata().ok().filter(fs::Metadata::is_file) else {
                continue;
            };
            let fetched = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let kept = Kept {
                bytes: meta.len(),
                fetched,
                used: fetched,
            };
            known.bytes += kept.bytes;
            known.files.insert(name, kept);
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_when_there_is_no_room() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("media");
        let cache = Cache {
            most: 10,
            ..Cache::new(at.clone())
        };
        assert_eq!(cache.get("a"), None);
        cache.put("a", b"1234");
        cache.put("b", b"5678");
        assert_eq!(cache.get("a").as_deref(), Some(b"1234".as_slice()));
        cache.put("c", b"9");
        cache.put("c", b"9012");
        assert_eq!(cache.get("b"), None);
        assert_eq!(cache.get("c").as_deref(), Some(b"9012".as_slice()));
        // Another start finds what is there.
        assert!(Cache::new(at.clone()).get("a").is_some());
        assert_eq!(fs::read_dir(at).unwrap().count(), 2);
    }
}
