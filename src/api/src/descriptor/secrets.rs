//! Secrets in the text of a descriptor: they are kept elsewhere, and every copy that is shown has `***` in their place.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;

use jsonc_parser::ast::Value;
use jsonc_parser::tokens::Token;
use regex_lite::Regex;

use super::parse::{PLACES, Path};
use super::text;

/// What stands in a secret's place.
const HIDDEN: &str = "***";

/// A shorter value is a word like any other, and is hidden in its place alone.
const LEAST: usize = 8;

/// Parts of keys that name a secret.
const WORDS: [&str; 9] = [
    "secret",
    "password",
    "passwd",
    "token",
    "api_key",
    "apikey",
    "private_key",
    "access_key",
    "credential",
];

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

/// Whether a text only stands for what an admin fills in: `PLUGA_CLIENT_ID`, `***`, or nothing.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let is_word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase());
    text.trim().is_empty()
        || text == HIDDEN
        || text.contains('_') && text.len() <= 64 && text.split('_').all(is_word)
}

/// Whether what a key has may be a secret. Keys of the format have none, but for `client_secret`.
pub(super) fn names_a_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let is_known = || PLACES.iter().any(|(.., keys)| keys.contains(&key.as_str()));
    WORDS.iter().any(|word| key.contains(word)) && (key == "client_secret" || !is_known())
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
    for ((from, to), _) in &found {
        shown.push_str(text.get(end..*from).unwrap_or_default());
        shown.push_str(HIDDEN);
        end = *to;
    }
    shown.push_str(text.get(end..).unwrap_or_default());
    // The same value may stand elsewhere too, in a comment or an address, as it is or as JSON writes it.
    for ((from, to), secret) in found {
        let written = text.get(from..to).unwrap_or_default();
        for value in [written, secret.value.as_str()] {
            if value.len() >= LEAST && shown.contains(value) {
                shown = shown.replace(value, HIDDEN);
            }
        }
    }
    shown
}

/// A key and a text in quotes, in a comment.
static COMMENTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"([\w-]+)["']?\s*[:=]\s*["']([^"'\n]+)["']"#).ok());

type Found = ((usize, usize), Secret);

/// Each secret, with where it stands, in bytes, without its quotes.
fn find(text: &str) -> Option<Vec<Found>> {
    let result = text::parse(text).ok()?;
    let mut all = Vec::new();
    walk(result.value.as_ref()?, &Path::Root, &mut all);
    for token in result.tokens.iter().flatten() {
        if !matches!(token.token, Token::CommentLine(_) | Token::CommentBlock(_)) {
            continue;
        }
        let comment = text
            .get(token.range.start..token.range.end)
            .unwrap_or_default();
        for captures in COMMENTED
            .iter()
            .flat_map(|regex| regex.captures_iter(comment))
        {
            if let (Some(key), Some(value)) = (captures.get(1), captures.get(2))
                && names_a_secret(key.as_str())
                && !is_placeholder(value.as_str())
            {
                let start = token.range.start;
                let secret = Secret {
                    path: String::new(),
                    value: value.as_str().to_owned(),
                };
                all.push(((start + value.start(), start + value.end()), secret));
            }
        }
    }
    all.sort_by_key(|(range, _)| *range);
    Some(all)
}

fn walk(value: &Value, path: &Path, all: &mut Vec<Found>) {
    match value {
        Value::Object(object) => {
            for property in &object.properties {
                walk(&property.value, &path.key(property.name.as_str()), all);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.elements.iter().enumerate() {
                walk(value, &path.index(index), all);
            }
        }
        Value::StringLit(text)
            if names_a_secret(path.last_key()) && !is_placeholder(&text.value) =>
        {
            let secret = Secret {
                path: path.to_string(),
                value: text.value.to_string(),
            };
            all.push(((text.range.start + 1, text.range.end - 1), secret));
        }
        _ => {}
    }
}
