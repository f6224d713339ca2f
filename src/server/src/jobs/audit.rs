//! Writes down how many sign-ins were refused, and removes entries of the audit log that are older than `audit-days`.

use std::time::Duration;

use super::Job;
use crate::time::{self, DAY, Millis};

pub(super) const JOB: Job = Job {
    name: "audit",
    every: Duration::from_secs(60 * 60),
    run: |app| {
        Box::pin(async move {
            let refused = app.refusals.take_sign_ins();
            app.store.count_refused_sign_ins(refused).await?;
            let before = time::now() - Millis::from(app.audit_days) * DAY;
            app.store.sweep_audit(before).await?;
            Ok(())
        })
    },
};
