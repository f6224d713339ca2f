//! The types of the SDK: the parts in `src/sdk/typings/` as one file.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;

/// The parts, in the order in which an author reads them.
const PARTS: [&str; 7] = [
    "kinbox",
    "commands",
    "workspace",
    "module",
    "events",
    "calls",
    "data",
];

/// What stays inside: without it every declaration of a `.d.ts` file can be imported.
const END: &str = "\nexport {};\n";

/// The text of `index.d.ts`.
///
/// # Errors
/// A part is not there, or does not begin with the line that says what it is.
pub(crate) fn read(workspace: &Workspace) -> Result<String> {
    let mut texts = Vec::new();
    for part in PARTS {
        let path = workspace.path(&format!("src/sdk/typings/{part}.d.ts"));
        texts.push(
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?,
        );
    }
    join(&texts)
}

/// The parts without their first lines. An interface that goes on in the next part is one interface.
fn join(parts: &[String]) -> Result<String> {
    let mut text = String::new();
    for part in parts {
        let Some((first, rest)) = part
            .split_once("\n\n")
            .filter(|(it, _)| it.starts_with("// "))
        else {
            bail!(
                "a part of the types must begin with a line `// ...` that says what it is, and an empty line"
            );
        };
        if first.contains('\n') {
            bail!("`{first}` should be one line");
        }
        match rest.split_once('\n') {
            Some((line, members))
                if text.ends_with("\n}\n") && last_opened(&text) == Some(line) =>
            {
                text.truncate(text.len() - "}\n".len());
                text.push('\n');
                text.push_str(members);
            }
            _ => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(rest);
            }
        }
    }
    text.push_str(END);
    Ok(text)
}

/// The line that opened the declaration which was closed last.
fn last_opened(text: &str) -> Option<&str> {
    text.lines()
        .rev()
        .find(|line| line.starts_with("export ") || line.starts_with("interface "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_one_file_and_an_interface_that_goes_on_one_interface() {
        let parts = [
            "// One.\n\n/** A. */\nexport interface A {\n  a: 1;\n}\n",
            "// Two.\n\nexport interface A {\n  b: 2;\n}\n",
            "// Three.\n\nexport interface B {\n}\n",
        ]
        .map(str::to_owned);
        assert_eq!(
            join(&parts).unwrap(),
            "/** A. */\nexport interface A {\n  a: 1;\n\n  b: 2;\n}\n\nexport interface B {\n}\n\nexport {};\n"
        );
        assert!(join(&["export interface A {}\n".to_owned()]).is_err());
    }
}
