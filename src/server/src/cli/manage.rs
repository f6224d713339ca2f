//! Tokens and links, straight from the data folder: also while a server runs on it.

use std::future::Future;
use std::io::{self, Write as _};

use anyhow::{Context as _, bail};
use encaixe_api::access::{NewToken, Role};
use encaixe_api::plugin_url::PageOrigin;

use super::{Data, LinkCommand, TokenCommand};
use crate::access::{sign_in, token};
use crate::actor::Actor;
use crate::store::{self, Store, setting};

pub(super) fn block_on(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}

pub(super) async fn token(command: TokenCommand) -> anyhow::Result<()> {
    match command {
        TokenCommand::Create { data, name, role } => {
            let store = open(&data).await?;
            let name = name.trim().to_owned();
            if name.is_empty() || name.chars().count() > 80 {
                bail!("--name has 1 to 80 characters");
            }
            let role = Role::from(role);
            let made =
                token::create(&store.by(Actor::System), &NewToken { name, role }, None).await?;
            store.close().await;
            print(&format!("{}\n", made.secret))
        }
        TokenCommand::List { data } => {
            let store = open(&data).await?;
            let mut lines = String::new();
            for one in store.tokens().await? {
                let used = one.last_used_at.as_deref().unwrap_or("never");
                let role = one.role.as_str();
                lines += &format!(
                    "{}  {role:5}  made {}  used {used:24}  {}\n",
                    one.id, one.created_at, one.name
                );
            }
            store.close().await;
            print(&lines)
        }
        TokenCommand::Revoke { data, id } => {
            let store = open(&data).await?;
            let there = store.by(Actor::System).remove_token(&id).await?;
            store.close().await;
            if !there {
                bail!("there is no token {id}; `encaixe token list` shows them");
            }
            Ok(())
        }
    }
}

pub(super) async fn link(command: LinkCommand) -> anyhow::Result<()> {
    let LinkCommand::Create { data, member } = command;
    let store = open(&data).await?;
    let origin = store
        .setting(setting::PUBLIC_ORIGIN)
        .await?
        .as_deref()
        .and_then(PageOrigin::parse)
        .context("no server has run on this data folder yet; start `encaixe serve` once")?;
    let found = store
        .member_by_email(&member)
        .await?
        .with_context(|| format!("no member has the address {member}"))?;
    if !found.is_active {
        bail!("{member} may not sign in; an admin can change that");
    }
    let link = sign_in::create(&store.by(Actor::System), &origin, found.id.as_str()).await?;
    store.close().await;
    print(&format!("{}\n", link.url))
}

/// A folder that a server has made: a mistyped one must not become a second, empty workspace.
async fn open(data: &Data) -> anyhow::Result<Store> {
    must_be_there(data)?;
    Ok(Store::open(&data.data).await?)
}

pub(super) fn must_be_there(data: &Data) -> anyhow::Result<()> {
    if !data.data.join(store::FILE).is_file() {
        bail!(
            "{0} is no data folder: `encaixe serve --data {0}` makes one",
            data.data.display()
        );
    }
    Ok(())
}

pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
