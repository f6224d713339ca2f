//! `POST /api/integrations/{id}/rotate`: another secret, beside which the one before is good for a while.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{IntegrationSecret, OVERLAP_HOURS, RotateIntegration};

use super::{find, secret};
use crate::access::Developer;
use crate::app::Shared;
use crate::check::integration;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// Gives an integration another secret, which is told to nobody again. The one before it is good for some hours more, 24 unless the body
/// says otherwise; one before that is not.
#[utoipa::path(
    post,
    path = "/integrations/{id}/rotate",
    operation_id = "rotate_integration_secret",
    tag = "integrations",
    request_body = RotateIntegration,
    responses((status = 200, body = IntegrationSecret)),
)]
pub(super) async fn rotate(
    State(app): State<Shared>,
    Developer(caller): Developer,
    PathParts(id): PathParts<IntegrationId>,
    Json(rotate): Json<RotateIntegration>,
) -> Result<Json<IntegrationSecret>> {
    let hours = integration::overlap(rotate.overlap_hours.unwrap_or(OVERLAP_HOURS))?;
    let secret = secret()?;
    let server = app.server()?;
    let company = app.page.slug.as_ref();
    let rotated = match server.server().await? {
        Some(store) => {
            let vault = server.vault();
            store
                .rotate_integration(company, &id, &secret, hours, &vault)
                .await?
        }
        None => false,
    };
    if !rotated {
        return Err(Error::NotFound("integration"));
    }
    let integration = find(&app, &id).await?.integration;
    let writer = app.store.by(caller.actor());
    writer.note_integration_rotated(&integration).await?;
    Ok(Json(IntegrationSecret {
        integration,
        secret,
    }))
}
