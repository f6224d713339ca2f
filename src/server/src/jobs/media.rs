//! Says once, after an upgrade, which hosts' pictures are shown no longer.

use crate::app::App;
use crate::media::upgrade;

/// Says it; a failure is tried again at the next start.
pub(super) async fn run(app: &App) {
    if let Err(error) = upgrade::tell(app).await {
        tracing::error!("the hosts of pictures could not be looked at: {error:#}");
    }
}
