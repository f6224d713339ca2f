//! Pings of connections, of those that are kept and of those that are only tried.

use encaixe_api::app::{PingOutcome, PingResult};
use encaixe_api::descriptor::{Authentication, secret_values};
use encaixe_api::id::ConnectionId;

use super::asker::Asker;
use super::draft::Draft;
use super::made::{NoAnswer, ready};
use super::oauth::Tokens;
use super::ping::{Mask, made_up, ping};
use super::ready::{Ready, Unready};
use super::refresh::{self, Stale};
use crate::actor::Actor;
use crate::app::Shared;
use crate::script::Event;
use crate::store;
use crate::store::app::{Held, Known};
use crate::time::{self, rfc3339};

/// The name under which scripts find an access token.
const TOKEN: &str = "access_token";

/// What is pinged.
struct Pinged<'a> {
    ready: &'a Ready,
    event: Event,
    connection: Option<&'a ConnectionId>,
}

async fn pinged(app: &Shared, known: &Known, what: Pinged<'_>) -> store::Result<PingResult> {
    let script = match known.has_script {
        true => app
            .store
            .app_files(&known.id)
            .await?
            .and_then(|files| files.script),
        false => None,
    };
    let mut secrets = secret_values(&known.descriptor);
    secrets.extend(app.store.app_client_secret(&known.id).await?);
    let mask = Mask::new(&known.descriptor, &what.event, &secrets);
    let asker = Asker {
        app,
        ready: what.ready,
        mask: &mask,
        connection: what.connection,
    };
    let (descriptor, script) = (&known.descriptor, script.as_deref());
    Ok(ping(
        &app.scripts,
        descriptor,
        script,
        &what.event,
        &secrets,
        &asker,
    )
    .await)
}

/// Pings a connection that is kept, and keeps what was found. One that passes mends a connection that had to be connected again.
///
/// # Errors
/// When the database fails.
pub async fn kept(
    app: &Shared,
    known: &Known,
    held: Held,
    actor: Actor,
) -> store::Result<PingResult> {
    let (of, id) = (known.id.clone(), held.id.clone());
    let (result, round) = found(app, known, held).await?;
    let mends = (result.outcome == PingOutcome::Passed)
        .then_some(round)
        .flatten();
    app.store
        .by(actor)
        .keep_ping(&of, &id, &result, mends)
        .await?;
    Ok(result)
}

/// What a ping finds, and the round of the credentials that were taken.
async fn found(
    app: &Shared,
    known: &Known,
    held: Held,
) -> store::Result<(PingResult, Option<i64>)> {
    if !held.is_agreed() {
        let why = "Nobody has agreed to this connection yet.";
        return Ok((result(PingOutcome::CredentialsRefused, why), None));
    }
    let mut worn = None;
    let mut held = held;
    loop {
        held = match refresh::fresh(app, known, held, worn).await {
            Ok(held) => held,
            Err(stale) => return stale_result(stale).map(|result| (result, None)),
        };
        let ready = match ready(known, &held) {
            Ok(ready) => ready,
            Err(NoAnswer::Reconnect(why)) => {
                return Ok((result(PingOutcome::CredentialsRefused, &why), None));
            }
            Err(NoAnswer::Store(error)) => return Err(error),
            Err(_) => return Ok((result(PingOutcome::AddressRefused, ""), None)),
        };
        let what = Pinged {
            ready: &ready,
            event: event(&ready, &held.fields(), held.tokens.as_ref()),
            connection: Some(&held.id),
        };
        let result = pinged(app, known, what).await?;
        // A token that is worn is renewed once, as for a call.
        let is_token = matches!(known.descriptor.authentication, Authentication::OAuth(_));
        let can = held
            .tokens
            .as_ref()
            .is_some_and(|tokens| tokens.refresh.is_some());
        let again = is_token && can && worn.is_none() && result.status == Some(401);
        if !again {
            return Ok((result, Some(held.round)));
        }
        worn = Some(held.round);
    }
}

/// Pings with values that are only tried.
///
/// # Errors
/// When the database fails; within, why these values cannot be used.
pub async fn tried(
    app: &Shared,
    known: &Known,
    draft: &Draft,
    tokens: Option<&Tokens>,
) -> store::Result<Result<PingResult, Unready>> {
    let token = tokens.map(|tokens| tokens.access.as_str());
    let host = draft.confirmed_host.as_deref();
    let ready = Ready::of(
        &known.descriptor,
        &draft.environment,
        &draft.fields,
        host,
        token,
    );
    let ready = match ready {
        Ok(ready) => ready,
        Err(unready) => return Ok(Err(unready)),
    };
    let what = Pinged {
        ready: &ready,
        event: event(&ready, &draft.fields, tokens),
        connection: None,
    };
    pinged(app, known, what).await.map(Ok)
}

/// Pings with credentials that nobody has, in the place of a connection's: one that passes all the same proves nothing. What the last ping
/// of the connection proves is kept with it; where this one says nothing of it, what was known stays.
///
/// # Errors
/// When the database fails.
pub async fn with_made_up(
    app: &Shared,
    known: &Known,
    held: Held,
    actor: Actor,
) -> store::Result<PingResult> {
    let mut auth = held.fields();
    if let Some(tokens) = &held.tokens {
        auth.insert(TOKEN.to_owned(), tokens.access.clone());
    }
    let mut other = made_up(&known.descriptor, &auth)?;
    let token = other.remove(TOKEN);
    let (of, host) = (&known.descriptor, held.confirmed_host());
    let ready = match Ready::of(of, &held.environment, &other, host, token.as_deref()) {
        Ok(ready) => ready,
        Err(_) => {
            return Ok(result(
                PingOutcome::CredentialsRefused,
                "Connect the app first.",
            ));
        }
    };
    let tokens = token.map(|access| Tokens {
        access,
        refresh: None,
        expires_at: None,
    });
    let what = Pinged {
        ready: &ready,
        event: event(&ready, &other, tokens.as_ref()),
        connection: Some(&held.id),
    };
    let mut result = pinged(app, known, what).await?;
    result.proves_nothing = proves_nothing(result.outcome);
    if let Some(mut last) = held.last_ping {
        last.proves_nothing = result.proves_nothing.or(last.proves_nothing);
        let writer = app.store.by(actor);
        writer.keep_ping(&known.id, &held.id, &last, None).await?;
    }
    Ok(result)
}

/// Whether a ping proves nothing that came to this with made-up credentials; none where nobody looked at them.
const fn proves_nothing(outcome: PingOutcome) -> Option<bool> {
    match outcome {
        PingOutcome::Passed => Some(true),
        PingOutcome::CredentialsRefused | PingOutcome::RightsMissing | PingOutcome::Refused => {
            Some(false)
        }
        PingOutcome::RateLimited
        | PingOutcome::ServiceDown
        | PingOutcome::AddressRefused
        | PingOutcome::ScriptFailed
        | PingOutcome::NoPing => None,
    }
}

fn event(ready: &Ready, fields: &super::Fields, tokens: Option<&Tokens>) -> Event {
    let mut auth = fields.clone();
    if let Some(tokens) = tokens {
        auth.insert(TOKEN.to_owned(), tokens.access.clone());
    }
    Event {
        base_uri: ready.base.as_str().trim_end_matches('/').to_owned(),
        auth,
    }
}

fn stale_result(stale: Stale) -> store::Result<PingResult> {
    match stale {
        Stale::Store(error) => Err(error),
        Stale::Refused(why) => Ok(result(PingOutcome::CredentialsRefused, &why)),
        Stale::Failed(why) => Ok(result(PingOutcome::ServiceDown, &why.to_string())),
        other => Ok(result(PingOutcome::ServiceDown, &other.to_string())),
    }
}

/// A result without a request.
fn result(outcome: PingOutcome, message: &str) -> PingResult {
    PingResult {
        outcome,
        message: message.to_owned(),
        request: None,
        status: None,
        until: None,
        at: rfc3339(time::now()),
        proves_nothing: None,
    }
}
