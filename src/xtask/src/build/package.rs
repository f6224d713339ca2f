//! `dist/npm`: the package that authors install, from `pkg-template/` and the SDK's files.

use std::fs;

use anyhow::{Context as _, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use crate::workspace::Workspace;

use super::folder::Folder;
use super::{integrity, starter, types};

/// The date of everything that is packed, which npm gives its own packages too: 26 October 1985.
const PACKED_AT: u64 = 499_162_500;

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

/// The package as npm takes it: its files under `package/` in a compressed archive, the same bytes for the same files.
pub(crate) fn pack(package: &Folder) -> Result<Vec<u8>> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (name, content) in package.iter() {
        let mut header = Header::new_ustar();
        header.set_size(u64::try_from(content.len())?);
        header.set_mode(if name.starts_with("bin/") {
            0o755
        } else {
            0o644
        });
        header.set_mtime(PACKED_AT);
        archive
            .append_data(&mut header, format!("package/{name}"), content)
            .with_context(|| format!("packing {name}"))?;
    }
    Ok(archive.into_inner()?.finish()?)
}

/// Writes it to `dist/encaixe-kinbox-<version>.tgz`, in the place of what was packed before.
pub(crate) fn write_packed(workspace: &Workspace, packed: &[u8]) -> Result<()> {
    let wanted = workspace.dist(&format!("encaixe-kinbox-{}.tgz", workspace.version()));
    for entry in fs::read_dir(workspace.dist(""))? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "tgz") && path != wanted {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    fs::write(&wanted, packed).with_context(|| format!("writing {}", wanted.display()))
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
