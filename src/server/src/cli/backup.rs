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
    let (bytes, what) = match &folder.company {
        Some(slug) => {
            let keys = Some(&vault).filter(|_| with_key);
            let bytes = backup::backup(&folder.place(), &file, keys).await?;
            (bytes, format!("the company {slug}"))
        }
        None => {
            let backed = backup::backup_server(&folder.data, &file, &vault, with_key).await?;
            let mut what = match backed.companies {
                1 => "the workspace".to_owned(),
                more => format!("the {more} companies"),
            };
            if backed.has_integrations {
                what += " and the integrations";
            }
            (backed.bytes, what)
        }
    };
    if with_key {
        note("the key of its secrets is in it: whoever has the file can read them");
    } else if vault.file().is_file() {
        note(&format!(
            "its secrets are sealed, and the key is not in it: keep a copy of {} elsewhere, or say --with-key",
            vault.file().display()
        ));
    }
    print(&format!(
        "{} keeps {what} of {} ({} KB)\n",
        file.display(),
        folder.data.display(),
        bytes.div_ceil(1_000)
    ))
}
