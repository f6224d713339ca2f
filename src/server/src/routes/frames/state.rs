//! `POST /api/frames/{id}/state`: what a page sees of a plugin.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::PluginId;
use encaixe_api::plugin::{FrameReason, FrameState, StateReport};
use encaixe_api::plugin_url::{MAX_BYTES, PageOrigin};

use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;

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
pub(super) async fn report(
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
