//! The parameters of a request to an endpoint of OAuth 2.0: a form, or an object of JSON as programs send it that were written for Kommo.
//!
//! Source: RFC 6749, sections 3.1 and 3.2: a parameter without a value is none, none may be there twice, and unknown ones are ignored.
//! What a form says is UTF-8 (appendix B).

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Request};
use percent_encoding::percent_decode;
use serde_json::Value;
use url::form_urlencoded;

use super::unique::{self, Doubt};
use super::whole::whole;
use crate::error::Error;

/// The largest body, in bytes: far more than tokens take.
const MAX_BYTES: usize = 64 << 10;

/// What some endpoint reads in a body: in JSON each of them is a text or a number.
const KNOWN: [&str; 13] = [
    "client_id",
    "client_secret",
    "code",
    "code_verifier",
    "decision",
    "grant_type",
    "query",
    "redirect_uri",
    "refresh_token",
    "scope",
    "ticket",
    "token",
    "token_type_hint",
];

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
        // What stands between the parts is ASCII, so that all of it is UTF-8 if each part is. The parser would mend what is none.
        if percent_decode(bytes).decode_utf8().is_err() {
            return Err(Unread::Shape("what is sent is no UTF-8".to_owned()));
        }
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
                Value::Bool(_) | Value::Array(_) | Value::Object(_)
                    if KNOWN.contains(&name.as_str()) =>
                {
                    return unfit(format!("`{name}` has to be a text"));
                }
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

    #[test]
    fn a_known_parameter_of_another_type_is_refused_and_is_not_left_out() {
        for value in ["[\"x\"]", "{\"x\": \"y\"}", "true", "[]"] {
            let read =
                |name: &str| Params::of_json(format!("{{\"{name}\": {value}}}").as_bytes()).is_ok();
            assert!(!read("code_verifier") && !read("scope"), "{value}");
            assert!(read("unknown"), "{value}");
        }
        let none = Params::of_json(b"{\"scope\": null}");
        assert!(none.is_ok_and(|params| params.get("scope").is_none()));
    }

    #[test]
    fn a_form_that_is_no_utf_8_is_refused_and_not_mended() {
        for form in [
            &b"state=%FF"[..],
            b"state=\xff",
            b"%C3=x",
            b"a=%C3&b=%A9",
            b"a=%E2%82",
        ] {
            let read = Params::of_form(form);
            assert!(matches!(read, Err(Unread::Shape(_))), "{form:?}");
        }
        // What says itself that something was mended is as good as any other character.
        let read = Params::of_form(b"a=%EF%BF%BD&b=%C3%A9&c=\xc3\xa9&d=%zz");
        let read =
            read.map(|params| ["a", "b", "c", "d"].map(|name| params.get(name).map(str::to_owned)));
        let all = ["\u{fffd}", "\u{e9}", "\u{e9}", "%zz"].map(|text| Some(text.to_owned()));
        assert!(read.is_ok_and(|read| read == all));
    }
}
