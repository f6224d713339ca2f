//! `GET /api/marketplace/{id}`: one of them, whole.

use axum::extract::State;
use encaixe_api::id::IntegrationId;
use encaixe_api::integration::ListingDetails;

use super::shelf::Shelf;
use super::{origin, stamp};
use crate::access::Signed;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::{Json, PathParts};

/// An integration as whoever decides on it sees it. One that is offered to nobody new is there for those who have it, and for its own
/// company.
#[utoipa::path(
    get,
    path = "/marketplace/{id}",
    operation_id = "show_listing",
    tag = "marketplace",
    responses((status = 200, body = ListingDetails)),
)]
pub(super) async fn show(
    State(app): State<Shared>,
    _: Signed,
    PathParts(id): PathParts<IntegrationId>,
) -> Result<Json<ListingDetails>> {
    let missing = || Error::NotFound("integration");
    let server = app.server()?;
    let store = server.server().await?.ok_or_else(missing)?;
    let known = store.integration(&id).await?.ok_or_else(missing)?;
    let mut shelf = Shelf::new(&app, store).await?;
    let company = app.page.slug.as_ref();
    let is_own = known.is_of(company);
    let is_offered = known.working.may_be_agreed_to(is_own);
    let is_known_here = shelf.has(&id) || (is_own && !known.working.is_suspended);
    let (version, manifest) = known
        .in_force(company)
        .filter(|_| is_offered || is_known_here)
        .ok_or_else(missing)?;
    let widget = manifest.widget.as_ref();
    Ok(Json(ListingDetails {
        listing: shelf.listing(&known, manifest).await?,
        description: manifest.description.clone(),
        scopes: manifest.scopes.clone(),
        version,
        stamp: stamp(manifest)?,
        widget_origin: widget.and_then(|widget| origin(&widget.endpoint)),
        redirect_origin: manifest.redirect_uris.first().and_then(|uri| origin(uri)),
        install_url: manifest.install_url.clone(),
        is_offered,
    }))
}
