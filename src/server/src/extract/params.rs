//! The parameters of a request to an endpoint of OAuth 2.0: a form, or an object of JSON as programs send it that were written for Kommo.
//!
//! Source: RFC 6749, sections 3.1 and 3.2: a parameter without a value is none, none may be there twice, and unknown ones are ignored.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Request};
use serde_json::Value;
use url::form_urlencoded;

use super::unique::{self, Doubt};
use super::whole::whole;
use crate::error::Error;

/// The largest body, in bytes: far more than tokens take.
const MAX_BYTES: usize = 64 << 10;

/// Why there are none.
#[derive(Debug)]
pub(crate) enum Unread {
    /// The body did not come, or is too large.
    Body(Error),
    /// It is nothing that has parameters, in words.
    Shape(String),
}

/// The parameters of a request, each once and with a value.
pub(crate) struct Params(BTreeMap<String, String>);

impl Params {
    /// Reads the body of a request.
    pub(crate) async fn of(request: Request<Body>) -> Result<Self, Unread> {
        let kind = kind(request.headers());
        let bytes = whole(request.into_body(), MAX_BYTES).await;
        let bytes = bytes.map_err(Unread::Body)?;
        match kind.as_str() {
            "application/json" => Self::of_json(&bytes),
            "application/x-www-form-urlencoded" => Self::of_form(&bytes),
            _ => Err(Unread::Shape(
                "send a form or JSON, and say so by `Content-Type`".to_owned(),
            )),
        }
    }

    /// Reads a form, or a query.
    pub(crate) fn of_form(bytes: &[u8]) -> Result<Self, Unread> {
        let pairs = form_urlencoded::parse(bytes);
        Self::once(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())))
    }

    fn of_json(bytes: &[u8]) -> Result<Self, Unread> {
        let unfit = |why: String| Err(Unread::Shape(why));
        let (value, doubtful) = match unique::read(bytes) {
            Ok(read) => read,
            Err(error) => return unfit(format!("the body is not JSON: {error}")),
        };
        if let Some((path, _)) = doubtful.iter().find(|(_, why)| *why == Doubt::Doubled) {
            return unfit(format!("`{path}` is there more than once"));
        }
        let Value::Object(fields) = value else {
            return unfit("the body is no object".to_owned());
        };
        let mut pairs = Vec::with_capacity(fields.len());
        for (name, value) in fields {
            match value {
                Value::String(text) => pairs.push((name, text)),
                Value::Number(number) => pairs.push((name, number.to_string())),
                // Null is none, and an unknown one may be whatever it is.
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {}
            }
        }
        Self::once(pairs.into_iter())
    }

    fn once(pairs: impl Iterator<Item = (String, String)>) -> Result<Self, Unread> {
        let mut all = BTreeMap::new();
        for (name, value) in pairs.filter(|(_, value)| !value.is_empty()) {
            if all.insert(name.clone(), value).is_some() {
                let name: String = name.chars().take(40).collect();
                return Err(Unread::Shape(format!("`{name}` is there more than once")));
            }
        }
        Ok(Self(all))
    }

    /// The parameter of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

fn kind(headers: &HeaderMap) -> String {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next();
    kind.unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Params, Unread};

    #[test]
    fn a_parameter_is_there_once_and_has_a_value() {
        let read = |form: &str| match Params::of_form(form.as_bytes()) {
            Ok(params) => Ok(params.0.into_iter().collect::<Vec<_>>()),
            Err(Unread::Shape(why)) => Err(why),
            Err(Unread::Body(error)) => panic!("{error:?}"),
        };
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            read("a=1&b=&b=&c=%20x+y"),
            Ok(vec![pair("a", "1"), pair("c", " x y")])
        );
        assert!(read("a=1&a=1").unwrap_err().contains("`a`"));
        let json = |text: &str| {
            Params::of_json(text.as_bytes()).map(|params| params.0.into_iter().collect::<Vec<_>>())
        };
        let read = json(r#"{"a": "1", "n": 7, "none": null, "list": []}"#).unwrap();
        assert_eq!(read, [pair("a", "1"), pair("n", "7")]);
        for text in ["", "[]", "7", r#"{"a": "1", "a": "2"}"#] {
            assert!(json(text).is_err(), "{text}");
        }
    }
}
