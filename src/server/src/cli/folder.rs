//! The data folder that a command works on.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use crate::config::{Config, Flags, Settings};
use crate::store::{self, Store};
use crate::vault::Vault;

#[derive(Debug, Args)]
pub(super) struct Folder {
    /// The data folder
    #[arg(
        long,
        value_name = "DIR",
        env = "ENCAIXE_DATA",
        default_value = "./data"
    )]
    pub(super) data: PathBuf,
}

impl Folder {
    /// Opens one that a server has made: a mistyped one must not become a second, empty workspace.
    pub(super) async fn open(&self) -> anyhow::Result<Store> {
        self.must_be_there()?;
        Ok(Store::open(&self.data).await?)
    }

    pub(super) fn must_be_there(&self) -> anyhow::Result<()> {
        if !self.data.join(store::FILE).is_file() {
            bail!(
                "{0} is no data folder: `encaixe serve --data {0}` makes one",
                self.data.display()
            );
        }
        Ok(())
    }
}

/// The keys by which the folder's secrets are sealed.
#[derive(Debug, Args)]
pub(super) struct KeyFile {
    /// The file with the keys of its secrets [default: that of the settings file, else vault.key in the data folder]
    #[arg(long, value_name = "FILE", env = "ENCAIXE_VAULT_KEY_FILE")]
    vault_key_file: Option<String>,
    /// The settings file [default: config.toml in the data folder]
    #[arg(long, value_name = "FILE", env = "ENCAIXE_CONFIG")]
    config: Option<PathBuf>,
}

impl KeyFile {
    /// The vault that `encaixe serve` would have on the folder.
    pub(super) fn vault(self, folder: &Folder) -> anyhow::Result<Vault> {
        let config = Config::resolve(Flags {
            data: folder.data.clone(),
            config: self.config,
            settings: Settings {
                vault_key_file: self.vault_key_file,
                ..Settings::default()
            },
            ..Flags::default()
        })?;
        Ok(Vault::at(config.vault_key()))
    }
}
