//! Secrets in the text of a descriptor: they are kept elsewhere, and every copy that is shown has `***` in their place.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use jsonc_parser::ast::Value;
use jsonc_parser::tokens::Token;
use regex_lite::Regex;

use super::looks::secrets_in;
use super::named::{HIDDEN, LEAST, is_placeholder, names_a_secret};
use super::parse::Path;
use super::text;

/// A secret in a descriptor.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The place in the document, such as `authentication.oauth_access_fields.client_secret`; empty for one in a comment.
    pub path: String,
    /// What it is.
    pub value: String,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({:?}, ***)", self.path)
    }
}

/// The secrets in a text that the parser takes, each once, in their order.
#[must_use]
pub fn secrets(text: &str) -> Vec<Secret> {
    let found = find(text).unwrap_or_default();
    let mut seen = BTreeSet::new();
    found
        .into_iter()
        .map(|(_, secret)| secret)
        .filter(|secret| seen.insert(secret.value.clone()))
        .collect()
}

/// The text with `***` in place of every secret, wherever else it stands too; all else is as it was, comments too.
/// A text that is no JSON is hidden as a whole.
#[must_use]
pub fn masked(text: &str) -> String {
    let Some(found) = find(text) else {
        return HIDDEN.to_owned();
    };
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for (place, _) in &found {
        // Of two that overlap the first hides what they share.
        let from = place.from.max(end);
        shown.push_str(text.get(end..from).unwrap_or_default());
        if place.to > from {
            shown.push_str(place.shown);
        }
        end = place.to.max(end);
    }
    shown.push_str(text.get(end..).unwrap_or_default());
    // The same value may stand elsewhere too, in a comment or an address, as it is or as JSON writes it. What programs know the app by
    // stays.
    let app_id = APP_ID.iter().find_map(|regex| regex.captures(text)?.get(1));
    let app_id = app_id.map_or("", |found| found.as_str());
    for (place, secret) in found {
        let written = text.get(place.from..place.to).unwrap_or_default();
        for value in [written, secret.value.as_str()] {
            if value.len() >= LEAST && !app_id.contains(value) && shown.contains(value) {
                shown = shown.replace(value, HIDDEN);
            }
        }
    }
    shown
}

static APP_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#""app_id"\s*:\s*"([^"\n]*)""#).ok());

/// In a comment, a key and what it has: up to the end of its quotes, or else of the word.
static COMMENTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let value = r#""([^"\n]+)"|'([^'\n]+)'|([^\s"',;{}\[\]]+)"#;
    Regex::new(&format!(r#"([\w-]+)["']?\s*[:=]\s*(?:{value})"#)).ok()
});

/// Where a secret stands, in bytes, without its quotes; and what is shown there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    from: usize,
    to: usize,
    shown: &'static str,
}

type Found = (Place, Secret);

/// Each secret, with where it stands.
fn find(text: &str) -> Option<Vec<Found>> {
    let result = text::parse(text).ok()?;
    let mut all = Vec::new();
    walk(text, result.value.as_ref()?, &Path::Root, &mut all);
    for token in result.tokens.iter().flatten() {
        if matches!(token.token, Token::CommentLine(_) | Token::CommentBlock(_)) {
            comment(text, token.range.start, token.range.end, &mut all);
        }
    }
    all.sort_by_key(|(place, _)| *place);
    Some(all)
}

fn comment(text: &str, start: usize, end: usize, all: &mut Vec<Found>) {
    let comment = text.get(start..end).unwrap_or_default();
    let comment = comment.strip_suffix("*/").unwrap_or(comment);
    let mut at = 0;
    while let Some(captures) = COMMENTED
        .as_ref()
        .and_then(|regex| regex.captures_at(comment, at))
    {
        let value = [2, 3, 4].into_iter().find_map(|at| captures.get(at));
        let (Some(key), Some(value)) = (captures.get(1), value) else {
            break;
        };
        // What a key has that names none may be a pair itself: `todo: password=...`.
        at = if names_a_secret(key.as_str()) {
            value.end()
        } else {
            key.end()
        };
        // An address, which is looked at below.
        let is_address = value.as_str().contains("://");
        if names_a_secret(key.as_str()) && !is_placeholder(value.as_str()) && !is_address {
            let range = (start + value.start(), start + value.end());
            add(range, HIDDEN, "", value.as_str(), all);
        }
    }
    for (from, to) in secrets_in("", comment) {
        let value = comment.get(from..to).unwrap_or_default();
        add((start + from, start + to), HIDDEN, "", value, all);
    }
}

fn add(
    (from, to): (usize, usize),
    shown: &'static str,
    path: &str,
    value: &str,
    all: &mut Vec<Found>,
) {
    let secret = Secret {
        path: path.to_owned(),
        value: value.to_owned(),
    };
    all.push((Place { from, to, shown }, secret));
}

fn walk(text: &str, value: &Value, path: &Path, all: &mut Vec<Found>) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                let path = path.key(property.name.as_str());
                walk(text, &property.value, &path, all);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.elements.iter().enumerate() {
                walk(text, value, &path.index(index), all);
            }
        }
        Value::StringLit(literal) => {
            let range = (literal.range.start + 1, literal.range.end - 1);
            if names_a_secret(path.last_key()) {
                if !is_placeholder(&literal.value) {
                    add(range, HIDDEN, &path.to_string(), &literal.value, all);
                }
            } else if !path.is_within("validations") {
                within(text, range, &literal.value, path, all);
            }
        }
        Value::NumberLit(number) if names_a_secret(path.last_key()) => {
            let range = (number.range.start, number.range.end);
            add(range, "\"***\"", &path.to_string(), number.value, all);
        }
        _ => {}
    }
}

/// Secrets in a text that is none itself. One that is written with escapes is hidden as a whole.
fn within(text: &str, range: (usize, usize), value: &str, path: &Path, all: &mut Vec<Found>) {
    let written = text.get(range.0..range.1).unwrap_or_default();
    for (from, to) in secrets_in(path.last_key(), value) {
        let secret = value.get(from..to).unwrap_or_default();
        let place = match written == value {
            true => (range.0 + from, range.0 + to),
            false => range,
        };
        add(place, HIDDEN, &path.to_string(), secret, all);
    }
}
