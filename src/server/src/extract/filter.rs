//! `?q=&status=...`: what of the list of conversations is wanted.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use encaixe_api::error::FieldError;
use encaixe_api::id::{ChannelId, TagId};
use encaixe_api::inbox::conversation::{Filter, Order, SEARCH_CHARS, Status};

use crate::error::{Error, Result};

/// The filter in a query; every value that it cannot take is told.
#[derive(Debug)]
pub struct Wanted(pub Filter);

impl<S: Send + Sync> FromRequestParts<S> for Wanted {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Query(query) = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri)
            .map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
        read(query).map(Self).map_err(Error::Invalid)
    }
}

fn read(mut query: BTreeMap<String, String>) -> std::result::Result<Filter, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut text = |name: &str| {
        query
            .remove(name)
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let filter = Filter {
        q: text("q").and_then(|q| search(q, &mut wrong)),
        status: text("status").and_then(|word| {
            let known = [Status::Open, Status::Closed];
            let found = known.into_iter().find(|status| status.as_str() == word);
            expect(
                found,
                "status",
                "`open` or `closed` is expected",
                &mut wrong,
            )
        }),
        assignee: text("assignee"),
        group: text("group"),
        tag: text("tag").map(TagId::new),
        channel: text("channel").map(ChannelId::new),
        unread: text("unread").and_then(|word| {
            let found = word.parse().ok();
            expect(found, "unread", "`true` or `false` is expected", &mut wrong)
        }),
        order: text("order").and_then(|word| {
            let found = Order::ALL.into_iter().find(|order| order.as_str() == word);
            expect(
                found,
                "order",
                "`newest` or `waiting` is expected",
                &mut wrong,
            )
        }),
    };
    if wrong.is_empty() {
        Ok(filter)
    } else {
        Err(wrong)
    }
}

/// What is looked for, within its bounds.
pub(crate) fn search(q: String, wrong: &mut Vec<FieldError>) -> Option<String> {
    let count = q.chars().count();
    let why = if count > SEARCH_CHARS {
        format!("at most {SEARCH_CHARS} characters are looked for; these are {count}")
    } else if q.contains('\0') {
        "the character U+0000 is in no text; leave it out".to_owned()
    } else {
        return Some(q);
    };
    expect(None, "q", &why, wrong)
}

fn expect<T>(
    found: Option<T>,
    path: &str,
    message: &str,
    wrong: &mut Vec<FieldError>,
) -> Option<T> {
    if found.is_none() {
        wrong.push(FieldError {
            path: path.to_owned(),
            code: "invalid".to_owned(),
            message: message.to_owned(),
        });
    }
    found
}
