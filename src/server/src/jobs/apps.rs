//! Renews the tokens of apps once a day, so that those that nobody uses are not forgotten by the app.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::app::App;
use crate::apps::daily;
use crate::time;

/// How often it is looked for what was not renewed for a day.
const EVERY: Duration = Duration::from_secs(10 * 60);

/// Looks again and again. Each connection's tokens have a lease of their own, so that several processes may.
pub(super) async fn run(app: &Arc<App>) {
    loop {
        // At a start too: a company that nobody uses is opened once a day for its jobs, and closed again.
        if let Err(error) = daily::renew(app, time::now()).await {
            tracing::error!("the tokens of apps could not be renewed: {error:#}");
        }
        sleep(EVERY).await;
    }
}
