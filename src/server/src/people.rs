//! At the first start with a folder of an earlier version: addresses are brought into their one form, and contacts who are the
//! same person by it become one, after a backup beside the folder.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::backup;
use crate::store::Store;

/// What the backup's name adds to that of the data folder.
const NAME: &str = "before-addresses.backup";

/// Does what is left of it; a kill at any moment is no harm, and the next start goes on.
///
/// # Errors
/// When the database fails. A backup that cannot be written leaves everything as it is.
pub async fn upgrade(store: &Store, folder: &Path) -> anyhow::Result<()> {
    if store.has_addresses().await? {
        return Ok(());
    }
    if !store.is_reading_addresses().await? && store.needs_addresses().await? {
        match keep_aside(folder).await {
            Ok(file) => tracing::info!(
                "addresses of contacts are brought into one form; what was before is in {}",
                file.display()
            ),
            Err(error) => {
                tracing::warn!(
                    "addresses of contacts stay as they are, since no backup could be written beside the data folder: {error:#}"
                );
                return Ok(());
            }
        }
    }
    while store.read_addresses().await? {}
    Ok(())
}

/// Writes a backup beside the folder, or into it where nothing can be written beside it. One that is there already is of an
/// earlier attempt that was killed before it changed anything.
async fn keep_aside(folder: &Path) -> anyhow::Result<PathBuf> {
    let whole = folder
        .canonicalize()
        .context("the data folder cannot be used")?;
    let name = whole.file_name().unwrap_or_default().to_string_lossy();
    let beside = whole.with_file_name(format!("{name}.{NAME}"));
    let inside = whole.join(NAME);
    for file in [&beside, &inside] {
        if file.is_file() {
            return Ok(file.clone());
        }
    }
    match backup::backup(folder, &beside, None).await {
        Ok(_) => Ok(beside),
        Err(_) => backup::backup(folder, &inside, None).await.map(|_| inside),
    }
}
