//! `encaixe link`: straight from the data folder, also while a server runs on it.

use anyhow::{Context as _, bail};
use clap::Subcommand;

use super::folder::Folder;
use super::print;
use crate::access::sign_in;
use crate::actor::Actor;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print a link that signs a member in once, within 15 minutes
    Create {
        #[command(flatten)]
        folder: Folder,
        /// The member's e-mail address
        #[arg(long, value_name = "EMAIL")]
        member: String,
    },
}

pub(super) async fn run(command: Command) -> anyhow::Result<()> {
    let Command::Create { folder, member } = command;
    let page = folder.page().await?;
    let store = folder.open().await?;
    let found = store
        .member_by_email(&member)
        .await?
        .with_context(|| format!("no member has the address {member}"))?;
    if !found.is_active {
        bail!("{member} may not sign in; an admin can change that");
    }
    let link = sign_in::create(&store.by(Actor::CommandLine), &page, &found.id).await?;
    store.close().await;
    print(&format!("{}\n", link.url))
}
