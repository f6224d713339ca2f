//! `authentication.fields`: what a person fills in.

use std::collections::{HashMap, HashSet};

use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged as _;

use super::super::notes::{Notes, Spot};
use super::super::{Field, FieldKind};
use super::MAX_FIELDS;
use super::form::{HEADER, NAME, PREFIX, TEXT};
use super::keys::Place;
use super::object::{Node, Object};
use super::validation::{self, Patterns};

/// Headers that HTTP or the server sets (RFC 9110, section 7.6.1), or that a browser alone has.
pub(in super::super) const RESERVED_HEADERS: [&str; 20] = [
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "cookie2",
    "date",
    "expect",
    "forwarded",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// What a field's `mapping` names, by the kind of authentication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mapping {
    /// A header.
    Header,
    /// `username` or `password`.
    Basic,
    /// Whatever it is.
    Any,
    /// Nothing, for a reason.
    Not(&'static str),
}

/// Reads the list of fields, which has to be there.
pub(super) fn read(auth: &Object, mapping: Mapping, notes: &mut Notes) -> Option<Vec<Field>> {
    let node = auth.need("fields", "a list of what is filled in", notes)?;
    list(node, mapping, notes)
}

/// Reads a list of fields.
pub(super) fn list(node: Node, mapping: Mapping, notes: &mut Notes) -> Option<Vec<Field>> {
    let values = node.list("fields", notes)?;
    if values.len() > MAX_FIELDS {
        let spot = Spot {
            at: node.value.start(),
            path: node.path.to_string(),
            found: format!("{} fields", values.len()),
        };
        notes.error("too_many", spot, format!("at most {MAX_FIELDS} fields"));
        return None;
    }
    let mut seen = Seen::default();
    let fields: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(index, value)| {
            let path = node.path.index(index);
            one(Node { value, path }, mapping, &mut seen, notes)
        })
        .collect();
    fields.into_iter().collect()
}

/// The names in a list of fields, whatever else is wrong with them.
pub(super) fn names<'a>(auth: &Object<'a, '_>) -> HashSet<&'a str> {
    let list = auth.get("fields").and_then(|node| node.value.as_array());
    let elements = list
        .map(|list| list.elements.as_slice())
        .unwrap_or_default();
    elements
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|field| field.get_string("name"))
        .map(|name| name.value.as_ref())
        .collect()
}

/// What was there before in the same list.
#[derive(Default)]
struct Seen {
    names: HashSet<String>,
    mappings: HashMap<String, String>,
    patterns: Patterns,
}

fn one(node: Node, mapping: Mapping, seen: &mut Seen, notes: &mut Notes) -> Option<Field> {
    let object = Object::open(node, Place::Field, notes)?;
    let name = object.need_form("name", &NAME, notes);
    if let (Some(name), Some(node)) = (name, object.get("name"))
        && !seen.names.insert(name.to_owned())
    {
        notes.error("duplicate", node.spot(), "another name for each field");
    }
    let label = object.need_form("label", &TEXT, notes);
    let kind = object
        .need("type", "`text`, `password` or `email`", notes)
        .and_then(|node| {
            let kinds = [
                ("text", FieldKind::Text),
                ("password", FieldKind::Password),
                ("email", FieldKind::Email),
            ];
            node.word(&kinds, notes)
        });
    let mapped = self::mapping(&object, mapping, seen, notes);
    let prefix = prefix(&object, mapping, notes);
    let checks = validation::read(&object, &mut seen.patterns, notes);
    Some(Field {
        name: name?.to_owned(),
        label: label?.to_owned(),
        mapping: mapped?,
        prefix: prefix?,
        kind: kind?,
        checks: checks?,
    })
}

/// What a field is mapped to; none where that is wrong.
fn mapping(
    object: &Object,
    mapping: Mapping,
    seen: &mut Seen,
    notes: &mut Notes,
) -> Option<Option<String>> {
    let Some(node) = object.get("mapping") else {
        return Some(None);
    };
    let text = match mapping {
        Mapping::Header => header(node, notes)?.to_owned(),
        Mapping::Basic => {
            let words = [("username", "username"), ("password", "password")];
            node.word(&words, notes)?.to_owned()
        }
        Mapping::Any => node.text(notes)?.to_owned(),
        Mapping::Not(reason) => {
            let spot = object.key_spot("mapping")?;
            notes.error_with("misplaced", spot, "no `mapping` here", reason);
            return None;
        }
    };
    let before = seen
        .mappings
        .insert(text.to_ascii_lowercase(), node.path.to_string());
    if let Some(before) = before {
        let hint = format!("`{before}` has it");
        notes.error_with("duplicate", node.spot(), "another one for each field", hint);
        return None;
    }
    Some(Some(text))
}

fn header<'a>(node: Node<'a, '_>, notes: &mut Notes) -> Option<&'a str> {
    let name = node.form(&HEADER, notes)?;
    let lower = name.to_ascii_lowercase();
    if RESERVED_HEADERS.contains(&lower.as_str()) {
        notes.error(
            "reserved",
            node.spot(),
            "a header that neither HTTP nor the server sets",
        );
        return None;
    }
    if lower == "authentication" {
        notes.warn(
            "unwise",
            node.spot(),
            "`Authorization`",
            "the header of HTTP is called so",
        );
    }
    Some(name)
}

fn prefix(object: &Object, mapping: Mapping, notes: &mut Notes) -> Option<Option<String>> {
    let Some(node) = object.get("prefix") else {
        return Some(None);
    };
    if !matches!(mapping, Mapping::Header | Mapping::Any) {
        let spot = object.key_spot("prefix")?;
        let hint = "it stands before the value of a header: `pass_through_header`";
        notes.error_with("misplaced", spot, "no `prefix` here", hint);
        return None;
    }
    Some(Some(node.form(&PREFIX, notes)?.to_owned()))
}
