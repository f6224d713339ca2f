//! Finds the caller of every request to the API, or turns it away.

use axum::extract::{FromRequestParts as _, MatchedPath, RawPathParams, Request, State};
use axum::http::header::{AUTHORIZATION, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::PLUGIN_HEADER;

use super::placement::{place, require_channel};
use super::{Caller, Proof, cookie};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::oauth::token::{self, Kind, Said};
use crate::random::sha256_hex;
use crate::serve::Peer;
use crate::store::plugin_scopes::Enabled;

/// Lets a request with a good token or cookie through, with its [`Caller`].
///
/// # Errors
/// 401 without one, 403 for a change by cookie from elsewhere than the page, for a plugin that the member does not have, and for one in
/// a conversation of a channel that is not among its own.
pub async fn authenticate(
    State(app): State<Shared>,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let headers = request.headers();
    let Some(mut caller) = known(&app, headers).await? else {
        let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
        if headers.contains_key(AUTHORIZATION) {
            app.refusals
                .tell(peer, headers, "an API token that is not good");
            return Err(Error::BadToken);
        } else if !cookie::read(headers, &app.page).is_empty() {
            app.refusals
                .tell(peer, headers, "a session that is not good");
        }
        return Err(Error::Unauthenticated);
    };
    if matches!(caller.proof, Proof::Session(_)) && !is_safe(request.method()) {
        require_origin(&app, headers)?;
    }
    let named = headers.get(PLUGIN_HEADER);
    let named = named.map(|named| PluginId::new(named.to_str().unwrap_or_default()));
    if let Some(plugin) = named {
        let held;
        (request, held) = act_for(&app, &caller, &plugin, request).await?;
        // A plugin that a member registered for themselves may call what that member may.
        if held.owner.is_none() {
            caller.apps = held.scopes.clone();
        }
        caller.scopes = held.scopes;
        caller.plugin = Some(plugin);
    }
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

/// Refuses what does not come from the page itself. A cookie is sent to every port of a host, and
/// `SameSite` does not tell ports apart, so it alone proves nothing.
///
/// # Errors
/// 403.
pub fn require_origin(app: &App, headers: &HeaderMap) -> Result<()> {
    let ours = app.page.origin.as_origin();
    let same = headers
        .get(ORIGIN)
        .is_some_and(|origin| origin.as_bytes() == ours.as_bytes());
    if same {
        Ok(())
    } else {
        Err(Error::WrongOrigin)
    }
}

/// Who shows a proof that is good, in their own right. A token goes before a cookie, and a broken `Authorization` is not mended by one. Of
/// several cookies each is tried, since others may have put theirs beside ours.
///
/// # Errors
/// When the database fails.
async fn known(app: &App, headers: &HeaderMap) -> Result<Option<Caller>> {
    for proof in proofs(app, headers) {
        if let Some(caller) = proof.caller(app).await? {
            return Ok(Some(caller));
        }
    }
    Ok(None)
}

/// Lets a page ask for a plugin that its member has, in a conversation where the plugin is shown. Gives what the plugin may do.
async fn act_for(
    app: &App,
    caller: &Caller,
    plugin: &PluginId,
    request: Request,
) -> Result<(Request, Enabled)> {
    let is_page = matches!(caller.proof, Proof::Session(_));
    if !is_page || !caller.has_plugin(app, plugin).await? {
        return Err(Error::UnknownPlugin);
    }
    let held = app.store.enabled_plugin_scopes(plugin).await?;
    let held = held.ok_or(Error::UnknownPlugin)?;
    let (mut parts, body) = request.into_parts();
    let matched = MatchedPath::from_request_parts(&mut parts, &()).await;
    let named = RawPathParams::from_request_parts(&mut parts, &()).await;
    // What has no address of the API, or none that can be read, is refused further on.
    if let (Ok(matched), Ok(named)) = (matched, named)
        && let Some(place) = place(&matched, &named)
    {
        require_channel(app, plugin, &place).await?;
    }
    Ok((Request::from_parts(parts, body), held))
}

fn proofs(app: &App, headers: &HeaderMap) -> Vec<Proof> {
    if let Some(value) = headers.get(AUTHORIZATION) {
        let token = value.to_str().ok().and_then(|value| value.split_once(' '));
        return token
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .and_then(|(_, token)| by_token(app, token.trim()))
            .into_iter()
            .collect();
    }
    cookie::read(headers, &app.page)
        .into_iter()
        .map(|value| Proof::Session(sha256_hex(value)))
        .collect()
}

/// What a token proves: that of an integration says of itself that it is one, and of which company. One of another company proves nothing.
fn by_token(app: &App, token: &str) -> Option<Proof> {
    let hash = sha256_hex(token);
    match token::read(token) {
        Some(Said {
            kind: Kind::Access,
            company,
        }) => (company == app.page.slug).then_some(Proof::Grant(hash)),
        _ => Some(Proof::Token(hash)),
    }
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}
