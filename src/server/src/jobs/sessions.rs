//! Removes sessions and sign-in links that are over, and mends what a kill left between what the server and this company keep of
//! integrations.

use std::time::Duration;

use super::{Job, integrations};

pub(super) const JOB: Job = Job {
    name: "sessions",
    every: Duration::from_secs(60 * 60),
    run: |app| {
        Box::pin(async move {
            app.store.sweep_access().await?;
            // Its own job tries again, and no company stays closed for it.
            if let Err(error) = integrations::sync(&app).await {
                tracing::error!("what changed of integrations is not taken over yet: {error:#}");
            }
            Ok(())
        })
    },
};
