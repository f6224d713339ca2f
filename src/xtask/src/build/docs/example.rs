//! The arguments of the call in an example, as far as they are plain values: what the console begins with. They are JSON
//! text, since that keeps the order of names.

use serde_json::{Number, Value};

/// The arguments of the first call of `Kinbox.<name>` in the code; none for those that only a program knows.
pub(super) fn arguments(name: &str, code: &str) -> Vec<Option<String>> {
    let call = format!("Kinbox.{name}(");
    let Some((_, after)) = code.split_once(call.as_str()) else {
        return Vec::new();
    };
    let mut reader = Reader { rest: after };
    let mut found = Vec::new();
    while !reader.is_at(')') && !reader.rest.is_empty() {
        found.push(reader.value(&[',', ')']));
        if !reader.takes(',') {
            break;
        }
    }
    found
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// A value that ends before one of `ends`; none, and the place after it, when it is something to be computed.
    fn value(&mut self, ends: &[char]) -> Option<String> {
        self.space();
        let before = self.rest;
        let value = match self.rest.chars().next()? {
            '"' | '\'' => self.text().map(|text| json(&text)),
            '{' => self.object(),
            '[' => self.array(),
            _ => self.word(),
        };
        self.space();
        if value.is_some() && self.rest.starts_with(ends) {
            return value;
        }
        self.rest = before;
        self.skip(ends);
        None
    }

    fn text(&mut self) -> Option<String> {
        let quote = self.rest.chars().next()?;
        let mut text = String::new();
        let mut escaped = false;
        for (at, one) in self.rest.char_indices().skip(1) {
            match one {
                _ if escaped => {
                    text.push(if one == 'n' { '\n' } else { one });
                    escaped = false;
                }
                '\\' => escaped = true,
                _ if one == quote => {
                    self.rest = self.rest.get(at + 1..)?;
                    return Some(text);
                }
                _ => text.push(one),
            }
        }
        None
    }

    fn object(&mut self) -> Option<String> {
        let mut members = Vec::new();
        self.takes('{');
        while !self.takes('}') {
            self.space();
            let key = if self.rest.starts_with(['"', '\'']) {
                self.text()?
            } else {
                self.name()?
            };
            // `{ name }` alone stands for a variable.
            if self.takes(':')
                && let Some(value) = self.value(&[',', '}'])
            {
                members.push(format!("{}:{value}", json(&key)));
            }
            if !self.takes(',') && !self.is_at('}') {
                return None;
            }
        }
        Some(format!("{{{}}}", members.join(",")))
    }

    fn array(&mut self) -> Option<String> {
        let mut values = Vec::new();
        self.takes('[');
        while !self.takes(']') {
            values.extend(self.value(&[',', ']']));
            if !self.takes(',') && !self.is_at(']') {
                return None;
            }
        }
        Some(format!("[{}]", values.join(",")))
    }

    fn word(&mut self) -> Option<String> {
        let end = self
            .rest
            .find(|one: char| !(one.is_alphanumeric() || "_.-".contains(one)))?;
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        let plain = matches!(word, "true" | "false" | "null") || word.parse::<Number>().is_ok();
        plain.then(|| word.to_owned())
    }

    fn name(&mut self) -> Option<String> {
        let end = self
            .rest
            .find(|one: char| !(one.is_alphanumeric() || one == '_'))?;
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// Goes on to one of `ends` outside of brackets and texts.
    fn skip(&mut self, ends: &[char]) {
        let mut open = 0_usize;
        while let Some(one) = self.rest.chars().next() {
            if open == 0 && ends.contains(&one) {
                return;
            }
            if matches!(one, '"' | '\'') && self.text().is_some() {
                continue;
            }
            match one {
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            self.rest = self.rest.get(one.len_utf8()..).unwrap_or_default();
        }
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn is_at(&mut self, one: char) -> bool {
        self.space();
        self.rest.starts_with(one)
    }

    fn takes(&mut self, one: char) -> bool {
        let found = self.is_at(one);
        if found {
            self.rest = self.rest.get(one.len_utf8()..).unwrap_or_default();
        }
        found
    }
}

fn json(text: &str) -> String {
    Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::arguments;

    #[track_caller]
    fn check(name: &str, code: &str, expected: &[Option<Value>]) {
        let found: Vec<Option<Value>> = arguments(name, code)
            .into_iter()
            .map(|one| one.map(|text| serde_json::from_str(&text).unwrap()))
            .collect();
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn plain_arguments_are_read() {
        check(
            "toast",
            "Kinbox.toast(\"success\", 'Say \\'hi\\'');",
            &[Some(json!("success")), Some(json!("Say 'hi'"))],
        );
        check(
            "setHeight",
            "const h = await Kinbox.setHeight(420);",
            &[Some(json!(420))],
        );
        check("loading", "Kinbox.loading( true )", &[Some(json!(true))]);
        check("keys", "Kinbox.keys()", &[]);
        check("gone", "Kinbox.other(1)", &[]);
        check(
            "sendForm",
            "Kinbox.sendForm({\n  title: \"A, b\", // 1\n});\nKinbox.sendForm({ items: [{ a: -1.5, \"b\": null }, [true]], });",
            &[None],
        );
        check(
            "sendForm",
            "Kinbox.sendForm({ title: \"A, b\", items: [{ a: -1.5, \"b\": null }, [true],], });",
            &[Some(
                json!({"title": "A, b", "items": [{"a": -1.5, "b": null}, [true]]}),
            )],
        );
    }

    #[test]
    fn names_stay_in_their_order() {
        let found = arguments("x", "Kinbox.x({ title: \"t\", items: [], b: 1 })");
        assert_eq!(
            found,
            [Some("{\"title\":\"t\",\"items\":[],\"b\":1}".to_owned())]
        );
    }

    #[test]
    fn what_must_be_computed_is_left_out() {
        check("assignTo", "Kinbox.assignTo(data.user.id);", &[None]);
        check(
            "moveToGroup",
            "Kinbox.moveToGroup(groups.find((g) => g.name === \"a)\").id, { x: 1 });",
            &[None, Some(json!({"x": 1}))],
        );
        check(
            "setProperty",
            "Kinbox.setProperty({ key: \"k\", contactId: data.contact.id, fields: { plan: { value: \"gold\" } } })",
            &[Some(
                json!({"key": "k", "fields": {"plan": {"value": "gold"}}}),
            )],
        );
        check("addTag", "Kinbox.addTag(", &[]);
    }
}
