//! `basic_auth`: HTTP Basic (RFC 7617).

use super::super::notes::{Notes, Spot};
use super::super::{BasicAuth, Field};
use super::field::{self, Mapping};
use super::form::FORMAT;
use super::object::{Node, Object};

/// What is encoded where nothing else is said.
pub(in super::super) const DEFAULT_FORMAT: &str = "{username}:{password}";

const PARTS: [&str; 2] = ["username", "password"];

/// Reads what belongs to it.
pub(super) fn read(auth: &Object, notes: &mut Notes) -> Option<BasicAuth> {
    let fields = field::read(auth, Mapping::Basic, notes);
    let format = match auth.get("basic_auth_format") {
        None => match &fields {
            Some(fields) => default_format(auth, fields, notes),
            None => Some(DEFAULT_FORMAT),
        },
        Some(node) => format(node, fields.as_deref(), notes),
    };
    Some(BasicAuth {
        format: format?.to_owned(),
        fields: fields?,
    })
}

fn is_mapped(fields: &[Field], part: &str) -> bool {
    fields
        .iter()
        .any(|field| field.mapping.as_deref() == Some(part))
}

fn format<'a>(node: Node<'a, '_>, fields: Option<&[Field]>, notes: &mut Notes) -> Option<&'a str> {
    let format = node.text(notes)?;
    if format.contains("{{") {
        let hint = "one brace on each side: `{username}:{password}`";
        notes.error_with("braces", node.spot(), FORMAT.expected, hint);
        return None;
    }
    if !FORMAT.fits(format) {
        let hint = format!("without it, the format is `{DEFAULT_FORMAT}`");
        notes.error_with("no_field", node.spot(), FORMAT.expected, hint);
        return None;
    }
    let mut good = true;
    for name in format.split('{').skip(1).map(|rest| rest.split('}').next()) {
        let name = name.unwrap_or_default();
        let (expected, hint) = if !PARTS.contains(&name) {
            let expected = format!("`{{username}}` or `{{password}}` in place of `{{{name}}}`");
            (
                expected,
                "a field has one of them as its `mapping`".to_owned(),
            )
        } else if fields.is_some_and(|fields| !is_mapped(fields, name)) {
            let expected = format!("a field with `\"mapping\": \"{name}\"`");
            (expected, format!("the format names `{{{name}}}`"))
        } else {
            continue;
        };
        notes.error_with("no_field", node.spot(), expected, hint);
        good = false;
    }
    good.then_some(format)
}

/// The format that is taken where none is written needs a field, and better two: a part that no field has is left out of it.
fn default_format(auth: &Object, fields: &[Field], notes: &mut Notes) -> Option<&'static str> {
    let missing: Vec<_> = PARTS
        .into_iter()
        .filter(|part| !is_mapped(fields, part))
        .collect();
    let spot = Spot {
        found: format!("no field that is mapped to `{}`", missing.join("` or `")),
        ..auth.get("fields")?.spot()
    };
    let part = match missing.as_slice() {
        [] => return Some(DEFAULT_FORMAT),
        [part] => *part,
        _ => {
            let expected =
                "fields with `\"mapping\": \"username\"` and `\"mapping\": \"password\"`";
            notes.error("no_field", spot, expected);
            return None;
        }
    };
    let expected = format!("a field with `\"mapping\": \"{part}\"`");
    notes.warn("unmapped", spot, expected, "that part is sent empty");
    Some(if part == "username" {
        ":{password}"
    } else {
        "{username}:"
    })
}
