//! The data folder that a command works on, and the company in it.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use encaixe_api::company::Slug;
use encaixe_api::plugin_url::PageOrigin;

use crate::company::{self, PageAddress};
use crate::config::{Config, Flags, Settings};
use crate::store::server::ServerStore;
use crate::store::{self, Store, server_value};
use crate::vault::Vault;
use crate::vault::rotate::Outside;

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
    /// The company, by its name in addresses [default: the first one]
    #[arg(long, value_name = "SLUG")]
    pub(super) company: Option<Slug>,
}

impl Folder {
    /// Opens the company's store, which a server or `company create` has made: a mistyped one must not become a second, empty workspace.
    pub(super) async fn open(&self) -> anyhow::Result<Store> {
        self.must_be_there()?;
        let server = Vault::at(Vault::file_in(&self.data));
        let vault = company::vault(&self.data, server, self.company.as_ref());
        Ok(Store::open_with(&self.place(), vault).await?)
    }

    /// The folder in which the company's database is.
    pub(super) fn place(&self) -> PathBuf {
        company::folder(&self.data, self.company.as_ref())
    }

    pub(super) fn must_be_there(&self) -> anyhow::Result<()> {
        if !self.data.join(store::FILE).is_file() {
            bail!(
                "{0} is no data folder: `encaixe serve --data {0}` makes one",
                self.data.display()
            );
        }
        match &self.company {
            Some(slug) if !self.place().join(store::FILE).is_file() => bail!(
                "{} has no company {slug}; `encaixe company list` shows them",
                self.data.display()
            ),
            _ => Ok(()),
        }
    }

    /// The company that is named is one of the server; its folder may be empty yet.
    pub(super) async fn company_must_be_known(&self) -> anyhow::Result<()> {
        let Some(slug) = &self.company else {
            return Ok(());
        };
        let is_known = match ServerStore::find(&self.data).await? {
            Some(server) => {
                let known = server.company(slug).await;
                server.close().await;
                known?.is_some()
            }
            None => false,
        };
        if !is_known {
            bail!(
                "{} has no company {slug}; `encaixe company list` shows them",
                self.data.display()
            );
        }
        Ok(())
    }

    /// What lies outside of the first company's database and is sealed by its vault; nothing of another company.
    pub(super) async fn outside(&self, server: &Vault) -> anyhow::Result<Outside> {
        let found = match self.company {
            None => ServerStore::find(&self.data).await?,
            Some(_) => None,
        };
        let Some(store) = found else {
            return Ok(Outside::default());
        };
        let all = store.companies().await?;
        let vault = |slug: &Slug| company::vault(&self.data, server.clone(), Some(slug));
        Ok(Outside {
            companies: all.iter().map(|one| vault(&one.slug)).collect(),
            server: Some(store),
        })
    }

    /// Where the company's page is, as the last start of a server had it.
    pub(super) async fn page(&self) -> anyhow::Result<PageAddress> {
        self.must_be_there()?;
        let first = Store::open(&self.data).await?;
        let url = first.server_value(server_value::PAGE_URL).await;
        first.close().await;
        let origin = url?.as_deref().and_then(PageOrigin::parse);
        Ok(PageAddress {
            origin: origin
                .context("no server has run on this data folder yet; start `encaixe serve` once")?,
            slug: self.company.clone(),
        })
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
    /// The vault that `encaixe serve` would have on the company.
    pub(super) fn vault(self, folder: &Folder) -> anyhow::Result<Vault> {
        let server = self.server_vault(folder)?;
        Ok(company::vault(
            &folder.data,
            server,
            folder.company.as_ref(),
        ))
    }

    /// The vault of the server.
    pub(super) fn server_vault(self, folder: &Folder) -> anyhow::Result<Vault> {
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
