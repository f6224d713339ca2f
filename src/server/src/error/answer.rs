//! How an answer that says no is written.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use encaixe_api::app::Problem;
use encaixe_api::error::{ApiError, ErrorBody, FieldError};
use encaixe_protocol::scope::AnyScope;

/// What is wrong with each field.
pub(super) fn joined(fields: &[FieldError]) -> String {
    let fields = fields.iter();
    let fields = fields.map(|field| format!("{}: {}", field.path, field.message));
    fields.collect::<Vec<_>>().join("; ")
}

pub(super) fn answer(
    status: StatusCode,
    code: &str,
    message: String,
    fields: Vec<FieldError>,
    scope: Option<AnyScope>,
    problems: Vec<Problem>,
) -> Response<Body> {
    let body = ErrorBody {
        error: ApiError {
            code: code.to_owned(),
            message,
            fields,
            scope,
            problems: problems.into(),
        },
    };
    let text = serde_json::to_string(&body).unwrap_or_default();
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
