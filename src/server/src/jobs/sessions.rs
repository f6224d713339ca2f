//! Removes sessions and sign-in links that are over, and what was let in here and is no integration any more.

use std::time::Duration;

use super::Job;
use crate::actor::Actor;
use crate::app::App;
use crate::store::Result;

pub(super) const JOB: Job = Job {
    name: "sessions",
    every: Duration::from_secs(60 * 60),
    run: |app| {
        Box::pin(async move {
            app.store.sweep_access().await?;
            take_out_removed(&app).await
        })
    },
};

/// Takes out the integrations that the server no longer has: a kill, or somebody who agreed at that moment, left them here. Where the
/// server has no database at all, somebody may yet put it back.
async fn take_out_removed(app: &App) -> Result<()> {
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
    let writer = app.store.by(Actor::System);
    for integration in app.store.installations().await? {
        if server.integration_state(&integration).await?.is_none() {
            writer.remove_installation(&integration, None).await?;
        }
    }
    Ok(())
}
