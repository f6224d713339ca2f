//! Removes events that are older than `event-days`.

use std::time::Duration;

use super::Job;
use crate::time::{self, DAY, Millis};

pub(super) const JOB: Job = Job {
    name: "events",
    every: Duration::from_secs(60 * 60),
    run: |app| {
        Box::pin(async move {
            let before = time::now() - Millis::from(app.event_days) * DAY;
            app.store.sweep_events(before).await?;
            Ok(())
        })
    },
};
