//! A JSON body, read with an answer for everything that can be wrong with it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use encaixe_api::error::FieldError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::known::{self, Takes};
use super::unique::{self, Doubt};
use super::whole::whole;
use crate::check::{ensure_valid, field_error};
use crate::error::{Error, Result};

/// How many wrong keys an answer tells of.
const TOLD: usize = 20;

/// The largest body, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// JSON in a body: read from a request, written to an answer that no cache keeps. Keys that the operation does not know are
/// refused.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let value = strict(request, MAX_BYTES).await?;
        refuse_nul(&value)?;
        from_value(value).map(Self)
    }
}

/// JSON in the body of a request that may have up to `MOST` bytes.
#[derive(Debug)]
pub struct LargeJson<T, const MOST: usize>(pub T);

impl<T: DeserializeOwned, S: Send + Sync, const MOST: usize> FromRequest<S> for LargeJson<T, MOST> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let value = strict(request, MOST).await?;
        refuse_nul(&value)?;
        from_value(value).map(Self)
    }
}

/// JSON in the body of a request whose texts are taken with every character, U+0000 too: what plugins store.
#[derive(Debug)]
pub struct JsonAllowNul<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonAllowNul<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        from_value(strict(request, MAX_BYTES).await?).map(Self)
    }
}

/// JSON in the body of a request that brings customers' words: what the operation does not know is left out, and told.
#[derive(Debug)]
pub struct Open {
    /// What is left; it may hold U+0000.
    pub body: Map<String, Value>,
    /// The keys that were left out, as far as they are told.
    pub ignored: Vec<FieldError>,
}

impl<S: Send + Sync> FromRequest<S> for Open {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let takes = request.extensions().get::<Arc<Takes>>().cloned();
        let (mut value, _) = read(request, MAX_BYTES).await?;
        let unfit = takes.iter().flat_map(|takes| takes.body.fit(&mut value));
        let keys = unfit.filter(known::is_key).take(TOLD);
        let ignored = keys.map(|one| known::unfit(&one)).collect();
        let body = from_value(value)?;
        Ok(Self { body, ignored })
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let text = match serde_json::to_string(&self.0) {
            Ok(text) => text,
            Err(error) => return Error::from(error).into_response(),
        };
        let mut response = Response::new(Body::from(text));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
        response
    }
}

/// The body of a request whose handler says itself what is wrong with its keys, and the paths of the keys that are there twice.
///
/// # Errors
/// 400, 408, 413 and 415, as for any body.
pub(crate) async fn unjudged(request: Request) -> Result<(Value, Vec<String>)> {
    let (value, doubtful) = read(request, MAX_BYTES).await?;
    let doubled = doubtful.into_iter();
    let doubled = doubled.filter(|(_, why)| *why == Doubt::Doubled);
    Ok((value, doubled.map(|(path, _)| path).collect()))
}

/// The body, in which every key is known and there once, and every number is kept as it is written.
async fn strict(request: Request, most: usize) -> Result<Value> {
    let takes = request.extensions().get::<Arc<Takes>>().cloned();
    let (mut value, doubtful) = read(request, most).await?;
    let unfit = takes.iter().flat_map(|takes| takes.body.fit(&mut value));
    let mut errors: Vec<FieldError> = unfit.map(|one| known::unfit(&one)).collect();
    errors.extend(doubtful.into_iter().map(|(path, why)| {
        let (code, message) = match why {
            Doubt::Doubled => ("duplicate", "it is there more than once: give it one value"),
            Doubt::Inexact => (
                "inexact",
                "this number has more digits than are kept: round it, or keep it in a text",
            ),
        };
        field_error(&path, code, message)
    }));
    errors.truncate(TOLD);
    ensure_valid(errors)?;
    Ok(value)
}

/// Refuses a text or a name with U+0000, at which some databases and programs end a text.
pub(crate) fn refuse_nul(value: &Value) -> Result<()> {
    let Some(path) = nul(value) else {
        return Ok(());
    };
    let path = path.trim_start_matches('.');
    Err(Error::field(
        if path.is_empty() { "." } else { path },
        "invalid",
        "it holds the character U+0000, which no text may: leave it out",
    ))
}

/// The body as far as it is JSON, so that what is none is called that before its shape is looked at; and what of it does not say
/// what was meant.
async fn read(request: Request, most: usize) -> Result<(Value, Vec<(String, Doubt)>)> {
    if !is_json(request.headers()) {
        return Err(Error::NotJson);
    }
    if let Some(found) = declared(request.headers()).filter(|bytes| *bytes > most) {
        let found = Some(found);
        return Err(Error::TooLarge { most, found });
    }
    let bytes = whole(request.into_body(), most).await?;
    unique::read(&bytes).map_err(|error| Error::Malformed(error.to_string()))
}

/// The shape, or the path of what is wrong with it.
pub(crate) fn from_value<T: DeserializeOwned>(value: Value) -> Result<T> {
    // Left alone, a list's items would be taken for the fields, in their order.
    if !value.is_object() {
        return Err(Error::field(
            ".",
            "invalid",
            "the body is no object: `{...}` with the fields is expected",
        ));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        Error::field(&path, "invalid", error.into_inner().to_string())
    })
}

/// Where a text or a name holds U+0000.
fn nul(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => (items.iter().enumerate())
            .find_map(|(place, item)| Some(format!("[{place}]{}", nul(item)?))),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            let inside = if name.contains('\0') {
                String::new()
            } else {
                nul(value)?
            };
            Some(format!(".{}{inside}", name.replace('\0', "")))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| {
            let kind = kind.trim().to_ascii_lowercase();
            kind == "application/json"
                || (kind.starts_with("application/") && kind.ends_with("+json"))
        })
}

fn declared(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
