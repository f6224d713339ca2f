//! `cargo xtask run`: a development build, then the server in our place.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use anyhow::{Result, anyhow};

use crate::build::{self, Plan};
use crate::say;
use crate::workspace::Workspace;

/// Builds everything and becomes `encaixe serve`, so that signals and the exit code are the server's own.
pub(crate) fn run(workspace: &Workspace, serve: &[OsString]) -> Result<ExitCode> {
    build::build(workspace, Plan::RUN)?;
    say::announce("starting dist/encaixe serve");
    let mut command = Command::new(workspace.dist(build::SERVER));
    command.arg("serve").args(serve);
    replace(&mut command)
}

#[cfg(unix)]
fn replace(command: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;

    let error = command.exec();
    Err(anyhow!("the server could not be started: {error}"))
}

#[cfg(not(unix))]
fn replace(command: &mut Command) -> Result<ExitCode> {
    let status = command
        .status()
        .map_err(|error| anyhow!("the server could not be started: {error}"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
