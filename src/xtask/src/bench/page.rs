//! `cargo xtask bench page`: builds everything as for a release, and runs what measures it (`tests/bench`).

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::build::{self, Crate, Folder, Kind, Plan};
use crate::node::Tools;
use crate::process;
use crate::say;
use crate::system::Install;
use crate::test::browser::Browser;
use crate::workspace::Workspace;

use super::measuring;

/// The least that a page made with Yew is.
const BARE: Crate = Crate {
    package: "encaixe-bench",
    output: "encaixe-bare",
    debug: "page-dev",
    release: "page",
    tiny: false,
};

/// Builds, measures and prints the figures.
pub(super) fn bench(workspace: &Workspace, rounds: u32) -> Result<()> {
    let browser = Browser::ensure(Install::wanted(false))?;
    build::build(workspace, Plan::RELEASE)?;
    let bare = bare(workspace)?;
    let mut command = measuring(workspace, "page-bench", rounds);
    command
        .env("ENCAIXE_CHROMEDRIVER", browser.driver())
        .env("ENCAIXE_BARE", bare);
    say::announce("measuring in headless Chromium");
    process::run(&mut command)
}

/// A folder with the inbox page's files, in which the wasm and its glue are those of the bare page, each as long as the inbox
/// page's: with the rest of that in a place where nothing runs it.
fn bare(workspace: &Workspace) -> Result<PathBuf> {
    let tools = Tools::install()?;
    let built = build::wasm(workspace, &BARE, Kind::Release, Some(&tools))?;
    let glue = build::scripts::module(&built.glue, &built.snippets)?;
    let options = ["--format=esm", "--target=es2022", "--tree-shaking=true"];
    let glue = tools.minify(&glue, &options)?;
    let mut files = Folder::read(&workspace.dist("page"))?;
    let named = |ending: &str| {
        let is = |name: &str| name.starts_with("assets/inbox-") && name.ends_with(ending);
        let found = files.iter().find(|(name, _)| is(name));
        let (name, content) = found.with_context(|| format!("the page has no {ending}"))?;
        anyhow::Ok((name.to_owned(), content.to_owned()))
    };
    let (wasm_name, wasm) = named(".wasm")?;
    let (glue_name, script) = named(".js")?;
    files.add(wasm_name, with_section(built.wasm, &wasm));
    files.add(glue_name, with_comment(&glue, &String::from_utf8(script)?));
    let folder = workspace.scratch("bench").join("bare");
    files.write(&folder)?;
    Ok(folder)
}

/// The module, as long as the other, with the end of that in a custom section.
/// Source: WebAssembly Core Specification, "Custom Section": it has no effect on how a module runs.
fn with_section(mut module: Vec<u8>, other: &[u8]) -> Vec<u8> {
    // One byte for the kind, five for the section's length, and the empty name's length of 0.
    const HEAD: usize = 7;
    let rest = other.len().saturating_sub(module.len() + HEAD);
    module.push(0);
    let mut length = rest + 1;
    for place in 0..5 {
        let more = if place < 4 { 0x80 } else { 0 };
        module.push((length & 0x7f) as u8 | more);
        length >>= 7;
    }
    module.push(0);
    module.extend_from_slice(&other[other.len() - rest..]);
    module
}

/// The script, as long as the other, with the end of that in a comment.
fn with_comment(script: &str, other: &str) -> String {
    let rest = other.len().saturating_sub(script.len() + "/**/".len());
    let end = other.get(other.len() - rest..).unwrap_or_default();
    format!("{script}/*{}*/", end.replace("*/", "* "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_up_is_as_long_as_the_other() {
        let empty = b"\0asm\x01\0\0\0".to_vec();
        let other = [7; 300];
        let filled = with_section(empty.clone(), &other);
        assert_eq!(filled.len(), other.len());
        assert_eq!(filled[..8], empty[..]);
        assert_eq!(filled[8..14], [0, 0x9e, 0x82, 0x80, 0x80, 0]);
        let script = with_comment("f()", "/* a */ g();");
        assert_eq!(script, "f()/* g();*/");
        assert_eq!(script.len(), "/* a */ g();".len());
    }
}
