//! Fields that are sent nowhere: looked for in what is written, so that they are told beside whatever is wrong with the file.

use std::collections::HashSet;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;

use super::super::Template;
use super::super::notes::{Notes, Spot, quoted};
use super::{MAX_FIELDS, object};

/// Warns of them.
pub(super) fn warn(top: &object::Object, notes: &mut Notes) {
    let Some(auth) = top
        .get("authentication")
        .and_then(|node| node.value.as_object())
    else {
        return;
    };
    let kind = auth.get_string("type").map(|text| text.value.as_ref());
    // A mapping sends a field, but in `oauth_2`, whose fields are for addresses alone.
    let maps = match kind {
        Some("basic_auth" | "pass_through_header") => true,
        Some("oauth_2") => false,
        _ => return,
    };
    let mut used = HashSet::new();
    if let Some(node) = top.get("api_base_uri") {
        collect(node.value, &mut used);
    }
    if let Some(access) = auth.get("oauth_access_fields") {
        collect(&access.value, &mut used);
    }
    let fields = auth.get_array("fields").map(|fields| &fields.elements);
    let fields = fields.filter(|fields| fields.len() <= MAX_FIELDS);
    for (index, value) in fields.into_iter().flatten().enumerate() {
        let Some((field, name)) = named(value) else {
            continue;
        };
        let is_mapped = maps && field.get("mapping").is_some();
        if is_mapped || used.contains(name) {
            continue;
        }
        let place = field.get("name").map(|name| name.value.start());
        let spot = Spot {
            at: place.unwrap_or_else(|| value.start()),
            path: format!("authentication.fields[{index}].name"),
            found: quoted(name),
        };
        let expected = match maps {
            true => format!("a `mapping`, or `{{{{{name}}}}}` in an address"),
            false => format!("`{{{{{name}}}}}` in an address"),
        };
        notes.warn("unmapped", spot, expected, "what is filled in is not sent");
    }
}

/// A field with its name.
fn named<'a>(value: &'a Value<'a>) -> Option<(&'a Object<'a>, &'a str)> {
    let field = value.as_object()?;
    Some((field, field.get_string("name")?.value.as_ref()))
}

/// The fields that are named in texts.
fn collect(value: &Value, used: &mut HashSet<String>) {
    match value {
        Value::StringLit(text) => {
            let template = Template::new(text.value.as_ref());
            used.extend(template.fields().map(str::to_owned));
        }
        Value::Array(list) => list.elements.iter().for_each(|one| collect(one, used)),
        Value::Object(object) => {
            for property in &object.properties {
                collect(&property.value, used);
            }
        }
        _ => {}
    }
}
