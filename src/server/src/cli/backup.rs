//! `encaixe backup`.

use std::path::PathBuf;

use clap::Args;

use super::folder::Folder;
use super::print;
use crate::backup;

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    folder: Folder,
    /// The file, which must not be there yet
    file: PathBuf,
}

pub(super) async fn run(Backup { folder, file }: Backup) -> anyhow::Result<()> {
    folder.must_be_there()?;
    let bytes = backup::backup(&folder.data, &file).await?;
    print(&format!(
        "{} keeps the workspace of {} ({} KB)\n",
        file.display(),
        folder.data.display(),
        bytes.div_ceil(1_000)
    ))
}
