//! What a new data folder begins with: the demo workspace, or one of your own with nothing in it.

use anyhow::Context as _;
use encaixe_api::access::{Role, Workspace};
use encaixe_api::id::{ChannelId, WorkspaceId};
use encaixe_api::inbox::channel::Channel;

use crate::store::{Store, channel, member, workspace};
use crate::{demo, random, time};

/// The workspace of a folder that has none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// The shop with its conversations.
    Demo,
    /// No conversations: an admin, and a way in for messages.
    Empty(Empty),
}

/// How an empty workspace is called, and who begins in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Empty {
    /// The company's name.
    pub workspace: String,
    /// The admin's name.
    pub name: String,
    /// The admin's address, in lower case.
    pub email: String,
}

/// Makes the workspace if the folder has none.
///
/// # Errors
/// When the database fails.
pub async fn install(store: &Store, first: &First) -> anyhow::Result<()> {
    match first {
        First::Demo => demo::install(store).await,
        First::Empty(empty) if store.workspace().await?.is_none() => begin(store, empty)
            .await
            .context("the empty workspace could not be made"),
        First::Empty(_) => {
            tracing::info!("this folder has a workspace already, so `empty` changes nothing");
            Ok(())
        }
    }
}

async fn begin(store: &Store, empty: &Empty) -> anyhow::Result<()> {
    let now = time::now();
    let itself = Workspace {
        id: WorkspaceId::new(random::id()?),
        name: empty.workspace.clone(),
    };
    let admin = member::New {
        id: &random::id()?,
        name: &empty.name,
        email: &empty.email,
        phone: None,
        role: Role::Admin,
        is_active: true,
        created_at: now,
    };
    let chat = Channel {
        id: ChannelId::new(random::id()?),
        name: "Web chat".to_owned(),
        kind: "webchat".to_owned(),
    };
    let mut write = store.write().await?;
    workspace::insert(&mut write, &itself, now).await?;
    member::insert(&mut write, &admin).await?;
    channel::insert(&mut write, &chat, now).await?;
    write.commit().await?;
    Ok(())
}
