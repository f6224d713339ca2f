//! `/oauth2`: where programs of integrations take their tokens, take them back, and ask what one is good for. What is answered there is
//! as RFC 6749, 7009 and 7662 have it, so that it is no part of the API's own description; `/.well-known/oauth-authorization-server` is.

mod access_token;
mod client;
mod fault;
mod introspect;
mod revoke;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, PRAGMA};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::post;
use serde_json::Value;

use self::client::{Client, authenticate};
use self::fault::{Code, Fault, Refused};
use crate::app::{App, Shared};
use crate::extract::{Params, Unread};
use crate::serve::Peer;

pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/oauth2/access_token", post(access_token::create))
        .route("/oauth2/revoke", post(revoke::revoke))
        .route("/oauth2/introspect", post(introspect::introspect))
}

/// Who asks, and with which parameters.
async fn asked(app: &App, request: Request) -> Result<(Client, Params), Refused> {
    let headers = request.headers().clone();
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let params = Params::of(request).await.map_err(|unread| match unread {
        Unread::Body(error) => Refused::Error(error),
        Unread::Shape(why) => Fault::new(Code::InvalidRequest, why).into(),
    })?;
    let client = authenticate(app, &headers, peer, &params).await?;
    Ok((client, params))
}

/// An answer that no cache keeps (RFC 6749, section 5.1).
fn answer(status: StatusCode, kind: &'static str, body: &Value) -> Response {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}
