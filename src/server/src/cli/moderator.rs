//! `encaixe moderator`: who decides on integrations for the whole server; straight from the data folder, also while a server runs on it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use encaixe_api::company::Slug;
use encaixe_api::inbox::member::Member;

use super::folder::Folder;
use super::print;
use crate::store::integration::Moderator;
use crate::store::server::ServerStore;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Name a member of a company; from the first one on, the admins of the first company decide no more unless they are named
    Add(Named),
    /// List the moderators
    List {
        /// The data folder
        #[arg(
            long,
            value_name = "DIR",
            env = "ENCAIXE_DATA",
            default_value = "./data"
        )]
        data: PathBuf,
    },
    /// Name a member no more; after the last one, the admins of the first company decide again
    Remove(Named),
}

#[derive(Debug, Args)]
pub(super) struct Named {
    #[command(flatten)]
    folder: Folder,
    /// The member's e-mail address
    #[arg(value_name = "EMAIL")]
    email: String,
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(named) => add(named).await,
        Command::List { data } => list(data).await,
        Command::Remove(named) => remove(named).await,
    }
}

async fn add(named: Named) -> anyhow::Result<()> {
    let member = member(&named).await?;
    if !member.is_active {
        bail!("{} may not sign in; an admin can change that", named.email);
    }
    let server = ServerStore::open(&named.folder.data).await?;
    let company = named.folder.company.as_ref();
    let is_new = server.add_moderator(company, &member.id).await;
    server.close().await;
    print(&if is_new? {
        format!("{} is a moderator now\n", named.email)
    } else {
        format!("{} is a moderator already\n", named.email)
    })
}

async fn remove(named: Named) -> anyhow::Result<()> {
    let member = member(&named).await?;
    let was = match ServerStore::find(&named.folder.data).await? {
        Some(server) => {
            let company = named.folder.company.as_ref();
            let was = server.remove_moderator(company, &member.id).await;
            server.close().await;
            was?
        }
        None => false,
    };
    if !was {
        bail!(
            "{} is no moderator; `encaixe moderator list` shows them",
            named.email
        );
    }
    print(&format!("{} is no moderator any more\n", named.email))
}

/// The member of that address in the company that is named.
async fn member(named: &Named) -> anyhow::Result<Member> {
    let store = named.folder.open().await?;
    let found = store.member_by_email(&named.email).await;
    store.close().await;
    found?.with_context(|| match &named.folder.company {
        Some(slug) => format!("no member of {slug} has the address {}", named.email),
        None => format!(
            "no member of the first company has the address {}; `--company` names another one",
            named.email
        ),
    })
}

async fn list(data: PathBuf) -> anyhow::Result<()> {
    let first = Folder {
        data: data.clone(),
        company: None,
    };
    first.must_be_there()?;
    let all = match ServerStore::find(&data).await? {
        Some(server) => {
            let all = server.moderators().await;
            server.close().await;
            all?
        }
        None => Vec::new(),
    };
    let mut lines = String::new();
    for one in all {
        lines += &line(&data, &one).await?;
    }
    if lines.is_empty() {
        lines = "there is none, so the admins of the first company decide; `encaixe moderator add` names one\n"
            .to_owned();
    }
    print(&lines)
}

/// A moderator in a line: the company, the address and the name.
async fn line(data: &Path, one: &Moderator) -> anyhow::Result<String> {
    let company = one.company.as_ref().map_or("-", Slug::as_str);
    let folder = Folder {
        data: data.to_owned(),
        company: one.company.clone(),
    };
    let member = if folder.must_be_there().is_ok() {
        let store = folder.open().await?;
        let member = store.member(&one.member).await;
        store.close().await;
        member?
    } else {
        None
    };
    Ok(match member {
        Some(member) => {
            let off = if member.is_active {
                ""
            } else {
                "  (may not sign in)"
            };
            format!("{company:20}  {}  {}{off}\n", member.email, member.name)
        }
        None => format!("{company:20}  (no member any more)\n"),
    })
}
