//! The Plug set as Plug's page "Atualizar webhooks" documents it: seven keys, each with an https address, and nothing else.

use encaixe_api::error::FieldError;
use encaixe_api::webhook::{PlugSet, URL_BYTES};
use serde_json::Value;
use url::Url;

use super::{Checked, collect_error, ensure_valid, field_error};

/// How many wrong keys an answer tells of.
const TOLD: usize = 20;

/// How much of a name is repeated, in characters.
const SHOWN: usize = 100;

/// The set; `doubled` are the keys that the object has twice.
///
/// # Errors
/// What is wrong with each key. Whether an address may be asked is not looked at.
pub fn plug_set(
    value: &Value,
    doubled: &[String],
) -> std::result::Result<PlugSet, Vec<FieldError>> {
    let Some(given) = value.as_object() else {
        let message = "an object with the seven addresses is expected";
        return Err(vec![field_error(".", "invalid", message)]);
    };
    let mut errors = Vec::new();
    let mut set = PlugSet::default();
    for key in PlugSet::KEYS {
        let address = match given.get(*key) {
            None => Err(field_error(key, "missing", "it needs an https address")),
            Some(value) => address(key, value),
        };
        if let Some(address) = collect_error(&mut errors, address)
            && let Some(place) = set.address_mut(key)
        {
            *place = address;
        }
    }
    let known = PlugSet::KEYS.iter().map(|key| format!("`{key}`"));
    let known = known.collect::<Vec<_>>().join(", ");
    let unknown = given
        .keys()
        .filter(|key| !PlugSet::KEYS.contains(&key.as_str()));
    errors.extend(unknown.map(|key| {
        let shown: String = (key.chars().filter(|letter| !letter.is_control()))
            .take(SHOWN)
            .collect();
        field_error(
            &shown,
            "unknown",
            format!("there is no such key; there are: {known}"),
        )
    }));
    errors.extend(doubled.iter().map(|key| {
        let message = "it is there more than once: give it one address";
        field_error(key, "duplicate", message)
    }));
    errors.truncate(TOLD);
    ensure_valid(errors)?;
    Ok(set)
}

fn address(key: &str, value: &Value) -> Checked<String> {
    let Some(text) = value.as_str() else {
        return Err(field_error(key, "invalid", "a text is expected"));
    };
    let text = text.trim();
    let parsed = Url::parse(text).ok();
    let is_https = |url: &Url| url.scheme() == "https" && url.host_str().is_some();
    match parsed.filter(is_https) {
        Some(url) if url.as_str().len() <= URL_BYTES && !text.contains('\0') => Ok(text.to_owned()),
        Some(_) => Err(field_error(
            key,
            "too_long",
            format!("at most {URL_BYTES} bytes are taken"),
        )),
        None => Err(field_error(
            key,
            "not_https",
            "an address that begins with https:// is expected",
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn whole() -> Value {
        let keys = PlugSet::KEYS.iter();
        keys.map(|key| ((*key).to_owned(), json!(format!("https://{key}.example"))))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }

    #[test]
    fn all_seven_are_taken_as_they_are_written() {
        let set = plug_set(&whole(), &[]).unwrap();
        assert_eq!(serde_json::to_value(set).unwrap(), whole());
    }

    #[test]
    fn each_key_that_is_wrong_is_named() {
        let check = |change: Value, expected: &[(&str, &str)]| {
            let mut given = whole();
            for (key, value) in change.as_object().unwrap() {
                if value.is_null() {
                    given.as_object_mut().unwrap().remove(key);
                } else {
                    given[key] = value.clone();
                }
            }
            let errors = plug_set(&given, &[]).unwrap_err();
            let found: Vec<_> = errors
                .iter()
                .map(|one| (one.path.as_str(), one.code.as_str()))
                .collect();
            assert_eq!(found, expected, "{change}");
        };
        check(
            json!({"messageStatus": null}),
            &[("messageStatus", "missing")],
        );
        check(json!({"messageStatus": 7}), &[("messageStatus", "invalid")]);
        check(
            json!({"startAttendance": "http://a.example", "receiveMessage": "a.example", "finishAttendance": ""}),
            &[
                ("finishAttendance", "not_https"),
                ("startAttendance", "not_https"),
                ("receiveMessage", "not_https"),
            ],
        );
        check(
            json!({"extra": "https://a.example"}),
            &[("extra", "unknown")],
        );
        let long = format!("https://a.example/{}", "a".repeat(2_048));
        check(
            json!({"sendingMessage": long}),
            &[("sendingMessage", "too_long")],
        );
        for given in [json!([]), json!("x"), json!(null)] {
            assert_eq!(plug_set(&given, &[]).unwrap_err()[0].path, ".");
        }
        let errors = plug_set(&whole(), &["messageStatus".to_owned()]).unwrap_err();
        assert_eq!(errors[0].code, "duplicate");
    }
}
