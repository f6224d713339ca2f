//! Whether the API does what its description says: the real server on a throwaway folder, and schemathesis, which asks it
//! everything that the description allows, and much that it does not.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};

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
    let mut server = Server::start(encaixe, &data)?;
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
            .args(["run", &format!("{}/api/openapi.json", server.origin)])
            .env("ENCAIXE_TOKEN", token.trim())
            .env("ENCAIXE_ORIGIN", &server.origin)
            .env("ENCAIXE_CODE", &server.code)
            // What it draws with is not in every terminal's encoding.
            .env("PYTHONUTF8", "1");
        Ok(process::status(&mut command)?.success())
    })?;
    ensure!(
        server.child.try_wait()?.is_none(),
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

/// A running server. It is ended when this is dropped.
struct Server {
    child: Child,
    origin: String,
    code: String,
}

impl Server {
    fn start(program: &Path, data: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .args(["serve", "--no-open", "--port", "0", "--plugin-port", "0"])
            .args(["--log", "error", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let printed = child.stdout.take().context("the server has no output")?;
        let mut server = Self {
            child,
            origin: String::new(),
            code: String::new(),
        };
        let mut printed = BufReader::new(printed);
        let mut line = String::new();
        while server.code.is_empty() {
            line.clear();
            if printed.read_line(&mut line)? == 0 {
                bail!("the server ended before it said how to sign in");
            }
            if let Some(origin) = line.strip_prefix("page:") {
                origin.trim().clone_into(&mut server.origin);
            } else if let Some((_, code)) = line.split_once("/sign-in/") {
                code.trim().clone_into(&mut server.code);
            }
        }
        // Nobody reads on, and a full pipe would stop it.
        std::thread::spawn(move || printed.read_to_end(&mut Vec::new()));
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
