//! `encaixe moderator`: who decides on integrations for the whole server; straight from the data folder, also while a server runs on it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use encaixe_api::company::Slug;
use encaixe_api::id::MemberId;
use encaixe_api::inbox::member::Member;

use super::folder::Folder;
use super::print;
use crate::actor::Actor;
use crate::store::integration::Moderator;
use crate::store::server::ServerStore;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Name a member of a company, who is signed out everywhere; from the first one on, the admins of the first company decide no more
    /// unless they are named
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
    Remove(Unnamed),
}

#[derive(Debug, Args)]
pub(super) struct Unnamed {
    #[command(flatten)]
    folder: Folder,
    /// The member's e-mail address, or their id as `moderator list` has it, also when they are no member any more
    #[arg(value_name = "EMAIL_OR_ID")]
    who: String,
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
    let member = member(&named.folder, &named.email).await?;
    if !member.is_active {
        bail!("{} may not sign in; an admin can change that", named.email);
    }
    let server = ServerStore::open(&named.folder.data).await?;
    let company = named.folder.company.as_ref();
    let is_new = server.add_moderator(company, &member.id).await;
    server.close().await;
    if !is_new? {
        return print(&format!("{} is a moderator already\n", named.email));
    }
    sign_out(&named.folder, &member.id).await?;
    print(&format!(
        "{0} is a moderator now, and signed out everywhere; `encaixe link create --member {0}` lets them in\n",
        named.email
    ))
}

/// Ends what let anybody in as that member: an admin of their company may have had a link for them before they became a moderator.
async fn sign_out(folder: &Folder, member: &MemberId) -> anyhow::Result<()> {
    let store = folder.open().await?;
    let writer = store.by(Actor::CommandLine);
    let links = writer.remove_links(member).await;
    let sessions = writer.end_sessions(member, None).await;
    store.close().await;
    links?;
    Ok(sessions?)
}

async fn remove(unnamed: Unnamed) -> anyhow::Result<()> {
    let Unnamed { folder, who } = unnamed;
    let was = match ServerStore::find(&folder.data).await? {
        Some(server) => {
            let was = remove_from(&server, &folder, &who).await;
            server.close().await;
            was?
        }
        None => false,
    };
    if !was {
        bail!("{who} is no moderator; `encaixe moderator list` shows them");
    }
    print(&format!("{who} is no moderator any more\n"))
}

/// Makes the moderator of that id, or else the member of that address, no moderator any more; whether they were one.
async fn remove_from(server: &ServerStore, folder: &Folder, who: &str) -> anyhow::Result<bool> {
    let company = folder.company.as_ref();
    let id = MemberId::new(who);
    if server.remove_moderator(company, &id).await? {
        return Ok(true);
    }
    let member = member(folder, who).await?;
    Ok(server.remove_moderator(company, &member.id).await?)
}

/// The member of that address in the company that is named.
async fn member(folder: &Folder, email: &str) -> anyhow::Result<Member> {
    let store = folder.open().await?;
    let found = store.member_by_email(email).await;
    store.close().await;
    found?.with_context(|| match &folder.company {
        Some(slug) => format!("no member of {slug} has the address {email}"),
        None => format!(
            "no member of the first company has the address {email}; `--company` names another one"
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
    let mut can_decide = false;
    for one in all {
        let (line, is_active) = line(&data, &one).await?;
        lines += &line;
        can_decide |= is_active;
    }
    if !lines.is_empty() && !can_decide {
        lines += "none of them can sign in, so nobody decides; `encaixe moderator add` names another, `encaixe moderator remove` one less\n";
    }
    if lines.is_empty() {
        lines = "there is none, so the admins of the first company decide; `encaixe moderator add` names one\n"
            .to_owned();
    }
    print(&lines)
}

/// A moderator in a line: the company, the id, the address and the name; and whether they may sign in.
async fn line(data: &Path, one: &Moderator) -> anyhow::Result<(String, bool)> {
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
    let id = &one.member;
    Ok(match member {
        Some(member) => {
            let off = if member.is_active {
                ""
            } else {
                "  (may not sign in)"
            };
            let line = format!(
                "{company:20}  {id}  {}  {}{off}\n",
                member.email, member.name
            );
            (line, member.is_active)
        }
        None => (format!("{company:20}  {id}  (no member any more)\n"), false),
    })
}
