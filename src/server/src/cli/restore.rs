//! `encaixe restore`.

use std::path::PathBuf;

use clap::Args;

use super::folder::Folder;
use super::print;
use crate::backup;

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    folder: Folder,
    /// A file that `encaixe backup` made
    file: PathBuf,
    /// Replace the workspace that the folder holds; it is kept aside as a backup
    #[arg(long)]
    force: bool,
}

pub(super) async fn run(command: Restore) -> anyhow::Result<()> {
    let Restore {
        folder,
        file,
        force,
    } = command;
    let restored = backup::restore(&file, &folder.data, force).await?;
    let mut said = format!(
        "{} holds the workspace {} of {}\n",
        folder.data.display(),
        restored.workspace,
        file.display()
    );
    if let Some(before) = restored.before {
        said += &format!("the one before it is kept in {}\n", before.display());
    }
    print(&said)
}
