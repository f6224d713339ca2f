//! What texts for authors name of the page, such as **Settings > Plugins > New plugin**, are the page's own words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

use super::MODULES;

/// Where such texts are: files, and folders with all in them.
const TEXTS: [&str; 8] = [
    "README.md",
    "src/README.md",
    "pkg-template",
    "www/docs",
    "examples",
    "src/ui/locales",
    "src/inbox/locales",
    "src/console/locales",
];
const KINDS: [&str; 8] = ["ftl", "html", "js", "md", "mjs", "rs", "ts", "vue"];

/// What an author's tools make in a folder.
const MADE: [&str; 3] = ["node_modules", "dist", "target"];

/// The text in which every bold name is one of the page, not a path alone.
const BOLD: &str = "README.md";

/// What ends a name.
const END: [char; 12] = ['*', '<', ',', '.', '"', ':', ';', '`', '(', ')', '\'', '\n'];

/// Looks up every name.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut languages = BTreeMap::new();
    for module in MODULES {
        add_words(
            &workspace.path("src").join(module).join("locales"),
            &mut languages,
        )?;
    }
    let mut problems = Vec::new();
    for text in TEXTS {
        look(&workspace.path(text), text, &languages, &mut problems)?;
    }
    Ok(problems)
}

fn look(
    path: &Path,
    name: &str,
    languages: &BTreeMap<String, BTreeSet<String>>,
    problems: &mut Vec<String>,
) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let inside = entry.file_name().to_string_lossy().into_owned();
            if !MADE.contains(&inside.as_str()) {
                look(
                    &entry.path(),
                    &format!("{name}/{inside}"),
                    languages,
                    problems,
                )?;
            }
        }
        return Ok(());
    }
    let kind = path.extension().unwrap_or_default();
    if !KINDS.iter().any(|known| kind == *known) {
        return Ok(());
    }
    let text = fs::read_to_string(path).with_context(|| format!("reading {name}"))?;
    let mut found = paths(&text);
    if name == BOLD {
        found.extend(bold(&text));
    }
    for names in found {
        if !languages
            .values()
            .any(|words| names.iter().all(|name| words.contains(name)))
        {
            problems.push(format!(
                "{name} names {}, which is not what the page says in any language",
                names.join(" > ")
            ));
        }
    }
    Ok(())
}

/// Adds all that a module of the page says in each language.
fn add_words(folder: &Path, languages: &mut BTreeMap<String, BTreeSet<String>>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let language = entry?;
        let name = language.file_name().to_string_lossy().into_owned();
        let words = languages.entry(name).or_default();
        for file in fs::read_dir(language.path())? {
            let text = fs::read_to_string(file?.path())?;
            let values = text.lines().filter_map(|line| line.split_once('='));
            words.extend(values.map(|(_, value)| value.trim().to_owned()));
        }
    }
    Ok(())
}

/// The ways through the page in a text: `Settings › Plugins`, or `**Settings > Plugins**`.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut plain = String::new();
    for (at, part) in text.split("**").enumerate() {
        let between_stars = at % 2 == 1 && part.len() < 80;
        if between_stars {
            plain.push_str(&part.replace(" > ", " › "));
        } else {
            plain.push_str(part);
        }
        plain.push('*');
    }
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut open: Option<Vec<String>> = None;
    let pieces: Vec<&str> = plain.split(" › ").collect();
    for (at, piece) in pieces.iter().enumerate() {
        let is_last = at + 1 == pieces.len();
        if let Some(mut path) = open.take() {
            let end = piece.find(END).unwrap_or(piece.len());
            path.push(
                piece[..end]
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            );
            if end == piece.len() && !is_last {
                open = Some(path);
                continue;
            }
            found.push(path);
        }
        if !is_last {
            let first = piece.rsplit(|one: char| one.is_whitespace() || "*<>\"(=".contains(one));
            open = Some(first.take(1).map(str::to_owned).collect());
        }
    }
    found
}

/// Names of one word or more that stand alone between two pairs of stars, with a capital.
fn bold(text: &str) -> Vec<Vec<String>> {
    text.split("**")
        .skip(1)
        .step_by(2)
        .filter(|name| name.starts_with(char::is_uppercase) && !name.contains(" > "))
        .map(|name| vec![name.to_owned()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_of_a_text_are_found_with_all_their_names() {
        let text = "Under **Settings > API tokens >\nNew token** or in <b>Settings › Plugins</b>, and (Settings › Members).";
        let text = text.replace(">\n", "> ");
        let found: Vec<String> = paths(&text).iter().map(|path| path.join("/")).collect();
        assert_eq!(
            found,
            [
                "Settings/API tokens/New token",
                "Settings/Plugins",
                "Settings/Members"
            ]
        );
        assert!(paths("a > b, **bold** and 1 > 0").is_empty());
    }

    #[test]
    fn every_text_of_this_workspace_names_what_there_is() {
        let problems = check(&Workspace::find().unwrap()).unwrap();
        assert!(problems.is_empty(), "{problems:#?}");
    }

    #[test]
    fn a_name_in_bold_has_a_capital() {
        let text = "**Create a token** leads to the **reference**, **Settings > Plugins**";
        assert_eq!(bold(text), [["Create a token"]]);
    }
}
