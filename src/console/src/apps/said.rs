//! What the server says of an app's files and of a connection, in the reader's language. It says it in English, with what it quotes between backquotes; each of
//! its sentences has a text whose key is made of its words.

use encaixe_ui::i18n::{Locale, Words};
use yew::prelude::*;

/// What the variables of a text are called, in their order.
const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// A sentence in the reader's language, what is quoted as code. One that nobody translated stays in English, and says so.
pub(super) fn said(words: &Words, text: &str) -> Html {
    if words.locale() == Locale::En {
        return marked(text);
    }
    match translated(words, text) {
        Some(text) => marked(&text),
        None => html! { <span lang="en">{ marked(text) }</span> },
    }
}

/// What came of a ping, beside its outcome: our own sentence in the reader's language, or else the app's own words. None where it only
/// repeats the outcome.
pub(super) fn reason(words: &Words, text: &str) -> Option<Html> {
    let repeats = text.starts_with("The app ")
        && (text.ends_with(" credentials.") || text.contains(" (status "));
    if text.is_empty() || repeats {
        return None;
    }
    let own = translated(words, text).filter(|_| text.ends_with('.'));
    Some(own.map_or_else(
        || html! { <code>{ text.to_owned() }</code> },
        |own| marked(&own),
    ))
}

/// A sentence in the reader's language as plain text; in English where nobody translated it.
pub(super) fn plain(words: &Words, text: &str) -> String {
    let own = translated(words, text).unwrap_or_else(|| text.to_owned());
    own.replace('`', "")
}

/// What is wrong with something that was typed, as the server says it.
pub(super) fn mistake(words: &Words, text: &str) -> String {
    let said = plain(words, text);
    let mut letters = said.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let end = if said.ends_with(['.', '?']) { "" } else { "." };
    first.chain(letters).chain(end.chars()).collect()
}

/// What is there, in a file: a value as it stands there, or what it is in words.
pub(super) fn found(words: &Words, text: &str) -> Html {
    if text.is_empty() {
        said(words, "nothing")
    } else if is_data(text) {
        html! { <code>{ text.to_owned() }</code> }
    } else {
        said(words, text)
    }
}

/// Whether it is a value of the file, hidden or not, and no sentence.
fn is_data(found: &str) -> bool {
    let is_number =
        found.starts_with(|one: char| one.is_ascii_digit() || one == '-') && !found.contains(' ');
    found.is_empty()
        || is_number
        || found.starts_with('"')
        || matches!(found, "true" | "false" | "null" | "***")
}

/// What stands between backquotes, as code.
fn marked(text: &str) -> Html {
    let parts = text.split('`').enumerate();
    let shown = parts.map(|(place, part)| match place % 2 {
        0 => html! { { part.to_owned() } },
        _ => html! { <code>{ part.to_owned() }</code> },
    });
    shown.collect()
}

/// A sentence by the text of its key; none where there is none.
fn translated(words: &Words, text: &str) -> Option<String> {
    // What is expected of a key that is missing.
    let named = text
        .strip_prefix('`')
        .and_then(|rest| rest.split_once("`: "));
    if let Some((key, rest)) = named.filter(|(key, _)| !key.contains('`')) {
        return Some(format!("`{key}`: {}", translated(words, rest)?));
    }
    let or = words.t("said-or");
    let (key, mut values) = apart(text, &or);
    if key.is_empty() {
        return values.pop();
    }
    let count = match values.len() {
        0 => String::new(),
        count => format!("-{count}"),
    };
    let key = format!("said{key}{count}");
    if words.find(&key).is_some() {
        let mut values = values.into_iter();
        let named = NAMES.map(|name| (name, values.next().unwrap_or_default().into()));
        return Some(words.with(&key, named));
    }
    let (one, other) = text.split_once(" or ")?;
    let (one, other) = (translated(words, one)?, translated(words, other)?);
    Some(format!("{one} {or} {other}"))
}

/// The words of a sentence, each behind a hyphen, and what is quoted in it with its backquotes, or has a digit. A list of what is quoted is
/// one value, with the reader's word for "or".
fn apart(text: &str, or: &str) -> (String, Vec<String>) {
    let (mut key, mut values) = (String::new(), Vec::<String>::new());
    let parts: Vec<&str> = text.split('`').collect();
    let mut goes_on = false;
    for (place, part) in parts.iter().enumerate() {
        if place % 2 == 1 {
            let quoted = format!("`{part}`");
            match values.last_mut().filter(|_| goes_on) {
                Some(list) => *list += &quoted,
                None => values.push(quoted),
            }
            continue;
        }
        let joint = match *part {
            ", " => Some(", ".to_owned()),
            " or " => Some(format!(" {or} ")),
            _ => None,
        };
        // Only between two of them.
        let joint = joint.filter(|_| place > 0 && place + 1 < parts.len());
        goes_on = joint.is_some();
        if let (Some(joint), Some(list)) = (joint, values.last_mut()) {
            *list += &joint;
            continue;
        }
        let is_within = |one: char| one.is_ascii_alphanumeric() || one == '+';
        for word in part.split(|one| !is_within(one)) {
            if word.contains(|one: char| one.is_ascii_digit()) {
                values.push(word.to_owned());
            } else if !word.is_empty() {
                key.push('-');
                key += &word.to_ascii_lowercase();
            }
        }
    }
    (key, values)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use encaixe_api::descriptor::parse;

    use super::*;

    #[test]
    fn a_sentence_is_found_by_its_words_and_keeps_what_it_quotes() {
        encaixe_ui::i18n::add(encaixe_ui::texts!());
        let words = Words::of(Locale::PtBr);
        for (english, portuguese) in [
            ("`true` or `false`", "`true` ou `false`"),
            ("an object", "um objeto"),
            ("an object: `{ ... }`", "um objeto: `{ ... }`"),
            (
                "`id`: a text of 1 to 200 characters, without control characters",
                "`id`: um texto de 1 a 200 caracteres, sem caracteres de controle",
            ),
            ("fields are `a`, `b`", "os campos são `a`, `b`"),
            (
                "it belongs in `authentication` or in a field of `authentication.fields`",
                "ela fica em `authentication` ou em um campo de `authentication.fields`",
            ),
            (
                "the byte 0xFF, which is no UTF-8",
                "o byte 0xFF, que não é UTF-8",
            ),
        ] {
            assert_eq!(
                translated(&words, english).as_deref(),
                Some(portuguese),
                "{english}"
            );
        }
        assert_eq!(translated(&words, "something that nobody says"), None);
    }

    #[test]
    fn whatever_the_checker_says_of_the_bad_files_is_there_in_both_languages() {
        encaixe_ui::i18n::add(encaixe_ui::texts!());
        let (portuguese, english) = (Words::of(Locale::PtBr), Words::of(Locale::En));
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/tests/descriptors/bad");
        let mut count = 0;
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|kind| kind != "json") {
                continue;
            }
            for problem in parse(&fs::read_to_string(&path).unwrap()).problems {
                // What is wrong with an expression is said by the library that reads it.
                let hint = problem
                    .hint
                    .filter(|_| problem.expected != "a regular expression");
                let found = Some(problem.found).filter(|found| !is_data(found));
                for text in [Some(problem.expected), hint, found].into_iter().flatten() {
                    assert_eq!(translated(&english, &text).as_ref(), Some(&text));
                    let other = translated(&portuguese, &text);
                    let is_code = apart(&text, "or").0.is_empty();
                    assert!(
                        other.is_some_and(|other| is_code || other != text),
                        "{text}"
                    );
                    count += 1;
                }
            }
        }
        assert!(count > 100, "only {count} sentences");
    }
}
