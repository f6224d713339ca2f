//! `encaixe key`: straight from the data folder, also while a server runs on it.

use clap::Subcommand;

use super::folder::{Folder, KeyFile};
use super::{note, print};
use crate::store::Store;
use crate::vault::rotate;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new key, seal every secret with it, and drop the earlier one
    Rotate {
        #[command(flatten)]
        folder: Folder,
        #[command(flatten)]
        key_file: KeyFile,
    },
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    let Command::Rotate { folder, key_file } = command;
    folder.must_be_there()?;
    let store = Store::open_with(&folder.place(), key_file.vault(&folder)?).await?;
    let outside = folder.outside(store.vault()).await?;
    let rotated = rotate::rotate(&store, &outside).await;
    store.close().await;
    if let Some(server) = outside.server {
        server.close().await;
    }
    let rotated = rotated?;
    let file = store.vault().file().display();
    note("backups that were made before need a copy of the file as it was then");
    if !rotated.closed.is_empty() {
        note(&format!(
            "no key there opens the secrets of these plugins or integrations, which stay as they are: {}",
            rotated.closed.join(", ")
        ));
    }
    print(&format!(
        "{file} has the new key {}: {} secrets are sealed with it, and {} earlier keys are dropped\n",
        rotated.key, rotated.values, rotated.dropped
    ))
}
