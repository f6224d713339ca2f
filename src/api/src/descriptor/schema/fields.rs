//! What is filled in, in the schema.

use serde_json::{Value, json};

use super::super::parse::{MAX_CHECKS, MAX_FIELDS, MAX_LENGTH, Place, RESERVED_HEADERS, forms};
use super::super::pattern::MAX_PATTERN;
use super::{object, text, words};

/// A header that neither HTTP nor the server sets, whatever the case of its letters.
pub(super) fn header() -> Value {
    let any_case = |name: &&str| -> String {
        name.chars()
            .map(|one| match one.is_ascii_alphabetic() {
                true => format!("[{}{one}]", one.to_ascii_uppercase()),
                false => one.to_string(),
            })
            .collect()
    };
    let names: Vec<_> = RESERVED_HEADERS.iter().map(any_case).collect();
    let reserved = format!("^({})$", names.join("|"));
    json!({"allOf": [text(&forms::HEADER), {"not": {"pattern": reserved}}]})
}

/// The list of fields; `special` has what one kind of authentication asks of each.
pub(super) fn fields(special: Value) -> Value {
    let check = |name: &str, value: Value| {
        json!({
            "if": {"properties": {"name": {"const": name}}},
            "then": {"properties": {"value": value}},
        })
    };
    let length = json!({"type": "integer", "minimum": 0, "maximum": MAX_LENGTH});
    let pattern = json!({"type": "string", "maxLength": MAX_PATTERN});
    let mut validation = object(
        Place::Validation,
        &["name", "value"],
        json!({"name": words(&["min_length", "max_length", "pattern"]), "value": true}),
    );
    if let Some(validation) = validation.as_object_mut() {
        let rules = [
            check("min_length", length.clone()),
            check("max_length", length),
            check("pattern", pattern),
        ];
        validation.insert("allOf".to_owned(), Value::from(rules.to_vec()));
    }
    let mut properties = json!({
        "name": text(&forms::NAME),
        "label": text(&forms::TEXT),
        "type": words(&["text", "password", "email"]),
        "validations": {"type": "array", "maxItems": MAX_CHECKS, "items": validation},
    });
    if let (Some(properties), Value::Object(special)) = (properties.as_object_mut(), special) {
        properties.extend(special);
    }
    json!({
        "type": "array",
        "maxItems": MAX_FIELDS,
        "items": object(Place::Field, &["name", "label", "type"], properties),
    })
}
