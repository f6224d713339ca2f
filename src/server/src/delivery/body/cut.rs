//! A body that is too long is cut to its ids, with a note.

use serde_json::{Map, Value};

/// How many entries of a list or a map stay: more ids than that are longer than any body may be.
const ENTRIES: usize = 20_000;

/// Lists of ids.
const LISTS: [&str; 3] = ["conversations", "ids", "tags"];

/// What stands beside the ids.
const NOTE: &str =
    "this was longer than 1 MiB: only ids are here, ask the API for what belongs to them";

/// It with ids, types and times alone. Where even that is too long, lists and maps within it go.
pub(super) fn cut(value: &Value, most: usize) -> Value {
    for depth in (1..=6).rev() {
        let mut ids = ids(value, depth).unwrap_or_default();
        if let Value::Object(of) = &mut ids {
            of.insert("truncated".to_owned(), true.into());
            of.insert("note".to_owned(), NOTE.into());
        }
        if ids.to_string().len() <= most {
            return ids;
        }
    }
    Value::Null
}

fn ids(value: &Value, depth: u32) -> Option<Value> {
    match value {
        Value::Object(of) if depth > 0 => {
            let kept = of.iter().take(ENTRIES).filter_map(|(key, value)| {
                let value = match value {
                    Value::Array(of)
                        if !of.iter().any(Value::is_object) && !LISTS.contains(&key.as_str()) =>
                    {
                        return None;
                    }
                    Value::Object(_) | Value::Array(_) => ids(value, depth - 1)?,
                    plain if is_id(key) && short(plain) => plain.clone(),
                    _ => return None,
                };
                Some((key.clone(), value))
            });
            let kept: Map<String, Value> = kept.collect();
            (!kept.is_empty()).then_some(kept.into())
        }
        Value::Array(of) if depth > 0 => {
            let kept = of.iter().take(ENTRIES).filter_map(|value| match value {
                Value::Object(_) | Value::Array(_) => ids(value, depth - 1),
                plain => short(plain).then(|| plain.clone()),
            });
            let kept: Vec<Value> = kept.collect();
            (!kept.is_empty()).then_some(kept.into())
        }
        _ => None,
    }
}

/// Whether a key is that of an id, or says what something is.
fn is_id(key: &str) -> bool {
    // Where these have no object they have an id. Plug's format has no other id of an attendance than its number.
    let others = [
        "app",
        "assignee",
        "attendance",
        "attendanceNumber",
        "author",
        "category",
        "channel",
        "contact",
        "conversation",
        "event",
        "group",
        "item",
        "kind",
        "operator",
        "plugin",
        "status",
        "tag",
        "timestamp",
        "type",
    ];
    key == "id" || key.ends_with("Id") || others.contains(&key)
}

fn short(value: &Value) -> bool {
    value.as_str().is_none_or(|text| text.len() <= 200)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::cut;

    #[test]
    fn what_is_too_long_keeps_its_ids_and_says_so() {
        let long = "x".repeat(2_000);
        let whole = json!({
            "type": "message.received", "timestamp": "2026-11-22T17:20:16.000Z",
            "data": {"message": {"id": "m1", "text": long}, "actor": {"kind": "token", "id": "9", "name": long}, "tags": ["1"]},
        });
        let cut = cut(&whole, 1_000);
        assert_eq!(cut["truncated"], true);
        assert!(cut["note"].is_string());
        assert_eq!(cut["type"], "message.received");
        let data =
            json!({"message": {"id": "m1"}, "actor": {"kind": "token", "id": "9"}, "tags": ["1"]});
        assert_eq!(cut["data"], data);
    }

    #[test]
    fn ids_under_the_name_of_what_they_are_of_stay() {
        let long = "x".repeat(2_000);
        let data = json!({"tag": "302", "added": true, "conversation": {"id": "955", "channel": "501", "assignee": null, "subject": long},
            "attendance": {"operator": "101", "categories": [{"category": "7", "item": "71", "name": long}]}});
        let cut = cut(&json!({"type": "conversation.tagged", "data": data}), 1_000);
        let kept = json!({"tag": "302", "conversation": {"id": "955", "channel": "501", "assignee": null},
            "attendance": {"operator": "101", "categories": [{"category": "7", "item": "71"}]}});
        assert_eq!(cut["data"], kept);
    }

    #[test]
    fn an_attendance_of_plugs_is_known_by_its_number() {
        let whole = json!({"event": "finishAttendance", "attendance": {"attendanceNumber": 7, "report": "x".repeat(2_000)}});
        assert_eq!(cut(&whole, 1_000)["attendance"]["attendanceNumber"], 7);
    }

    #[test]
    fn each_message_of_a_long_attendance_keeps_its_id() {
        let messages = |text: &str| -> Value {
            let all = (0..5_000).map(|n| (n.to_string(), json!({"id": n, "text": text})));
            all.collect::<serde_json::Map<_, _>>().into()
        };
        let whole = json!({"chat": messages(&"x".repeat(300))});
        let cut = cut(&whole, 1024 * 1024);
        assert_eq!(
            cut["chat"].as_object().map(serde_json::Map::len),
            Some(5_000)
        );
        assert_eq!(cut["chat"]["4999"], json!({"id": 4_999}));
    }

    #[test]
    fn where_even_ids_are_too_many_what_lies_deepest_goes() {
        let chat: Value = (0..900)
            .map(|n| (n.to_string(), json!({"messageId": "m".repeat(100)})))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let cut = cut(&json!({"attendance": {"id": "1"}, "chat": chat}), 10_000);
        assert!(cut.to_string().len() <= 10_000);
        assert_eq!(cut["attendance"]["id"], "1");
    }
}
