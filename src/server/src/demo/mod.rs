//! The workspace of the first start, told in `workspace.toml` and `conversations.toml`.

mod file;
mod install;

use std::net::SocketAddr;

use anyhow::Context as _;

use crate::store::plugin::{self, New};
use crate::store::{Store, setting};

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

/// Registers the demo page at the first start, and moves it along with its port at every other; an address
/// that somebody changed stays, and so does a removal.
///
/// # Errors
/// When the database fails.
pub async fn register(store: &Store, at: SocketAddr) -> anyhow::Result<()> {
    let endpoint = endpoint(at);
    let known = store.setting(setting::DEMO_PLUGIN).await?;
    let last = store.setting(setting::DEMO_ENDPOINT).await?;
    let mut write = store.write().await?;
    match known {
        None => {
            let new = New {
                name: "Demo",
                icon: Some("🧩"),
                endpoint: &endpoint,
                enabled: true,
            };
            let demo = plugin::insert(&mut write, &new).await?;
            setting::set(&mut write, setting::DEMO_PLUGIN, demo.id.as_str()).await?;
        }
        Some(id) => {
            let current = store.plugin(&id).await?;
            if current.is_some_and(|current| Some(current.plugin.endpoint) == last) {
                plugin::move_to(&mut write, &id, &endpoint).await?;
            }
        }
    }
    setting::set(&mut write, setting::DEMO_ENDPOINT, &endpoint).await?;
    write
        .commit()
        .await
        .context("the demo plugin could not be registered")?;
    Ok(())
}

/// A picture of the demo workspace, as SVG.
#[must_use]
pub fn media(name: &str) -> Option<&'static str> {
    file::media(name)
}

/// The demo page's address: another origin than the page's, which goes by the name `localhost`.
#[must_use]
pub fn endpoint(at: SocketAddr) -> String {
    format!("http://127.0.0.1:{}/", at.port())
}
