//! Each source file begins by saying what it is for.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

const FOLDERS: [&str; 5] = ["src", "www", "tests", "pkg-template", "examples"];
const SKIPPED: [&str; 3] = ["node_modules", "target", "dist"];

/// Names the files that begin otherwise.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in FOLDERS {
        let path = workspace.path(folder);
        if path.is_dir() {
            walk(workspace.root(), &path, &mut problems)?;
        }
    }
    problems.sort();
    Ok(problems)
}

fn walk(root: &Path, folder: &Path, problems: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
                walk(root, &path, problems)?;
            }
            continue;
        }
        let Some(starts) = path
            .extension()
            .and_then(|extension| starts(&extension.to_string_lossy()))
        else {
            continue;
        };
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        if !starts.iter().any(|start| says_something(&text, start)) {
            let inside = path.strip_prefix(root).unwrap_or(&path).display();
            problems.push(format!(
                "{inside} does not begin with `{}` and what it is for",
                starts.join("` or `")
            ));
        }
    }
    Ok(())
}

/// How a file with this extension must begin; none when it may begin as it likes.
fn starts(extension: &str) -> Option<&'static [&'static str]> {
    match extension {
        "rs" => Some(&["//!"]),
        "js" | "mjs" | "ts" => Some(&["/*", "//"]),
        "css" => Some(&["/*"]),
        "ftl" => Some(&["#"]),
        _ => None,
    }
}

/// Whether the text begins with this mark and then with words, after the line that names a script's interpreter.
fn says_something(text: &str, start: &str) -> bool {
    let interpreted = text.strip_prefix("#!/").and_then(|it| it.split_once('\n'));
    let text = interpreted.map_or(text, |(_, rest)| rest);
    let Some(rest) = text.strip_prefix(start) else {
        return false;
    };
    let comment = if start == "/*" {
        rest.split("*/").next()
    } else {
        rest.lines().next()
    };
    comment.is_some_and(|words| words.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, extension: &str, expected: bool) {
        let starts = starts(extension).unwrap();
        assert_eq!(
            starts.iter().any(|start| says_something(text, start)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn rust_files_begin_with_a_module_doc() {
        check("//! Reads.\n", "rs", true);
        check("//!\n//! Reads.\n", "rs", false);
        check("// Reads.\n", "rs", false);
        check("use a;\n", "rs", false);
        check("", "rs", false);
    }

    #[test]
    fn other_files_begin_with_a_comment() {
        check("/*\n * Draws.\n */\n", "css", true);
        check("// Draws.\n", "css", false);
        check("// Sends.\n", "ts", true);
        check("/* */ let words;\n", "js", false);
        check("#!/usr/bin/env node\n// Makes.\n", "mjs", true);
        check("#!/usr/bin/env node\nlet words;\n", "mjs", false);
        check("# The inbox.\n", "ftl", true);
    }

    #[test]
    fn some_files_begin_as_they_like() {
        assert_eq!(starts("html"), None);
    }
}
