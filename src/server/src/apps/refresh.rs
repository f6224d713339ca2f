//! Tokens are renewed before they end: by one at a time for each connection, whatever processes there are, and stored before anybody
//! uses them. Whoever finds another at it waits for what comes of that.

use std::time::Duration;

use encaixe_api::app::ConnectionState;
use encaixe_api::descriptor::{Authentication, Grant as How, OAuth};
use thiserror::Error;
use tokio::time::{Instant, sleep};
use url::Url;

use super::oauth::{self, Grant, Us};
use super::ready;
use super::token;
use crate::actor::Actor;
use crate::app::Shared;
use crate::store::app::{Held, Known};
use crate::time::{self, MINUTE, Millis, SECOND};
use crate::{random, store};

/// How long before its end a token is renewed; for one that lives for less than two minutes, half of its life.
const MARGIN: Millis = MINUTE;

/// For how long one process has a connection's tokens to itself: longer than an answer may take.
const LEASE: Millis = 30 * SECOND;

/// How often whoever waits looks again, and for how long at most.
const LOOK: Duration = Duration::from_millis(25);
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no token.
#[derive(Debug, Error)]
pub enum Stale {
    /// The connection is no longer there.
    #[error("the connection was removed")]
    Gone,
    /// The app refuses to renew it, or it cannot be renewed: why. A person has to connect anew.
    #[error("{0}")]
    Refused(String),
    /// The app's token address does not answer as it should, at the moment.
    #[error(transparent)]
    Failed(#[from] token::Failed),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// No random bytes, or the work was cut off.
    #[error("the token could not be renewed: {0}")]
    Cut(String),
}

/// Who we are to an app; none while an admin has not said it.
///
/// # Errors
/// When the database fails.
pub async fn us(app: &Shared, known: &Known) -> store::Result<Option<Us>> {
    let Some(id) = known.client_id.clone() else {
        return Ok(None);
    };
    let secret = app.store.app_client_secret(&known.id).await?;
    Ok(Some(Us {
        id,
        secret: secret.unwrap_or_default(),
    }))
}

/// The connection with a token that lasts. `worn` is the round whose token the app no longer takes.
///
/// # Errors
/// When there is none to be had.
pub async fn fresh(
    app: &Shared,
    known: &Known,
    mut held: Held,
    worn: Option<i64>,
) -> Result<Held, Stale> {
    let Authentication::OAuth(oauth) = &known.descriptor.authentication else {
        return Ok(held);
    };
    let until = Instant::now() + PATIENCE;
    while is_due(oauth, &held, worn) {
        let Some((at, by)) = way(known, oauth, &held)? else {
            return if worn == Some(held.round) {
                let why = "the app no longer takes the token, and it cannot be renewed";
                Err(Stale::Refused(why.to_owned()))
            } else {
                Ok(held)
            };
        };
        let holder = random::id().map_err(|error| Stale::Cut(error.to_string()))?;
        let writer = app.store.by(Actor::System);
        let is_free = held.held_until <= time::now();
        let end = time::now() + LEASE;
        if is_free
            && writer
                .take_tokens(&held.id, held.round, &holder, end)
                .await?
        {
            let still = worn.is_none() && held.expires_at.is_none_or(|at| at > time::now());
            let still = still && held.tokens.is_some();
            // On its own: whoever stops waiting must not lose a token that the app gave once.
            let turn = renew(app.clone(), known.clone(), held.clone(), holder, at, by);
            match tokio::spawn(turn)
                .await
                .map_err(|error| Stale::Cut(error.to_string()))?
            {
                Err(Stale::Failed(why)) if still => {
                    tracing::warn!("a token of {} could not be renewed yet: {why}", known.id);
                    return Ok(held);
                }
                done => done?,
            }
        } else if Instant::now() >= until {
            return Err(Stale::Cut("another process takes too long".to_owned()));
        } else {
            sleep(LOOK).await;
        }
        held = (app.store.connection(&known.id, &held.id).await?).ok_or(Stale::Gone)?;
        if held.state == ConnectionState::Reconnect && worn.is_none() {
            return Err(Stale::Refused(held.reason.unwrap_or_default()));
        }
    }
    Ok(held)
}

/// Whether a token has to be renewed before it is used.
fn is_due(oauth: &OAuth, held: &Held, worn: Option<i64>) -> bool {
    if worn == Some(held.round) {
        return true;
    }
    if held.tokens.is_none() {
        return oauth.grant == How::ClientCredentials;
    }
    let Some(end) = held.expires_at else {
        return false;
    };
    let life = held.refreshed_at.map_or(0, |since| end - since);
    end <= time::now() + MARGIN.min(life / 2)
}

/// By what a token is renewed.
enum By {
    Token(String),
    Client,
}

/// Where and by what a connection's token is renewed; none where it cannot be.
fn way(known: &Known, oauth: &OAuth, held: &Held) -> Result<Option<(Url, By)>, Stale> {
    let addresses =
        ready::token_addresses(&known.descriptor, &held.fields(), held.confirmed_host());
    let addresses = addresses.map_err(|wrong| Stale::Refused(wrong.to_string()))?;
    let Some(addresses) = addresses else {
        return Ok(None);
    };
    if oauth.grant == How::ClientCredentials {
        return Ok(Some((addresses.token, By::Client)));
    }
    let token = held
        .tokens
        .as_ref()
        .and_then(|tokens| tokens.refresh.clone());
    Ok(addresses.refresh.zip(token.map(By::Token)))
}

/// Renews the tokens that this holder took on itself.
async fn renew(
    app: Shared,
    known: Known,
    held: Held,
    holder: String,
    at: Url,
    by: By,
) -> Result<(), Stale> {
    let writer = app.store.by(Actor::System);
    let us = us(&app, &known).await?;
    let (Authentication::OAuth(oauth), Some(us)) = (&known.descriptor.authentication, us) else {
        writer.leave_tokens(&held.id, &holder).await?;
        let why = "the app's client is not known: an admin has to write it";
        return Err(Stale::Refused(why.to_owned()));
    };
    let grant = match &by {
        By::Token(token) => Grant::Refresh(token),
        By::Client => Grant::Client,
    };
    match oauth::ask(&app.delivery, oauth, &at, &us, grant).await {
        Ok(tokens) => {
            writer.keep_tokens(&held.id, &holder, &tokens).await?;
            Ok(())
        }
        Err(why) if why.is_final() => {
            let reason = why.to_string();
            writer
                .break_connection(&known.id, &held.id, held.round, &reason)
                .await?;
            writer.leave_tokens(&held.id, &holder).await?;
            Err(Stale::Refused(reason))
        }
        Err(why) => {
            writer.leave_tokens(&held.id, &holder).await?;
            Err(why.into())
        }
    }
}
