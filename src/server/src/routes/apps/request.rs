//! `POST /api/apps/{app_id}/request`: a call of an app.

use std::collections::BTreeMap;

use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use encaixe_api::app::{AppAnswer, AppRequest};
use encaixe_api::error::ErrorBody;

use super::{find, find_connection};
use crate::access::AgentOrPlugin;
use crate::app::Shared;
use crate::apps::made::{Asked, NoAnswer, make};
use crate::check;
use crate::error::{AppError, Error, Result};
use crate::extract::{Json, PathParts};
use crate::outgoing::Answer;

/// Headers of an answer that are passed on, beside those that begin with [`LIMITS`].
const HEADERS: [&str; 15] = [
    "content-disposition",
    "content-language",
    "content-range",
    "content-type",
    "etag",
    "last-modified",
    "link",
    "location",
    "retry-after",
    "x-next-page",
    "x-page",
    "x-per-page",
    "x-request-id",
    "x-total",
    "x-total-count",
];
const LIMITS: [&str; 3] = ["ratelimit", "x-ratelimit-", "x-rate-limit-"];

/// Calls an app by a connection of it: for an admin, and for a plugin or a token with the scope `app:<app_id>`. It goes to the
/// connection's base address and the hosts of the app's descriptor alone. The server adds the credentials, which win over whatever stands
/// in the request; redirects within the origin are followed, at most 3.
///
/// The answer's `status` is the app's, whatever it is, but for 401.
#[utoipa::path(
    post,
    path = "/apps/{app_id}/request",
    operation_id = "call_app",
    tag = "apps",
    request_body = AppRequest,
    responses(
        (status = 200, body = AppAnswer),
        (status = 409, body = ErrorBody, description = "`reconnect`: the app does not take the connection's credentials, or nobody has agreed yet; an admin has to connect it."),
        (status = 413, body = ErrorBody, description = "`too_large`: the app's answer has more than 200 KiB, or the request more than 1 MiB."),
        (status = 429, body = ErrorBody, description = "`rate_limited`: the plugin has 5 calls on their way."),
        (status = 502, body = ErrorBody, description = "`unreachable`, `broken_answer`, `no_token`: the app did not answer as it should. `address_refused`: its address may not be asked."),
        (status = 504, body = ErrorBody, description = "`timeout`: the app did not answer within 30 s."),
    ),
)]
pub(super) async fn request(
    State(app): State<Shared>,
    AgentOrPlugin(caller): AgentOrPlugin,
    PathParts(id): PathParts<String>,
    Json(asked): Json<AppRequest>,
) -> Result<Json<AppAnswer>> {
    caller.require_app(&id)?;
    let known = find(&app, &id).await?;
    let (method, mut headers) = check::app::request(&asked)?;
    let plugin = caller.plugin.as_ref();
    let _place = match plugin {
        Some(plugin) => Some(app.app_places.take(plugin).ok_or(AppError::TooMany)?),
        None => None,
    };
    let held = match &asked.connection {
        Some(connection) => Some(find_connection(&app, &id, connection).await?),
        None => app.store.default_connection(&id).await?,
    };
    let Some(held) = held else {
        return Err(if known.connections == 0 {
            Error::NotFound("connection of this app")
        } else {
            AppError::Reconnect("no connection of it works".to_owned()).into()
        });
    };
    if let Some(plugin) = plugin {
        let writer = app.store.by(caller.actor());
        writer.note_app_use(plugin, &id).await?;
    }
    if asked.body.is_some() {
        headers
            .entry("content-type".to_owned())
            .or_insert_with(|| "application/json".to_owned());
    }
    let call = Asked {
        method,
        path: &asked.path,
        query: &asked.query,
        headers: headers.into_iter().collect(),
        body: asked.body.clone().unwrap_or_default().into_bytes(),
        plugin,
    };
    let answer = make(&app, &known, held, &call).await;
    answer.map(told).map(Json).map_err(refused)
}

/// Why there is no answer, to whoever asked.
fn refused(why: NoAnswer) -> Error {
    match why {
        NoAnswer::Path(wrong) => Error::field("path", "invalid", wrong.to_string()),
        NoAnswer::Reconnect(why) => AppError::Reconnect(why).into(),
        NoAnswer::Failed(failed) => AppError::from(failed).into(),
        NoAnswer::Token(stale) => AppError::NoToken(stale.to_string()).into(),
        NoAnswer::Store(error) => error.into(),
    }
}

/// What of an answer is passed on.
fn told(answer: Answer) -> AppAnswer {
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in answer.headers {
        let is_limit = LIMITS.iter().any(|begin| name.starts_with(begin));
        if is_limit || HEADERS.contains(&name.as_str()) {
            headers
                .entry(name)
                .and_modify(|there| *there = format!("{there}, {value}"))
                .or_insert(value);
        }
    }
    let (body, base64) = match String::from_utf8(answer.body) {
        Ok(text) => (text, false),
        Err(bytes) => (STANDARD.encode(bytes.as_bytes()), true),
    };
    AppAnswer {
        status: answer.status,
        headers,
        body,
        base64,
    }
}
