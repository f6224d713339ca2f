//! Reads JSON and notes where it does not say what was meant: keys that an object has twice, and numbers of which digits are lost.

use std::fmt;

use encaixe_api::inbox::custom_field::value::is_exact;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Why a part does not say what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The object has this key twice.
    Doubled,
    /// The number is not kept as it is written.
    Inexact,
}

/// The value, of whose doubled keys the last ones count, and the paths of what is doubtful.
///
/// # Errors
/// When it is no JSON.
pub(super) fn read(bytes: &[u8]) -> serde_json::Result<(Value, Vec<(String, Doubt)>)> {
    let mut doubtful = Vec::new();
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let reader = Reader {
        path: String::new(),
        doubtful: &mut doubtful,
        numbers: &mut numbers(bytes).into_iter(),
    };
    let value = reader.deserialize(&mut from)?;
    from.end()?;
    Ok((value, doubtful))
}

/// The numbers of a JSON text as they are written, in their order.
fn numbers(bytes: &[u8]) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let begin = at;
        at += 1;
        match byte {
            b'"' => {
                while let Some(byte) = bytes.get(at) {
                    at += if *byte == b'\\' { 2 } else { 1 };
                    if *byte == b'"' {
                        break;
                    }
                }
            }
            b'-' | b'0'..=b'9' => {
                let is_in = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                at += bytes[at..].iter().take_while(|byte| is_in(byte)).count();
                found.extend(std::str::from_utf8(&bytes[begin..at]));
            }
            _ => {}
        }
    }
    found
}

struct Reader<'a, 'text> {
    path: String,
    doubtful: &'a mut Vec<(String, Doubt)>,
    /// Those that are still to come.
    numbers: &'a mut std::vec::IntoIter<&'text str>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        self.numbers.next();
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        self.numbers.next();
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        if !self.numbers.next().is_some_and(is_exact) {
            self.doubtful.push((self.path, Doubt::Inexact));
        }
        let number = Number::from_f64(value);
        number
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number is out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let reader = Reader {
                path: format!("{}[{}]", self.path, items.len()),
                doubtful: &mut *self.doubtful,
                numbers: &mut *self.numbers,
            };
            match list.next_element_seed(reader)? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let path = if self.path.is_empty() {
                key.clone()
            } else {
                format!("{}.{key}", self.path)
            };
            if fields.contains_key(&key) {
                self.doubtful.push((path.clone(), Doubt::Doubled));
            }
            let reader = Reader {
                path,
                doubtful: &mut *self.doubtful,
                numbers: &mut *self.numbers,
            };
            fields.insert(key, map.next_value_seed(reader)?);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::{Doubt, read};

    #[test]
    fn numbers_of_which_digits_are_lost_are_noted() {
        for (number, is_kept) in [
            ("0.1", true),
            ("1e3", true),
            ("-1.5e-7", true),
            ("1.50", true),
            ("0.30", true),
            ("1e308", true),
            ("18446744073709551615", true),
            ("100000000000000000000", true),
            ("100000000000000000000.5", false),
            ("0.10000000000000001", true),
            ("4.3499999999999996e+0", true),
            ("-4.3499999999999996", true),
            ("4.3499999999999997", false),
            ("1.0000000000000001", false),
            ("0.100000000000000006", false),
            ("0.10000000000000000001", false),
            ("12345678901234567890.0", false),
            ("9007199254740993.0", false),
            ("1e-400", false),
        ] {
            let text = format!(
                r#"{{"a\\": "5 \" 0.10000000000000000001", "b": [1, {{"c": {number}}}], "d": 2.5}}"#
            );
            let (_, doubtful) = read(text.as_bytes()).unwrap();
            let want = [("b[1].c".to_owned(), Doubt::Inexact)];
            let want = if is_kept { &[] } else { want.as_slice() };
            assert_eq!(doubtful, want, "{number}");
        }
    }

    #[test]
    fn doubled_keys_are_noted_and_everything_else_is_as_json_has_it() {
        for (text, want) in [
            (
                r#"{"a": 1, "b": [true, null, -2, 1.5, "x", {"c": {}}]}"#,
                &[] as &[&str],
            ),
            (r#"{"a": 1, "a": 2}"#, &["a"]),
            (
                r#"{"a": {"b": 1, "\u0062": 2}, "c": [{}, {"d": 1, "d": 1, "d": 1}]}"#,
                &["a.b", "c[1].d", "c[1].d"],
            ),
            ("5", &[]),
        ] {
            let (value, doubtful) = read(text.as_bytes()).unwrap();
            let doubled: Vec<String> = doubtful.into_iter().map(|(path, _)| path).collect();
            assert_eq!(
                value,
                serde_json::from_str::<serde_json::Value>(text).unwrap(),
                "{text}"
            );
            assert_eq!(doubled, want, "{text}");
        }
        for text in ["", "{", "{} {}", "{\"a\": 1e999}", &"[".repeat(500)] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
