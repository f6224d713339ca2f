//! What a new data folder begins with: the demo workspace, or one of your own with nothing in it.

use anyhow::Context as _;
use encaixe_api::access::{Role, Workspace};
use encaixe_api::id::WorkspaceId;

use crate::actor::Actor;
use crate::event::{Filled, WorkspaceEvent};
use crate::store::{For, Outcome, Store, channel, member, tag, workspace};
use crate::{demo, random, time};

/// The workspace of a folder that has none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InitialWorkspace {
    /// The shop with its conversations.
    Demo,
    /// No conversations: an admin, a way in for messages, and a handful of tags to be kept or thrown away.
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
    /// The language of its tags and of new members; none is English, and for members that of their browser.
    pub language: Option<String>,
}

/// What conversations are labelled with in most inboxes: English, Portuguese, the colour.
const TAGS: [(&str, &str, &str); 5] = [
    ("VIP", "VIP", "#7c3aed"),
    ("Urgent", "Urgente", "#dc2626"),
    ("New customer", "Cliente novo", "#0891b2"),
    ("Waiting for the customer", "Aguardando cliente", "#d97706"),
    ("Praise", "Elogio", "#16a34a"),
];

/// Makes the workspace if the folder has none.
///
/// # Errors
/// When the database fails.
pub async fn install(store: &Store, first: &InitialWorkspace) -> anyhow::Result<()> {
    match first {
        InitialWorkspace::Demo => demo::install(store).await,
        InitialWorkspace::Empty(empty) if store.workspace().await?.is_none() => begin(store, empty)
            .await
            .context("the empty workspace could not be made"),
        InitialWorkspace::Empty(_) => {
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
        locale: empty.language.clone(),
        ..Workspace::default()
    };
    let portuguese = empty.language.as_deref() == Some("pt-BR");
    let admin = member::New {
        id: &random::id()?.into(),
        name: &empty.name,
        email: &empty.email,
        phone: None,
        role: Role::Admin,
        is_active: true,
        created_at: now,
    };
    let chat = channel::New {
        id: &random::id()?.into(),
        name: if portuguese {
            "Chat do site"
        } else {
            "Web chat"
        },
        kind: "webchat",
        created_at: now,
    };
    let mut write = store.by(Actor::System).write(For::Workspace).await?;
    workspace::insert(&mut write, &itself, now).await?;
    member::insert(&mut write, &admin).await?;
    let free = |done: Outcome<()>| done.map_err(|refused| anyhow::anyhow!("{refused:?}"));
    free(channel::insert(&mut write, &chat).await?)?;
    for (english, brazilian, color) in TAGS {
        let tag = tag::New {
            id: &random::id()?.into(),
            name: if portuguese { brazilian } else { english },
            color,
            is_active: true,
            created_at: now,
        };
        free(tag::insert(&mut write, &tag).await?)?;
    }
    write.record(WorkspaceEvent::WorkspaceFilled { by: Filled::Start });
    write.commit().await?;
    Ok(())
}
