//! Reads JSON and notes keys that an object has twice: which of the two was meant, nobody can tell.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The value, of whose doubled keys the last ones count, and the paths of those.
///
/// # Errors
/// When it is no JSON.
pub(super) fn read(bytes: &[u8]) -> serde_json::Result<(Value, Vec<String>)> {
    let mut doubled = Vec::new();
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let reader = Reader {
        path: String::new(),
        doubled: &mut doubled,
    };
    let value = reader.deserialize(&mut from)?;
    from.end()?;
    Ok((value, doubled))
}

struct Reader<'a> {
    path: String,
    doubled: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
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
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
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
                doubled: &mut *self.doubled,
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
                self.doubled.push(path.clone());
            }
            let reader = Reader {
                path,
                doubled: &mut *self.doubled,
            };
            fields.insert(key, map.next_value_seed(reader)?);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::read;

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
            let (value, doubled) = read(text.as_bytes()).unwrap();
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
