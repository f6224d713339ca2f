//! `encaixe token`: straight from the data folder, also while a server runs on it.

use anyhow::{anyhow, bail};
use clap::{Subcommand, ValueEnum};
use encaixe_api::access::{NewToken, Role};
use encaixe_api::id::TokenId;
use encaixe_protocol::scope::AnyScope;

use super::folder::Folder;
use super::print;
use crate::access::token;
use crate::actor::Actor;
use crate::check::token::new_token;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a token and print it, and nothing else: it is never shown again
    Create {
        #[command(flatten)]
        folder: Folder,
        /// What it is for
        #[arg(long)]
        name: String,
        /// What it may do
        #[arg(long)]
        role: RoleName,
        /// An app that it may call, as `app:asana`; may be given more than once. A token of an admin may call all of them
        #[arg(long = "scope", value_name = "SCOPE", value_parser = scope)]
        scopes: Vec<AnyScope>,
        /// A scope that it is narrowed to, such as contact:read; may be given more than once [default: all that its role may do]
        #[arg(long, value_name = "SCOPE", value_parser = any_scope)]
        only: Vec<AnyScope>,
        /// For how many days it works [default: without an end]
        #[arg(long, value_name = "DAYS")]
        days: Option<u32>,
    },
    /// List the tokens
    List {
        #[command(flatten)]
        folder: Folder,
    },
    /// Take a token back
    Revoke {
        #[command(flatten)]
        folder: Folder,
        /// Its id, as `token list` shows it
        id: TokenId,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum RoleName {
    /// The inbox
    Agent,
    /// Everything
    Admin,
    /// The integrations that the company makes, and nothing of the inbox
    Developer,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Agent => Self::Agent,
            RoleName::Admin => Self::Admin,
            RoleName::Developer => Self::Developer,
        }
    }
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Create {
            folder,
            name,
            role,
            scopes,
            only,
            days,
        } => {
            let new = NewToken {
                name,
                role: role.into(),
                scopes: (!scopes.is_empty()).then(|| scopes.into_iter().collect()),
                only: (!only.is_empty()).then(|| only.into_iter().collect()),
                days,
            };
            create(&folder, &new).await
        }
        Command::List { folder } => list(&folder).await,
        Command::Revoke { folder, id } => revoke(&folder, &id).await,
    }
}

/// Any scope.
fn any_scope(text: &str) -> Result<AnyScope, String> {
    let found = AnyScope::parse(text);
    found.ok_or_else(|| "expected a scope, such as contact:read or app:asana".to_owned())
}

/// The scope of an app.
fn scope(text: &str) -> Result<AnyScope, String> {
    let found = AnyScope::parse(text).filter(|scope| scope.app_id().is_some());
    let message = "expected the scope of an app, such as app:asana";
    found.ok_or_else(|| message.to_owned())
}

async fn create(folder: &Folder, new: &NewToken) -> anyhow::Result<()> {
    let new = new_token(new).map_err(|wrong| {
        let each = wrong
            .iter()
            .map(|one| format!("--{}: {}", one.path, one.message));
        anyhow!(each.collect::<Vec<_>>().join("; "))
    })?;
    let store = folder.open().await?;
    let made = token::create(&store.by(Actor::CommandLine), &new, None).await?;
    store.close().await;
    print(&format!("{}\n", made.secret))
}

async fn list(folder: &Folder) -> anyhow::Result<()> {
    let store = folder.open().await?;
    let mut lines = String::new();
    for one in store.tokens().await? {
        let used = one.last_used_at.as_deref().unwrap_or("never");
        let role = one.role.as_str();
        let scopes = one.scopes.to_string();
        let scopes = if scopes.is_empty() {
            scopes
        } else {
            format!("  [{scopes}]")
        };
        let only = one.only.as_ref().map(|only| format!("  only {only}"));
        let only = only.unwrap_or_default();
        let ends = one.ends_at.as_ref().map(|at| format!("  ends {at}"));
        let ends = ends.unwrap_or_default();
        lines += &format!(
            "{}  {role:9}  made {}  used {used:24}  {}{scopes}{only}{ends}\n",
            one.id, one.created_at, one.name
        );
    }
    store.close().await;
    print(&lines)
}

async fn revoke(folder: &Folder, id: &TokenId) -> anyhow::Result<()> {
    let store = folder.open().await?;
    let there = store.by(Actor::CommandLine).remove_token(id).await?;
    store.close().await;
    if !there {
        bail!("there is no token {id}; `encaixe token list` shows them");
    }
    Ok(())
}
