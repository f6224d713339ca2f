//! The golden samples of the wire, and comparing what really crosses it with them.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::binary::workspace;

/// Where data stands rather than shape: an object by keys of the workspace's own, and a value of any of its types.
const DATA: [&str; 2] = [".customFields", ".properties[].value"];

/// A sample's text.
///
/// # Errors
/// There is none of that name.
pub fn text(name: &str) -> Result<String> {
    let path = workspace()
        .join("src/protocol/golden")
        .join(name)
        .with_extension("json");
    fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// A sample.
///
/// # Errors
/// There is none of that name.
pub fn sample(name: &str) -> Result<Value> {
    Ok(serde_json::from_str(&text(name)?)?)
}

/// Whether a message has the sample's keys and types, to the last level. Null and another type are the same where
/// either side has null; the elements of a list are held to the sample's first.
///
/// # Errors
/// It has not; says where.
pub fn check(name: &str, message: &Value) -> Result<()> {
    compare(name, message, &sample(name)?).with_context(|| format!("not as {name}.json: {message}"))
}

fn compare(path: &str, got: &Value, want: &Value) -> Result<()> {
    match (got, want) {
        (Value::Null, _) | (_, Value::Null) => Ok(()),
        _ if DATA.iter().any(|place| path.ends_with(place)) => Ok(()),
        (Value::Object(got), Value::Object(want)) => {
            let keys = |of: &serde_json::Map<String, Value>| -> BTreeSet<String> {
                of.keys().cloned().collect()
            };
            let (has, wants) = (keys(got), keys(want));
            ensure!(
                has == wants,
                "{path}: the keys {has:?} instead of {wants:?}"
            );
            got.iter()
                .try_for_each(|(key, value)| compare(&format!("{path}.{key}"), value, &want[key]))
        }
        (Value::Array(got), Value::Array(want)) => match want.first() {
            Some(first) => got
                .iter()
                .try_for_each(|value| compare(&format!("{path}[]"), value, first)),
            None => Ok(()),
        },
        (got, want) => {
            let same = std::mem::discriminant(got) == std::mem::discriminant(want);
            ensure!(same, "{path}: {got} instead of something like {want}");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_and_types_must_be_those_of_the_sample() {
        let want = json!({"a": 1, "b": [{"c": "x"}], "customFields": {"k": 1}, "n": null});
        for (got, same) in [
            (
                json!({"a": 2, "b": [], "customFields": {}, "n": "now a text"}),
                true,
            ),
            (
                json!({"a": null, "b": [{"c": "y"}, {"c": "z"}], "customFields": {"l": 2}, "n": 1}),
                true,
            ),
            (
                json!({"a": "1", "b": [], "customFields": {}, "n": null}),
                false,
            ),
            (
                json!({"a": 1, "b": [{"d": "y"}], "customFields": {}, "n": null}),
                false,
            ),
            (
                json!({"a": 1, "b": [], "customFields": {}, "n": null, "more": 1}),
                false,
            ),
            (json!({"a": 1, "b": [], "customFields": {}}), false),
        ] {
            assert_eq!(compare("it", &got, &want).is_ok(), same, "{got}");
        }
    }
}
