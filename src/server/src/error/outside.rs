//! Answers that no handler of ours gives: no route, no method, a broken path, a panic.

use std::any::Any;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::{Error, answer};

/// The types of answers that handlers of ours give; the last is told to programs that were written for Kommo.
const OURS: [&str; 3] = [
    "application/json",
    "text/html; charset=utf-8",
    "application/problem+json",
];

/// Gives answers from outside our handlers (no route, no method, a broken path) our shape; their headers,
/// `Allow` for one, stay.
pub async fn normalize_error(response: Response) -> Response {
    let status = response.status();
    let is_ours = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| OURS.iter().any(|ours| kind == ours));
    if is_ours || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (code, message) = match status {
        StatusCode::NOT_FOUND => ("not_found", "there is nothing at this address"),
        StatusCode::METHOD_NOT_ALLOWED => (
            "method_not_allowed",
            "this address takes other methods; see the Allow header",
        ),
        _ => ("bad_request", "the server cannot read this request"),
    };
    let ours = answer(
        status,
        code,
        message.to_owned(),
        Vec::new(),
        None,
        Vec::new(),
    );
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(ours.headers().clone());
    Response::from_parts(parts, ours.into_body())
}

/// The answer of a handler that panicked.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown");
    Error::Internal(anyhow::anyhow!("a handler panicked: {text}")).into_response()
}
