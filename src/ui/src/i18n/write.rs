//! Texts with their variables, in the form that `encaixe-texts` writes.

use super::{Locale, Value};

const VARIABLE: char = '\u{1}';
const CHOICE: char = '\u{2}';
const KEY: char = '\u{3}';
const TEXT: char = '\u{4}';
const END: char = '\u{5}';

/// The text with the values of its variables. One that is missing shows as its name in braces.
pub(super) fn written(locale: Locale, text: &str, args: &[(&str, Value<'_>)]) -> String {
    let mut out = String::with_capacity(text.len());
    write(locale, text, args, &mut out);
    out
}

fn write(locale: Locale, mut text: &str, args: &[(&str, Value<'_>)], out: &mut String) {
    while let Some(at) = text.find([VARIABLE, CHOICE]) {
        let (before, sign) = text.split_at(at);
        out.push_str(before);
        // A choice has variables within, each of which has an end of its own.
        let (body, rest) = if sign.starts_with(CHOICE) {
            let (body, rest) = ending(&sign[1..]);
            choose(locale, body, args, out);
            (body, rest)
        } else {
            let (name, rest) = sign[1..].split_once(END).unwrap_or((sign, ""));
            match value(args, name) {
                Some(Value::Text(text)) => out.push_str(text),
                Some(Value::Number(number)) => out.push_str(&number.to_string()),
                None => {
                    for part in ["{$", name, "}"] {
                        out.push_str(part);
                    }
                }
            }
            (name, rest)
        };
        debug_assert!(!body.is_empty(), "a sign names a variable");
        text = rest;
    }
    out.push_str(text);
}

/// What is before the end of a choice, and what is after it.
fn ending(text: &str) -> (&str, &str) {
    let mut is_within = false;
    for (at, letter) in text.char_indices() {
        match letter {
            VARIABLE => is_within = true,
            END if is_within => is_within = false,
            END => return (&text[..at], &text[at + 1..]),
            _ => {}
        }
    }
    (text, "")
}

/// Writes the variant that the variable's value chooses; the last one where none is its own.
fn choose(locale: Locale, body: &str, args: &[(&str, Value<'_>)], out: &mut String) {
    let mut parts = body.split(KEY);
    let value = value(args, parts.next().unwrap_or_default());
    let mut last = "";
    for part in parts {
        let (key, text) = part.split_once(TEXT).unwrap_or((part, ""));
        last = text;
        let is_own = match value {
            Some(Value::Number(number)) => {
                *key == *number.to_string() || key == category(locale, *number)
            }
            Some(Value::Text(text)) => *key == **text,
            None => false,
        };
        if is_own {
            break;
        }
    }
    write(locale, last, args, out);
}

fn value<'a>(args: &'a [(&str, Value<'a>)], name: &str) -> Option<&'a Value<'a>> {
    let found = args.iter().find(|(known, _)| *known == name)?;
    Some(&found.1)
}

/// The form in which a language counts.
///
/// Source: Unicode CLDR, plural rules of `pt` and `en` for whole numbers; `many`, which `pt` has for millions, is told by
/// the words of `other`.
const fn category(locale: Locale, number: i64) -> &'static str {
    match (locale, number) {
        (_, 1) | (Locale::PtBr, 0) => "one",
        _ => "other",
    }
}
