//! `?q=&status=...`: what of the list of conversations is wanted.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use encaixe_api::error::FieldError;
use encaixe_api::id::{ChannelId, TagId};
use encaixe_api::inbox::conversation::{Filter, Order, Status};

use crate::check::{self, collect_error, ensure_valid, field_error};
use crate::error::{Error, Result};

/// The filter in a query; every value that it cannot take is told.
#[derive(Debug)]
pub struct FilterQuery(pub Filter);

impl<S: Send + Sync> FromRequestParts<S> for FilterQuery {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Query(query) = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri)
            .map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
        read(query).map(Self).map_err(Error::Invalid)
    }
}

fn read(mut query: BTreeMap<String, String>) -> std::result::Result<Filter, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut text = |name: &str| {
        query
            .remove(name)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let filter = Filter {
        q: text("q").and_then(|q| collect_error(&mut errors, check::search(q))),
        status: text("status").and_then(|word| {
            let known = [Status::Open, Status::Closed];
            let found = known.into_iter().find(|status| status.as_str() == word);
            expect(
                found,
                "status",
                "`open` or `closed` is expected",
                &mut errors,
            )
        }),
        assignee: text("assignee"),
        group: text("group"),
        tag: text("tag").map(TagId::new),
        channel: text("channel").map(ChannelId::new),
        unread: text("unread").and_then(|word| {
            let found = word.parse().ok();
            expect(
                found,
                "unread",
                "`true` or `false` is expected",
                &mut errors,
            )
        }),
        order: text("order").and_then(|word| {
            let found = Order::ALL.into_iter().find(|order| order.as_str() == word);
            expect(
                found,
                "order",
                "`newest` or `waiting` is expected",
                &mut errors,
            )
        }),
    };
    ensure_valid(errors)?;
    Ok(filter)
}

fn expect<T>(
    found: Option<T>,
    path: &str,
    message: &str,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let checked = found.ok_or_else(|| field_error(path, "invalid", message));
    collect_error(errors, checked)
}
