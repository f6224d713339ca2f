//! Each language of the page has the same messages.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

use super::MODULES;

/// Compares the folders of each module's `locales`, one for each language. No key is in two modules that are on one page.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut languages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for module in MODULES {
        let folder = workspace.path("src").join(module).join("locales");
        for entry in std::fs::read_dir(&folder)? {
            let language = entry?;
            let name = language.file_name().to_string_lossy().into_owned();
            let found = languages.entry(name).or_default();
            for file in std::fs::read_dir(language.path())? {
                let path = file?.path();
                let text = std::fs::read_to_string(&path)
                    .with_context(|| format!("reading {}", path.display()))?;
                found.append(&mut keys(&text));
            }
        }
    }
    Ok(compare(&languages))
}

/// The names of messages and, as `message.attribute`, of attributes, in the order of the file.
fn keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut message = String::new();
    for line in text.lines() {
        let Some((name, _)) = line.split_once('=') else {
            continue;
        };
        let name = name.trim_end();
        if let Some(attribute) = name
            .trim_start()
            .strip_prefix('.')
            .filter(|_| line.starts_with(' '))
        {
            keys.push(format!("{message}.{attribute}"));
        } else if is_name(name) {
            name.clone_into(&mut message);
            keys.push(message.clone());
        }
    }
    keys
}

fn is_name(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

fn compare(languages: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let all: BTreeSet<&String> = languages.values().flatten().collect();
    let mut problems = Vec::new();
    for (language, keys) in languages {
        let mut seen = BTreeSet::new();
        for key in keys {
            if !seen.insert(key) {
                problems.push(format!("{language} has `{key}` twice"));
            }
        }
        for key in all.difference(&seen) {
            problems.push(format!(
                "{language} lacks `{key}`, which another language has"
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn languages(one: &str, two: &str) -> BTreeMap<String, Vec<String>> {
        BTreeMap::from([
            ("en".to_owned(), keys(one)),
            ("pt-BR".to_owned(), keys(two)),
        ])
    }

    #[test]
    fn messages_terms_and_attributes_are_keys() {
        let text = "# a = comment\n-brand = B\nhello = Hi { $n ->\n    [one] = 1\n   *[other] x\n}\n    .title = T\n";
        assert_eq!(keys(text), ["-brand", "hello", "hello.title"]);
    }

    #[test]
    fn the_same_keys_in_another_order_are_fine() {
        assert!(compare(&languages("a = 1\nb = 2\n", "b = 2\na = 1\n")).is_empty());
    }

    #[test]
    fn a_missing_and_a_doubled_key_are_named() {
        assert_eq!(
            compare(&languages("a = 1\nb = 2\n", "a = 1\na = 2\n")),
            [
                "pt-BR has `a` twice",
                "pt-BR lacks `b`, which another language has"
            ]
        );
    }
}
