//! Where things are: the root of the repository, cargo's target folder, `dist/`, and the workspace's version.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand, Package, PackageId};

/// The workspace that this program belongs to.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    metadata: Metadata,
}

impl Workspace {
    /// Asks cargo about the workspace of this crate, whatever the current folder is.
    pub(crate) fn find() -> Result<Self> {
        // What `cargo run` says comes first: two clones may share one target folder, and so this program.
        let folder = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let metadata = MetadataCommand::new()
            .manifest_path(folder.join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("asking cargo about the workspace")?;
        Ok(Self {
            root: metadata.workspace_root.clone().into(),
            target: metadata.target_directory.clone().into(),
            metadata,
        })
    }

    /// A path inside the repository.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The repository's own folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo puts what it builds for this machine.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Our own folder for tools and intermediate files, inside cargo's target folder.
    pub(crate) fn scratch(&self, inside: &str) -> PathBuf {
        self.target.join("xtask").join(inside)
    }

    /// A path inside `dist/`.
    pub(crate) fn dist(&self, inside: &str) -> PathBuf {
        self.root.join("dist").join(inside)
    }

    /// Every member of the workspace.
    pub(crate) fn members(&self) -> Vec<&Package> {
        self.metadata.workspace_packages()
    }

    /// The member that cargo means by this.
    pub(crate) fn member(&self, id: &PackageId) -> Option<&Package> {
        self.members().into_iter().find(|package| package.id == *id)
    }

    /// The version that every member shares.
    pub(crate) fn version(&self) -> String {
        self.members()
            .iter()
            .find(|package| package.name.as_str() == "encaixe-sdk")
            .map_or_else(String::new, |package| package.version.to_string())
    }
}
