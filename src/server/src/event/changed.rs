//! What of a record changed: by name alone, so that no value is kept with the event.

use encaixe_api::role::Role;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What follows from other fields, or was not changed by anybody.
const ASIDE: [&str; 12] = [
    "createdAt",
    "updatedAt",
    "lastState",
    "dev",
    "textColor",
    "isOnline",
    "scopesSince",
    "scopeUses",
    "health",
    "warning",
    "disabled",
    "disabledAt",
];

/// The name of a place in an order, which stands in no record.
pub(crate) const POSITION: &str = "position";

/// What of a record changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Changed {
    /// The fields, by their names in the API.
    pub fields: Vec<String>,
    /// Whether it is switched on now, where that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<bool>,
    /// The role, where that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

impl Changed {
    /// What differs between two states of a record, as the API tells them.
    ///
    /// # Errors
    /// When one of them is no JSON object.
    pub fn between<T: Serialize>(before: &T, after: &T) -> serde_json::Result<Self> {
        let object = |record: &T| -> serde_json::Result<Map<String, Value>> {
            serde_json::from_value(serde_json::to_value(record)?)
        };
        let (before, after) = (object(before)?, object(after)?);
        let differs = |(name, value): &(&String, &Value)| {
            !ASIDE.contains(&name.as_str()) && before.get(*name) != Some(*value)
        };
        let mut changed = Self::default();
        for (name, value) in after.iter().filter(differs) {
            match name.as_str() {
                "isActive" | "enabled" => changed.on = value.as_bool(),
                "role" => changed.role = value.as_str().and_then(Role::parse),
                _ => {}
            }
            changed.fields.push(name.clone());
        }
        Ok(changed)
    }

    /// It with this field, if that changed.
    #[must_use]
    pub fn with(mut self, field: &str, is_changed: bool) -> Self {
        if is_changed {
            self.fields.push(field.to_owned());
        }
        self
    }

    /// That it was switched off, and nothing else of it changed.
    #[must_use]
    pub fn off() -> Self {
        Self {
            fields: vec!["enabled".to_owned()],
            on: Some(false),
            role: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Changed;

    #[test]
    fn what_changed_is_told_by_name_alone() {
        let before =
            json!({"name": "a", "isActive": true, "role": "agent", "updatedAt": 1, "same": [1]});
        let after =
            json!({"name": "b", "isActive": false, "role": "admin", "updatedAt": 2, "same": [1]});
        let changed = Changed::between(&before, &after).unwrap();
        let told = json!({"fields": ["isActive", "name", "role"], "on": false, "role": "admin"});
        assert_eq!(serde_json::to_value(&changed).unwrap(), told);
        let nothing = Changed::between(&after, &after).unwrap();
        assert_eq!(nothing, Changed::default());
        assert_eq!(nothing.with("position", true).fields, ["position"]);
    }
}
