//! `encaixe app`: for those who write an app's files. Needs no data folder and no server.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand};

use super::print;
use crate::app_files;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say everything that is wrong with an app's files, with line and column
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The app's folder, a zip of it, or the files `lib/app.json` and `lib/index.js`
    #[arg(value_name = "PATH", required = true, num_args = 1..=2)]
    paths: Vec<PathBuf>,
}

pub(super) fn run(command: &Command) -> anyhow::Result<()> {
    let Command::Check(check) = command;
    let (problems, called) = match app_files::from_paths(&check.paths)? {
        Ok(files) => {
            let parsed = files.check();
            (parsed.problems, parsed.descriptor.map(|app| app.app_id))
        }
        Err(problems) => (problems, None),
    };
    let lines: String = problems.iter().map(|one| format!("{one}\n")).collect();
    print(&lines)?;
    let errors = problems.iter().filter(|one| one.is_error()).count();
    let counted = format!(
        "{}, {}",
        count(errors, "error"),
        count(problems.len() - errors, "warning")
    );
    match called {
        Some(app_id) if errors == 0 => print(&format!("{app_id} is good: {counted}\n")),
        _ => bail!("{counted}"),
    }
}

fn count(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
