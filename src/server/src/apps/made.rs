//! Calls by a connection: with a token that lasts, tried once more where the app no longer took it, and noted.

use std::time::Instant;

use encaixe_api::app::ConnectionState;
use encaixe_api::descriptor::{Authentication, Descriptor, secret_values};
use encaixe_api::id::PluginId;
use reqwest::Method;

use super::address::{self, Fields, Wrong};
use super::call::{self, Call, Failed};
use super::ready::{Ready, Unready};
use super::refresh::{self, Stale};
use crate::actor::Actor;
use crate::app::Shared;
use crate::outgoing::Answer;
use crate::store;
use crate::store::app::{Called, Held, Known};
use crate::time;

/// What is asked of an app.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The method.
    pub method: Method,
    /// The path behind the base address, or an address on one of the app's hosts.
    pub path: &'a str,
    /// Parameters.
    pub query: &'a Fields,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// For which plugin.
    pub plugin: Option<&'a PluginId>,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// The path leads elsewhere.
    Path(Wrong),
    /// Somebody has to connect anew: why.
    Reconnect(String),
    /// None came, or it was too long.
    Failed(Failed),
    /// No token could be got at the moment.
    Token(Stale),
    /// The database failed.
    Store(store::Error),
}

impl From<store::Error> for NoAnswer {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<Stale> for NoAnswer {
    fn from(stale: Stale) -> Self {
        match stale {
            Stale::Refused(why) => Self::Reconnect(why),
            Stale::Store(error) => Self::Store(error),
            other => Self::Token(other),
        }
    }
}

/// Makes a call.
///
/// # Errors
/// When there is no answer, or the app does not take the credentials.
pub async fn make(
    app: &Shared,
    known: &Known,
    held: Held,
    asked: &Asked<'_>,
) -> Result<Answer, NoAnswer> {
    if held.state != ConnectionState::Connected || held.trial_until.is_some() {
        let why = held
            .reason
            .unwrap_or_else(|| "nobody has agreed yet".to_owned());
        return Err(NoAnswer::Reconnect(why));
    }
    let held = refresh::fresh(app, known, held, None).await?;
    let answer = once(app, known, &held, asked).await?;
    let has_credentials = known.descriptor.authentication != Authentication::None;
    if answer.status != 401 || !has_credentials {
        return Ok(answer);
    }
    let refused = "the app answered 401: it does not take the credentials".to_owned();
    let round = held.round;
    let renewed = match refresh::fresh(app, known, held.clone(), Some(round)).await {
        // Nothing of it can be renewed.
        Ok(same) if same.round == round => return broken(app, &same, refused).await,
        Ok(renewed) => renewed,
        Err(Stale::Refused(why)) => return broken(app, &held, why).await,
        Err(other) => return Err(other.into()),
    };
    let answer = once(app, known, &renewed, asked).await?;
    if answer.status == 401 {
        return broken(app, &renewed, refused).await;
    }
    Ok(answer)
}

/// Notes that a connection is no longer taken.
async fn broken(app: &Shared, held: &Held, why: String) -> Result<Answer, NoAnswer> {
    let writer = app.store.by(Actor::System);
    writer
        .break_connection(&held.app, &held.id, held.round, &why)
        .await?;
    Err(NoAnswer::Reconnect(why))
}

/// What a connection's calls are made by, with the token that it has.
///
/// # Errors
/// When it has to be connected anew.
pub fn ready(known: &Known, held: &Held) -> Result<Ready, NoAnswer> {
    if held.secrets.is_none() {
        let why = "the server's vault key does not open its values".to_owned();
        return Err(NoAnswer::Reconnect(why));
    }
    let token = held.tokens.as_ref().map(|tokens| tokens.access.as_str());
    let (fields, host) = (held.fields(), held.confirmed_host());
    Ready::of(&known.descriptor, &held.environment, &fields, host, token).map_err(|unready| {
        NoAnswer::Reconnect(match unready {
            Unready::Environment => format!("the app has no environment `{}`", held.environment),
            Unready::Address(wrong) => wrong.to_string(),
            Unready::Missing(_) => "a value or the token is missing".to_owned(),
        })
    })
}

/// A path without the secrets of the app's file that are in it.
fn shown_path(descriptor: &Descriptor, path: &str) -> String {
    let secrets = secret_values(descriptor).into_iter();
    secrets.fold(path.to_owned(), |path, secret| path.replace(&secret, "***"))
}

async fn once(
    app: &Shared,
    known: &Known,
    held: &Held,
    asked: &Asked<'_>,
) -> Result<Answer, NoAnswer> {
    let ready = ready(known, held)?;
    let url = address::join(&ready.base, &ready.hosts, asked.path, asked.query);
    let url = url.map_err(NoAnswer::Path)?;
    let path = shown_path(&known.descriptor, url.path());
    let (at, began) = (time::now(), Instant::now());
    let call = Call {
        method: asked.method.clone(),
        url,
        headers: asked.headers.clone(),
        body: asked.body.clone(),
        timeout: call::TIMEOUT,
        most: call::MOST_BYTES,
    };
    let sent = call::send(&app.delivery, &ready, call).await;
    let called = Called {
        at,
        method: asked.method.as_str(),
        path: &path,
        status: sent.as_ref().ok().map(|answer| answer.status),
        milliseconds: i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX),
        plugin: asked.plugin,
    };
    app.store
        .by(Actor::System)
        .note_call(&held.id, &called)
        .await?;
    sent.map_err(NoAnswer::Failed)
}
