//! Keys and options of custom fields.

use std::collections::BTreeSet;

use encaixe_api::inbox::custom_field::value::CHOSEN;
use encaixe_api::inbox::custom_field::{Choice, has_options};
use encaixe_api::visible;

use super::{Checked, field_error, text};
use crate::fold::alike;

/// The longest key, in characters.
pub const KEY_CHARS: usize = 40;

/// The longest value and label of an option, in characters.
const OPTION_CHARS: usize = 200;

/// The key by which programs name a field.
///
/// # Errors
/// `invalid`, at the path `placeholder`.
pub fn key(text: &str) -> Checked<String> {
    let is_valid = text.len() <= KEY_CHARS
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if is_valid {
        Ok(text.to_owned())
    } else {
        let message = format!(
            "a key begins with a letter and has letters, digits and `_`, in lower case and without accents, at most {KEY_CHARS}"
        );
        Err(field_error("placeholder", "invalid", message))
    }
}

/// Options as they are kept: without white space around them, a missing label the value. Those that the field has already
/// stay as they are, also where they would not be taken any more.
///
/// # Errors
/// `unexpected`, `too_many`, `empty`, `too_long`, `invalid` or `repeated`, at the path `options` or one within it.
pub fn options(kind: &str, asked: &[Choice], had: &[Choice]) -> Checked<Vec<Choice>> {
    if !asked.is_empty() && !has_options(kind) {
        let message = format!("only `select` and `multi-select` have options, not `{kind}`");
        return Err(field_error("options", "unexpected", message));
    }
    if asked.len() > CHOSEN {
        let message = format!(
            "at most {CHOSEN} options are taken; these are {}",
            asked.len()
        );
        return Err(field_error("options", "too_many", message));
    }
    let mut kept = Vec::with_capacity(asked.len());
    let stay = asked.iter().filter(|one| had.contains(one));
    let mut labels: BTreeSet<String> = stay.map(|one| alike(&one.label)).collect();
    let mut values = BTreeSet::new();
    for (place, one) in asked.iter().enumerate() {
        let before = had.iter().find(|before| before.value == one.value);
        let is_kept = before == Some(one);
        let option = if is_kept {
            one.clone()
        } else {
            option(place, one, before.is_some())?
        };
        // Without a label of its own it is the value that reads like another.
        let read = if visible::is_blank(&one.label) {
            "value"
        } else {
            "label"
        };
        for (part, is_new) in [
            ("value", values.insert(option.value.clone())),
            (read, is_kept || labels.insert(alike(&option.label))),
        ] {
            if !is_new {
                let message = "another option reads the same, case and accents aside";
                let path = format!("options[{place}].{part}");
                return Err(field_error(&path, "repeated", message));
            }
        }
        kept.push(option);
    }
    Ok(kept)
}

/// An option that is new or of which the label is.
fn option(place: usize, asked: &Choice, has_value: bool) -> Checked<Choice> {
    let value = if has_value {
        asked.value.as_str()
    } else {
        value(place, asked.value.trim())?
    };
    text(
        &format!("options[{place}].label"),
        asked.label.trim(),
        0,
        OPTION_CHARS,
    )?;
    let label = visible::name(&asked.label);
    Ok(Choice {
        value: value.to_owned(),
        label: if label.is_empty() {
            value.to_owned()
        } else {
            label
        },
    })
}

/// The value is what programs give, so it is refused rather than changed where it has signs that nobody sees.
fn value(place: usize, value: &str) -> Checked<&str> {
    let path = format!("options[{place}].value");
    text(&path, value, 1, OPTION_CHARS)?;
    if visible::name(value) == value {
        Ok(value)
    } else {
        let message = "it has signs that nobody sees; leave them out";
        Err(field_error(&path, "invalid", message))
    }
}
