//! `api_base_uri`: where the API is.

use jsonc_parser::common::Ranged as _;

use super::super::Environment;
use super::super::notes::{Notes, Spot};
use super::address::{self, Around, Use};
use super::form::{ENVIRONMENT, TEXT};
use super::keys::Place;
use super::object::{Node, Object, key_spot};

const EXAMPLE: &str =
    "{\"production\": {\"uri\": \"https://...\", \"label\": \"...\", \"default\": true}}";

/// Reads them.
pub(super) fn read(
    top: &Object,
    around: &mut Around,
    notes: &mut Notes,
) -> Option<Vec<Environment>> {
    let node = top.need("api_base_uri", "an object of environments", notes)?;
    let entries = node.entries(EXAMPLE, notes)?;
    if entries.is_empty() {
        notes.error(
            "missing",
            node.spot(),
            format!("an environment: `{EXAMPLE}`"),
        );
        return None;
    }
    let mut good = true;
    let mut all = Vec::new();
    let mut default = None;
    for (key, property) in entries {
        let (value, path) = (&property.value, node.path.key(key));
        if Place::Environment.keys().contains(&key) && value.as_object().is_none() {
            let hint = format!("it belongs {}", Place::Environment.called());
            let spot = key_spot(property, &path);
            notes.error_with("misplaced", spot, "the name of an environment", hint);
            good = false;
            continue;
        }
        if !ENVIRONMENT.fits(key) {
            notes.error("form", key_spot(property, &path), ENVIRONMENT.expected);
            good = false;
        }
        let read = one(key, Node { value, path }, around, notes);
        if let Some(at) = read.as_ref().and_then(|read| read.default_at) {
            if let Some(first) = &default {
                let spot = Spot {
                    at,
                    path: path.key("default").to_string(),
                    found: "true".to_owned(),
                };
                let hint = format!("`{first}` is the default");
                notes.error_with(
                    "default",
                    spot,
                    "one environment with `\"default\": true`",
                    hint,
                );
                good = false;
            } else {
                default = Some(key.to_owned());
            }
        }
        all.push(read.and_then(|read| read.environment));
    }
    if default.is_none() && good {
        let spot = Spot {
            found: "no environment with `\"default\": true`".to_owned(),
            ..node.spot()
        };
        notes.error(
            "default",
            spot,
            "one, also where there is one environment alone",
        );
    }
    let all: Vec<_> = all.into_iter().collect::<Option<_>>()?;
    good.then_some(all)
}

/// One environment: whether it is the default is known also where the rest of it is wrong.
struct Read {
    /// Where it says that it is the default.
    default_at: Option<usize>,
    environment: Option<Environment>,
}

fn one(key: &str, node: Node, around: &mut Around, notes: &mut Notes) -> Option<Read> {
    let object = Object::open(node, Place::Environment, notes)?;
    let what = "the address of the API, which begins with `https://`";
    let uri = object
        .need("uri", what, notes)
        .and_then(|node| address::template(node, Use::Base, around, notes));
    let label = object.need_form("label", &TEXT, notes);
    let default = match object.get("default") {
        Some(node) => node.truth(notes),
        None => Some(false),
    };
    let default_at = object
        .get("default")
        .filter(|_| default == Some(true))
        .map(|node| node.value.start());
    let environment = uri
        .zip(label)
        .zip(default)
        .map(|((uri, label), default)| Environment {
            key: key.to_owned(),
            uri,
            label: label.to_owned(),
            default,
        });
    Some(Read {
        default_at,
        environment,
    })
}
