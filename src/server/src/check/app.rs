//! What an app's connections and calls are asked for with.

use std::collections::BTreeMap;

use axum::http::{HeaderName, HeaderValue, Method};
use encaixe_api::app::{AppRequest, NewAppClient};
use encaixe_api::descriptor::{Check, Descriptor, Field, FieldKind};
use encaixe_api::error::FieldError;

use super::{Checked, collect_error, email, field_error};
use crate::apps::Fields;

/// The longest value of a field, in characters.
const VALUE_CHARS: usize = 8_192;

/// The longest id of a client, and the longest secret, in characters.
const CLIENT_CHARS: usize = 512;
const SECRET_CHARS: usize = 2_048;

/// The longest path of a call, in bytes, and how many headers and parameters it may have.
const PATH_BYTES: usize = 8_192;
const MOST: usize = 100;

/// The methods of calls.
const METHODS: [Method; 6] = [
    Method::GET,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::HEAD,
];

/// Headers that say how a request travels, or whom it is from: they are the server's.
const OWN: [&str; 18] = [
    "accept-encoding",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "forwarded",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
    "x-forwarded-for",
    "x-real-ip",
];

/// Whether a header is the server's, so that nobody else writes it.
#[must_use]
pub fn is_own(lower: &str) -> bool {
    OWN.contains(&lower) || lower.starts_with("x-forwarded-")
}

/// A value of a field as it is kept: a password as it is, others without white space around them.
///
/// # Errors
/// At the path `fields.<name>`.
pub fn value(field: &Field, given: &str) -> Checked<String> {
    let path = format!("fields.{}", field.name);
    let wrong = |code, message: String| Err(field_error(&path, code, message));
    let value = match field.kind {
        FieldKind::Password => given,
        FieldKind::Text | FieldKind::Email => given.trim(),
    };
    if value.is_empty() {
        return wrong("missing", format!("fill in {}", field.label));
    }
    if value.chars().count() > VALUE_CHARS {
        return wrong(
            "too_long",
            format!("at most {VALUE_CHARS} characters are taken"),
        );
    }
    if value.chars().any(char::is_control) {
        return wrong(
            "invalid",
            "it has a line break or another control character".to_owned(),
        );
    }
    if field.kind == FieldKind::Email && email(value).is_err() {
        return wrong(
            "invalid",
            "an address such as ana@example.com is expected".to_owned(),
        );
    }
    for check in &field.checks {
        if check.accepts(value) {
            continue;
        }
        return match check {
            Check::MinLength(least) => wrong(
                "too_short",
                format!("at least {least} characters are expected"),
            ),
            Check::MaxLength(most) => {
                wrong("too_long", format!("at most {most} characters are taken"))
            }
            Check::Pattern(pattern) => wrong(
                "pattern",
                format!("it has to be like the expression {pattern}"),
            ),
        };
    }
    Ok(value.to_owned())
}

/// The values of all of an app's fields; `kept` are those that there are where none is given.
///
/// # Errors
/// What is wrong with each, and names that the app does not have.
pub fn fields(
    descriptor: &Descriptor,
    given: &Fields,
    kept: Option<&Fields>,
) -> Result<Fields, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut values = BTreeMap::new();
    for field in descriptor.fields() {
        let value = match (
            given.get(&field.name),
            kept.and_then(|kept| kept.get(&field.name)),
        ) {
            (Some(given), _) => collect_error(&mut errors, value(field, given)),
            (None, Some(kept)) => Some(kept.clone()),
            (None, None) => collect_error(&mut errors, value(field, "")),
        };
        values.extend(value.map(|value| (field.name.clone(), value)));
    }
    for name in given.keys() {
        if !descriptor.fields().iter().any(|field| field.name == *name) {
            let shown: String = name.chars().take(60).collect();
            let path = format!("fields.{shown}");
            errors.push(field_error(&path, "unknown", "the app has no such field"));
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

/// Who we are to an app.
///
/// # Errors
/// What is wrong with each of the two.
pub fn client(new: NewAppClient) -> Result<NewAppClient, Vec<FieldError>> {
    let plain = |path: &str, text: &str, most: usize| {
        let text = text.trim();
        if text.chars().count() > most {
            let message = format!("at most {most} characters are taken");
            return Err(field_error(path, "too_long", message));
        }
        if text.chars().any(char::is_control) {
            let message = "it has a line break or another control character";
            return Err(field_error(path, "invalid", message));
        }
        Ok(text.to_owned())
    };
    let mut errors = Vec::new();
    let client_id = collect_error(&mut errors, plain("clientId", &new.client_id, CLIENT_CHARS));
    if client_id.as_deref() == Some("") {
        errors.push(field_error(
            "clientId",
            "missing",
            "write the id that the app gave",
        ));
    }
    let secret = new.client_secret.as_deref();
    let secret = secret
        .map(|secret| plain("clientSecret", secret, SECRET_CHARS))
        .transpose();
    let client_secret = collect_error(&mut errors, secret).flatten();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(NewAppClient {
        client_id: client_id.unwrap_or_default(),
        client_secret,
    })
}

/// The method and the headers of a call, names in lower case and each once.
///
/// # Errors
/// What is wrong with each.
pub fn request(asked: &AppRequest) -> Result<(Method, BTreeMap<String, String>), Vec<FieldError>> {
    let mut errors = Vec::new();
    let method = asked
        .method
        .as_deref()
        .unwrap_or("GET")
        .to_ascii_uppercase();
    let method = METHODS.iter().find(|known| known.as_str() == method);
    if method.is_none() {
        let message = "GET, POST, PUT, PATCH, DELETE or HEAD is expected";
        errors.push(field_error("method", "unknown", message));
    }
    if asked.path.len() > PATH_BYTES {
        let message = format!("at most {PATH_BYTES} bytes are taken");
        errors.push(field_error("path", "too_long", message));
    }
    for (path, count) in [
        ("query", asked.query.len()),
        ("headers", asked.headers.len()),
    ] {
        if count > MOST {
            errors.push(field_error(
                path,
                "too_many",
                format!("at most {MOST} are taken"),
            ));
        }
    }
    let mut headers = BTreeMap::new();
    for (name, value) in &asked.headers {
        let shown: String = name.chars().take(60).collect();
        let path = format!("headers.{shown}");
        let lower = name.to_ascii_lowercase();
        if HeaderName::from_bytes(lower.as_bytes()).is_err() {
            errors.push(field_error(&path, "invalid", "this is no name of a header"));
        } else if is_own(&lower) {
            errors.push(field_error(
                &path,
                "forbidden",
                "this header is the server's: leave it out",
            ));
        } else if HeaderValue::from_str(value).is_err() {
            let message = "a header has visible characters of ASCII alone";
            errors.push(field_error(&path, "invalid", message));
        } else {
            headers.insert(lower, value.clone());
        }
    }
    match method {
        Some(method) if errors.is_empty() => Ok((method.clone(), headers)),
        _ => Err(errors),
    }
}
