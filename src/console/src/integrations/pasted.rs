//! A manifest that somebody pasted, read before it is sent: a key that no manifest has would be lost without a word.

use encaixe_api::integration::IntegrationManifest;
use serde_json::Value;

/// Why a text is no manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It cannot be read: at which line and column, and why, in English.
    Unread {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// Why.
        why: String,
    },
    /// It has keys that no manifest has, by their paths.
    Unknown(Vec<String>),
}

impl From<serde_json::Error> for Wrong {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let place = format!(" at line {line} column {column}");
        let why = error.to_string();
        let why = why.strip_suffix(&place).unwrap_or(&why).to_owned();
        Self::Unread { line, column, why }
    }
}

/// Reads a manifest.
///
/// # Errors
/// When it is no JSON, or JSON of another shape, or has further keys.
pub(super) fn read(text: &str) -> Result<IntegrationManifest, Wrong> {
    let manifest: IntegrationManifest = serde_json::from_str(text)?;
    let (given, known) = (
        serde_json::from_str::<Value>(text)?,
        serde_json::to_value(&manifest)?,
    );
    let mut unknown = Vec::new();
    compare(&given, &known, "", &mut unknown);
    if unknown.is_empty() {
        Ok(manifest)
    } else {
        Err(Wrong::Unknown(unknown))
    }
}

fn compare(given: &Value, known: &Value, path: &str, unknown: &mut Vec<String>) {
    match (given, known) {
        (Value::Object(given), Value::Object(known)) => {
            for (key, value) in given {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                match known.get(key) {
                    Some(known) => compare(value, known, &path, unknown),
                    None => unknown.push(path),
                }
            }
        }
        (Value::Array(given), Value::Array(known)) => {
            for (place, (given, known)) in given.iter().zip(known).enumerate() {
                compare(given, known, &format!("{path}[{place}]"), unknown);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::integration::IntegrationManifest;

    use super::{Wrong, read};

    #[test]
    fn what_is_copied_can_be_pasted() {
        let manifest = IntegrationManifest {
            name: "Orders".to_owned(),
            redirect_uris: vec!["https://orders.example/back".to_owned()],
            ..IntegrationManifest::default()
        };
        let text = serde_json::to_string_pretty(&manifest).unwrap();
        assert_eq!(read(&text), Ok(manifest));
    }

    #[test]
    fn a_key_that_no_manifest_has_is_named_with_its_path() {
        let text = r#"{"name": "Orders", "redirectURIs": [], "description": {"pt-br": "Pedidos"}}"#;
        let Err(Wrong::Unknown(mut unknown)) = read(text) else {
            panic!("it has keys that no manifest has");
        };
        unknown.sort_unstable();
        assert_eq!(unknown, ["description.pt-br", "redirectURIs"]);
    }

    #[test]
    fn what_is_no_json_is_told_by_its_place() {
        let Err(Wrong::Unread { line, why, .. }) = read("{\n  name") else {
            panic!("it is no JSON");
        };
        assert_eq!(line, 2);
        assert!(!why.contains("at line"), "{why}");
    }
}
