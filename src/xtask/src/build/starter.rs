//! The starter's templates inside the npm package: the examples, as `pkg-template/bin/kinbox.mjs` expects them.

use anyhow::{Result, ensure};

use crate::workspace::Workspace;

use super::folder::Folder;

/// The examples that are templates.
const TEMPLATES: [&str; 3] = ["plain", "react", "vue"];

/// What lies in an example's folder once somebody has worked in it, and is no part of it.
const MADE: [&str; 2] = ["node_modules", "dist"];

/// What npm would leave out of its package; `kinbox.mjs` takes the first letter off again.
const HIDDEN: [(&str, &str); 2] = [
    (".gitignore", "_gitignore"),
    ("package-lock.json", "_package-lock.json"),
];

/// The templates' files, under `starter/`.
pub(super) fn files(workspace: &Workspace) -> Result<Folder> {
    let mut starter = Folder::default();
    for template in TEMPLATES {
        let path = workspace.path(&format!("examples/{template}"));
        let example = Folder::read_without(&path, &MADE)?;
        for (hidden, _) in HIDDEN {
            ensure!(
                example.iter().any(|(name, _)| name == hidden),
                "{} has no {hidden}, which every new plugin gets",
                path.display()
            );
        }
        for (name, content) in example.iter() {
            let hidden = HIDDEN.iter().find(|(hidden, _)| *hidden == name);
            let name = hidden.map_or(name, |(_, packed)| packed);
            starter.add(format!("starter/{template}/{name}"), content);
        }
    }
    Ok(starter)
}
