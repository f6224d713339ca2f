//! What the server answers is whole: each field is there, if only with null. Rust's types do not say so, since they read too. And
//! what it reads has no other keys than those that it knows.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::OPEN;

/// The only fields that an answer leaves out when there is nothing in them.
const LEFT_OUT: [(&str, &str); 13] = [
    ("ApiError", "fields"),
    ("ApiError", "problems"),
    ("ApiError", "scope"),
    ("AppProblem", "hint"),
    ("Category", "uses"),
    ("Channel", "uses"),
    ("CustomField", "uses"),
    ("Group", "uses"),
    ("Tag", "uses"),
    ("Endpoint", "warning"),
    ("NewlyMadeEndpoint", "warning"),
    ("EndpointSecret", "previous"),
    ("EndpointSecret", "previousUntil"),
];

const SCHEMAS: &str = "#/components/schemas/";

/// Marks every field of an answer as required, and takes the marks of Rust's documentation out of the words.
pub(super) fn complete(api: &mut Value) {
    let any = asked(api, |_| true);
    let open = asked(api, |operation| operation.contains_key(OPEN));
    let written = api["components"]["schemas"].clone();
    let schemas = api
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        if !any.contains(name) {
            write_out(schema, &any, &written);
            require(name, schema);
        } else if !open.contains(name) {
            close(schema);
        }
    }
    plain_words(api);
}

/// Writes out what an answer has among its own fields and a request has for its whole body, where other keys than its are refused.
fn write_out(schema: &mut Value, asked: &BTreeSet<String>, written: &Value) {
    match schema {
        Value::Object(map) => {
            let parts = map.get_mut("allOf").and_then(Value::as_array_mut);
            for part in parts.into_iter().flatten() {
                let name = part.get("$ref").and_then(Value::as_str);
                let name = name.and_then(|name| name.strip_prefix(SCHEMAS));
                let name = name.filter(|name| asked.contains(*name));
                if let Some(whole) = name.and_then(|name| written.get(name)) {
                    *part = whole.clone();
                }
            }
            map.values_mut()
                .for_each(|value| write_out(value, asked, written));
        }
        Value::Array(list) => list
            .iter_mut()
            .for_each(|value| write_out(value, asked, written)),
        _ => {}
    }
}

/// The schemas that the bodies of some operations' requests reach: what is not required there may be missing.
fn asked(api: &Value, which: impl Fn(&Map<String, Value>) -> bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&Value> = operations(api)
        .filter(|operation| which(operation))
        .filter_map(|operation| operation.get("requestBody"))
        .collect();
    while let Some(value) = next.pop() {
        let mut names = Vec::new();
        references(value, &mut names);
        for name in names {
            if found.insert(name.to_owned()) {
                next.extend(api["components"]["schemas"].get(name));
            }
        }
    }
    found
}

/// Every operation of the description.
pub(super) fn operations(api: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let items = api["paths"].as_object().into_iter().flatten();
    items
        .filter_map(|(_, item)| item.as_object())
        .flatten()
        .filter_map(|(_, operation)| operation.as_object())
}

/// The names of the schemas that are referred to.
pub(super) fn references<'a>(value: &'a Value, names: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            let name = map.get("$ref").and_then(Value::as_str);
            names.extend(name.and_then(|name| name.strip_prefix(SCHEMAS)));
            map.values().for_each(|value| references(value, names));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, names)),
        _ => {}
    }
}

/// Other keys than these are refused.
fn close(schema: &mut Value) {
    if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
        schema["additionalProperties"] = json!(false);
    }
}

fn require(name: &str, schema: &mut Value) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let required: Vec<&String> = properties
            .keys()
            .filter(|field| !LEFT_OUT.contains(&(name, field.as_str())))
            .collect();
        schema["required"] = json!(required);
    }
    for parts in ["allOf", "oneOf"] {
        let parts = schema.get_mut(parts).and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten() {
            require(name, part);
        }
    }
}

/// Links of Rust's documentation lead nowhere here.
fn plain_words(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for key in ["description", "summary"] {
                if let Some(Value::String(words)) = map.get_mut(key) {
                    *words = words.replace("[`", "`").replace("`]", "`");
                }
            }
            map.values_mut().for_each(plain_words);
        }
        Value::Array(list) => list.iter_mut().for_each(plain_words),
        _ => {}
    }
}
