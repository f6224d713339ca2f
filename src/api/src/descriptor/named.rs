//! What tells a secret: the name of the key or of the parameter that has it.

use std::sync::LazyLock;

use regex_lite::{Match, Regex};

use super::parse::PLACES;

/// What stands in a secret's place.
pub(super) const HIDDEN: &str = "***";

/// A shorter value is a word like any other, and is hidden in its place alone.
pub(super) const LEAST: usize = 8;

/// Keys whose addresses people are sent to: nothing in them is a secret.
pub(super) const PAGES: [&str; 2] = ["website", "signup_url"];

/// Parts of names that name a secret.
const WORDS: [&str; 8] = [
    "secret",
    "password",
    "passwd",
    "token",
    "apikey",
    "credential",
    "bearer",
    "jwt",
];

/// The last words of names that name a secret.
const LAST: [&str; 5] = ["pass", "pwd", "auth", "sig", "signature"];

/// Parts of names of what everybody may know.
const PUBLIC: [&str; 2] = ["public", "publishable"];

/// Whether a text only stands for what an admin fills in: `PLUGA_CLIENT_ID`, `***`, or nothing.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let is_word =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase());
    text.trim().is_empty()
        || text == HIDDEN
        || text.contains('_') && text.len() <= 64 && text.split('_').all(is_word)
}

/// Whether it is a key of the format.
pub(super) fn is_known(key: &str) -> bool {
    PLACES.iter().any(|(.., keys)| keys.contains(&key))
}

/// Whether what a key has may be a secret. Keys of the format have none, but for `client_secret`.
pub(super) fn names_a_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('-', "_");
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let last = key.rsplit('_').next().unwrap_or_default();
    let is_named = has(&WORDS) || last.ends_with("key") || LAST.contains(&last);
    is_named && !has(&PUBLIC) && (key == "client_secret" || !is_known(&key))
}

/// A parameter in the query of an address.
static PARAMETER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"[?&]([\w.-]+)=([^&#\s"']+)"#).ok());

/// What parameters have in the query of an address whose names name a secret.
fn parameters(text: &str) -> impl Iterator<Item = Match<'_>> {
    let is_address = text.contains("://") || text.contains('?');
    let regex = PARAMETER.iter().filter(move |_| is_address);
    regex
        .flat_map(|regex| regex.captures_iter(text))
        .filter_map(|captures| captures.get(1).zip(captures.get(2)))
        .filter(|(name, _)| names_a_secret(name.as_str()))
        .map(|(_, value)| value)
}

/// Where the secrets in the query of an address stand, in bytes.
pub(super) fn in_address(text: &str) -> Vec<(usize, usize)> {
    parameters(text)
        .filter(|value| !is_placeholder(value.as_str()))
        .map(|value| (value.start(), value.end()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::names_a_secret;

    #[test]
    fn a_secret_is_told_by_its_name() {
        for name in [
            "client_secret",
            "key",
            "api_key",
            "apiKey",
            "X-Api-Key",
            "appkey",
            "Password",
            "access_token",
            "refresh-token",
            "pwd",
            "sig",
            "my_auth",
        ] {
            assert!(names_a_secret(name), "{name}");
        }
        for name in [
            "client_id",
            "public_key",
            "publishableKey",
            "access_token_url",
            "token_auth",
            "prompt",
            "keyword",
            "author",
            "limit",
            "authentication",
        ] {
            assert!(!names_a_secret(name), "{name}");
        }
    }
}
