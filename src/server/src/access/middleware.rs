//! Finds the caller of every request to the API, or turns it away.

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;

use super::{Caller, Proof, cookie};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::random::fingerprint;

/// Lets a request with a good token or cookie through, with its [`Caller`].
///
/// # Errors
/// 401 without one, 403 for a change by cookie from elsewhere than the page.
pub async fn authenticate(
    State(app): State<Shared>,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let headers = request.headers();
    let proof = proof(headers).ok_or(Error::Unauthenticated)?;
    let member = proof.member(&app).await?.ok_or(Error::Unauthenticated)?;
    if matches!(proof, Proof::Session(_)) && !is_safe(request.method()) {
        require_origin(&app, headers)?;
    }
    request.extensions_mut().insert(Caller { member, proof });
    Ok(next.run(request).await)
}

/// Refuses what does not come from the page itself. A cookie is sent to every port of a host, and
/// `SameSite` does not tell ports apart, so it alone proves nothing.
///
/// # Errors
/// 403.
pub fn require_origin(app: &App, headers: &HeaderMap) -> Result<()> {
    let ours = app.origin.as_origin();
    let same = headers
        .get(ORIGIN)
        .is_some_and(|origin| origin.as_bytes() == ours.as_bytes());
    if same {
        Ok(())
    } else {
        Err(Error::WrongOrigin)
    }
}

/// A token goes before a cookie; a broken `Authorization` is not mended by one.
fn proof(headers: &HeaderMap) -> Option<Proof> {
    if let Some(value) = headers.get(AUTHORIZATION) {
        let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
        return scheme
            .eq_ignore_ascii_case("bearer")
            .then(|| Proof::Token(fingerprint(token.trim())));
    }
    cookie::read(headers).map(|value| Proof::Session(fingerprint(value)))
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}
