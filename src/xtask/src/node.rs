//! The few tools that come from npm: binaryen's wasm-opt, esbuild. Versions are held by `npm/package-lock.json`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;
use crate::{process, say};

const PACKAGE: &str = include_str!("../npm/package.json");
const LOCK: &str = include_str!("../npm/package-lock.json");

/// What rustc may use in wasm for the browsers we support, and therefore what wasm-opt may expect and keep.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The installed tools.
pub(crate) struct Tools {
    modules: PathBuf,
}

impl Tools {
    /// Installs the tools in the target folder unless exactly these are there.
    pub(crate) fn install(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.scratch("npm");
        let tools = Self { modules: folder.join("node_modules") };
        let done = folder.join("installed");
        if std::fs::read_to_string(&done).is_ok_and(|lock| lock == LOCK) {
            return Ok(tools);
        }
        say::step("installing binaryen and esbuild by npm", || {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join("package.json"), PACKAGE)?;
            std::fs::write(folder.join("package-lock.json"), LOCK)?;
            process::run(npm(&folder).args(["ci", "--ignore-scripts"]))?;
            Ok(std::fs::write(&done, LOCK)?)
        })?;
        Ok(tools)
    }

    /// Makes a wasm file as small as it gets.
    pub(crate) fn optimise(&self, input: &Path, output: &Path) -> Result<()> {
        let partial = output.with_extension("partial");
        process::run(
            Command::new("node")
                .arg(self.modules.join("binaryen/bin/wasm-opt"))
                .args(["-Oz", "--strip-producers", "--strip-target-features"])
                .args(WASM_FEATURES)
                .arg(input)
                .arg("-o")
                .arg(&partial),
        )?;
        std::fs::rename(&partial, output).with_context(|| format!("writing {}", output.display()))
    }

    /// Passes text through esbuild with the given options.
    pub(crate) fn minify(&self, text: &str, options: &[&str]) -> Result<String> {
        let mut command = Command::new("node");
        command.arg(self.modules.join("esbuild/bin/esbuild")).args([
            "--minify",
            "--charset=ascii",
            "--log-level=warning",
        ]);
        command.args(options);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting esbuild; is Node.js installed?")?;
        let mut stdin = child.stdin.take().context("esbuild has no input")?;
        let text = text.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
        let output = child.wait_with_output().context("waiting for esbuild")?;
        if !output.status.success() {
            bail!("esbuild failed ({})", output.status);
        }
        match writer.join() {
            Ok(written) => written.context("writing to esbuild")?,
            Err(_) => bail!("writing to esbuild failed"),
        }
        String::from_utf8(output.stdout).context("esbuild wrote something that is not UTF-8")
    }
}

/// npm, silent about everything but errors, in the given folder.
pub(crate) fn npm(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command.args(["--prefix"]).arg(folder).args(["--no-audit", "--no-fund", "--loglevel=error"]);
    command.current_dir(folder);
    command
}
