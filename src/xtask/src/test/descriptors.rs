//! Whether the schema of apps' files, as the server gives it, says of whole files what it should: nothing of the good ones, and of the bad
//! ones what lies beside each. PyPI's `check-jsonschema` says it, which reads them as an editor does.
//!
//! What it says of `bad/NAME.json` stands in `bad/NAME.schema.txt`, a line each; `ENCAIXE_BLESS=1` writes them anew. A bad file of which that
//! is empty has only faults that a schema cannot say: `docs/app-descriptors.md` lists those.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::workspace::Workspace;
use crate::{process, say};

use super::summary::Totals;

/// Where the files lie, below the workspace's folder.
const FILES: &str = "src/api/tests/descriptors";

/// Holds all files to the schema at that address: the good ones count as one test, and the bad ones.
pub(super) fn check(workspace: &Workspace, program: &Path, schema: &str) -> Result<Totals> {
    let folder = workspace.path(FILES);
    let mut totals = Totals::default();
    say::step("holding apps' files to their schema", || {
        for (kind, wrong) in [
            ("good", good(&folder, program, schema)?),
            ("bad", bad(&folder, program, schema)?),
        ] {
            for line in &wrong {
                eprintln!("error: {FILES}/{kind}: {line}");
            }
            let is_well = wrong.is_empty();
            totals.passed += usize::from(is_well);
            totals.failed += usize::from(!is_well);
        }
        Ok(())
    })?;
    Ok(totals)
}

/// What is said of good files.
fn good(folder: &Path, program: &Path, schema: &str) -> Result<Vec<String>> {
    let told = told(&files(&folder.join("good"))?, program, schema)?;
    let wrong = told.iter().filter(|(_, lines)| !lines.is_empty());
    Ok(wrong
        .map(|(file, lines)| format!("{}: {lines}", file.display()))
        .collect())
}

/// The bad files of which something else is said than what lies beside them.
fn bad(folder: &Path, program: &Path, schema: &str) -> Result<Vec<String>> {
    let told = told(&files(&folder.join("bad"))?, program, schema)?;
    let is_blessed = std::env::var_os("ENCAIXE_BLESS").is_some();
    let mut wrong = Vec::new();
    for (file, lines) in told {
        let beside = file.with_extension("schema.txt");
        if is_blessed {
            fs::write(&beside, &lines)?;
        }
        let want =
            fs::read_to_string(&beside).with_context(|| format!("reading {}", beside.display()))?;
        if lines != want {
            wrong.push(format!(
                "of {} the schema says\n{lines}and not\n{want}",
                file.display()
            ));
        }
    }
    Ok(wrong)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "json") {
            files.push(path);
        }
    }
    files.sort();
    ensure!(!files.is_empty(), "{} has no files", folder.display());
    Ok(files)
}

/// A line for each thing that the schema has against each file: where, and what.
fn told(files: &[PathBuf], program: &Path, schema: &str) -> Result<BTreeMap<PathBuf, String>> {
    let mut command = Command::new(program);
    command
        .args(["--schemafile", schema, "--no-cache"])
        .args(["--force-filetype", "json5", "--output-format", "json"])
        .args(files)
        // The schema is this machine's.
        .env("NO_PROXY", "*")
        .env("PYTHONUTF8", "1");
    let (_, output) = process::capture(&mut command)?;
    let output: Value =
        serde_json::from_str(&output).with_context(|| format!("it printed {output:?}"))?;
    let mut told: BTreeMap<PathBuf, Vec<String>> = files
        .iter()
        .cloned()
        .map(|file| (file, Vec::new()))
        .collect();
    let is_well = output["status"] == "ok";
    ensure!(is_well || output["status"] == "fail", "{output}");
    for kind in ["errors", "parse_errors"] {
        // Where all is well, one of the lists is missing.
        for one in output[kind].as_array().into_iter().flatten() {
            let text = |key: &str| one[key].as_str().unwrap_or_default();
            let lines = told.get_mut(Path::new(text("filename")));
            lines
                .context("of no file that was asked")?
                .push(match kind {
                    "errors" => format!("{}: {}\n", text("path"), text("message")),
                    _ => "it cannot be read\n".to_owned(),
                });
        }
    }
    ensure!(
        is_well == told.values().all(Vec::is_empty),
        "it says one thing and lists another: {output}"
    );
    Ok(told
        .into_iter()
        .map(|(file, mut lines)| {
            lines.sort();
            (file, lines.concat())
        })
        .collect())
}
