//! Tokens that were not renewed for a day, and connections that were only tried.

use super::refresh::{Stale, fresh};
use crate::actor::Actor;
use crate::app::Shared;
use crate::store;
use crate::time::{DAY, Millis};

/// How many are renewed in one go.
const MOST: u32 = 10_000;

/// Renews the tokens that were written more than a day before that time, as far as they can be, and forgets connections that nobody kept.
/// One that fails is tried again the next time.
///
/// # Errors
/// When the database fails.
pub async fn renew(app: &Shared, now: Millis) -> store::Result<()> {
    app.store.by(Actor::System).forget_trials(now).await?;
    for (of, id) in app.store.stale_connections(now - DAY, MOST).await? {
        let known = app.store.app(&of).await?;
        let held = app.store.connection(&of, &id).await?;
        let (Some(known), Some(held)) = (known, held) else {
            continue;
        };
        let has_other = held
            .tokens
            .as_ref()
            .is_some_and(|tokens| tokens.refresh.is_some());
        if !has_other {
            continue;
        }
        let round = held.round;
        match fresh(app, &known, held, Some(round)).await {
            Ok(_) => {}
            Err(Stale::Store(error)) => return Err(error),
            Err(why) => tracing::warn!("a token of {of} could not be renewed: {why}"),
        }
    }
    Ok(())
}
