//! Only the engine room of the store knows the drivers and what one database alone says.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::workspace::Workspace;

const SERVER: &str = "src/server/src";
const ROOM: &str = "src/server/src/store/engine/";

/// What stands nowhere else in the server.
const DRIVER: &str = "sqlx";

/// What only SQLite says, in lower case. Where the store needs it, `store/engine/dialect.rs` has a name for it.
const DIALECT: [&str; 24] = [
    "as blob",
    "autoincrement",
    "begin immediate",
    "char(1",
    "collate nocase",
    "cross join",
    "glob ",
    "group_concat",
    "ifnull(",
    "indexed by",
    "insert or ",
    "journal_mode",
    "json_each",
    "json_extract",
    "json_group",
    "julianday",
    "pragma",
    "randomblob",
    "replace into",
    "rowid",
    "sqlite",
    "strftime",
    "unixepoch",
    "vacuum",
];

/// Names the lines that say it elsewhere.
pub(super) fn check(workspace: &Workspace) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    walk(workspace.root(), &workspace.path(SERVER), &mut problems)?;
    problems.sort();
    Ok(problems)
}

fn walk(root: &Path, folder: &Path, problems: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            walk(root, &path, problems)?;
            continue;
        }
        // Tests write what earlier versions wrote.
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        if !is_source || entry.file_name() == "tests.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("reading {}", path.display()))?;
        let inside = path.strip_prefix(root).unwrap_or(&path);
        let inside = inside.to_string_lossy().replace('\\', "/");
        problems.extend(said(&inside, &text));
    }
    Ok(())
}

/// What a file says that is the engine's alone. Comments may speak of it.
fn said(file: &str, text: &str) -> Vec<String> {
    if file.starts_with(ROOM) {
        return Vec::new();
    }
    let words: &[&str] = if file.starts_with("src/server/src/store/") {
        &DIALECT
    } else {
        &[]
    };
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let line = line.to_lowercase();
        let found = [DRIVER]
            .iter()
            .chain(words)
            .find(|word| line.contains(**word));
        if let Some(word) = found {
            problems.push(format!(
                "{file}:{number} says `{}`, which stands in store/engine alone",
                word.trim()
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::said;

    fn check(file: &str, text: &str, expected: usize) {
        assert_eq!(said(file, text).len(), expected, "{file}: {text}");
    }

    #[test]
    fn the_driver_is_known_in_one_room() {
        check(
            "src/server/src/store/engine/sqlite/mod.rs",
            "use sqlx::Row;",
            0,
        );
        check("src/server/src/store/tag.rs", "use sqlx::Row;", 1);
        check("src/server/src/backup.rs", "sqlx::query(", 1);
        check(
            "src/server/src/backup.rs",
            "let file = \"encaixe.sqlite\";",
            0,
        );
    }

    #[test]
    fn statements_say_what_every_database_reads() {
        let file = "src/server/src/store/tag.rs";
        check(
            file,
            "sql(\"INSERT OR IGNORE INTO tag VALUES ($1)\")\nsql(\"SELECT rowid\")",
            2,
        );
        check(
            file,
            "sql(\"INSERT INTO tag VALUES ($1) ON CONFLICT DO NOTHING\")",
            0,
        );
        check(file, "    // SQLite would sort all that fit.", 0);
        check(
            "src/server/src/store/list/walk.rs",
            "\" FROM a CROSS JOIN b\"",
            1,
        );
    }
}
