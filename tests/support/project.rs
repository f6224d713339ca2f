//! Throwaway projects of authors: files of the tests in a fresh folder, beside the SDK that npm installed from the packed
//! tarball, built by the tools that an author would have there, and served.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::timeout;

use crate::binary::{dist, fresh_folder, workspace};
use crate::site::Site;

/// How long npm or a bundler may take, on a busy machine.
const LONG: Duration = Duration::from_secs(180);

/// What npm is always told: nothing but the work, and nothing from the network that it does not need.
const QUIET: [&str; 5] = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--loglevel=error",
];

/// A project's folder; it goes away with the value.
#[derive(Debug)]
pub struct Project {
    folder: TempDir,
}

/// The one packed package: `dist/encaixe-kinbox-<version>.tgz`.
///
/// # Errors
/// There is none, or more than one.
pub fn tarball() -> Result<PathBuf> {
    let folder = dist();
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "tgz") {
            found.push(path);
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => bail!(
            "expected one tarball in {}, found {found:?}; `cargo xtask test browser` makes it",
            folder.display()
        ),
    }
}

/// The `node_modules` with the tools of `tests/package/npm`: `ENCAIXE_NPM`, which `cargo xtask test` sets.
///
/// # Errors
/// It is not set.
pub fn tools() -> Result<PathBuf> {
    env::var_os("ENCAIXE_NPM").map(PathBuf::from).context(
        "ENCAIXE_NPM is not set: it names the node_modules of what tests/package/npm/package-lock.json holds; \
         `cargo xtask test browser` installs it and sets this",
    )
}

impl Project {
    /// A folder where npm has installed the tarball, with every tool beside it, and then the files of `files`, a folder
    /// of the repository: its `package.json` may name what it likes, since nothing of it is installed.
    ///
    /// # Errors
    /// npm failed, or there is no such folder.
    pub async fn new(files: &str) -> Result<Self> {
        let project = Self::empty().await?;
        project.link_tools()?;
        copy(&workspace().join(files), project.folder.path())?;
        Ok(project)
    }

    /// An empty folder.
    ///
    /// # Errors
    /// It could not be made.
    pub fn bare() -> Result<Self> {
        Ok(Self {
            folder: fresh_folder()?,
        })
    }

    /// A folder where npm has installed the tarball, and nothing else.
    ///
    /// # Errors
    /// npm failed.
    pub async fn empty() -> Result<Self> {
        let project = Self::bare()?;
        fs::write(
            project.path("package.json"),
            "{\"private\": true, \"type\": \"module\"}\n",
        )?;
        let package = tarball()?.display().to_string();
        project
            .run("npm", &[&["install", &package], QUIET.as_slice()].concat())
            .await?;
        Ok(project)
    }

    /// A path inside the folder.
    #[must_use]
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Puts other words into a file.
    ///
    /// # Errors
    /// The words are not there.
    pub fn replace(&self, file: &str, from: &str, to: &str) -> Result<()> {
        let path = self.path(file);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        ensure!(text.contains(from), "{file} has no `{from}`");
        Ok(fs::write(path, text.replace(from, to))?)
    }

    /// Runs its own `npm run <script>`, and gives what that printed.
    ///
    /// # Errors
    /// It failed; says with which words.
    pub async fn script(&self, script: &str) -> Result<String> {
        self.run("npm", &["run", script, "--loglevel=error"]).await
    }

    /// Runs a program in the folder to its end, and gives what it printed.
    ///
    /// # Errors
    /// It failed; says with which words.
    pub async fn run(&self, program: &str, arguments: &[&str]) -> Result<String> {
        self.run_with(program, arguments, &[]).await
    }

    /// The same with variables of the caller's in its environment.
    ///
    /// # Errors
    /// It failed; says with which words.
    pub async fn run_with(
        &self,
        program: &str,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<String> {
        let line = || format!("{program} {}", arguments.join(" "));
        let output = Command::new(program)
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_UPDATE_NOTIFIER", "1")
            .env("NO_COLOR", "1")
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let output = timeout(LONG, output)
            .await
            .with_context(|| format!("`{}` did not end within {LONG:?}", line()))?
            .with_context(line)?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(
            output.status.success(),
            "`{}` failed ({}):\n{said}\n{}",
            line(),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(said)
    }

    /// Serves a folder inside it, such as `dist`, on a free port of the loopback.
    ///
    /// # Errors
    /// There is no such folder, or no port.
    pub async fn serve(&self, inside: &str) -> Result<Site> {
        Site::start(&self.path(inside), None).await
    }

    /// Gives the project every tool, and the commands of all, as if each were installed here.
    fn link_tools(&self) -> Result<()> {
        let from = tools()?;
        let to = self.path("node_modules");
        for name in names(&from)? {
            if name.starts_with('@') {
                fs::create_dir_all(to.join(&name))?;
                for inner in names(&from.join(&name))? {
                    link(&from.join(&name).join(&inner), &to.join(&name).join(&inner))?;
                }
            } else if name != ".package-lock.json" {
                link(&from.join(&name), &to.join(&name))?;
            }
        }
        Ok(())
    }
}

/// Makes the link where nothing is yet; the commands of the package that npm installed give way to those of the tools.
fn link(from: &Path, to: &Path) -> Result<()> {
    if to.ends_with(".bin") && to.is_dir() {
        for name in names(from)? {
            link(&from.join(&name), &to.join(&name))?;
        }
        return Ok(());
    }
    if to.symlink_metadata().is_ok() {
        return Ok(());
    }
    symlink(from, to).with_context(|| format!("linking {}", to.display()))
}

fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for name in names(from)? {
        let (from, to) = (from.join(&name), to.join(&name));
        if name == "node_modules" || name == "dist" {
            continue;
        }
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| from.display().to_string())?;
        }
    }
    Ok(())
}
