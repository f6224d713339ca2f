//! `cargo xtask new plugin`: what `npx <inbox>/sdk/kinbox.tgz init` makes, with the SDK of this checkout.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{build, process};

/// What can be made.
#[derive(clap::Subcommand)]
pub(crate) enum New {
    /// Make the folder of a plugin that runs at once
    Plugin {
        /// Where: its last part becomes the plugin's name
        folder: PathBuf,
        /// `plain` (HTML and JavaScript, no build), `react` or `vue` (with Vite)
        #[arg(long, default_value = "plain")]
        template: String,
    },
}

/// Makes it, by the package's own command.
pub(crate) fn new(workspace: &Workspace, what: &New) -> Result<ExitCode> {
    let New::Plugin { folder, template } = what;
    let package = workspace.dist("npm");
    if !script(&package).is_file() {
        build::package(workspace, build::Kind::Debug)?;
    }
    // What goes wrong the command says itself.
    let ended = process::status(&mut init(&package, folder, template))?;
    Ok(if ended.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn init(package: &Path, folder: &Path, template: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(script(package))
        .args([OsStr::new("init"), folder.as_os_str()])
        .args(["--template", template])
        .arg("--from")
        .arg(package);
    node
}

fn script(package: &Path) -> PathBuf {
    package.join("bin/kinbox.mjs")
}
