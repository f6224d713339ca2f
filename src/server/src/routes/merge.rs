//! `/api/contacts/{id}/merge`: one contact of two, and two of one again.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use encaixe_api::inbox::merge::{MergeRequest, Merged, Same, Split};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::contacts::whole;
use crate::access::Agent;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::store::merge;

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(merge_two))
        .routes(routes!(take_back))
        .routes(routes!(same))
        .routes(routes!(keep_apart))
}

/// Makes one contact of two: the one in the address is kept, and answers for the other's id.
#[utoipa::path(
    post,
    path = "/contacts/{id}/merge",
    operation_id = "merge_contacts",
    tag = "contacts",
    responses((status = 200, body = Merged)),
)]
async fn merge_two(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path(id): Path<String>,
    Json(request): Json<MergeRequest>,
) -> Result<Json<Merged>> {
    let refused = |code: &str, message: &str| Err(Error::field("contact", code, message));
    let writer = app.store.by(caller.actor());
    match writer.merge(&id, request.contact.as_str()).await? {
        merge::Merged::Done(merge) => {
            let Json(contact) = whole(&app, &id).await?;
            Ok(Json(Merged { contact, merge }))
        }
        merge::Merged::Missing => Err(Error::NotFound("contact")),
        merge::Merged::NoOther => refused("not_found", "there is no such contact"),
        merge::Merged::Itself => refused(
            "same",
            "this is the very contact who would be kept; name another one",
        ),
        merge::Merged::Already => refused(
            "merged",
            "this contact was merged with the other one before; nothing is left to do",
        ),
    }
}

/// Takes a merge back, within a day.
#[utoipa::path(
    delete,
    path = "/contacts/{id}/merges/{merge}",
    operation_id = "undo_merge",
    tag = "contacts",
    responses((status = 200, body = Split)),
)]
async fn take_back(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((id, merge)): Path<(String, String)>,
) -> Result<Json<Split>> {
    match app.store.by(caller.actor()).split(&id, &merge).await? {
        merge::Split::Done(other) => {
            let Json(contact) = whole(&app, &id).await?;
            let Json(other) = whole(&app, &other).await?;
            Ok(Json(Split { contact, other }))
        }
        merge::Split::Missing => Err(Error::NotFound("merge")),
        merge::Split::TooLate => Err(Error::field(
            "merge",
            "too_late",
            "a merge can be taken back for a day, and this one is older",
        )),
        merge::Split::Later => Err(Error::field(
            "merge",
            "merged",
            "the contact who was kept was merged into another one since; take that back first",
        )),
    }
}

/// Who may be the same person as this contact, and which merges can be taken back.
#[utoipa::path(
    get,
    path = "/contacts/{id}/same",
    operation_id = "list_same_contacts",
    tag = "contacts",
    responses((status = 200, body = Same)),
)]
async fn same(State(app): State<Shared>, _: Agent, Path(id): Path<String>) -> Result<Json<Same>> {
    let Json(contact) = whole(&app, &id).await?;
    Ok(Json(app.store.same(&contact).await?))
}

/// Says that two contacts are two people, so that nobody is asked again.
#[utoipa::path(
    put,
    path = "/contacts/{id}/apart/{other}",
    operation_id = "keep_contacts_apart",
    tag = "contacts",
    responses((status = 204, description = "They are not offered to be merged any more.")),
)]
async fn keep_apart(
    State(app): State<Shared>,
    Agent(caller): Agent,
    Path((id, other)): Path<(String, String)>,
) -> Result<StatusCode> {
    let writer = app.store.by(caller.actor());
    if writer.keep_apart(&id, &other).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Error::NotFound("contact"))
    }
}
