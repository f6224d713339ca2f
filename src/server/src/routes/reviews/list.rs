//! `GET /api/reviews`: what waits for moderators.

use std::collections::BTreeMap;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use encaixe_api::inbox::Page;
use encaixe_api::integration::{IntegrationState, Review};
use utoipa::IntoParams;

use super::details::review;
use crate::access::Moderator;
use crate::app::Shared;
use crate::error::{Error, Result};
use crate::extract::Json;
use crate::routes::marketplace::Names;
use crate::store::integration::Queue;

/// Which ones.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the query, which is read by name")]
pub(super) struct ReviewParams {
    /// Those that stand so; those that wait for a moderator, or that one looks at, when it is missing.
    #[param(inline)]
    state: Option<IntegrationState>,
}

/// The integrations of all companies that wait for a moderator, or stand as it is asked, those first that do so for the longest. What was
/// never submitted is not among them, and each is shown in the version that was submitted last. Those that are published or retired are
/// among those also while their company writes the next version.
#[utoipa::path(
    get,
    path = "/reviews",
    operation_id = "list_reviews",
    tag = "reviews",
    params(ReviewParams),
    responses((status = 200, body = Page<Review>)),
)]
pub(super) async fn list(
    State(app): State<Shared>,
    _: Moderator,
    query: std::result::Result<Query<BTreeMap<String, String>>, QueryRejection>,
) -> Result<Json<Page<Review>>> {
    let Query(query) =
        query.map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
    let queue = match query.get("state") {
        None => Queue::Waiting,
        Some(word) => {
            let known = IntegrationState::parse(word);
            let unknown = || Error::field("state", "invalid", "there is no such word");
            Queue::State(known.ok_or_else(unknown)?)
        }
    };
    let server = app.server()?;
    let found = match server.server().await? {
        Some(store) => store.reviews(queue).await?,
        None => Vec::new(),
    };
    let mut names = Names::new(&app);
    let mut items = Vec::with_capacity(found.len());
    for one in found {
        let name = names.of(one.company.as_ref()).await?;
        items.push(review(one, name));
    }
    Ok(Json(Page { items, next: None }))
}
