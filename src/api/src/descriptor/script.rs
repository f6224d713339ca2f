//! What can be seen of `lib/index.js` without running it.

use regex_lite::Regex;

use super::notes::{Notes, Spot};
use super::parse::MAX_BYTES;

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Whether it exports a ping.
    pub(super) has_ping: bool,
    /// What is wrong with it.
    pub(super) notes: Notes,
}

/// A text that looks like a secret is at least so long.
const LEAST: usize = 20;
/// And has so many different characters.
const VARIETY: usize = 10;

const PING: &str = r"\bexports\s*\.\s*ping\s*=[^=]|\bexports\s*=\s*\{[^}]*\bping\b|\bexports\s*\[\s*ping\s*\]\s*=[^=]";

/// Whether a script exports a ping, as far as can be seen without running it.
#[must_use]
pub fn exports_ping(script: &str) -> bool {
    look(script).has_ping
}

/// Looks at a script.
pub(super) fn look(text: &str) -> Look {
    let mut notes = Notes::default();
    if text.len() > MAX_BYTES {
        let spot = Spot {
            at: 0,
            path: String::new(),
            found: format!("{} bytes", text.len()),
        };
        notes.error("too_large", spot, format!("at most {MAX_BYTES} bytes"));
        return Look {
            has_ping: false,
            notes,
        };
    }
    let parts = parts(text);
    for (at, literal) in &parts.literals {
        if looks_secret(literal) {
            let spot = Spot {
                at: *at,
                path: String::new(),
                found: format!("a text of {} characters", literal.chars().count()),
            };
            notes.warn(
                "secret_literal",
                spot,
                "no secret in a script",
                "it looks like one; a field keeps what each connection has: `event.auth`",
            );
        }
    }
    Look {
        has_ping: Regex::new(PING).is_ok_and(|ping| ping.is_match(&parts.code)),
        notes,
    }
}

/// Whether a text is long and mixed, and neither a sentence nor an address.
fn looks_secret(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"+/_=.-~:".contains(&byte);
    let mut seen = [false; 128];
    for byte in text.bytes() {
        if !is_token(byte) {
            return false;
        }
        seen[usize::from(byte)] = true;
    }
    text.len() >= LEAST
        && !text.starts_with('/')
        && !text.contains("://")
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && seen.iter().filter(|seen| **seen).count() >= VARIETY
}

/// A script's parts.
struct Parts<'a> {
    /// What is neither a literal nor a comment, but for the text `ping`.
    code: String,
    /// The texts, with where each begins.
    literals: Vec<(usize, &'a str)>,
}

/// Takes a script apart into code and texts (ECMA-262, section 12). Templates' own code is taken for text.
fn parts(text: &str) -> Parts<'_> {
    let bytes = text.as_bytes();
    let mut parts = Parts {
        code: String::with_capacity(text.len()),
        literals: Vec::new(),
    };
    let mut at = 0;
    // Where code begins that was not taken over yet.
    let mut code = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (length, is_text) = match rest {
            [quote @ (b'"' | b'\'' | b'`'), inside @ ..] => (closed(inside, *quote), true),
            [b'/', b'/', ..] => {
                let end = rest.iter().position(|byte| *byte == b'\n');
                (end.unwrap_or(rest.len()), false)
            }
            [b'/', b'*', inside @ ..] => {
                let end = inside.windows(2).position(|pair| pair == b"*/");
                (end.map_or(rest.len(), |end| end + 4), false)
            }
            [b'/', inside @ ..] if begins_regex(&bytes[..at]) => (closed(inside, b'/'), false),
            _ => {
                at += 1;
                continue;
            }
        };
        let end = at + length;
        parts.code.push_str(text.get(code..at).unwrap_or_default());
        parts.code.push(' ');
        if is_text {
            let literal = text.get(at + 1..end.saturating_sub(1).max(at + 1));
            let literal = literal.unwrap_or_default();
            // The name of an export may be written as a text.
            parts
                .code
                .push_str(if literal == "ping" { literal } else { "" });
            parts.literals.push((at, literal));
        }
        at = end;
        code = end;
    }
    parts.code.push_str(text.get(code..).unwrap_or_default());
    parts
}

/// How long a literal is, with its first character; without an end it goes to the line's end, a template to the script's.
fn closed(inside: &[u8], quote: u8) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (index, byte) in inside.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' if quote == b'/' => in_class = true,
            b']' if quote == b'/' => in_class = false,
            b'\n' if quote != b'`' => return index + 1,
            _ if *byte == quote && !in_class => return index + 2,
            _ => {}
        }
    }
    inside.len() + 1
}

/// Whether a `/` after this begins a regular expression and does not divide.
fn begins_regex(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    match before.last() {
        None => true,
        Some(last) => {
            b"(,=:[!&|?{};<>+-*%~^".contains(last)
                || before.ends_with(b"return")
                || before.ends_with(b"typeof")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::app::Problem;

    fn problems(text: &str) -> Vec<Problem> {
        look(text).notes.into_problems("lib/index.js", text)
    }

    #[test]
    fn a_ping_is_seen_where_it_is_exported_alone() {
        for good in [
            "exports.ping = (plg, event) => plg.axios({});",
            "module.exports.ping = async () => {}",
            "module.exports = {\n  ping: () => 1,\n};",
            "const ping = 1; module.exports = { ping }",
            "exports['ping'] = () => {};",
        ] {
            assert!(look(good).has_ping, "{good}");
        }
        for bad in [
            "",
            "// exports.ping = 1",
            "/* exports.ping = 1 */ exports.pong = 1",
            "const a = 'exports.ping = 1'",
            "if (exports.ping == 1) {}",
            "exports['pong'] = () => {};",
            "const a = /exports.ping = 1/",
        ] {
            assert!(!look(bad).has_ping, "{bad}");
        }
    }

    #[test]
    fn a_long_mixed_text_is_told_with_its_place() {
        let found = problems("const a = 1;\nconst é = 'sk_live_51HxYz09AbCdEf';");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].column), (2, 11));
        assert_eq!(found[0].code, "secret_literal");
        assert!(!found[0].is_error() && !found[0].to_string().contains("sk_live"));
    }

    #[test]
    fn sentences_paths_and_addresses_are_no_secrets() {
        for good in [
            "throw new Error('The token of 2026 was refused, try again');",
            "get('/api/v2/custom_fields/1234567890')",
            "get('https://api.example.com/v2/fields0123456789')",
            "`${event.meta.baseURI}/api/custom_fields`",
            "event.auth['token_api_lahar_of_the_account']",
            "// 'sk_live_51HxYz09AbCdEf'",
            "'aaaaaaaaaaaaaaaaaaaaaaaaaaaa1'",
        ] {
            assert_eq!(problems(good), [], "{good}");
        }
    }
}
