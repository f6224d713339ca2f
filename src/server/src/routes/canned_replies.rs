//! `/api/canned-replies`: texts that agents send again and again. Admins keep everybody's, each member their own.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{AppendHeaders, IntoResponse};
use encaixe_api::access::Role;
use encaixe_api::error::{ErrorBody, FieldError};
use encaixe_api::id::MemberId;
use encaixe_api::inbox::Page;
use encaixe_api::inbox::canned_reply::{
    CannedReply, CannedReplyPatch, NewCannedReply, TEXT_CHARS, VARIABLES, unknown_variable,
    variable_of,
};
use encaixe_api::inbox::custom_field::value::listed;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::check::{self, keep, wrong};
use crate::access::{Agent, Caller};
use crate::app::{App, Shared};
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::random;
use crate::store::canned_reply::{Asker, MOST, New, Refused};

/// The longest name, in characters.
const NAME_CHARS: usize = 60;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(change, remove))
}

/// Everybody's canned replies and the caller's own, by name.
#[utoipa::path(
    get,
    path = "/canned-replies",
    operation_id = "list_canned_replies",
    tag = "canned replies",
    responses((status = 200, body = Page<CannedReply>)),
)]
async fn list(State(app): State<Shared>, Agent(caller): Agent) -> Result<Json<Page<CannedReply>>> {
    let member = caller.member_id().map(MemberId::as_str);
    let items = app.store.canned_replies(member).await?;
    Ok(Json(Page { items, next: None }))
}

/// Makes a canned reply: one's own, or as an admin one of everybody's.
#[utoipa::path(
    post,
    path = "/canned-replies",
    operation_id = "create_canned_reply",
    tag = "canned replies",
    request_body = NewCannedReply,
    responses((status = 201, body = CannedReply)),
)]
async fn create(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Json(new): Json<NewCannedReply>,
) -> Result<impl IntoResponse + use<>> {
    if new.shared && caller.member.role != Role::Admin {
        return Err(Error::Forbidden);
    }
    let mut errors = Vec::new();
    let name = keep(&mut errors, check::name_of(&new.name, NAME_CHARS)).unwrap_or_default();
    text(&app, &new.text, &mut errors).await?;
    if !new.shared && caller.member_id().is_none() {
        errors.push(wrong(
            "shared",
            "missing",
            "a token has no replies of its own: `true` is expected".to_owned(),
        ));
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let own = caller.member_id().map(MemberId::as_str);
    let made = app
        .store
        .by(caller.actor())
        .add_canned_reply(&New {
            id: &random::id()?,
            owner: own.filter(|_| !new.shared),
            name: &name,
            text: &new.text,
        })
        .await?;
    let made = settle(made)?;
    let location = format!("/api/canned-replies/{}", made.id);
    Ok((
        StatusCode::CREATED,
        AppendHeaders([(LOCATION, location)]),
        Json(made),
    ))
}

/// Changes a canned reply.
#[utoipa::path(
    patch,
    path = "/canned-replies/{id}",
    operation_id = "change_canned_reply",
    tag = "canned replies",
    request_body = CannedReplyPatch,
    responses((status = 200, body = CannedReply)),
)]
async fn change(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(patch): Json<CannedReplyPatch>,
) -> Result<Json<CannedReply>> {
    let mut errors = Vec::new();
    let name = patch
        .name
        .as_deref()
        .and_then(|name| keep(&mut errors, check::name_of(name, NAME_CHARS)));
    if let Some(new) = &patch.text {
        text(&app, new, &mut errors).await?;
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let patch = CannedReplyPatch { name, ..patch };
    let changed = app
        .store
        .by(caller.actor())
        .patch_canned_reply(&id, asker(&caller), &patch)
        .await?;
    settle(changed).map(Json)
}

/// Deletes a canned reply.
#[utoipa::path(
    delete,
    path = "/canned-replies/{id}",
    operation_id = "delete_canned_reply",
    tag = "canned replies",
    responses((status = 204), (status = 403, body = ErrorBody, description = "`forbidden`: everybody's are for admins to delete.")),
)]
async fn remove(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    let removed = writer.remove_canned_reply(&id, asker(&caller)).await?;
    settle(removed).map(|()| StatusCode::NO_CONTENT)
}

fn asker(caller: &Caller) -> Asker<'_> {
    Asker {
        member: caller.member_id().map(MemberId::as_str),
        is_admin: caller.member.role == Role::Admin,
    }
}

/// Its length, and whether the workspace knows its variables.
async fn text(app: &App, text: &str, errors: &mut Vec<FieldError>) -> Result<()> {
    keep(errors, check::text("text", text, 1, TEXT_CHARS));
    let fields = app.store.custom_fields().await?;
    if let Some(unknown) = unknown_variable(text, &fields) {
        let shown: String = unknown.chars().take(60).collect();
        let own: Vec<String> = fields.iter().map(variable_of).collect();
        let known: Vec<&str> = VARIABLES
            .into_iter()
            .chain(own.iter().map(String::as_str))
            .collect();
        let known = listed(known.into_iter());
        let message = format!("there is no variable `{shown}`; there are: {known}");
        errors.push(wrong("text", "unknown_variable", message));
    }
    Ok(())
}

fn settle<T>(done: std::result::Result<T, Refused>) -> Result<T> {
    match done {
        Ok(done) => Ok(done),
        Err(Refused::Missing) => Err(Error::NotFound("canned reply")),
        Err(Refused::Shared) => Err(Error::Forbidden),
        Err(Refused::Taken) => Err(Error::field(
            "name",
            "taken",
            "there is a canned reply of this name, case and accents aside; choose another one",
        )),
        Err(Refused::TooMany) => Err(Error::field(
            "name",
            "too_many",
            format!("at most {MOST} canned replies are kept; delete one first"),
        )),
    }
}
