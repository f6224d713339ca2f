//! `encaixe company`: straight from the data folder, also while a server runs on it, which serves a new company at once.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use encaixe_api::company::{NoSlug, Slug};

use super::folder::Folder;
use super::print;
use crate::access::sign_in;
use crate::actor::Actor;
use crate::check;
use crate::company::{self, prepare};
use crate::config::{Config, Flags};
use crate::initial_workspace::{Empty, InitialWorkspace};
use crate::store::READERS_OF_COMPANY;
use crate::store::server::{Company, ServerStore};
use crate::vault::Vault;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a company; prints the address of its page and a link that signs its admin in, within 15 minutes
    Create(Create),
    /// List the companies
    List {
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Debug, Args)]
pub(super) struct Data {
    /// The data folder
    #[arg(
        long,
        value_name = "DIR",
        env = "ENCAIXE_DATA",
        default_value = "./data"
    )]
    data: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Create {
    #[command(flatten)]
    data: Data,
    /// Its name
    #[arg(long)]
    name: String,
    /// Its name in addresses: letters a to z, digits and hyphens [default: made of its name]
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,
    /// The e-mail address of its first admin
    #[arg(long, value_name = "EMAIL")]
    admin_email: String,
    /// The name of its first admin
    #[arg(long, value_name = "NAME", default_value = "Admin")]
    admin_name: String,
    /// The language that it begins in, en or pt-BR [default: that of the first company's settings]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Create(new) => create(new).await,
        Command::List { data } => list(data.data).await,
    }
}

async fn create(new: Create) -> anyhow::Result<()> {
    let checked = |flag: &str, name: &str| {
        check::name(name, check::NAME_CHARS)
            .map_err(|wrong| anyhow::anyhow!("{flag}: {}", wrong.message))
    };
    let name = checked("--name", &new.name)?;
    let admin_name = checked("--admin-name", &new.admin_name)?;
    let admin_email = check::email(&new.admin_email).map_err(|wrong| {
        anyhow::anyhow!("--admin-email: {}: {}", new.admin_email, wrong.message)
    })?;
    let config = Config::resolve(Flags {
        data: new.data.data.clone(),
        ..Flags::default()
    })?;
    let language = match (&new.language, &config.initial) {
        (Some(language), _) => crate::config::language(language)
            .map_err(|wrong| anyhow::anyhow!("--language: {wrong}"))?,
        (None, InitialWorkspace::Empty(Empty { language, .. })) => language.clone(),
        (None, InitialWorkspace::Demo) => crate::config::language("")?,
    };
    let slug = match new.slug {
        Some(slug) => slug,
        None => company::slug(&name)
            .with_context(|| format!("--slug is needed, since {name} makes none: {NoSlug}"))?,
    };
    let folder = Folder {
        data: new.data.data,
        company: Some(slug.clone()),
    };
    let page = Folder {
        data: folder.data.clone(),
        company: None,
    };
    let mut page = page.page().await?;
    page.slug = Some(slug.clone());
    let wanted = Company {
        slug,
        name,
        admin_name,
        admin_email,
        language,
    };
    let server = ServerStore::open(&folder.data).await?;
    let is_new = server.add_company(&wanted).await?;
    let there = server.company(&wanted.slug).await?;
    server.close().await;
    let vault = company::vault(
        &folder.data,
        Vault::at(config.vault_key()),
        folder.company.as_ref(),
    );
    if !is_new && (there.as_ref() != Some(&wanted) || has_admin(&folder).await?) {
        bail!(
            "there is a company {0} already: choose another --slug, or let its admin in by `encaixe link create --company {0}`",
            wanted.slug
        );
    }
    let store = prepare(
        &folder.place(),
        vault,
        &company::begins_with(&wanted),
        READERS_OF_COMPANY,
    )
    .await?;
    let admin = store.first_admin().await?.context("it has no admin")?;
    let link = sign_in::create(&store.by(Actor::CommandLine), &page, &admin.id).await?;
    store.close().await;
    print(&format!("page:   {}\nsign in: {}\n", page.url(), link.url))
}

/// Whether a company is whole. One whose making was cut off is as good as new.
async fn has_admin(folder: &Folder) -> anyhow::Result<bool> {
    if folder.must_be_there().is_err() {
        return Ok(false);
    }
    let store = folder.open().await?;
    let admin = store.first_admin().await;
    store.close().await;
    Ok(admin?.is_some())
}

async fn list(data: PathBuf) -> anyhow::Result<()> {
    let first = Folder {
        data: data.clone(),
        company: None,
    };
    let page = first.page().await?;
    let mut lines = String::new();
    if let Some(server) = ServerStore::find(&data).await? {
        let all = server.companies().await;
        server.close().await;
        for one in all? {
            let url = company::PageAddress {
                origin: page.origin.clone(),
                slug: Some(one.slug.clone()),
            };
            lines += &format!("{:20}  {}  {}\n", one.slug.as_str(), url.url(), one.name);
        }
    }
    if lines.is_empty() {
        lines = format!(
            "there is the first company alone, at {}; `encaixe company create` makes another one\n",
            page.url()
        );
    }
    print(&lines)
}
