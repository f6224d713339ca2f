//! A request finds its company by its path.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::response::{IntoResponse as _, Response};
use encaixe_api::company::Slug;

use super::Companies;
use crate::error::Error;

impl Companies {
    /// Answers a request by the company that its path lies in.
    pub(crate) async fn answer(State(all): State<Arc<Self>>, mut request: Request) -> Response {
        let split = Slug::split(request.uri().path()).map(|(slug, rest)| (slug, rest.to_owned()));
        if let Some((slug, rest)) = split {
            match all.company(&slug).await {
                Ok(Some(company)) => {
                    if let Some(uri) = within(request.uri(), &rest) {
                        *request.uri_mut() = uri;
                    }
                    return company.answer(request).await;
                }
                // Programs get an error, and people the page that says that there is nothing.
                Ok(None) if rest.starts_with("/api/") => {
                    return Error::NotFound("company").into_response();
                }
                Ok(None) => {}
                Err(error) => return error.into_response(),
            }
        }
        match all.first() {
            Some(first) => first.answer(request).await,
            None => Error::NotFound("address").into_response(),
        }
    }
}

/// The same address with another path.
fn within(uri: &Uri, path: &str) -> Option<Uri> {
    let mut parts = uri.clone().into_parts();
    let text = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    parts.path_and_query = Some(PathAndQuery::try_from(text).ok()?);
    Uri::from_parts(parts).ok()
}
