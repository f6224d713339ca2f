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
            integrations::sync(&app).await
        })
    },
};
