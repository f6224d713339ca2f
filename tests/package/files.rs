//! Which files there are, and what may stand in them.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use encaixe_tests::binary::dist;
use serde_json::Value;

/// Every script of the SDK.
const SCRIPTS: [&str; 5] = [
    "kinbox.js",
    "kinbox.mjs",
    "kinbox.plain.js",
    "kinbox.plain.mjs",
    "kinbox.slim.mjs",
];

/// The most that `kinbox.js` weighs, compressed as a good server would; a kilobyte is 1,024 bytes. It goes up for a new command alone.
const SCRIPT_BYTES: usize = 13_600;

/// The same of what the slim module and its wasm weigh together.
const SLIM_BYTES: usize = 13_230;

/// The same of `kinbox.plain.js`.
const PLAIN_BYTES: usize = 15_999;

#[test]
fn the_script_can_be_inlined_in_any_page() -> Result<()> {
    for name in SCRIPTS {
        let text = fs::read(dist().join("sdk").join(name)).context(name)?;
        ensure!(text.is_ascii(), "{name} is not ASCII");
        let text = String::from_utf8(text)?.to_ascii_lowercase();
        ensure!(!text.contains("</script"), "{name} ends a script element");
        ensure!(!text.contains("<!--"), "{name} opens a comment of HTML");
    }
    Ok(())
}

#[test]
fn the_script_is_small() -> Result<()> {
    let size = compressed("kinbox.js")?;
    ensure!(
        size <= SCRIPT_BYTES,
        "{size} bytes of brotli, at most {SCRIPT_BYTES}"
    );
    Ok(())
}

#[test]
fn the_module_with_the_wasm_beside_it_is_small() -> Result<()> {
    let size = compressed("kinbox.slim.mjs")? + compressed("kinbox.wasm")?;
    ensure!(
        size <= SLIM_BYTES,
        "{size} bytes of brotli, at most {SLIM_BYTES}"
    );
    Ok(())
}

#[test]
fn the_script_without_wasm_is_hardly_larger() -> Result<()> {
    let size = compressed("kinbox.plain.js")?;
    ensure!(
        size <= PLAIN_BYTES,
        "{size} bytes of brotli, at most {PLAIN_BYTES}"
    );
    Ok(())
}

#[test]
fn what_ships_has_no_path_of_the_machine_that_made_it() -> Result<()> {
    for name in SCRIPTS.iter().chain(&["kinbox.wasm"]) {
        let file = fs::read(dist().join("sdk").join(name)).context(*name)?;
        for path in [".cargo", "/src/", ".rs\""] {
            let found = file.windows(path.len()).any(|part| part == path.as_bytes());
            ensure!(!found, "{name} holds `{path}`");
        }
    }
    Ok(())
}

#[test]
fn the_npm_package_has_every_file_that_its_manifest_names() -> Result<()> {
    let root = dist().join("npm");
    let manifest: Value = serde_json::from_slice(&fs::read(root.join("package.json"))?)?;
    ensure!(
        manifest["name"] == "@encaixe/kinbox",
        "{}",
        manifest["name"]
    );
    ensure!(
        manifest["version"] != "0.0.0",
        "the version was not filled in"
    );
    let mut named = Vec::new();
    for key in [
        "exports", "main", "module", "types", "typings", "unpkg", "jsdelivr", "files",
    ] {
        collect(&manifest[key], &mut named);
    }
    ensure!(named.len() >= 3, "it names next to nothing: {named:?}");
    let missing: Vec<PathBuf> = named
        .iter()
        .map(|name| root.join(name))
        .filter(|path| !path.exists())
        .collect();
    ensure!(missing.is_empty(), "not there: {missing:?}");
    for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        ensure!(root.join(file).is_file(), "no {file}");
    }
    Ok(())
}

#[test]
fn the_types_of_the_npm_package_name_every_member() -> Result<()> {
    let types = fs::read_to_string(dist().join("npm/index.d.ts"))?;
    for member in super::script::MEMBERS {
        ensure!(types.contains(member), "{member} has no type");
    }
    Ok(())
}

/// How many bytes a file of the SDK has after brotli at its best.
fn compressed(name: &str) -> Result<usize> {
    let file = fs::read(dist().join("sdk").join(name)).context(name.to_owned())?;
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 24);
    packed.write_all(&file)?;
    Ok(packed.into_inner().len())
}

fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(path) => into.push(path.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(map) => map.values().for_each(|item| collect(item, into)),
        _ => {}
    }
}
