//! What was wrong with params, in words for who writes JavaScript: what was expected and what was there.

/// Says it of the value at `path`, which is a dot or a question mark for the whole.
pub(super) fn said(path: &str, problem: &str) -> String {
    let path = if matches!(path, "." | "?") { "" } else { path };
    if let Some(field) = quoted(problem, "missing field ") {
        let dot = if path.is_empty() { "" } else { "." };
        return format!("{path}{dot}{field}: missing");
    }
    let colon = if path.is_empty() { "" } else { ": " };
    format!("{path}{colon}{}", plain(problem))
}

/// The same without the names of Rust types.
fn plain(problem: &str) -> String {
    for kind in ["invalid type: ", "invalid value: "] {
        if let Some((there, expected)) = problem
            .strip_prefix(kind)
            .and_then(|rest| rest.rsplit_once(", expected "))
        {
            return format!("expected {}, got {}", plain_type(expected), given(there));
        }
    }
    if let Some((name, expected)) = problem
        .strip_prefix("unknown variant `")
        .and_then(|rest| rest.rsplit_once("`, expected "))
    {
        let expected = expected.replace('`', "\"");
        return format!("expected {expected}, got \"{}\"", clipped(name));
    }
    problem.to_owned()
}

/// What stands between backticks after these words, if that is all.
fn quoted<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.strip_prefix(before)?
        .strip_prefix('`')?
        .strip_suffix('`')
}

fn plain_type(expected: &str) -> &str {
    match expected {
        "a boolean" => "true or false",
        "a string" | "a borrowed string" | "a character" | "variant identifier" => "a text",
        "f32" | "f64" => "a number",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "a sequence" => "a list",
        "a map" => "an object",
        "unit" => "null",
        "option" => "a value or null",
        other if other.starts_with("struct ") => "an object",
        other if other.starts_with("enum ") => "a text",
        other if other.starts_with("tuple struct ") => "a value",
        other => other,
    }
}

fn given(there: &str) -> String {
    match there {
        "unit value" | "Option value" => return "null".into(),
        "sequence" => return "a list".into(),
        "map" => return "an object".into(),
        "byte array" => return "bytes".into(),
        _ => {}
    }
    for kind in ["boolean ", "integer ", "floating point "] {
        if let Some(value) = quoted(there, kind) {
            return value.into();
        }
    }
    if let Some(text) = there.strip_prefix("string ") {
        return clipped(text);
    }
    match there.strip_prefix("JsValue(") {
        Some(value) if value.starts_with("Object") => "an object".into(),
        Some(value) if value.starts_with('[') => "a list".into(),
        Some(_) => "a value of another kind".into(),
        None => clipped(there),
    }
}

/// Its first 80 characters.
fn clipped(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn no_word_of_this_language_is_said() {
        for (path, problem, words) in [
            (
                "fields.cidade",
                r#"invalid type: string "Natal", expected struct Field"#,
                r#"fields.cidade: expected an object, got "Natal""#,
            ),
            (
                "fields.a",
                "missing field `value`",
                "fields.a.value: missing",
            ),
            (".", "missing field `tag`", "tag: missing"),
            ("?", "missing field `tag`", "tag: missing"),
            (
                "on",
                "invalid type: unit value, expected a boolean",
                "on: expected true or false, got null",
            ),
            (
                "on",
                "invalid type: floating point `1.5`, expected a boolean",
                "on: expected true or false, got 1.5",
            ),
            (
                "items",
                "invalid type: JsValue(Object({\"a\":1})), expected a sequence",
                "items: expected a list, got an object",
            ),
            (
                "items[0]",
                "invalid type: JsValue([1, 2]), expected struct Item",
                "items[0]: expected an object, got a list",
            ),
            (
                "title",
                "invalid type: JsValue(Symbol(x)), expected a string",
                "title: expected a text, got a value of another kind",
            ),
            (
                "limit",
                "invalid value: floating point `-1.0`, expected u32",
                "limit: expected a whole number from 0, got -1.0",
            ),
            (
                "kind",
                "unknown variant `fatal`, expected one of `success`, `error`",
                r#"kind: expected one of "success", "error", got "fatal""#,
            ),
            (
                "type",
                "unknown variant `x`, expected `contact` or `session`",
                r#"type: expected "contact" or "session", got "x""#,
            ),
            (
                "type",
                "invalid type: boolean `true`, expected enum Entity",
                "type: expected a text, got true",
            ),
            (
                "a",
                r#"invalid type: string "x, expected y", expected f64"#,
                r#"a: expected a number, got "x, expected y""#,
            ),
            (
                "tag",
                "invalid value: floating point `1.5`, expected an id: a text or a whole number",
                "tag: expected an id: a text or a whole number, got 1.5",
            ),
            (
                "v",
                "expected a text or a number",
                "v: expected a text or a number",
            ),
        ] {
            assert_eq!(said(path, problem), words);
        }
        let long = format!(
            "invalid type: string \"{}\", expected f64",
            "x".repeat(1_000)
        );
        assert!(said("a", &long).len() < 200);
    }
}
