//! What the page's address decides, settled at each start: whose sessions go on, and which plugins may stay.

use crate::access::cookie;
use crate::actor::Actor;
use crate::check::plugin::registered;
use crate::company::PageAddress;
use crate::event::{AccessEvent, Changed, PluginEvent};
use crate::store::{For, Result, Store, plugin, server_value, session};

/// Ends the sessions of another host, whose cookies go to whoever answers there now; switches off the plugins that are
/// registered at an address which the page does not let in; remembers the address.
///
/// # Errors
/// When the database fails.
pub(crate) async fn settle(store: &Store, page: &PageAddress) -> Result<()> {
    let origin = &page.origin;
    let scope = scope(page);
    let before = store.server_value(server_value::SESSION_SCOPE).await?;
    let plugins = store.plugins().await?;
    let mut write = store.by(Actor::System).write(For::Workspace).await?;
    if before.as_deref() != Some(&scope) {
        let ended = session::end_all(&mut write).await?;
        if ended > 0 {
            write.record(AccessEvent::EverySessionEnded);
            tracing::warn!(
                "the page is at {} now: {ended} sessions of its former address have ended. Sign in by the link below; \
                 `encaixe link create --member EMAIL` makes one for others",
                page.url()
            );
        }
    }
    for known in plugins.into_iter().map(|known| known.plugin) {
        if !known.enabled {
            continue;
        }
        if let Err(refusal) = registered(&known, origin) {
            tracing::warn!(
                plugin = %known.id,
                "the plugin {:?} at {} is switched off: {refusal}",
                known.name,
                known.endpoint
            );
            plugin::switch_off(&mut write, &known.id).await?;
            write.record(PluginEvent::PluginChanged {
                plugin: known.id,
                what: Changed::off(),
            });
        }
    }
    server_value::set(&mut write, server_value::SESSION_SCOPE, &scope).await?;
    server_value::set(&mut write, server_value::PAGE_URL, &page.url()).await?;
    write.commit().await?;
    Ok(())
}

/// Where a browser sends a session's cookie: by its name to one host, at every port. Folders of before this was remembered
/// have none, and their sessions end.
fn scope(page: &PageAddress) -> String {
    format!("{} {}", cookie::name(page), page.origin.host())
}
