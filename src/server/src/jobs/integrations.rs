//! Takes over what the server knows of the integrations that this company let in: those that are gone are taken out, those that were
//! stopped are shown no longer, and a version that asks for no more takes the place of the one before. It may run twice.

use std::collections::HashSet;
use std::time::Duration;

use encaixe_api::id::IntegrationId;
use encaixe_api::plugin_url::PluginUrl;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::actor::Actor;
use crate::app::App;
use crate::store::installation::{Installed, Taken, asked};
use crate::store::integration::Registered;
use crate::store::server::ServerStore;
use crate::store::{Result, Writer};

/// How soon it is tried again when it failed.
const AGAIN: Duration = Duration::from_secs(2);

/// Takes over what changed while nobody listened; what changes from now on. None when the server ends.
///
/// # Errors
/// When this company's database fails.
pub(super) async fn begin(app: &App) -> Result<Option<watch::Receiver<u64>>> {
    let Some(companies) = app.companies.upgrade() else {
        return Ok(None);
    };
    let changes = companies.integrations();
    sync(app).await?;
    Ok(Some(changes))
}

/// Takes over each change. While there is none it waits, and does nothing.
pub(super) async fn run(app: &App, mut changes: watch::Receiver<u64>) {
    while changes.changed().await.is_ok() {
        while let Err(error) = sync(app).await {
            tracing::error!(
                "what changed of integrations is taken over in {} s: {error:#}",
                AGAIN.as_secs()
            );
            sleep(AGAIN).await;
        }
    }
}

/// Takes over everything. Where the server has no database at all, somebody may yet put it back.
///
/// # Errors
/// When a database fails.
pub(super) async fn sync(app: &App) -> Result<()> {
    let Some(companies) = app.companies.upgrade() else {
        return Ok(());
    };
    let server = match companies.server().await {
        Ok(Some(server)) => server,
        Ok(None) => return Ok(()),
        // The company goes on without it.
        Err(error) => {
            tracing::error!("the server's database cannot be opened: {error:#}");
            return Ok(());
        }
    };
    let _alone = app.installing.lock().await;
    let writer = app.store.by(Actor::System);
    let mut here = HashSet::new();
    for installed in app.store.installed().await? {
        match server.integration(&installed.id).await? {
            Some(known) => {
                take_over(app, &writer, &installed, &known).await?;
                here.insert(installed.id);
            }
            None => {
                writer.remove_installation(&installed.id, None).await?;
            }
        }
    }
    mend(app, server, &here).await
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
    let is_stopped = !known.working.may_be_let_in(known.is_of(company));
    if is_stopped != installed.is_suspended {
        writer
            .suspend_installation(&installed.id, is_stopped)
            .await?;
    }
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
