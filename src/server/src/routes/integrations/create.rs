//! `POST /api/integrations`: a new one.

use axum::extract::State;
use axum::response::IntoResponse;
use encaixe_api::integration::{IntegrationManifest, IntegrationSecret, MAX_INTEGRATIONS};

use super::secret;
use crate::access::Developer;
use crate::app::Shared;
use crate::check::integration;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::created::created;

/// Makes an integration, as a draft that this company alone can let in. The answer has its secret, which is told to nobody again.
#[utoipa::path(
    post,
    path = "/integrations",
    operation_id = "create_integration",
    tag = "integrations",
    request_body = IntegrationManifest,
    responses((status = 201, body = IntegrationSecret, headers(("Location" = String, description = "Its address.")))),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Developer(caller): Developer,
    Json(new): Json<IntegrationManifest>,
) -> Result<impl IntoResponse + use<>> {
    let (new, picture) = integration::whole(new, &app.page.origin)?;
    let secret = secret()?;
    let server = app.server()?;
    let store = server.made_server().await?;
    let company = app.page.slug.as_ref();
    let vault = server.vault();
    let made = store
        .add_integration(company, &new, picture.as_ref(), &secret, &vault)
        .await??;
    let integration = made.ok_or_else(|| {
        let message =
            format!("a company has at most {MAX_INTEGRATIONS} integrations; remove one first");
        Error::field("name", "too_many", message)
    })?;
    let writer = app.store.by(caller.actor());
    writer.note_integration_created(&integration).await?;
    let address = format!("/api/integrations/{}", integration.id);
    Ok(created(
        address,
        IntegrationSecret {
            integration,
            secret,
        },
    ))
}
