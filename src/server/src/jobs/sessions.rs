//! Removes sessions and sign-in links that are over.

use std::time::Duration;

use super::Job;

pub(super) const JOB: Job = Job {
    name: "sessions",
    every: Duration::from_secs(60 * 60),
    run: |app| Box::pin(async move { app.store.sweep_access().await }),
};
