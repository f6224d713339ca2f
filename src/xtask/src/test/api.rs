//! Whether the API does what its description says: the real server on a throwaway folder, and schemathesis, which asks it
//! everything that the description allows, and much that it does not.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use encaixe_harness::Server;

use crate::system::Install;
use crate::workspace::Workspace;
use crate::{process, python, say};

use super::summary::Totals;

/// The name of the token that schemathesis has.
const NAME: &str = "schemathesis";

/// What asks the API, and the server that is asked.
pub(super) struct Api<'a> {
    workspace: &'a Workspace,
    schemathesis: PathBuf,
    encaixe: PathBuf,
}

impl<'a> Api<'a> {
    /// Installs the one; the other is compiled.
    pub(super) fn new(
        workspace: &'a Workspace,
        install: Install,
        encaixe: PathBuf,
    ) -> Result<Self> {
        Ok(Self {
            workspace,
            schemathesis: python::schemathesis(install)?,
            encaixe,
        })
    }

    /// Runs schemathesis, which counts as one test.
    pub(super) fn run(self) -> Result<Totals> {
        ask(self.workspace, &self.schemathesis, &self.encaixe)
    }
}

fn ask(workspace: &Workspace, program: &Path, encaixe: &Path) -> Result<Totals> {
    let folder = workspace.scratch("api-test");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    let data = folder.join("data");
    let mut serve = Command::new(encaixe);
    serve
        .args(["serve", "--no-open", "--port", "0", "--plugin-port", "0"])
        .args(["--log", "error", "--data"])
        .arg(&data);
    let mut server = Server::start(&mut serve)?;
    let (_, code) = server.link.split_once("/sign-in/").context("no code")?;
    let mut create = Command::new(encaixe);
    create.args([
        "token", "create", "--name", NAME, "--role", "admin", "--data",
    ]);
    let token = String::from_utf8(process::read(create.arg(&data))?)?;

    let passed = say::step("asking the API by schemathesis", || {
        let mut command = Command::new(program);
        command
            .current_dir(&folder)
            .arg("--config-file")
            .arg(workspace.path("src/xtask/pip/api/schemathesis.toml"))
            .args(["run", &format!("{}/api/openapi.json", server.page)])
            .env("ENCAIXE_TOKEN", token.trim())
            .env("ENCAIXE_ORIGIN", &server.page)
            .env("ENCAIXE_CODE", code)
            // What it draws with is not in every terminal's encoding.
            .env("PYTHONUTF8", "1");
        Ok(process::status(&mut command)?.success())
    })?;
    for line in server.complained().all() {
        eprintln!("{line}");
    }
    ensure!(
        server.ended()?.is_none(),
        "the server ended while it was asked"
    );
    let listed = process::read(
        Command::new(encaixe)
            .args(["token", "list", "--data"])
            .arg(&data),
    )?;
    ensure!(
        String::from_utf8(listed)?.contains(NAME),
        "schemathesis revoked its own token, so what it asked after that proves nothing: take another seed"
    );
    Ok(if passed {
        Totals {
            passed: 1,
            failed: 0,
        }
    } else {
        Totals::failure()
    })
}
