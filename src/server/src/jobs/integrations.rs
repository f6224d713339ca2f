//! Takes over what the server knows of the integrations that this company let in: those that are gone are taken out, those that were
//! stopped are shown no longer, and a version that asks for no more takes the place of the one before. It may run twice.

use std::collections::HashSet;
use std::time::Duration;

use encaixe_api::id::IntegrationId;
use encaixe_api::plugin_url::PluginUrl;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::actor::Actor;
use crate::app::{App, Shared};
use crate::installing::tell_missed;
use crate::store::installation::{Installed, Taken, asked};
use crate::store::integration::Registered;
use crate::store::server::ServerStore;
use crate::store::{Result, Writer};

/// How soon it is tried again when it failed; each time it takes twice as long.
const AGAIN: Duration = Duration::from_secs(2);

/// The longest that takes.
const AT_MOST: Duration = Duration::from_secs(60);

/// Takes over what changed while nobody listened; what changes from now on. None when the server ends. The company opens whatever fails.
pub(super) async fn begin(app: &Shared) -> Option<watch::Receiver<u64>> {
    let mut changes = app.companies.upgrade()?.integrations();
    if let Err(error) = sync(app).await {
        tracing::error!("what changed of integrations is not taken over yet: {error:#}");
        // As if something changed: it is tried again at once, by the job.
        changes.mark_changed();
    }
    if let Err(error) = tell_missed(app).await {
        tracing::error!("the server of an installed integration is not told of it: {error:?}");
    }
    Some(changes)
}

/// Takes over each change. While there is none it waits, and does nothing.
pub(super) async fn run(app: &App, mut changes: watch::Receiver<u64>) {
    while changes.changed().await.is_ok() {
        let mut wait = AGAIN;
        while let Err(error) = sync(app).await {
            tracing::error!(
                "what changed of integrations is taken over in {} s: {error:#}",
                wait.as_secs()
            );
            // Whatever else changes is not kept waiting.
            if matches!(timeout(wait, changes.changed()).await, Ok(Err(_))) {
                return;
            }
            wait = AT_MOST.min(wait * 2);
        }
    }
}

/// Takes over everything, each installation by itself: first those are stopped that are to be. Where the server has no database at all,
/// somebody may yet put it back: until then nobody knows whether they are to be stopped, and they are.
///
/// # Errors
/// When a database fails: the last failure, once all others are taken over.
pub(super) async fn sync(app: &App) -> Result<()> {
    let Some(companies) = app.companies.upgrade() else {
        return Ok(());
    };
    let server = match companies.server().await {
        Ok(Some(server)) => server,
        Ok(None) => return stop_all(app).await,
        // The company goes on without it.
        Err(error) => {
            tracing::error!("the server's database cannot be opened: {error:#}");
            return Ok(());
        }
    };
    let _alone = app.installing.lock().await;
    let writer = app.store.by(Actor::System);
    let mut here = HashSet::new();
    let mut read = Vec::new();
    let mut failed = None;
    for id in app.store.installations().await? {
        match stop(app, server, &writer, &id).await {
            Ok(Some(both)) => {
                read.push(both);
                here.insert(id);
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!("the integration {id} is not taken over: {error:#}");
                failed = Some(error);
                here.insert(id);
            }
        }
    }
    for (installed, known) in &read {
        if let Err(error) = take_over(app, &writer, installed, known).await {
            let id = &installed.id;
            tracing::error!("the version of the integration {id} is not taken over: {error:#}");
            failed = Some(error);
        }
    }
    mend(app, server, &here).await?;
    failed.map_or(Ok(()), Err)
}

/// Stops an installation, or lets it go on, as the server's moderators want it; takes it out where its integration is gone. One that cannot
/// be read is stopped. What is known of it; none where it is out.
async fn stop(
    app: &App,
    server: &ServerStore,
    writer: &Writer,
    id: &IntegrationId,
) -> Result<Option<(Installed, Registered)>> {
    let Some(known) = server.integration(id).await? else {
        writer.remove_installation(id, None).await?;
        return Ok(None);
    };
    let installed = match app.store.installation(id).await {
        Ok(Some(installed)) => installed,
        Ok(None) => return Ok(None),
        Err(error) => {
            writer.suspend_installation(id, true).await?;
            return Err(error);
        }
    };
    let is_stopped = !known
        .working
        .may_be_let_in(known.is_of(app.page.slug.as_ref()));
    if is_stopped != installed.is_suspended {
        writer.suspend_installation(id, is_stopped).await?;
    }
    Ok(Some((installed, known)))
}

/// Stops all of them.
async fn stop_all(app: &App) -> Result<()> {
    let _alone = app.installing.lock().await;
    let writer = app.store.by(Actor::System);
    for id in app.store.installations().await? {
        writer.suspend_installation(&id, true).await?;
    }
    Ok(())
}

/// Has the server keep that this company has what it has, and nothing else.
async fn mend(app: &App, server: &ServerStore, here: &HashSet<IntegrationId>) -> Result<()> {
    let company = app.page.slug.as_ref();
    let noted: HashSet<IntegrationId> = server.installed_by(company).await?.into_iter().collect();
    for id in here.difference(&noted) {
        server.note_installed(id, company).await?;
    }
    for id in noted.difference(here) {
        server.note_uninstalled(id, company).await?;
    }
    Ok(())
}

async fn take_over(
    app: &App,
    writer: &Writer,
    installed: &Installed,
    known: &Registered,
) -> Result<()> {
    let company = app.page.slug.as_ref();
    let (Some(agreed), Some((version, manifest))) = (&installed.agreed, known.in_force(company))
    else {
        return Ok(());
    };
    let is_same = installed.version == Some(version) && agreed == manifest;
    if is_same || manifest.is_wider_than(agreed) {
        return Ok(());
    }
    let widget = manifest.widget.as_ref();
    let url = widget.map(|widget| PluginUrl::registered(&widget.endpoint, &app.page.origin));
    match url.transpose() {
        Ok(url) => {
            let endpoint = url.map(|url| url.to_string());
            let taken = Taken {
                version,
                manifest,
                endpoint: endpoint.as_deref(),
                scopes: &asked(manifest),
            };
            writer.update_installation(&installed.id, taken).await
        }
        Err(refused) => {
            tracing::warn!(
                "version {version} of the integration {} is not taken over: {refused}",
                installed.id
            );
            Ok(())
        }
    }
}
