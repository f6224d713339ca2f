//! `PUT /api/channels/{id}/state`: whether it is connected.

use axum::extract::State;
use encaixe_api::id::ChannelId;
use encaixe_api::inbox::channel::{Channel, NewChannelState};

use crate::access::Agent;
use crate::app::Shared;
use crate::check::channel;
use crate::error::Result;
use crate::extract::{Json, PathParts};

/// Says whether a channel is connected; for whoever carries its messages.
#[utoipa::path(
    put,
    path = "/channels/{id}/state",
    operation_id = "set_channel_state",
    tag = "channels",
    request_body = NewChannelState,
    responses((status = 200, body = Channel)),
)]
pub(super) async fn put(
    State(app): State<Shared>,
    Agent(caller): Agent,
    PathParts(id): PathParts<ChannelId>,
    Json(new): Json<NewChannelState>,
) -> Result<Json<Channel>> {
    let new = channel::state(new)?;
    let writer = app.store.by(caller.actor());
    Ok(Json(writer.set_channel_state(&id, &new).await??))
}
