//! The keys that a body may have, at every depth, as its schema in the description says.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

const SCHEMAS: &str = "#/components/schemas/";

/// How deep a schema is read; none of ours is deeper.
const DEPTH: usize = 16;

/// What a value may have inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) enum Shape {
    /// Nothing: it is a text, a number and the like.
    Plain,
    /// Anything.
    Free,
    /// These keys, and perhaps others of one shape.
    Object(BTreeMap<String, Shape>, Option<Box<Shape>>),
    /// Items.
    List(Box<Shape>),
}

/// What of a value has no place in a shape.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::extract) struct Unfit {
    pub(in crate::extract) path: String,
    pub(in crate::extract) what: What,
    /// The keys that there are.
    pub(in crate::extract) known: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum What {
    /// A key that the shape does not have.
    Key,
    /// A list where an object should be, whose items would be taken for the keys in their order.
    List,
}

impl Shape {
    pub(super) fn of(schema: &Value, schemas: &Value) -> Self {
        read(schema, schemas, DEPTH)
    }

    /// Takes the keys out of a value that are not known, and tells of them and of lists that should be objects.
    pub(in crate::extract) fn fit(&self, value: &mut Value) -> Vec<Unfit> {
        let mut found = Vec::new();
        self.look(value, "", &mut found);
        found
    }

    fn look(&self, value: &mut Value, path: &str, found: &mut Vec<Unfit>) {
        let mut unfit = |path: String, what, fields: &BTreeMap<String, Self>| {
            let known = fields.keys().cloned().collect();
            found.push(Unfit { path, what, known });
        };
        match (self, value) {
            (Self::Object(fields, rest), Value::Object(keys)) => {
                let mut inside = Vec::new();
                keys.retain(|key, value| {
                    let path = join(path, key);
                    let shape = fields.get(key).or(rest.as_deref());
                    match shape {
                        Some(shape) => shape.look(value, &path, &mut inside),
                        None => unfit(path, What::Key, fields),
                    }
                    shape.is_some()
                });
                found.append(&mut inside);
            }
            (Self::Object(fields, _), Value::Array(_)) if !path.is_empty() => {
                unfit(path.to_owned(), What::List, fields);
            }
            (Self::List(shape), Value::Array(items)) => {
                for (place, item) in items.iter_mut().enumerate() {
                    shape.look(item, &format!("{path}[{place}]"), found);
                }
            }
            // What is of another kind than its shape is refused by whoever reads it.
            _ => {}
        }
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Free, _) | (_, Self::Free) => Self::Free,
            (Self::Plain, shape) | (shape, Self::Plain) => shape,
            (Self::Object(mut fields, rest), Self::Object(more, other)) => {
                for (key, shape) in more {
                    let shape = match fields.remove(&key) {
                        Some(known) => known.or(shape),
                        None => shape,
                    };
                    fields.insert(key, shape);
                }
                Self::Object(fields, rest.or(other))
            }
            (Self::List(one), Self::List(other)) => Self::List(Box::new(one.or(*other))),
            (Self::Object(..), Self::List(_)) | (Self::List(_), Self::Object(..)) => Self::Free,
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn read(schema: &Value, schemas: &Value, depth: usize) -> Shape {
    let Some(schema) = schema.as_object().filter(|_| depth > 0) else {
        return Shape::Free;
    };
    let within = |schema: &Value| read(schema, schemas, depth - 1);
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let name = name.strip_prefix(SCHEMAS).unwrap_or_default();
        return schemas.get(name).map_or(Shape::Free, within);
    }
    let parts = ["allOf", "anyOf", "oneOf"]
        .iter()
        .filter_map(|key| schema.get(*key)?.as_array());
    let mut shape = parts.flatten().map(within).fold(Shape::Plain, Shape::or);
    if let Some(items) = schema.get("items") {
        shape = shape.or(Shape::List(Box::new(within(items))));
    }
    if says(schema, "object") || schema.contains_key("properties") {
        shape = shape.or(object(schema, within));
    }
    shape
}

fn object(schema: &Map<String, Value>, within: impl Fn(&Value) -> Shape) -> Shape {
    let fields: BTreeMap<_, _> = schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(key, schema)| (key.clone(), within(schema)))
        .collect();
    match schema.get("additionalProperties") {
        Some(Value::Bool(true)) => Shape::Free,
        Some(rest @ Value::Object(_)) => Shape::Object(fields, Some(Box::new(within(rest)))),
        _ if fields.is_empty() => Shape::Free,
        _ => Shape::Object(fields, None),
    }
}

fn says(schema: &Map<String, Value>, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(word)) => word == kind,
        Some(Value::Array(words)) => words.iter().any(|word| word == kind),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_looked_at_at_every_depth() {
        let schemas = json!({
            "New": {"type": "object", "properties": {
                "name": {"type": "string"},
                "info": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Info"}]},
                "fields": {"type": "object", "additionalProperties": {"type": "string"}},
                "items": {"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Info"}},
                "any": {},
            }},
            "Info": {"type": "object", "properties": {"phone": {"type": "string"}}},
        });
        let shape = Shape::of(&json!({"$ref": "#/components/schemas/New"}), &schemas);
        for (value, want) in [
            (
                json!({"name": "a", "info": null, "any": {"x": {"y": 1}}}),
                &[] as &[&str],
            ),
            (json!({"Name": 1, "name": "a"}), &["Name"]),
            (
                json!({"info": {"phone": "1", "nick": "x"}, "fields": {"x": "y"}}),
                &["info.nick"],
            ),
            (
                json!({"items": [{"phone": "1"}, {"mail": 1}], "fields": 5}),
                &["items[1].mail"],
            ),
            (json!([1]), &[]),
            (
                json!({"info": ["1"], "items": [["1"]], "fields": ["x"]}),
                &["fields", "info", "items[0]"],
            ),
        ] {
            let mut left = value.clone();
            let found = shape.fit(&mut left);
            let paths: Vec<&str> = found.iter().map(|one| one.path.as_str()).collect();
            assert_eq!(paths, want, "{value}");
            let again = shape.fit(&mut left);
            assert!(again.iter().all(|one| one.what == What::List), "{left}");
        }
        let known = &shape.fit(&mut json!({"info": {"nick": 1}}))[0].known;
        assert_eq!(known, &["phone"]);
    }
}
