//! Removes deliveries that were over before `delivery-days`, a few at a time, so that nobody waits for it.

use std::time::Duration;

use tokio::time::sleep;

use super::Job;
use crate::time::{self, DAY, Millis};

/// How long others have the database between two bites.
const PAUSE: Duration = Duration::from_millis(20);

pub(super) const JOB: Job = Job {
    name: "deliveries",
    every: Duration::from_secs(60 * 60),
    run: |app| {
        Box::pin(async move {
            let now = time::now();
            let before = now - Millis::from(app.delivery_days) * DAY;
            while app.store.sweep_deliveries(before, now).await? {
                sleep(PAUSE).await;
            }
            Ok(())
        })
    },
};
