//! What the API takes, as its own description says: parameters of a query and keys of a body that it does not know are refused by
//! name, with those that there are. So a list that forgets a filter, or a switch that was misspelt, is never passed over in silence.
//!
//! An operation that brings customers' words takes a body in spite of them: its description says so by
//! [`OPEN`](crate::openapi::OPEN), and its handler tells what [`Open`](super::Open) left out.

mod shape;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, Request};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use encaixe_api::error::FieldError;
use serde_json::Value;

use self::shape::{Shape, Unfit, What};
use crate::check::{ensure_valid, field_error};
use crate::error::{Error, Result};

/// Where the API lies; within it, addresses are told without it.
const BASE: &str = "/api";

/// The one operation outside of it of which the same holds.
const METRICS: &str = "/metrics";

/// The parameter that nobody reads: with a value that changes, it keeps caches away.
const FREE: &str = "_";

/// Every operation of the API.
#[derive(Debug)]
pub struct Known(Vec<Operation>);

#[derive(Debug)]
struct Operation {
    method: Method,
    /// The parts of its address; none for one that stands for any text.
    parts: Vec<Option<String>>,
    takes: Arc<Takes>,
}

/// What one operation takes.
#[derive(Debug)]
pub(super) struct Takes {
    query: BTreeSet<String>,
    pub(super) body: Shape,
}

impl Known {
    /// Reads the description.
    #[must_use]
    pub fn of(description: &Value) -> Self {
        let mut all = Vec::new();
        for (path, item) in description["paths"].as_object().into_iter().flatten() {
            for (method, about) in item.as_object().into_iter().flatten() {
                let Ok(method) = method.to_uppercase().parse() else {
                    continue;
                };
                let parameters = about["parameters"].as_array().into_iter().flatten();
                let in_query = parameters.filter(|one| one["in"] == "query");
                let body = &about["requestBody"]["content"]["application/json"]["schema"];
                all.push(Operation {
                    method,
                    parts: path.split('/').map(fixed).collect(),
                    takes: Arc::new(Takes {
                        query: in_query
                            .filter_map(|one| one["name"].as_str().map(str::to_owned))
                            .collect(),
                        body: Shape::of(body, &description["components"]["schemas"]),
                    }),
                });
            }
        }
        Self(all)
    }

    /// The operation at an address; where several would do, that whose address says most.
    fn find(&self, method: &Method, path: &str) -> Option<&Arc<Takes>> {
        let asked = if method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        let parts: Vec<&str> = path.split('/').collect();
        self.0
            .iter()
            .filter(|one| one.method == *asked && one.fits(&parts))
            .max_by_key(|one| one.parts.iter().flatten().count())
            .map(|one| &one.takes)
    }
}

impl Operation {
    fn fits(&self, parts: &[&str]) -> bool {
        self.parts.len() == parts.len()
            && self
                .parts
                .iter()
                .zip(parts)
                .all(|(own, part)| own.as_ref().is_none_or(|own| own == part))
    }
}

fn fixed(part: &str) -> Option<String> {
    (!part.starts_with('{')).then(|| part.to_owned())
}

/// Refuses parameters that the operation does not know, and those that are there twice; tells the body's reader what it takes.
///
/// # Errors
/// 422, with each parameter.
pub async fn check(
    Extension(known): Extension<Arc<Known>>,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let path = request.uri().path();
    let path = if path.starts_with(BASE) || path == METRICS {
        path.to_owned()
    } else {
        format!("{BASE}{path}")
    };
    if let Some(takes) = known.find(request.method(), &path).cloned() {
        query(request.uri(), &takes.query)?;
        request.extensions_mut().insert(takes);
    }
    Ok(next.run(request).await)
}

fn query(uri: &Uri, known: &BTreeSet<String>) -> Result<()> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|_| Error::field("query", "invalid", "the query cannot be read"))?;
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, _) in &pairs {
        if name == FREE {
            continue;
        }
        if !known.contains(name) {
            errors.push(unknown(name, "parameter", known.iter().map(String::as_str)));
        } else if !seen.insert(name) {
            let message = "it is there more than once: give it one value";
            errors.push(field_error(name, "duplicate", message));
        }
    }
    Ok(ensure_valid(errors)?)
}

/// What is said of a part of a body that has no place in it.
pub(super) fn unfit(one: &Unfit) -> FieldError {
    let known = one.known.iter().map(String::as_str);
    match one.what {
        What::Key => unknown(&one.path, "field", known),
        What::List => {
            let message = "an object, `{...}`, is expected, not a list";
            field_error(&one.path, "invalid", message)
        }
    }
}

/// Whether it is a key, which can be left out.
pub(super) fn is_key(one: &Unfit) -> bool {
    one.what == What::Key
}

/// What is said of a name that there is not.
fn unknown<'a>(path: &str, what: &str, known: impl Iterator<Item = &'a str>) -> FieldError {
    /// How much of a name is repeated, in characters.
    const SHOWN: usize = 100;
    let names: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let message = if names.is_empty() {
        format!("there is no such {what}, nor any other")
    } else {
        format!("there is no such {what}; there are: {}", names.join(", "))
    };
    let shown = path.chars().filter(|letter| !letter.is_control());
    let shown: String = shown.take(SHOWN).collect();
    field_error(&shown, "unknown", message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_operation_whose_address_says_most_is_meant() {
        let at = |name: &str| json!({"parameters": [{"in": "query", "name": name}, {"in": "path", "name": "id"}]});
        let known = Known::of(&json!({"paths": {
            "/api/members/{id}": {"get": at("any")},
            "/api/members/me": {"get": at("own")},
        }}));
        let names = |path: &str| known.find(&Method::HEAD, path).map(|one| one.query.clone());
        assert_eq!(names("/api/members/me"), Some(["own".to_owned()].into()));
        assert_eq!(names("/api/members/you"), Some(["any".to_owned()].into()));
        assert_eq!(names("/api/members"), None);
        assert!(known.find(&Method::POST, "/api/members/me").is_none());
    }

    #[test]
    fn parameters_are_known_and_there_once() {
        let known = ["q", "status"].map(str::to_owned).into();
        for (uri, wrong) in [
            ("/x", &[] as &[&str]),
            ("/x?q=&status=open&_=17", &[]),
            ("/x?search=a&q=b", &["search"]),
            ("/x?Q=a&%71=b", &["Q"]),
            ("/x?q=a&q=a&__=1", &["q", "__"]),
            ("/x?=", &[""]),
        ] {
            let found = match query(&uri.parse().unwrap(), &known) {
                Ok(()) => Vec::new(),
                Err(Error::Invalid(fields)) => fields.into_iter().map(|field| field.path).collect(),
                Err(error) => panic!("{error:?}"),
            };
            assert_eq!(found, wrong, "{uri}");
        }
    }
}
