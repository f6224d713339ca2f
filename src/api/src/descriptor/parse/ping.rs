//! `authentication.ping_request`: a GET that proves the credentials.

use jsonc_parser::ast::Value;

use super::super::notes::Notes;
use super::super::{Condition, Ping, PingStatus};
use super::form::{PATH, TEXT};
use super::keys::Place;
use super::object::{Node, Object};

/// Reads it.
pub(super) fn read(node: Node, notes: &mut Notes) -> Option<Ping> {
    let object = Object::open(node, Place::Ping, notes)?;
    let method_name = object
        .need("method_name", PATH.expected, notes)
        .and_then(|node| path(node, notes));
    let params = match object.get("params") {
        Some(node) => params(node, notes),
        None => Some(Vec::new()),
    };
    let status = match object.get("status") {
        Some(node) => status(node, notes).map(Some),
        None => Some(None),
    };
    Some(Ping {
        method_name: method_name?,
        params: params?,
        status: status?,
    })
}

fn path(node: Node, notes: &mut Notes) -> Option<String> {
    let path = node.form(&PATH, notes)?;
    let bare = path.strip_prefix('/').unwrap_or(path);
    let verbs = ["get", "post", "put", "patch", "delete", "head", "options"];
    let hint = if verbs.contains(&path.to_ascii_lowercase().as_str()) {
        "it is asked by GET; this is the path behind the base URI"
    } else if bare.contains("://") || bare.starts_with('/') {
        "the path behind the base URI alone"
    } else if path.contains('?') || path.contains('#') {
        "its query stands in `params`"
    } else if path.contains(['{', '}']) {
        "no fields in it"
    } else if bare.split('/').any(|part| matches!(part, "." | "..")) {
        "without `.` and `..`"
    } else {
        return Some(format!("/{bare}"));
    };
    notes.error_with("form", node.spot(), PATH.expected, hint);
    None
}

fn params(node: Node, notes: &mut Notes) -> Option<Vec<(String, String)>> {
    let entries = node.entries("{\"limit\": ...}", notes)?;
    let params: Vec<_> = entries
        .into_iter()
        .map(|(key, property)| {
            let (value, path) = (&property.value, node.path.key(key));
            let value = Node { value, path }.parameter(notes)?;
            Some((key.to_owned(), value))
        })
        .collect();
    params.into_iter().collect()
}

fn status(node: Node, notes: &mut Notes) -> Option<PingStatus> {
    let object = Object::open(node, Place::PingStatus, notes)?;
    let field = object.need_form("field", &TEXT, notes);
    let value = object
        .need("value", "what the field of the answer has to be", notes)
        .and_then(|node| condition(node, notes));
    Some(PingStatus {
        field: field?.to_owned(),
        value: value?,
    })
}

fn condition(node: Node, notes: &mut Notes) -> Option<Condition> {
    let condition = match node.value {
        Value::StringLit(text) => Some(Condition::Text(text.value.to_string())),
        Value::BooleanLit(truth) => Some(Condition::Truth(truth.value)),
        Value::NumberLit(number) => number.value.parse().ok().map(Condition::Number),
        _ => None,
    };
    if condition.is_none() {
        notes.error(
            "type",
            node.spot(),
            "a text, a whole number, `true` or `false`",
        );
    }
    condition
}
