//! `?before=&limit=`: the place in a list.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use utoipa::IntoParams;

use crate::error::{Error, Result};
use crate::store::cursor::Cursor;

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

/// The place in a list, and how much of it is wanted.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// The `next` of an earlier page.
    #[param(value_type = Option<String>)]
    pub before: Cursor,
    /// The largest number of items; 50 when it is missing.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    pub limit: u32,
}

/// The same, for a list that also knows other words for a place than its cursors.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RawPaging {
    /// The id of an item, or the `next` of an earlier page.
    pub before: Option<String>,
    /// The largest number of items; 50 when it is missing.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200)]
    pub limit: u32,
}

impl<S: Send + Sync> FromRequestParts<S> for RawPaging {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let Query(mut query) = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri)
            .map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
        let limit = match query.get("limit") {
            None => DEFAULT,
            Some(text) => text
                .parse()
                .ok()
                .filter(|limit| (1..=MOST).contains(limit))
                .ok_or_else(|| {
                    Error::field(
                        "limit",
                        "invalid",
                        "a whole number from 1 to 200 is expected",
                    )
                })?,
        };
        let before = query.remove("before").filter(|text| !text.is_empty());
        Ok(Self { before, limit })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let RawPaging { before, limit } = RawPaging::from_request_parts(parts, state).await?;
        let before = match before {
            None => Cursor::newest(),
            Some(text) => Cursor::parse(&text).ok_or_else(|| {
                Error::field(
                    "before",
                    "invalid",
                    "take it from `next` of an earlier page",
                )
            })?,
        };
        Ok(Self { before, limit })
    }
}
