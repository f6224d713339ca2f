//! `dist/npm`: the package that authors install, from `pkg-template/` and the SDK's files.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::process;
use crate::workspace::Workspace;

use super::folder::Folder;
use super::{integrity, starter, types};

/// What stands for the version in the template.
const VERSION: &str = "\"version\": \"0.0.0\"";

/// The package's files.
pub(crate) fn files(workspace: &Workspace, sdk: &Folder) -> Result<Folder> {
    let mut folder = Folder::read(&workspace.path("pkg-template"))?;
    let manifest = fs::read_to_string(workspace.path("pkg-template/package.json"))
        .context("reading pkg-template/package.json")?;
    folder.add(
        "package.json",
        with_version(&manifest, &workspace.version())?,
    );
    for (name, content) in sdk.iter() {
        folder.add(name, content);
    }
    let readme = fs::read_to_string(workspace.path("pkg-template/README.md"))
        .context("reading pkg-template/README.md")?;
    folder.add(
        "README.md",
        with_hashes(&readme, sdk, &workspace.version())?,
    );
    folder.add_all("", starter::files(workspace)?);
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let text =
            fs::read(workspace.path(licence)).with_context(|| format!("reading {licence}"))?;
        folder.add(licence, text);
    }
    folder.add("index.d.ts", types::read(workspace)?);
    Ok(folder)
}

/// Removes what was packed before: it is not what `dist/npm` holds now.
pub(crate) fn remove_packed(workspace: &Workspace) -> Result<()> {
    for entry in fs::read_dir(workspace.dist(""))? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "tgz") {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}

/// Packs `dist/npm` as a registry would get it, into `dist/encaixe-kinbox-<version>.tgz`.
pub(crate) fn pack(workspace: &Workspace) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.args([
        "pack",
        "--ignore-scripts",
        "--loglevel=error",
        "--pack-destination",
    ]);
    npm.arg(workspace.dist(""))
        .current_dir(workspace.dist("npm"));
    process::read(&mut npm)?;
    Ok(())
}

/// The README with the version, and with a file's hash in the place of its name in two braces.
fn with_hashes(readme: &str, sdk: &Folder, version: &str) -> Result<String> {
    let mut text = readme.replace("{{version}}", version);
    for (name, content) in sdk.iter() {
        text = text.replace(&format!("{{{{{name}}}}}"), &integrity::hash(content));
    }
    if let Some((name, _)) = text
        .split_once("{{")
        .and_then(|(_, rest)| rest.split_once("}}"))
    {
        bail!("pkg-template/README.md names `{name}`, which is no file of the SDK");
    }
    Ok(text)
}

fn with_version(manifest: &str, version: &str) -> Result<String> {
    ensure!(
        manifest.matches(VERSION).count() == 1,
        "pkg-template/package.json must hold {VERSION} once; the workspace's version goes there"
    );
    Ok(manifest.replace(VERSION, &format!("\"version\": \"{version}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_workspaces() {
        let filled = with_version("{ \"version\": \"0.0.0\" }", "1.2.3").unwrap();
        assert_eq!(filled, "{ \"version\": \"1.2.3\" }");
        assert!(with_version("{}", "1.2.3").is_err());
    }

    #[test]
    fn the_readme_has_the_hash_of_the_file_that_it_names() {
        let mut sdk = Folder::default();
        sdk.add("kinbox.js", "x");
        let filled = with_hashes("{{version}} {{kinbox.js}}", &sdk, "1.2.3").unwrap();
        assert_eq!(filled, format!("1.2.3 {}", integrity::hash(b"x")));
        assert!(with_hashes("{{kinbox.mjs}}", &sdk, "1.2.3").is_err());
    }
}
