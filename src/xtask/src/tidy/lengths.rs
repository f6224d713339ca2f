//! No source file is longer than can be read at once. Tests may be: they are read one by one.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

/// The longest file, in lines.
const MOST: usize = 300;

/// What is longer, and how long it may stay until it is parted.
const LONGER: [(&str, usize); 7] = [
    ("src/api/src/plugin_url.rs", 330),
    ("src/inbox/src/pages/inbox.rs", 340),
    ("src/host/src/dispatch.rs", 310),
    ("src/host/src/machine.rs", 350),
    ("src/plugin/js/values.js", 710),
    ("src/server/src/store/index/terms.rs", 310),
    ("src/server/src/store/upgrade.rs", 320),
];

/// Examples that are said to be short, and how long they may be.
const SHORT: [(&str, usize); 1] = [("examples/connector/connector.mjs", 99)];

const FOLDERS: [&str; 2] = ["src", "www"];
const SKIPPED: [&str; 4] = ["node_modules", "target", "dist", "tests"];
const EXTENSIONS: [&str; 6] = ["rs", "js", "mjs", "ts", "css", "ftl"];

/// Names the files that are too long, and the exceptions that are none any more.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut lengths = Vec::new();
    for folder in FOLDERS {
        walk(workspace.root(), &workspace.path(folder), &mut lengths)?;
    }
    let mut problems = problems(&lengths);
    for (file, most) in SHORT {
        let lines = lines(&workspace.path(file))?;
        problems.extend(
            (lines > most)
                .then(|| format!("{file} has {lines} lines; it is said to have at most {most}")),
        );
    }
    problems.sort();
    Ok(problems)
}

fn problems(lengths: &[(String, usize)]) -> Vec<String> {
    let most = |file: &str| {
        let longer = LONGER.iter().find(|(longer, _)| *longer == file);
        longer.map_or(MOST, |(_, most)| *most)
    };
    let too_long = lengths
        .iter()
        .filter(|(file, lines)| *lines > most(file))
        .map(|(file, lines)| {
            format!(
                "{file} has {lines} lines; at most {} are allowed: part it, or move what belongs elsewhere",
                most(file)
            )
        });
    let is_long = |file: &str| {
        let found = lengths.iter().find(|(known, _)| known == file);
        found.is_some_and(|(_, lines)| *lines > MOST)
    };
    let needless = LONGER
        .iter()
        .filter(|(file, _)| !is_long(file))
        .map(|(file, _)| {
            format!("{file} is no longer than others: take it out of `LONGER` in tidy/lengths.rs")
        });
    too_long.chain(needless).collect()
}

fn walk(root: &Path, folder: &Path, lengths: &mut Vec<(String, usize)>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
                walk(root, &path, lengths)?;
            }
            continue;
        }
        let is_source = path
            .extension()
            .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known));
        if !is_source || entry.file_name() == "tests.rs" {
            continue;
        }
        let inside = path.strip_prefix(root).unwrap_or(&path);
        lengths.push((inside.to_string_lossy().replace('\\', "/"), lines(&path)?));
    }
    Ok(())
}

fn lines(file: &Path) -> Result<usize> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("reading {}", file.display()))?;
    Ok(text.lines().count())
}

#[cfg(test)]
mod tests {
    use super::{LONGER, MOST, problems};

    #[test]
    fn a_long_file_is_named_and_so_is_an_exception_that_is_none() {
        let known = |lines: usize| LONGER.map(|(file, _)| (file.to_owned(), lines));
        let with = |file: &str, lines: usize| {
            let mut lengths = known(MOST + 1).to_vec();
            lengths.push((file.to_owned(), lines));
            problems(&lengths)
        };
        assert_eq!(with("src/a.rs", MOST), Vec::<String>::new());
        assert_eq!(with("src/a.rs", MOST + 1).len(), 1);
        assert_eq!(problems(&known(MOST)).len(), LONGER.len());
        assert_eq!(problems(&known(1_000)).len(), LONGER.len());
    }
}
