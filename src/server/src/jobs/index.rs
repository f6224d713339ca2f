//! Prepares conversations for search that an earlier version left, once at a start.

use crate::app::App;

/// Adds them to the index, and says how far it is.
pub(super) async fn run(app: &App) {
    let whole = app.store.unindexed().await.unwrap_or_default();
    if whole == 0 {
        return;
    }
    tracing::info!(
        "{whole} conversations are being prepared for search; the inbox can be used meanwhile"
    );
    let mut told = 0;
    let all = app.store.index_all(|left| {
        let tenth = (whole - left.min(whole)) * 10 / whole;
        if tenth > told {
            told = tenth;
            tracing::info!("{tenth}0 % of the conversations can be searched");
        }
    });
    match all.await {
        Ok(()) => tracing::info!("every conversation can be searched"),
        Err(error) => tracing::error!(
            "conversations could not be prepared for search; a new start goes on: {error:#}"
        ),
    }
}
