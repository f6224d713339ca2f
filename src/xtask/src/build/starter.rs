//! The starter's templates inside the npm package: the examples, as `pkg-template/bin/kinbox.mjs` expects them.

use anyhow::{Result, ensure};

use crate::workspace::Workspace;

use super::folder::Folder;

/// The examples that are templates.
const TEMPLATES: [&str; 3] = ["plain", "react", "vue"];

/// What lies in an example's folder once somebody has worked in it, and is no part of it.
const MADE: [&str; 3] = ["node_modules", "dist", "package-lock.json"];

/// The templates' files, under `starter/`.
pub(super) fn files(workspace: &Workspace) -> Result<Folder> {
    let mut starter = Folder::default();
    for template in TEMPLATES {
        let path = workspace.path(&format!("examples/{template}"));
        let example = Folder::read_without(&path, &MADE)?;
        for (name, content) in example.iter() {
            // npm takes a `.gitignore` for its own list, and packs none.
            let name = if name == ".gitignore" {
                "_gitignore"
            } else {
                name
            };
            starter.add(format!("starter/{template}/{name}"), content);
        }
        ensure!(
            example.iter().any(|(name, _)| name == ".gitignore"),
            "{} has no .gitignore, which kinbox.mjs writes into every new plugin",
            path.display()
        );
    }
    Ok(starter)
}
