//! What tells a secret where no name does: how it looks, or that it stands in the place of one.

use super::named::{HIDDEN, PAGES, in_address, is_placeholder};

/// Other keys whose texts are no secrets, however they look: names, and what people read.
const SPOKEN: [&str; 15] = [
    "app_id",
    "name",
    "label",
    "color",
    "pt_BR",
    "en",
    "version",
    "client_id",
    "mapping",
    "scope",
    "hosts",
    "type",
    "field",
    "response_type",
    "access_token_on_query_string_replacement",
];

/// Words of `basic_auth_format` that everybody knows: they only fill a part that an API does not look at, or say what the other part is.
const KNOWN: [&str; 20] = [
    "token",
    "api_token",
    "apitoken",
    "api_key",
    "api-key",
    "apikey",
    "api",
    "key",
    "user",
    "username",
    "pass",
    "password",
    "oauth",
    "oauth2",
    "x-oauth-basic",
    "unused",
    "none",
    "any",
    "na",
    "blank",
];

/// Whether no text of such a key is a secret.
pub(super) fn is_spoken(key: &str) -> bool {
    SPOKEN.contains(&key) || PAGES.contains(&key)
}

/// Where secrets stand in the text of a key whose name tells none, in bytes, in their order.
pub(super) fn secrets_in(key: &str, text: &str) -> Vec<(usize, usize)> {
    if is_spoken(key) {
        return Vec::new();
    }
    if key == "basic_auth_format" {
        return in_format(text);
    }
    let mut all = in_address(text);
    all.extend(in_authority(text));
    all.extend(secret_looking(text));
    all.sort_unstable();
    // A parameter's whole value is one, whatever it is made of.
    all.dedup_by(|next, before| {
        let overlaps = next.0 < before.1;
        if overlaps {
            before.1 = before.1.max(next.1);
        }
        overlaps
    });
    all
}

/// The text of such a key with `***` in place of its secrets.
pub(super) fn shown(key: &str, text: &str) -> String {
    let mut shown = text.to_owned();
    for (from, to) in secrets_in(key, text).into_iter().rev() {
        shown.replace_range(from..to, HIDDEN);
    }
    shown
}

/// Whether `***` stands in it in place of a secret.
pub(super) fn is_copied(key: &str, text: &str) -> bool {
    let edge =
        |byte: Option<u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && byte != b'*');
    let is_alone = |at: usize| {
        let before = text.as_bytes().get(..at).and_then(|before| before.last());
        edge(before.copied()) && edge(text.as_bytes().get(at + HIDDEN.len()).copied())
    };
    !is_spoken(key) && text.match_indices(HIDDEN).any(|(at, _)| is_alone(at))
}

/// Where what stands before the `@` of an address's authority is, in bytes: a user's name and their password.
fn in_authority(text: &str) -> Vec<(usize, usize)> {
    let begins = text.match_indices("://").map(|(at, _)| at + 3);
    let found = begins.filter_map(|from| {
        let rest = text.get(from..)?;
        let end = rest.find(|next| "/?#\"' \n".contains(next));
        let at = rest.get(..end.unwrap_or(rest.len()))?.rfind('@')?;
        (at > 0 && rest.get(..at) != Some(HIDDEN)).then_some((from, from + at))
    });
    found.collect()
}

/// Where the words stand in a text that look like secrets, in bytes. In an address they are looked for behind its host; `{{name}}` is none.
fn secret_looking(text: &str) -> Vec<(usize, usize)> {
    // In comments a text may stand as JSON writes it, with backslashes.
    let is_part =
        |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"_-.:+~%\\".contains(&byte);
    let is_secret = |word: &str| !is_placeholder(word) && looks_secret(word);
    words(text, "{{", is_part)
        .into_iter()
        .filter(|(from, to)| text.get(*from..*to).is_some_and(is_secret))
        .collect()
}

/// Where the words stand in a `basic_auth_format` that are sent as they are and that not everybody knows, in bytes.
fn in_format(format: &str) -> Vec<(usize, usize)> {
    let is_part = |byte: u8| !b":/@\\,;| ".contains(&byte);
    words(format, "{", is_part)
        .into_iter()
        .filter(|(from, to)| {
            let word = format.get(*from..*to).unwrap_or_default();
            word.chars().count() > 1 && !KNOWN.contains(&word.to_ascii_lowercase().as_str())
        })
        .collect()
}

/// The words of a text, each with where it begins and ends. What stands behind `open`, up to its braces' end, is none, nor is an address's host.
fn words(text: &str, open: &str, is_part: impl Fn(u8) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut at, last) = (0, text.rfind('}').unwrap_or_default());
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let inside = rest.strip_prefix(open).filter(|_| at < last);
        let inside = inside.and_then(|inside| inside.find('}'));
        if let Some(length) = inside {
            at += open.len() + length;
            continue;
        }
        let is_inside = |byte: &u8| is_part(*byte) && !b"{}".contains(byte);
        let length = rest.bytes().take_while(is_inside).count();
        let host = rest.get(length..).and_then(|rest| rest.strip_prefix("//"));
        match host {
            Some(host)
                if rest
                    .as_bytes()
                    .get(..length)
                    .is_some_and(|word| word.ends_with(b":")) =>
            {
                let end = host.find(|next| "/?#\"' ".contains(next));
                at += length + 2 + end.unwrap_or(host.len());
            }
            _ => {
                found.extend((length > 0).then_some((at, at + length)));
                at += length.max(1);
            }
        }
    }
    found
}

/// Whether a word was made by a machine, or says itself that it is a secret.
fn looks_secret(word: &str) -> bool {
    let parts = || {
        word.split(|character: char| !character.is_ascii_alphanumeric())
            .filter(|part| !part.is_empty())
    };
    let lower = word.to_ascii_lowercase();
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    // `client-secrets` is a name as any other.
    let says_so = lower.contains("secret") && (has_digit || parts().count() > 2);
    says_so || parts().any(is_random)
}

/// Whether letters and digits, or capital and small letters, are mixed as in no name.
fn is_random(part: &str) -> bool {
    let bytes = part.as_bytes();
    let pairs = || bytes.iter().zip(bytes.iter().skip(1));
    let changes = pairs()
        .filter(|(one, next)| one.is_ascii_digit() != next.is_ascii_digit())
        .count();
    let rises = pairs()
        .filter(|(one, next)| one.is_ascii_lowercase() && next.is_ascii_uppercase())
        .count();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let length = bytes.len();
    // `v2beta1`.
    let is_version = bytes.first() == Some(&b'v') && length <= 8;
    // `customersExport2024`.
    let is_numbered = changes == 1 && digits <= 4 && bytes.last().is_some_and(u8::is_ascii_digit);
    !is_version
        && !is_numbered
        && (changes > 2 && length >= 6
            || changes > 1 && length >= 12 && digits >= 4
            || changes > 0 && length >= 16
            // Words of names have three letters or more, most of them.
            || length >= 16 && (rises + 1) * 5 > length * 2)
}

#[cfg(test)]
mod tests;
