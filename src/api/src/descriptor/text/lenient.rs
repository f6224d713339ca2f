//! What some dialects allow and this format does not: trailing commas, keys without quotes, and the like.

use jsonc_parser::tokens::{Token, TokenAndRange};

use super::super::notes::{Notes, Spot, quoted};
use super::place;

/// One such thing: where, what is there, what was expected.
struct Found {
    at: usize,
    found: String,
    expected: &'static str,
    hint: &'static str,
    /// It is this key.
    key: Option<String>,
}

/// Tells each of them.
pub(super) fn note(text: &str, tokens: &[TokenAndRange], notes: &mut Notes) {
    let mut all = Vec::new();
    let mut before: Option<&TokenAndRange> = None;
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        spaces(text, end, token.range.start, &mut all);
        end = token.range.end;
        let raw = text.get(token.range.start..end).unwrap_or_default();
        if is_comment(token) {
            comment(token, raw, &mut all);
            continue;
        }
        let after = tokens[index + 1..].iter().find(|next| !is_comment(next));
        one(token, raw, after, &mut all);
        between(before, token, &mut all);
        before = Some(token);
    }
    spaces(text, end, text.len(), &mut all);
    all.sort_by_key(|found| found.at);
    let places: Vec<_> = all.iter().map(|found| found.at).collect();
    let paths = place::paths(text, &places);
    for (one, mut path) in all.into_iter().zip(paths) {
        if let Some(key) = one.key {
            let dot = if path.is_empty() { "" } else { "." };
            path = format!("{path}{dot}{key}");
        }
        let spot = Spot {
            at: one.at,
            path,
            found: one.found,
        };
        notes.error_with("syntax", spot, one.expected, one.hint);
    }
}

fn is_comment(token: &TokenAndRange) -> bool {
    matches!(token.token, Token::CommentLine(_) | Token::CommentBlock(_))
}

/// What may be wrong with one token.
fn one(token: &TokenAndRange, raw: &str, after: Option<&TokenAndRange>, all: &mut Vec<Found>) {
    let is_key = after.is_some_and(|after| after.token == Token::Colon);
    let expected = match &token.token {
        Token::String(_) if raw.starts_with('\'') => "double quotes",
        Token::String(_) => match bad_text(raw) {
            Some((offset, expected)) => {
                let rest = raw.get(offset..).unwrap_or_default();
                all.push(Found {
                    at: token.range.start + offset,
                    found: quoted(&rest.chars().take(2).collect::<String>()),
                    expected,
                    hint: "",
                    key: None,
                });
                return;
            }
            None => return,
        },
        Token::Word(_) | Token::Boolean(_) | Token::Null | Token::Number(_) if is_key => {
            "a key in double quotes"
        }
        Token::Number(_) if !is_number(raw) => "a number as JSON writes it, such as 10",
        _ => return,
    };
    let key = raw.trim_matches('\'').chars().take(60).collect();
    all.push(Found {
        at: token.range.start,
        found: quoted(raw),
        expected,
        hint: "",
        key: is_key.then_some(key),
    });
}

/// What may be wrong between two tokens.
fn between(before: Option<&TokenAndRange>, token: &TokenAndRange, all: &mut Vec<Found>) {
    let Some(before) = before else { return };
    let ends = matches!(
        before.token,
        Token::String(_)
            | Token::Number(_)
            | Token::Boolean(_)
            | Token::Null
            | Token::CloseBrace
            | Token::CloseBracket
    );
    let begins = !matches!(
        token.token,
        Token::Comma | Token::Colon | Token::CloseBrace | Token::CloseBracket
    );
    if ends && begins {
        all.push(Found {
            at: before.range.end,
            found: "no comma".to_owned(),
            expected: "`,` before what follows",
            hint: "",
            key: None,
        });
    }
    if before.token == Token::Comma
        && matches!(token.token, Token::CloseBrace | Token::CloseBracket)
    {
        all.push(Found {
            at: before.range.start,
            found: "a trailing comma".to_owned(),
            expected: "no `,` after the last one",
            hint: "take the comma out",
            key: None,
        });
    }
}

/// Characters between tokens that are no white space in JSON.
fn spaces(text: &str, from: usize, to: usize, all: &mut Vec<Found>) {
    let between = text.get(from..to).unwrap_or_default();
    let odd = between
        .char_indices()
        .find(|(_, one)| !matches!(one, ' ' | '\t' | '\r' | '\n'));
    if let Some((offset, one)) = odd {
        all.push(Found {
            at: from + offset,
            found: format!("the character U+{:04X}", u32::from(one)),
            expected: "a space, a tab or a line end",
            hint: "",
            key: None,
        });
    }
}

/// A comment that other readers would end elsewhere.
fn comment(token: &TokenAndRange, raw: &str, all: &mut Vec<Found>) {
    let is_line = matches!(token.token, Token::CommentLine(_));
    if let Some(offset) = raw.find(['\u{2028}', '\u{2029}'])
        && is_line
    {
        all.push(Found {
            at: token.range.start + offset,
            found: "a line separator of Unicode".to_owned(),
            expected: "a comment that ends with its line",
            hint: "",
            key: None,
        });
    }
}

/// Where a text is none of JSON's (RFC 8259, section 7), and what was expected there.
fn bad_text(raw: &str) -> Option<(usize, &'static str)> {
    let mut escaped = false;
    for (offset, byte) in raw.bytes().enumerate() {
        if byte < 0x20 {
            return Some((offset, "`\\n`, `\\t` or `\\u....` for a control character"));
        }
        if escaped && !br#""\/bfnrtu"#.contains(&byte) {
            return Some((offset - 1, "an escape of JSON, such as `\\n` or `\\u00e9`"));
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}

/// Whether this is a number of JSON's (RFC 8259, section 6).
fn is_number(raw: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let raw = raw.strip_prefix('-').unwrap_or(raw);
    let (mantissa, exponent) = match raw.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (raw, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_number_is_one_of_json() {
        for good in ["0", "-1", "10", "1.5", "0.5e+10", "1E3"] {
            assert!(is_number(good), "{good}");
        }
        for bad in [
            "01", "+1", ".5", "5.", "0x1F", "Infinity", "NaN", "1e", "-", "1_0",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
    }
}
