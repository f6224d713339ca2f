//! What an app says in the body of an answer.

use serde_json::Value;

use crate::script::ScriptAnswer;

/// Where services put it, the most telling first.
const KEYS: [&str; 10] = [
    "error_description",
    "error_message",
    "message",
    "detail",
    "error",
    "errors",
    "msg",
    "description",
    "title",
    "reason",
];

/// How deep it may lie, such as in `{"data": {"error": {"message": "..."}}}`.
const DEPTH: usize = 4;

/// The app's words in an answer: in JSON, or a short text.
pub(super) fn of(answer: &ScriptAnswer) -> Option<String> {
    match serde_json::from_str(&answer.body) {
        Ok(body) => of_json(&body),
        Err(_) => {
            let is_text =
                (answer.header("content-type")).is_some_and(|kind| kind.starts_with("text/plain"));
            is_text
                .then(|| answer.body.trim().to_owned())
                .filter(|text| !text.is_empty())
        }
    }
}

/// The same of a body that was read.
pub(super) fn of_json(body: &Value) -> Option<String> {
    match body {
        Value::Object(_) => inside(body, DEPTH).or_else(|| inside(body.get("data")?, DEPTH)),
        Value::Array(items) => items
            .first()
            .filter(|item| item.is_object())
            .and_then(|item| inside(item, DEPTH)),
        _ => None,
    }
}

fn inside(value: &Value, depth: usize) -> Option<String> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(items) => items.iter().find_map(|item| inside(item, depth - 1)),
        Value::Object(fields) => {
            let mut known = KEYS.iter().filter_map(|key| fields.get(*key));
            known
                .find_map(|value| inside(value, depth - 1))
                .or_else(|| {
                    // What is wrong with each field, by its name: `{"errors": {"token": ["is wrong"]}}`.
                    let within = depth < DEPTH;
                    within.then(|| {
                        fields
                            .iter()
                            .find_map(|(name, value)| of_field(name, value))
                    })?
                })
        }
        _ => None,
    }
}

fn of_field(name: &str, value: &Value) -> Option<String> {
    let first = match value {
        Value::Array(items) => items.first()?,
        value => value,
    };
    Some(format!("{name}: {}", first.as_str()?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of_json;

    #[test]
    fn the_words_are_found_where_services_put_them() {
        for (body, words) in [
            (
                json!({"message": "Bad credentials", "documentation_url": "https://x.example"}),
                "Bad credentials",
            ),
            (
                json!({"error": "invalid_token", "error_description": "It expired"}),
                "It expired",
            ),
            (json!({"error": {"code": 190, "message": "No"}}), "No"),
            (
                json!({"errors": [{"message": "Not Authorized"}]}),
                "Not Authorized",
            ),
            (json!({"errors": ["first", "second"]}), "first"),
            (
                json!({"errors": {"token": ["is wrong"]}}),
                "token: is wrong",
            ),
            (
                json!({"data": {"error": {"message": "Token inválido"}}}),
                "Token inválido",
            ),
            (
                json!([{"errorCode": "X", "message": "Session expired"}]),
                "Session expired",
            ),
            (json!({"error": true, "message": "Locked"}), "Locked"),
        ] {
            assert_eq!(of_json(&body).as_deref(), Some(words), "{body}");
        }
        for body in [
            json!({"name": "Ana"}),
            json!({"error": true}),
            json!({"message": "  "}),
            json!("text"),
            json!(null),
            json!([1]),
        ] {
            assert_eq!(of_json(&body), None, "{body}");
        }
    }
}
