//! `POST /api/channels`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::inbox::channel::{Channel, KINDS, NewChannel};

use crate::access::Admin;
use crate::app::Shared;
use crate::check::{self, collect_error, ensure_valid};
use crate::error::Result;
use crate::extract::Json;
use crate::routes::named::made;
use crate::store::channel::New;
use crate::{random, time};

/// Makes a channel.
#[utoipa::path(
    post,
    path = "/channels",
    operation_id = "create_channel",
    tag = "channels",
    request_body = NewChannel,
    responses((status = 201, body = Channel)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Json(new): Json<NewChannel>,
) -> Result<impl IntoResponse + use<>> {
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::entry::name(&new.name)).unwrap_or_default();
    collect_error(&mut errors, check::one_of("type", &new.kind, &KINDS));
    ensure_valid(errors)?;
    let new = app
        .store
        .by(caller.actor())
        .add_channel(&New {
            id: &random::id()?.into(),
            name: &name,
            kind: &new.kind,
            created_at: time::now(),
        })
        .await??;
    Ok(made(new))
}
