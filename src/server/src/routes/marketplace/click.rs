//! `POST /api/marketplace/{id}/click`: a person is about to install it.

use axum::extract::State;
use encaixe_api::error::ErrorBody;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::Click;

use super::Offer;
use crate::access::Admin;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};
use crate::random::{self, sha256_hex};
use crate::routes::installations::person;
use crate::store::installation::Clicked;
use crate::time::{self, MINUTE};

/// Notes that a person who is signed in clicked to install an integration. What it gives is good once, for a minute, for them, and for the
/// version that is in force now.
#[utoipa::path(
    post,
    path = "/marketplace/{id}/click",
    operation_id = "click_listing",
    tag = "marketplace",
    responses(
        (status = 200, body = Click),
        (status = 409, body = ErrorBody, description = "`wrong_state`: it is not to be installed here, and why."),
    ),
)]
pub(super) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<Click>> {
    let member = person(&caller)?;
    let server = app.server()?;
    let offer = Offer::find(&app, server.server().await?, &id).await?;
    let nonce = random::secret().map_err(|error| Error::Internal(error.into()))?;
    let click = Clicked {
        hash: &sha256_hex(&nonce),
        member,
        integration: &id,
        version: offer.version,
        stamp: &offer.stamp,
    };
    let writer = app.store.by(caller.actor());
    writer.add_click(click, time::now() + MINUTE).await?;
    Ok(Json(Click { nonce }))
}
