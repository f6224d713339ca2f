//! `GET /api/webhooks/{id}/deliveries`: a page of them.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use encaixe_api::id::EndpointId;
use encaixe_api::inbox::Page;
use encaixe_api::webhook::{Delivery, DeliveryStatus, EventName};
use utoipa::IntoParams;

use super::super::find;
use crate::access::Admin;
use crate::app::Shared;
use crate::check::{Checked, collect_error, ensure_valid, field_error};
use crate::error::{Error, Result};
use crate::extract::{Json, Paging, PathParts};
use crate::store::delivery::Filter;

/// Which ones.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it is read by hand, so that each mistake is told")]
pub(in crate::routes::webhooks) struct DeliveryParams {
    /// Those that are so far.
    #[param(inline)]
    status: Option<DeliveryStatus>,
    /// Those of that event.
    #[param(inline)]
    event: Option<EventName>,
}

/// Which ones, as it was read.
#[derive(Debug)]
pub(in crate::routes::webhooks) struct Wanted(Filter);

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Query(query) = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri)
            .map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
        let mut errors = Vec::new();
        let status = word(&query, "status", DeliveryStatus::parse);
        let event = word(&query, "event", EventName::parse);
        let filter = Filter {
            status: collect_error(&mut errors, status).flatten(),
            event: collect_error(&mut errors, event).flatten(),
        };
        ensure_valid(errors)?;
        Ok(Self(filter))
    }
}

fn word<T>(
    query: &BTreeMap<String, String>,
    name: &str,
    parse: fn(&str) -> Option<T>,
) -> Checked<Option<T>> {
    let given = query.get(name);
    given
        .map(|text| {
            parse(text).ok_or_else(|| field_error(name, "invalid", "there is no such word"))
        })
        .transpose()
}

/// What was sent to a webhook endpoint or waits for it, the newest event first.
#[utoipa::path(
    get,
    path = "/webhooks/{id}/deliveries",
    operation_id = "list_webhook_deliveries",
    tag = "webhooks",
    params(DeliveryParams, Paging),
    responses((status = 200, body = Page<Delivery>)),
)]
pub(in crate::routes::webhooks) async fn list(
    State(app): State<Shared>,
    _: Admin,
    PathParts(id): PathParts<EndpointId>,
    Wanted(filter): Wanted,
    paging: Paging,
) -> Result<Json<Page<Delivery>>> {
    find(&app, &id).await?;
    let page = app
        .store
        .deliveries(&id, filter, &paging.before, paging.limit);
    Ok(Json(page.await?))
}
