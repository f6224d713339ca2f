//! `cargo xtask tidy`: everything about the sources that a machine can check. All problems are shown together.

mod arrows;
mod deny;
mod engine;
mod first_lines;
mod fluent;
mod lengths;
mod lints;
mod names;

use std::process::ExitCode;

use anyhow::Result;

use crate::say;
use crate::workspace::Workspace;

pub(crate) use self::lints::IN_BROWSER;

/// What the page is made of, each with its own `locales/`: folders of `src/`, and of `www/styles/`.
const MODULES: [&str; 3] = ["ui", "inbox", "console"];

/// One kind of check and what it found.
pub(crate) struct Check {
    /// What was checked.
    pub(crate) name: &'static str,
    /// What is wrong, a text each; none when all is well.
    pub(crate) problems: Vec<String>,
}

/// A check, from a workspace to problems. An error means that the check itself could not be done.
type Checker = fn(&Workspace) -> Result<Vec<String>>;

const CHECKS: [(&str, Checker); 8] = [
    ("arrows between crates", arrows::check),
    ("first lines", first_lines::check),
    ("lengths of files", lengths::check),
    ("words of the database", engine::check),
    ("translations", fluent::check),
    ("names of the page in texts", names::check),
    ("format (cargo fmt)", lints::format),
    ("licences and sources (cargo deny)", deny::check),
];

/// Runs tidy as a command of its own.
pub(crate) fn command(workspace: &Workspace) -> Result<ExitCode> {
    let checks = check(workspace, None);
    report(&checks);
    let clean = checks.iter().all(|check| check.problems.is_empty());
    Ok(if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Runs every check, whatever the others found. Whoever has compiled the native crates says what the compiler had against them.
pub(crate) fn check(workspace: &Workspace, native: Option<&str>) -> Vec<Check> {
    let run = |name: &'static str, checker: &dyn Fn() -> Result<Vec<String>>| {
        let problems = say::step(&format!("checking {name}"), checker);
        Check {
            name,
            problems: problems.unwrap_or_else(|error| vec![format!("{error:#}")]),
        }
    };
    let mut checks: Vec<Check> = CHECKS
        .into_iter()
        .map(|(name, checker)| run(name, &|| checker(workspace)))
        .collect();
    checks.push(run("lints (cargo clippy)", &|| {
        lints::clippy(workspace, native)
    }));
    checks
}

/// Prints what was found, and nothing more than a line when all is well.
pub(crate) fn report(checks: &[Check]) {
    for check in checks.iter().filter(|check| !check.problems.is_empty()) {
        println!("\nnot tidy: {}", check.name);
        for problem in &check.problems {
            println!("{}", problem.trim_end());
        }
    }
    if checks.iter().all(|check| check.problems.is_empty()) {
        say::note("all is tidy");
    }
}
