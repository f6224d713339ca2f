//! `/api/frames`: the enabled plugins, ready to be embedded, and what the page sees of them.

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Frame, FrameReason, FrameState, StateReport};
use encaixe_api::plugin_url::{MAX_BYTES, PageOrigin, PluginUrl};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::media::PICTURE_ALONE;
use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::plugin::WithSecret;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(icon))
        .routes(routes!(report))
}

/// The enabled plugins, ready to be embedded.
#[utoipa::path(
    get,
    path = "/frames",
    operation_id = "list_frames",
    tag = "frames",
    responses((status = 200, body = Vec<Frame>)),
)]
async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Vec<Frame>>> {
    let plugins = app.store.plugins().await?;
    let frames = plugins
        .into_iter()
        .filter(|one| one.plugin.enabled)
        .filter_map(|one| frame(&app, one));
    Ok(Json(frames.collect()))
}

/// A plugin whose address was taken once and is refused now (the page moved to its origin) has no frame.
fn frame(app: &App, WithSecret { plugin, secret }: WithSecret) -> Option<Frame> {
    match PluginUrl::registered(&plugin.endpoint, &app.origin) {
        Ok(url) => Some(Frame {
            src: url.with_param("auth_secret", &secret).to_string(),
            dev: url.is_dev(),
            id: plugin.id,
            name: plugin.name,
            icon: plugin.icon,
            classic: plugin.classic,
        }),
        Err(refusal) => {
            tracing::warn!(plugin = %plugin.id, "not embedded: {refusal}");
            None
        }
    }
}

/// A plugin's picture, in the place of an emoji.
///
/// Its address is a frame's `icon`. It has a hash of the picture in it, so what it leads to never changes.
#[utoipa::path(
    get,
    path = "/frames/{id}/icon/{hash}",
    operation_id = "show_frame_icon",
    tag = "frames",
    responses((status = 200, description = "The picture.", content(
        (Vec<u8> = "image/png"), (Vec<u8> = "image/webp"), (Vec<u8> = "image/svg+xml"),
    ))),
)]
async fn icon(
    State(app): State<Shared>,
    _: Agent,
    Path((plugin, hash)): Path<(String, String)>,
) -> Result<impl IntoResponse + use<>> {
    let found = app.store.plugin_icon(&plugin, &hash).await?;
    let (kind, content) = found.ok_or(Error::NotFound("picture"))?;
    let kind = HeaderValue::from_str(&kind).map_err(|error| Error::Internal(error.into()))?;
    let named = |name: &'static str, value: &'static str| {
        (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    };
    // An SVG that is opened by itself is a drawing in a sandbox.
    let headers = [
        (CONTENT_TYPE, kind),
        named("cache-control", "private, max-age=31536000, immutable"),
        named("content-security-policy", PICTURE_ALONE),
        named("x-content-type-options", "nosniff"),
        named("cross-origin-resource-policy", "same-origin"),
    ];
    Ok((headers, content))
}

/// Says what a page sees of a plugin. It is shown to admins as what was reported, and nothing more follows from it.
#[utoipa::path(
    post,
    path = "/frames/{id}/state",
    operation_id = "report_frame_state",
    tag = "frames",
    request_body = StateReport,
    responses(
        (status = 204),
        (status = 429, body = ErrorBody, description = "`too_often`: ten reports of a plugin are taken at once, and one in two seconds."),
    ),
)]
async fn report(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(report): Json<StateReport>,
) -> Result<StatusCode> {
    check(&report)?;
    app.reports
        .take((caller.member.id.clone(), PluginId::new(&id)))
        .map_err(Error::TooOften)?;
    let writer = app.store.by(caller.actor());
    if writer.report_state(&id, &report).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("frame"))
    }
}

/// Whether a page can have seen that.
fn check(report: &StateReport) -> Result<()> {
    if let Some(reason) = report.reason
        && !reasons(report.state).contains(&reason)
    {
        let message = format!(
            "the state {} has no reason {}",
            report.state.as_str(),
            reason.as_str()
        );
        return Err(Error::field("reason", "invalid", message));
    }
    let Some(seen) = &report.seen else {
        return Ok(());
    };
    if !matches!(report.reason, Some(FrameReason::Origin | FrameReason::Path)) {
        let message = "only the reasons origin and path come with an address";
        return Err(Error::field("seen", "invalid", message));
    }
    if seen.len() > MAX_BYTES {
        let message = format!("at most {MAX_BYTES} bytes are taken");
        return Err(Error::field("seen", "too_long", message));
    }
    // As a browser writes an origin and a path; a document without an origin of its own has `null` for it.
    let is_seen = is_address(seen) || seen.strip_prefix("null").is_some_and(is_path);
    if !is_seen {
        let message = "expected an origin and a path as a browser writes them, without query, fragment and user name";
        return Err(Error::field("seen", "invalid", message));
    }
    Ok(())
}

/// The reasons that a state may have.
const fn reasons(state: FrameState) -> &'static [FrameReason] {
    match state {
        FrameState::Loading | FrameState::Verified | FrameState::Classic => &[],
        FrameState::Connecting => &[FrameReason::Gone, FrameReason::ClassicNotAllowed],
        FrameState::Blocked => &[
            FrameReason::Origin,
            FrameReason::Path,
            FrameReason::Shape,
            FrameReason::Policy,
        ],
        FrameState::Left => &[
            FrameReason::Gone,
            FrameReason::Origin,
            FrameReason::Path,
            FrameReason::Shape,
        ],
        FrameState::Failed => &[FrameReason::NoHello, FrameReason::ClassicNotAllowed],
        FrameState::Stopped => &[FrameReason::Flooding, FrameReason::Keyboard],
    }
}

fn is_address(text: &str) -> bool {
    let path_at = text
        .find("://")
        .and_then(|at| text[at + 3..].find('/').map(|length| at + 3 + length))
        .unwrap_or(text.len());
    let (origin, path) = text.split_at(path_at);
    PageOrigin::parse(origin).is_some_and(|parsed| parsed.as_origin() == origin) && is_path(path)
}

/// Whether this is a path, or nothing.
fn is_path(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#');
    text.is_empty() || text.starts_with('/') && text.bytes().all(plain)
}
