//! Tools that every clone shares: a folder for each version of each, beside what other programs keep for a user.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::say;

/// The folder of that tool, filled unless it is complete. `version` is whatever decides what the folder holds, such as a lock file:
/// another one has another folder. Who fills it keeps others waiting.
pub(crate) fn ensure(
    tool: &str,
    version: &str,
    what: &str,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let all = root()?;
    let digest = Sha256::digest(version);
    let hash: String = (digest.iter().take(6))
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let folder = all.join(format!("{tool}-{hash}"));
    let lock = File::create(folder.with_extension("lock"))?;
    lock.lock()
        .with_context(|| format!("waiting for {}", folder.display()))?;
    let done = folder.join("installed");
    if !done.is_file() {
        say::step(what, || {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            fs::create_dir_all(&folder)?;
            fill(&folder)?;
            Ok(fs::write(&done, version)?)
        })?;
    }
    Ok(folder)
}

/// `ENCAIXE_CACHE`; else the user's folder for what can be made again, or where that cannot be written the system's for what is
/// temporary.
fn root() -> Result<PathBuf> {
    if let Some(named) = folder_of("ENCAIXE_CACHE") {
        let named = std::path::absolute(named).context("ENCAIXE_CACHE")?;
        fs::create_dir_all(&named).with_context(|| format!("making {}", named.display()))?;
        return Ok(named);
    }
    // Source: XDG Base Directory Specification, 3. Environment variables.
    let user = if cfg!(windows) {
        folder_of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder_of("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder_of("XDG_CACHE_HOME").or_else(|| folder_of("HOME").map(|home| home.join(".cache")))
    };
    let folders = user.into_iter().chain([std::env::temp_dir()]);
    folders
        .map(|folder| folder.join("encaixe"))
        .find(|folder| fs::create_dir_all(folder).is_ok())
        .context("there is no folder for tools that can be written: set ENCAIXE_CACHE to one")
}

fn folder_of(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}
