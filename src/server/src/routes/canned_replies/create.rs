//! `POST /api/canned-replies`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::access::Role;
use encaixe_api::inbox::canned_reply::{CannedReply, NewCannedReply};

use crate::access::Agent;
use crate::app::Shared;
use crate::check::canned_reply::{self, NAME_CHARS};
use crate::check::{self, collect_error, ensure_valid};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::random;
use crate::routes::created::created;
use crate::store::canned_reply::New;

/// Makes a canned reply: one's own, or as an admin one of everybody's.
#[utoipa::path(
    post,
    path = "/canned-replies",
    operation_id = "create_canned_reply",
    tag = "canned replies",
    request_body = NewCannedReply,
    responses((status = 201, body = CannedReply)),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Json(new): Json<NewCannedReply>,
) -> Result<impl IntoResponse + use<>> {
    if new.shared && caller.member.role != Role::Admin {
        return Err(Error::Forbidden);
    }
    let mut errors = Vec::new();
    let name = collect_error(&mut errors, check::name(&new.name, NAME_CHARS)).unwrap_or_default();
    let fields = app.store.custom_fields().await?;
    canned_reply::text(&new.text, &fields, &mut errors);
    if !new.shared && caller.member_id().is_none() {
        errors.push(check::field_error(
            "shared",
            "missing",
            "a token has no replies of its own: `true` is expected",
        ));
    }
    ensure_valid(errors)?;
    let own = caller.member_id();
    let made = app
        .store
        .by(caller.actor())
        .add_canned_reply(&New {
            id: &random::id()?.into(),
            owner: own.filter(|_| !new.shared),
            name: &name,
            text: &new.text,
        })
        .await??;
    Ok(created(format!("/api/canned-replies/{}", made.id), made))
}
