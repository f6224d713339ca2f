//! The few tools that come from npm: binaryen's wasm-opt, esbuild. Versions are held by the lock files in `npm/`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::{cache, process};

const TOOLS: Source = Source {
    folder: "npm-tools",
    what: "binaryen and esbuild",
    package: include_str!("../npm/tools/package.json"),
    lock: include_str!("../npm/tools/package-lock.json"),
};

const ICONS: Source = Source {
    folder: "npm-icons",
    what: "lucide-static",
    package: include_str!("../npm/icons/package.json"),
    lock: include_str!("../npm/icons/package-lock.json"),
};

const PEERS: Source = Source {
    folder: "npm-peers",
    what: "the libraries to compare with",
    package: include_str!("../bench/frame/package.json"),
    lock: include_str!("../bench/frame/package-lock.json"),
};

const TEST_TOOLS: Source = Source {
    folder: "npm-tests",
    what: "the bundlers that tests build projects with, axe-core, oidc-provider and clients of OAuth",
    package: include_str!("../../../tests/package/npm/package.json"),
    lock: include_str!("../../../tests/package/npm/package-lock.json"),
};

/// A set of npm packages and where they are put.
struct Source {
    folder: &'static str,
    what: &'static str,
    package: &'static str,
    lock: &'static str,
}

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
    /// Installs the tools unless exactly these are there.
    pub(crate) fn install() -> Result<Self> {
        install(&TOOLS).map(|modules| Self { modules })
    }

    /// Makes a wasm file small.
    pub(crate) fn optimise(&self, input: &Path, output: &Path) -> Result<()> {
        self.shrink(input, output, &["-Oz", "--converge"])
    }

    /// Makes a large wasm file smaller than that, in three times the time: the inbox by 6.6 KB of brotli.
    pub(crate) fn optimise_further(&self, input: &Path, output: &Path) -> Result<()> {
        let passes = ["--flatten", "--rereloop", "-Oz", "-Oz", "--converge"];
        self.shrink(input, output, &passes)
    }

    /// The same, and the names of functions stay in it.
    pub(crate) fn optimise_named(&self, input: &Path, output: &Path) -> Result<()> {
        self.shrink(input, output, &["-Oz", "--converge", "--debuginfo"])
    }

    fn shrink(&self, input: &Path, output: &Path, passes: &[&str]) -> Result<()> {
        let partial = output.with_extension("partial");
        process::run(
            Command::new("node")
                .arg(self.modules.join("binaryen/bin/wasm-opt"))
                .args(passes)
                .args(["--strip-producers", "--strip-target-features"])
                .args(WASM_FEATURES)
                .arg(input)
                .arg("-o")
                .arg(&partial),
        )?;
        std::fs::rename(&partial, output).with_context(|| format!("writing {}", output.display()))
    }

    /// Makes JavaScript of a wasm file: first of what is newer than the first version of wasm, calls of helpers.
    pub(crate) fn wasm2js(&self, input: &Path, output: &Path) -> Result<()> {
        let lowered = output.with_extension("lowered.wasm");
        process::run(
            Command::new("node")
                .arg(self.modules.join("binaryen/bin/wasm-opt"))
                .args([
                    "-Oz",
                    "--converge",
                    "--llvm-memory-copy-fill-lowering",
                    "--signext-lowering",
                    "--llvm-nontrapping-fptoint-lowering",
                    "--strip-producers",
                    "--strip-target-features",
                ])
                .args(WASM_FEATURES)
                .arg(input)
                .arg("-o")
                .arg(&lowered),
        )?;
        process::run(
            Command::new("node")
                .arg(self.modules.join("binaryen/bin/wasm2js"))
                .args(["-Oz", "--quiet"])
                .arg(&lowered)
                .arg("-o")
                .arg(output),
        )
    }

    /// Passes text through esbuild with the given options.
    pub(crate) fn minify(&self, text: &str, options: &[&str]) -> Result<String> {
        self.esbuild(Command::new("node"), text, options)
    }

    /// Makes one file of a script that lies in `folder` and what it imports, from there or from `packages`.
    pub(crate) fn bundle(
        &self,
        text: &str,
        folder: &Path,
        packages: &Path,
        options: &[&str],
    ) -> Result<String> {
        let mut node = Command::new("node");
        node.current_dir(folder).env("NODE_PATH", packages);
        let production = "--define:process.env.NODE_ENV=\"production\"";
        self.esbuild(node, text, &[&["--bundle", production], options].concat())
    }

    fn esbuild(&self, mut node: Command, text: &str, options: &[&str]) -> Result<String> {
        node.arg(self.modules.join("esbuild/bin/esbuild")).args([
            "--minify",
            "--charset=ascii",
            "--log-level=warning",
        ]);
        let mut child = node
            .args(options)
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

/// The folder of the Lucide icons.
pub(crate) fn lucide() -> Result<PathBuf> {
    Ok(install(&ICONS)?.join("lucide-static"))
}

/// The packages of the libraries that ours is measured beside.
pub(crate) fn peers() -> Result<PathBuf> {
    install(&PEERS)
}

/// The `node_modules` with what the tests build projects of authors with.
pub(crate) fn test_tools() -> Result<PathBuf> {
    install(&TEST_TOOLS)
}

/// Installs packages unless exactly these are there, and returns their `node_modules`.
fn install(source: &Source) -> Result<PathBuf> {
    let what = format!("installing {} by npm", source.what);
    let folder = cache::ensure(source.folder, source.lock, &what, |folder| {
        std::fs::write(folder.join("package.json"), source.package)?;
        std::fs::write(folder.join("package-lock.json"), source.lock)?;
        let mut npm = Command::new("npm");
        npm.args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]);
        process::run(npm.current_dir(folder))
    })?;
    Ok(folder.join("node_modules"))
}
