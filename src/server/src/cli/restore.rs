//! `encaixe restore`.

use std::path::PathBuf;

use clap::Args;

use super::folder::{Folder, KeyFile};
use super::{note, print};
use crate::backup;

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    key_file: KeyFile,
    /// A file that `encaixe backup` made
    file: PathBuf,
    /// Replace the workspace that the folder holds; it is kept aside as a backup
    #[arg(long)]
    force: bool,
}

pub(super) async fn run(command: Restore) -> anyhow::Result<()> {
    let Restore {
        folder,
        key_file,
        file,
        force,
    } = command;
    let vault = key_file.vault(&folder)?;
    let restored = backup::restore(&file, &folder.data, &vault, force).await?;
    let mut said = format!(
        "{} holds the workspace {} of {}\n",
        folder.data.display(),
        restored.workspace,
        file.display()
    );
    if let Some(before) = restored.before {
        said += &format!("the one before it is kept in {}\n", before.display());
    }
    if restored.has_brought_keys {
        note(&format!(
            "the key of its secrets was in it, and is kept in {}",
            vault.file().display()
        ));
    }
    if !restored.closed.is_empty() {
        note(&format!(
            "{} does not open the secrets of these plugins. Make them anew in Settings > Plugins, or add the lines of the key that belongs \
             to the backup: {}",
            vault.file().display(),
            restored.closed.join(", ")
        ));
    }
    print(&said)
}
