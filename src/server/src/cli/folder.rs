//! The data folder that a command works on.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use crate::store::{self, Store};

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
