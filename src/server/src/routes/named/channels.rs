//! `/api/channels`: ways in for messages. What comes in by them is in `routes/channels.rs`.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use encaixe_api::error::ErrorBody;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::channel::{Channel, ChannelPatch, KINDS, NewChannel};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::custom_fields::one_of;
use super::{changed, made, name, new_name, page_of, removed, sound};
use crate::access::{Admin, Agent};
use crate::app::Shared;
use crate::error::Result;
use crate::extract::Json;
use crate::routes::check::keep;
use crate::store::channel::New;
use crate::{openapi, random, time};

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .merge(openapi::admin(
            OpenApiRouter::new()
                .routes(routes!(create))
                .routes(routes!(change, remove)),
        ))
        .routes(routes!(list))
}

/// The ways in for messages, in their order, with how much each is used.
#[utoipa::path(
    get,
    path = "/channels",
    operation_id = "list_channels",
    tag = "channels",
    responses((status = 200, body = Page<Channel>)),
)]
async fn list(State(app): State<Shared>, _: Agent) -> Result<Json<Page<Channel>>> {
    page_of(&app, app.store.channels().await?).await
}

/// Makes a channel.
#[utoipa::path(
    post,
    path = "/channels",
    operation_id = "create_channel",
    tag = "channels",
    request_body = NewChannel,
    responses((status = 201, body = Channel)),
)]
async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewChannel>,
) -> Result<impl IntoResponse + use<>> {
    let mut wrong = Vec::new();
    let name = name(&new.name, &mut wrong);
    keep(&mut wrong, one_of("type", &new.kind, &KINDS));
    sound(wrong)?;
    let done = app
        .store
        .by(caller.actor())
        .add_channel(&New {
            id: &random::id()?,
            name: &name,
            kind: &new.kind,
            created_at: time::now(),
        })
        .await?;
    made(done)
}

/// Changes a channel: its name, place, and whether messages come in by it.
#[utoipa::path(
    patch,
    path = "/channels/{id}",
    operation_id = "change_channel",
    tag = "channels",
    request_body = ChannelPatch,
    responses((status = 200, body = Channel)),
)]
async fn change(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    Json(patch): Json<ChannelPatch>,
) -> Result<Json<Channel>> {
    let mut wrong = Vec::new();
    let patch = ChannelPatch {
        name: new_name(patch.name.as_deref(), &mut wrong),
        ..patch
    };
    sound(wrong)?;
    let done = app
        .store
        .by(caller.actor())
        .patch_channel(&id, &patch)
        .await?;
    changed(done)
}

/// Deletes a channel in which no conversation runs.
#[utoipa::path(
    delete,
    path = "/channels/{id}",
    operation_id = "delete_channel",
    tag = "channels",
    responses((status = 204), (status = 422, body = ErrorBody, description = "`in_use`: conversations run in the channel; switch it off instead.")),
)]
async fn remove(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    removed::<Channel>(&app, &caller, &id).await
}
