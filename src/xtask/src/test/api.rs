//! Whether the API does what its description says: the real server on a throwaway folder, and schemathesis, which asks it
//! everything that the description allows, and much that it does not. The same server gives the schema that apps' files are held to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use encaixe_harness::Server;

use crate::system::Install;
use crate::workspace::Workspace;
use crate::{process, python, say};

use super::descriptors;
use super::summary::Totals;

/// The name of the token that schemathesis has.
const NAME: &str = "schemathesis";

/// What asks the API, and the server that is asked.
pub(super) struct Api<'a> {
    workspace: &'a Workspace,
    schemathesis: PathBuf,
    check_jsonschema: PathBuf,
    encaixe: PathBuf,
}

impl<'a> Api<'a> {
    /// Installs what asks; the server is compiled.
    pub(super) fn new(
        workspace: &'a Workspace,
        install: Install,
        encaixe: PathBuf,
    ) -> Result<Self> {
        Ok(Self {
            workspace,
            schemathesis: python::schemathesis(install)?,
            check_jsonschema: python::check_jsonschema(install)?,
            encaixe,
        })
    }

    /// Holds apps' files to their schema, and runs schemathesis, which counts as one test.
    pub(super) fn run(self) -> Result<Totals> {
        let folder = self.workspace.scratch("api-test");
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("emptying {}", folder.display()))?;
        }
        fs::create_dir_all(&folder)?;
        let mut serve = Command::new(&self.encaixe);
        serve
            .args(["serve", "--no-open", "--port", "0", "--plugin-port", "0"])
            .args(["--log", "error", "--data"])
            .arg(folder.join("data"));
        let server = Server::start(&mut serve)?;
        let schema = format!("{}/app-descriptor.schema.json", server.page);
        let mut totals = descriptors::check(self.workspace, &self.check_jsonschema, &schema)?;
        totals += self.ask(&folder, server)?;
        Ok(totals)
    }

    fn ask(&self, folder: &Path, mut server: Server) -> Result<Totals> {
        let data = folder.join("data");
        let (_, code) = server.link.split_once("/sign-in/").context("no code")?;
        let mut create = Command::new(&self.encaixe);
        create.args([
            "token", "create", "--name", NAME, "--role", "admin", "--data",
        ]);
        let token = String::from_utf8(process::read(create.arg(&data))?)?;

        let passed = say::step("asking the API by schemathesis", || {
            let mut command = Command::new(&self.schemathesis);
            command
                .current_dir(folder)
                .arg("--config-file")
                .arg(self.workspace.path("src/xtask/pip/api/schemathesis.toml"))
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
            Command::new(&self.encaixe)
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
}
