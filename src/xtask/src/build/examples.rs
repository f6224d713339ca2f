//! `dist/examples`: the example in Rust, as a folder that any web server can serve. Those in JavaScript have builds of
//! their own.

use std::fs;

use anyhow::{Context as _, Result};

use crate::node::Tools;
use crate::say;
use crate::workspace::Workspace;

use super::Kind;
use super::folder::Folder;
use super::wasm::{self, Crate, ensure_target};

pub(super) const YEW: Crate = Crate {
    package: "encaixe-example-yew",
    output: "encaixe-example-yew",
    debug: "page-dev",
    release: "page",
    tiny: false,
};

/// Builds `dist/examples/yew`.
pub(crate) fn examples(workspace: &Workspace, kind: Kind) -> Result<()> {
    ensure_target(workspace)?;
    let tools = match kind {
        Kind::Debug => None,
        Kind::Release => Some(Tools::install()?),
    };
    wasm::compile(workspace, &[&YEW], kind)?;
    files(workspace, kind, tools.as_ref())
}

/// Writes `dist/examples/yew` of what is compiled.
pub(crate) fn files(workspace: &Workspace, kind: Kind, tools: Option<&Tools>) -> Result<()> {
    let built = wasm::finish(workspace, &YEW, kind, tools)?;
    say::step("writing dist/examples", || {
        let mut folder = Folder::default();
        for name in ["index.html", "style.css"] {
            let path = workspace.path("examples/yew").join(name);
            let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            folder.add(name, content);
        }
        let glue = match tools {
            Some(tools) => tools.minify(&built.glue, &["--format=esm", "--target=es2022"])?,
            None => built.glue,
        };
        // Named as wasm-bindgen names them with `--out-name plugin`.
        folder.add("plugin.js", glue);
        folder.add("plugin_bg.wasm", built.wasm);
        folder.add_all("snippets/", built.snippets);
        folder.write(&workspace.dist("examples/yew"))
    })
}
