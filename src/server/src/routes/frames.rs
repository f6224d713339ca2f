//! `/api/frames`: the enabled plugins, ready to be embedded, and what the page sees of them.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::live::Change;
use encaixe_api::plugin::{Frame, FrameState, StateReport};
use encaixe_api::plugin_url::{MAX_BYTES, PluginUrl};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::access::Agent;
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::plugin::WithSecret;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list))
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
    match PluginUrl::parse(&plugin.endpoint, &app.origin) {
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

/// Says what a page sees of a plugin.
#[utoipa::path(
    post,
    path = "/frames/{id}/state",
    operation_id = "report_frame_state",
    tag = "frames",
    request_body = StateReport,
    responses((status = 204)),
)]
async fn report(
    State(app): State<Shared>,
    _: Agent,
    Path(id): Path<String>,
    Json(report): Json<StateReport>,
) -> Result<StatusCode> {
    if report
        .seen
        .as_ref()
        .is_some_and(|seen| seen.len() > MAX_BYTES)
    {
        return Err(Error::field(
            "seen",
            "too_long",
            format!("at most {MAX_BYTES} bytes are taken"),
        ));
    }
    let changed = app
        .store
        .report_state(&id, &report)
        .await?
        .ok_or(Error::NotFound("frame"))?;
    // On the way to a state is no news: every agent's page goes through it.
    let settled = !matches!(report.state, FrameState::Loading | FrameState::Connecting);
    if changed && settled {
        app.live.publish(Change::PluginStates);
    }
    Ok(StatusCode::NO_CONTENT)
}
