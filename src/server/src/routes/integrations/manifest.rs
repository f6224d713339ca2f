//! `/api/integrations/{id}/manifest`: all that is written of it, as it can be kept in a repository.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Integration, IntegrationManifest};

use super::{edit, find};
use crate::access::Developer;
use crate::app::Shared;
use crate::check::integration;
use crate::error::Result;
use crate::extract::{Json, PathParts};
use crate::store::integration::Edit;

/// All that is written of an integration: the version that is worked on.
#[utoipa::path(
    get,
    path = "/integrations/{id}/manifest",
    operation_id = "show_integration_manifest",
    tag = "integrations",
    responses((status = 200, body = IntegrationManifest)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Developer,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<IntegrationManifest>> {
    let found = find(&app, &id).await?;
    Ok(Json(found.integration.manifest))
}

/// Writes all of an integration anew: what is missing here is empty then. A version that was submitted stays as it was, as by a change.
#[utoipa::path(
    put,
    path = "/integrations/{id}/manifest",
    operation_id = "put_integration_manifest",
    tag = "integrations",
    request_body = IntegrationManifest,
    responses(
        (status = 200, body = Integration),
        (status = 409, body = ErrorBody, description = "`wrong_state`: a version of it waits for a moderator; take it back first."),
    ),
)]
pub(super) async fn put(
    State(app): State<Shared>,
    Developer(caller): Developer,
    PathParts(id): PathParts<IntegrationId>,
    Json(manifest): Json<IntegrationManifest>,
) -> Result<Json<Integration>> {
    let (manifest, picture) = integration::whole(manifest, &app.page.origin)?;
    let whole = Edit::Whole(&manifest);
    let after = edit(&app, &caller, &id, whole, picture.as_ref()).await?;
    Ok(Json(after))
}
