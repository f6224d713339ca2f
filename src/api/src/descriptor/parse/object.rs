//! Objects and single values, with what is wrong with their shape.

use std::collections::HashMap;

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged as _;

use super::super::looks;
use super::super::named::names_a_secret;
use super::super::notes::{Notes, Spot, quoted};
use super::keys::Place;
use super::path::Path;

/// A value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Node<'a, 'p> {
    pub(super) value: &'a Value<'a>,
    pub(super) path: Path<'p>,
}

impl<'a, 'p> Node<'a, 'p> {
    /// Where it stands, and what it is.
    pub(super) fn spot(&self) -> Spot {
        Spot {
            at: self.value.start(),
            path: self.path.to_string(),
            found: shown(self.value, &self.path),
        }
    }

    /// The text that it has to be.
    pub(super) fn text(&self, notes: &mut Notes) -> Option<&'a str> {
        match self.value {
            Value::StringLit(text) => Some(&text.value),
            _ => {
                notes.error("type", self.spot(), "a text in double quotes");
                None
            }
        }
    }

    /// The truth that it has to be.
    pub(super) fn truth(&self, notes: &mut Notes) -> Option<bool> {
        match self.value {
            Value::BooleanLit(truth) => Some(truth.value),
            _ => {
                notes.error("type", self.spot(), "`true` or `false`");
                None
            }
        }
    }

    /// The text of a parameter: numbers and truths are taken as they are written.
    pub(super) fn parameter(&self, notes: &mut Notes) -> Option<String> {
        match self.value {
            Value::StringLit(text) => Some(text.value.to_string()),
            Value::NumberLit(number) => Some(number.value.to_owned()),
            Value::BooleanLit(truth) => Some(truth.value.to_string()),
            _ => {
                notes.error("type", self.spot(), "a text, a number, `true` or `false`");
                None
            }
        }
    }

    /// The list that it has to be.
    pub(super) fn list(&self, of: &str, notes: &mut Notes) -> Option<&'a [Value<'a>]> {
        match self.value {
            Value::Array(list) => Some(&list.elements),
            _ => {
                notes.error("type", self.spot(), format!("a list of {of}: `[ ... ]`"));
                None
            }
        }
    }

    /// The keys and values of the object that it has to be, each key once, in their order.
    pub(super) fn entries(
        &self,
        example: &str,
        notes: &mut Notes,
    ) -> Option<Vec<(&'a str, &'a ObjectProp<'a>)>> {
        let Value::Object(object) = self.value else {
            notes.error("type", self.spot(), format!("an object: `{example}`"));
            return None;
        };
        let mut seen = HashMap::new();
        let mut entries = Vec::with_capacity(object.properties.len());
        for property in &object.properties {
            let key = property.name.as_str();
            if seen.insert(key, ()).is_none() {
                entries.push((key, property));
            } else {
                let path = self.path.key(key);
                notes.error("duplicate", key_spot(property, &path), "each key once");
            }
        }
        Some(entries)
    }
}

/// An object of the format.
pub(super) struct Object<'a, 'p> {
    pub(super) place: Place,
    pub(super) node: Node<'a, 'p>,
    entries: HashMap<&'a str, &'a ObjectProp<'a>>,
    /// What is no key of this object.
    pub(super) others: Vec<(&'a str, &'a ObjectProp<'a>)>,
}

impl<'a, 'p> Object<'a, 'p> {
    /// Opens what has to be an object. Keys that do not belong there are told.
    pub(super) fn open(node: Node<'a, 'p>, place: Place, notes: &mut Notes) -> Option<Self> {
        let object = Self::open_free(node, place, notes)?;
        for (key, property) in &object.others {
            let path = object.node.path.key(key);
            let spot = key_spot(property, &path);
            if place.is_elsewhere(key) {
                notes.error_with("misplaced", spot, "no such key here", place.home(key));
            } else {
                let meant = place
                    .near(key)
                    .map(|near| format!("did you mean `{near}`?"));
                let hint = meant.unwrap_or_else(|| "it is not looked at".to_owned());
                notes.warn("unknown", spot, "a key of the format", hint);
            }
        }
        Some(object)
    }

    /// The same, and other keys are taken.
    pub(super) fn open_free(node: Node<'a, 'p>, place: Place, notes: &mut Notes) -> Option<Self> {
        let keys = place.keys();
        let example = format!("{{\"{}\": ...}}", keys.first().copied().unwrap_or_default());
        let (mine, others) = node
            .entries(&example, notes)?
            .into_iter()
            .partition::<Vec<_>, _>(|(key, _)| keys.contains(key));
        Some(Self {
            place,
            node,
            entries: mine.into_iter().collect(),
            others,
        })
    }

    /// Where a key's value stands.
    pub(super) fn path<'s>(&'s self, key: &'s str) -> Path<'s> {
        self.node.path.key(key)
    }

    /// What a key has, if it is there.
    pub(super) fn get<'s>(&'s self, key: &'s str) -> Option<Node<'a, 's>> {
        let property = self.entries.get(key)?;
        Some(Node {
            value: &property.value,
            path: self.path(key),
        })
    }

    /// What a key has, which has to be there.
    pub(super) fn need<'s>(
        &'s self,
        key: &'s str,
        what: &str,
        notes: &mut Notes,
    ) -> Option<Node<'a, 's>> {
        let found = self.get(key);
        if found.is_none() {
            let expected = format!("`{key}`: {what}");
            notes.error_with("missing", self.nothing(key), expected, self.meant(key));
        }
        found
    }

    /// The place of a key that is not there: where its object begins.
    pub(super) fn nothing(&self, key: &str) -> Spot {
        Spot {
            at: self.node.value.start(),
            path: self.path(key).to_string(),
            found: String::new(),
        }
    }

    /// A key that is not there may be one that is written otherwise.
    fn meant(&self, key: &str) -> String {
        self.others
            .iter()
            .find(|(other, _)| self.place.near(other) == Some(key))
            .map(|(other, _)| format!("`{other}` may be meant for it"))
            .unwrap_or_default()
    }

    /// The place of a key itself.
    pub(super) fn key_spot(&self, key: &str) -> Option<Spot> {
        let property = self.entries.get(key)?;
        Some(key_spot(property, &self.path(key)))
    }
}

/// The place of a key itself, with the key as what is there.
pub(super) fn key_spot(property: &ObjectProp, path: &Path) -> Spot {
    Spot {
        at: property.start(),
        path: path.to_string(),
        found: quoted(property.name.as_str()),
    }
}

/// What is there, in a few words, but nothing of a secret.
fn shown(value: &Value, path: &Path) -> String {
    match value {
        Value::StringLit(_) | Value::NumberLit(_) if names_a_secret(path.last_key()) => {
            "***".to_owned()
        }
        Value::StringLit(text) => quoted(&looks::shown(path.last_key(), &text.value)),
        Value::NumberLit(number) => number.value.chars().take(30).collect(),
        Value::BooleanLit(truth) => truth.value.to_string(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::NullKeyword(_) => "null".to_owned(),
    }
}
