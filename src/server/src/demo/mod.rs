//! The workspace of the first start, told in `workspace.toml` and `conversations.toml`.

mod attendances;
mod file;
mod install;

use std::net::SocketAddr;

use anyhow::Context as _;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_protocol::scope::Grants;

use crate::actor::Actor;
use crate::event::{Changed, PluginEvent};
use crate::store::plugin::{self, New};
use crate::store::{For, Store, server_value};
use crate::time::{self, Millis};

/// Makes the demo workspace if there is none.
///
/// # Errors
/// When the database fails.
pub async fn install(store: &Store) -> anyhow::Result<()> {
    if store.workspace().await?.is_none() {
        install::install(store)
            .await
            .context("the demo workspace could not be made")?;
    }
    Ok(())
}

/// A plugin that the server itself serves.
struct BuiltinPlugin {
    name: &'static str,
    icon: &'static str,
    path: &'static str,
    enabled: bool,
    /// By which names its id is remembered, and the address that it was given last.
    remembered: (&'static str, &'static str),
}

/// The demo, and the live console of the reference: agents do not need it, so an admin turns it on who does.
const OWN: [BuiltinPlugin; 2] = [
    BuiltinPlugin {
        name: "Demo",
        icon: "🧩",
        path: "/",
        enabled: true,
        remembered: (server_value::DEMO_PLUGIN, server_value::DEMO_URL),
    },
    BuiltinPlugin {
        name: "Console",
        icon: "⌨️",
        path: "/docs/console",
        enabled: false,
        remembered: (server_value::CONSOLE_PLUGIN, server_value::CONSOLE_URL),
    },
];

/// Registers the server's own plugins at the first start, and moves them along with their port at every other; an
/// address that somebody changed stays, and so does a removal.
/// In a workspace that does not begin as the demo they are off until an admin turns them on, and so they are where the
/// page's address does not let them in.
///
/// # Errors
/// When the database fails.
pub async fn register(
    store: &Store,
    page: &PageOrigin,
    at: SocketAddr,
    is_demo: bool,
) -> anyhow::Result<()> {
    // Each a moment after the other, which is their order.
    for (created_at, own) in (time::now()..).zip(&OWN) {
        let endpoint = format!("{}{}", origin(page, at), own.path);
        let enabled = own.enabled && is_demo && PluginUrl::parse(&endpoint, page).is_ok();
        register_one(store, own, &endpoint, enabled, created_at)
            .await
            .with_context(|| format!("the plugin {} could not be registered", own.name))?;
    }
    Ok(())
}

async fn register_one(
    store: &Store,
    own: &BuiltinPlugin,
    endpoint: &str,
    enabled: bool,
    created_at: Millis,
) -> anyhow::Result<()> {
    let (plugin_name, url_name) = own.remembered;
    let known = store.server_value(plugin_name).await?.map(PluginId::new);
    let last = store.server_value(url_name).await?;
    let mut write = store.by(Actor::System).write(For::Workspace).await?;
    match known {
        None => {
            let new = New {
                name: own.name,
                icon: Some(own.icon),
                endpoint,
                enabled,
                classic: false,
                scopes: Grants::ALL,
                auth_secret: true,
                proof_algorithm: ProofAlgorithm::EdDsa,
                created_at,
                owner: None,
            };
            let made = plugin::insert(&mut write, &new).await?;
            server_value::set(&mut write, plugin_name, made.id.as_str()).await?;
            write.record(PluginEvent::PluginCreated { plugin: made.id });
        }
        Some(id) => {
            let current = store.plugin(&id).await?;
            let current = current.map(|current| current.plugin.endpoint);
            let is_ours = current.is_some() && current == last;
            if is_ours && last.as_deref() != Some(endpoint) {
                plugin::move_to(&mut write, &id, endpoint).await?;
                write.record(PluginEvent::PluginChanged {
                    plugin: id,
                    what: Changed::default().with("endpoint", true),
                });
            }
        }
    }
    server_value::set(&mut write, url_name, endpoint).await?;
    write.commit().await?;
    Ok(())
}

/// A picture of the demo workspace, as SVG.
#[must_use]
pub fn media(name: &str) -> Option<&'static str> {
    file::media(name)
}

/// The origin of our own plugins' pages: on another host than the inbox page, since cookies know no ports.
#[must_use]
pub fn origin(page: &PageOrigin, at: SocketAddr) -> String {
    let host = if page.host() == "localhost" {
        "127.0.0.1"
    } else {
        "localhost"
    };
    format!("http://{host}:{}", at.port())
}
