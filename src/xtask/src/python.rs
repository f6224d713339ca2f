//! The few tools that come from PyPI, in a virtual environment of our own. Versions are held by the lists in `pip/`, with the
//! hash of every file.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::system::{self, Install};
use crate::{cache, process};

const API: &str = include_str!("../pip/api/requirements.txt");
const DESCRIPTORS: &str = include_str!("../pip/descriptors/requirements.txt");
const SAMPLES: &str = include_str!("../pip/verify/requirements.txt");

/// The Python that the listed releases need.
const LEAST: &str = "3.11";
const PACKAGES: [&str; 2] = ["python3", "python3-venv"];

/// The program `schemathesis`.
pub(crate) fn schemathesis(install: Install) -> Result<PathBuf> {
    let bin = environment("schemathesis", "schemathesis", API, install)?;
    Ok(program(&bin, "schemathesis"))
}

/// The program `check-jsonschema`, with what reads comments.
pub(crate) fn check_jsonschema(install: Install) -> Result<PathBuf> {
    let name = "check-jsonschema";
    let bin = environment(name, name, DESCRIPTORS, install)?;
    Ok(program(&bin, name))
}

/// A Python that has what the sample in Python verifies tokens with, and clients of OAuth.
pub(crate) fn for_samples(install: Install) -> Result<PathBuf> {
    let bin = environment(
        "python-samples",
        "PyJWT and clients of OAuth",
        SAMPLES,
        install,
    )?;
    Ok(program(&bin, "python"))
}

fn program(bin: &Path, name: &str) -> PathBuf {
    bin.join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}

/// The programs of a virtual environment with what a list names.
fn environment(name: &str, what: &str, list: &str, install: Install) -> Result<PathBuf> {
    let python = python(install)?;
    // An environment breaks when the Python that made it goes.
    let version = process::read(Command::new(&python).arg("--version"))?;
    let version = format!("{}{list}", String::from_utf8_lossy(&version));
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    let what = format!("installing {what} by pip");
    let folder = cache::ensure(name, &version, &what, |folder| {
        process::run(Command::new(&python).args(["-m", "venv"]).arg(folder))?;
        let file = folder.join("requirements.txt");
        std::fs::write(&file, list)?;
        let mut pip = Command::new(folder.join(bin).join("python"));
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--requirement",
        ]);
        process::run(pip.arg(file))
    })?;
    Ok(folder.join(bin))
}

/// A Python that is new enough and can make virtual environments.
fn python(install: Install) -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let what = format!("Python {LEAST} or later with its module venv");
    system::install(&what, &PACKAGES, install)?;
    match find() {
        Some(found) => Ok(found),
        None => bail!("apt-get installed python3, but there is still no {what}"),
    }
}

fn find() -> Option<PathBuf> {
    let fit = format!(
        "import sys, ensurepip; sys.exit(sys.version_info < ({}))",
        LEAST.replace('.', ", ")
    );
    ["python3", "python"]
        .iter()
        .filter_map(|name| process::find(name))
        .find(|path| {
            process::collect(Command::new(path).args(["-c", &fit]))
                .is_ok_and(|(status, _)| status.success())
        })
}
