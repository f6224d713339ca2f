//! `encaixe restore`.

use std::path::PathBuf;

use clap::Args;

use super::folder::{Folder, KeyFile};
use super::{note, print};
use crate::{backup, company};

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
    folder.company_must_be_known().await?;
    let vault = key_file.server_vault(&folder)?;
    let company = folder.company.as_ref();
    let restored = backup::restore_server(&file, &folder.data, &vault, company, force).await?;
    let mut said = String::new();
    for (slug, one) in &restored {
        let place = company::folder(&folder.data, slug.as_ref());
        let vault = company::vault(&folder.data, vault.clone(), slug.as_ref());
        said += &format!(
            "{} holds the workspace {} of {}\n",
            place.display(),
            one.workspace,
            file.display()
        );
        if let Some(before) = &one.before {
            said += &format!("the one before it is kept in {}\n", before.display());
        }
        if one.has_brought_keys {
            note(&format!(
                "the key of its secrets was in it, and is kept in {}",
                vault.file().display()
            ));
        }
        if !one.closed.is_empty() {
            note(&format!(
                "{} does not open the secrets of these plugins or integrations. Make them anew in Settings > Plugins, those of integrations \
                 by the API, or add the lines of the key that belongs to the backup: {}",
                vault.file().display(),
                one.closed.join(", ")
            ));
        }
    }
    print(&said)
}
