//! `GET /apps/callback`: where an app's page sends whoever agreed, or did not. It answers with a page, or sends on to one, so that it is
//! no part of the API.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use axum::routing::get;
use encaixe_api::descriptor::{Authentication, OAuth};
use url::form_urlencoded;

use super::{callback_url, find, find_both};
use crate::app::Shared;
use crate::apps::oauth::{self, Grant};
use crate::apps::ready::token_addresses;
use crate::apps::token::{Failed, plain};
use crate::apps::{browser, pinged, refresh};
use crate::error::{Result, said};
use crate::random::sha256_hex;
use crate::routes::rate::say;
use crate::store::Refusal;
use crate::store::app::Grant as Begun;
use crate::texts::Language;

/// How much of what the app says is passed on, in characters.
const WORDS: usize = 200;

pub(in crate::routes) fn router() -> Router<Shared> {
    Router::new().route("/apps/callback", get(come_back))
}

/// What came of a round trip, as the console's page is told.
enum Outcome {
    /// The connection works.
    Connected,
    /// The person, or the app, said no: why.
    Refused(String),
}

async fn come_back(
    State(app): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response> {
    let query = query.unwrap_or_default();
    let value = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let found = pairs.find(|(own, value)| own == name && !value.is_empty());
        found.map(|(_, value)| value.into_owned())
    };
    let state = sha256_hex(&value("state").unwrap_or_default());
    let https = app.page.origin.is_https();
    let cookies = browser::read(&headers, &state, https);
    let browsers: Vec<String> = cookies.iter().map(|cookie| sha256_hex(cookie)).collect();
    let writer = app.store.by(crate::actor::Actor::System);
    let begun = match writer.spend_grant(&state, &browsers).await? {
        Ok(begun) => begun,
        Err(refusal) => {
            let (status, key) = match refusal {
                Refusal::OtherBrowser => (StatusCode::FORBIDDEN, "connect-browser"),
                Refusal::LinkExpired => (StatusCode::GONE, "connect-expired"),
                _ => (StatusCode::NOT_FOUND, "connect-unknown"),
            };
            return Ok(say(Language::of(&headers), status, key));
        }
    };
    // It may be over by itself meanwhile.
    let found = app.store.connection(&begun.app, &begun.connection).await?;
    if found.is_none() {
        return Ok(say(
            Language::of(&headers),
            StatusCode::GONE,
            "connect-expired",
        ));
    }
    let outcome = finish(&app, &begun, value).await?;
    let is_trial = is_trial(&app, &begun, &outcome).await?;
    let mut back = form_urlencoded::Serializer::new(String::new());
    let page = if is_trial {
        format!("{}/connections/{}", begun.app, begun.connection)
    } else {
        back.append_pair("connection", begun.connection.as_str());
        begun.app.clone()
    };
    match &outcome {
        Outcome::Connected => {
            back.append_pair("outcome", "connected");
        }
        Outcome::Refused(why) => {
            back.append_pair("outcome", "refused");
            back.append_pair("reason", why);
        }
    }
    let to = format!("/settings/apps/{page}?{}", back.finish());
    let headers = AppendHeaders([
        (LOCATION, to),
        (SET_COOKIE, browser::line(&state, "", https)),
        (CACHE_CONTROL, "no-store".to_owned()),
    ]);
    // No referrer: the address that was asked has a code in it.
    let private = AppendHeaders([("referrer-policy", "no-referrer")]);
    Ok((StatusCode::SEE_OTHER, headers, private).into_response())
}

/// Whether a connection is only tried, which is pinged then, if the person agreed: they decide by what was found whether it is kept.
async fn is_trial(app: &Shared, begun: &Begun, outcome: &Outcome) -> Result<bool> {
    let Some(held) = app.store.connection(&begun.app, &begun.connection).await? else {
        return Ok(false);
    };
    let is_trial = held.trial_until.is_some();
    if is_trial && matches!(outcome, Outcome::Connected) {
        let known = find(app, &begun.app).await?;
        pinged::kept(app, &known, held, begun.actor.clone()).await?;
    }
    Ok(is_trial)
}

/// Makes a token of the code that came, and keeps it, where the connection fits the app's version in force.
async fn finish(
    app: &Shared,
    begun: &Begun,
    value: impl Fn(&str) -> Option<String>,
) -> Result<Outcome> {
    let refused = |why: &str| Ok(Outcome::Refused(why.to_owned()));
    if let Some(error) = value("error") {
        let words = value("error_description").unwrap_or_default();
        let said = plain(&format!("{error} {words}"), WORDS);
        return refused(said.trim());
    }
    if let Some(why) = unfit(app, begun).await? {
        return refused(&why);
    }
    let (known, held) = find_both(app, &begun.app, &begun.connection).await?;
    let Authentication::OAuth(oauth) = &known.descriptor.authentication else {
        return refused("the app has another kind of authentication now");
    };
    let Some(code) = code(oauth, &value) else {
        return refused("the app sent no code");
    };
    let addresses = token_addresses(&known.descriptor, &held.fields(), held.confirmed_host());
    let us = refresh::us(app, &known).await?;
    let (Ok(Some(addresses)), Some(us)) = (addresses, us) else {
        return refused("the app's addresses or its client changed meanwhile");
    };
    let grant = Grant::Code {
        code: &code,
        redirect: &callback_url(app),
        verifier: oauth.pkce.then_some(begun.verifier.as_str()),
    };
    match oauth::ask(&app.delivery, oauth, &addresses.token, &us, grant).await {
        Ok(tokens) => {
            let writer = app.store.by(begun.actor.clone());
            if writer
                .connect(&begun.app, &begun.connection, &tokens)
                .await?
            {
                // A version that came while the app was asked left the connection out, since nobody had agreed yet.
                let why = unfit(app, begun).await?;
                Ok(why.map_or(Outcome::Connected, Outcome::Refused))
            } else {
                refused("the connection was removed meanwhile")
            }
        }
        Err(Failed::Outgoing(failure)) => refused(&said(&failure)),
        Err(why) => refused(&why.to_string()),
    }
}

/// Why the connection does not fit the version of its app that is in force now, if it does not: it has to be connected again then, as one
/// on which somebody had agreed when that version came.
async fn unfit(app: &Shared, begun: &Begun) -> Result<Option<String>> {
    // What was agreed to is what the version asked for that was in force when the round trip began.
    let began = begun.expires_at - browser::LIFE;
    super::unfit(
        app,
        &begun.app,
        &begun.connection,
        began,
        begun.actor.clone(),
    )
    .await
}

/// The code, which comes as `code` or under the name that the descriptor gives.
fn code(oauth: &OAuth, value: impl Fn(&str) -> Option<String>) -> Option<String> {
    value("code").or_else(|| value(&oauth.response_type))
}
