//! `encaixe backup`.

use std::path::PathBuf;

use clap::Args;

use super::folder::{Folder, KeyFile};
use super::{note, print};
use crate::backup;

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    folder: Folder,
    #[command(flatten)]
    key_file: KeyFile,
    /// The file, which must not be there yet
    file: PathBuf,
    /// Put the key of the secrets into the file too: whoever has it can then read them
    #[arg(long)]
    with_key: bool,
}

pub(super) async fn run(command: Backup) -> anyhow::Result<()> {
    let Backup {
        folder,
        key_file,
        file,
        with_key,
    } = command;
    folder.must_be_there()?;
    let vault = key_file.vault(&folder)?;
    let bytes = backup::backup(&folder.data, &file, Some(&vault).filter(|_| with_key)).await?;
    if with_key {
        note("the key of its secrets is in it: whoever has the file can read them");
    } else if vault.file().is_file() {
        note(&format!(
            "its secrets are sealed, and the key is not in it: keep a copy of {} elsewhere, or say --with-key",
            vault.file().display()
        ));
    }
    print(&format!(
        "{} keeps the workspace of {} ({} KB)\n",
        file.display(),
        folder.data.display(),
        bytes.div_ceil(1_000)
    ))
}
