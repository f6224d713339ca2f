//! The SDK without wasm, for pages whose policy refuses it: the same Rust, compiled for the oldest wasm there is, and that
//! turned into JavaScript by binaryen's wasm2js.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use walrus::ModuleConfig;
use wasm_bindgen_cli_support::Bindgen;

use crate::node::Tools;
use crate::workspace::Workspace;
use crate::{process, say};

use super::folder::Folder;
use super::shrink;
use super::wasm::{Crate, TARGET, is_fresh, made};

/// The cargo profile, which is that of a release but for its folder.
const PROFILE: &str = "plain";

/// wasm2js knows nothing of reference types, nor of what came after the first version.
const FLAGS: &str = "-Ctarget-cpu=mvp";

/// What the module says of itself, which would bring the features back that the standard library was compiled with.
const FEATURES: &str = "target_features";

/// Where wasm2js begins to say what the module exports, which the glue does in its own way.
const TAIL: &str = "\nvar retasmFunc = ";

/// What comes out.
pub(crate) struct Plain {
    /// Declares among others `asmFunc(imports)`, which returns what the exports of an instance would be.
    pub(crate) module: String,
    /// As that of a module in wasm.
    pub(crate) glue: String,
    /// The scripts that the glue imports.
    pub(crate) snippets: Folder,
}

/// Compiles the crate, and makes JavaScript of it.
pub(crate) fn build(workspace: &Workspace, wanted: &Crate, tools: &Tools) -> Result<Plain> {
    say::step(
        &format!("compiling {} for the build without wasm", wanted.package),
        || {
            process::run(process::cargo(workspace.root()).args([
                "build",
                "--package",
                wanted.package,
                "--target",
                TARGET,
                "--profile",
                PROFILE,
                "--config",
                &format!("target.{TARGET}.rustflags=[\"{FLAGS}\"]"),
            ]))
        },
    )?;
    let compiled = workspace
        .target()
        .join(TARGET)
        .join(PROFILE)
        .join(wanted.output)
        .with_extension("wasm");
    let out = workspace.scratch("bindgen").join(PROFILE);
    let (lean, script, glue) = (
        out.join("lean.wasm"),
        out.join("lean.js"),
        out.join("glue.js"),
    );
    if !is_fresh(&script, &compiled)? {
        let (module, text) = bind(&compiled, &out)
            .with_context(|| format!("making the glue of {}", compiled.display()))?;
        fs::write(&lean, module)?;
        fs::write(&glue, with_fresh_views(&text)?)?;
        say::step("turning the wasm into JavaScript by wasm2js", || {
            tools.wasm2js(&lean, &script)
        })?;
        made(&script, &compiled)?;
    }
    let read = |path: &Path| {
        fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
    };
    Ok(Plain {
        module: body(&read(&script)?)?,
        glue: read(&glue)?,
        snippets: Folder::read(&out.join("snippets"))?,
    })
}

/// The module as wasm-bindgen and our own steps leave it, with its glue.
fn bind(compiled: &Path, out: &Path) -> Result<(Vec<u8>, String)> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    let mut module = config.parse_file(compiled)?;
    module.customs.remove_raw(FEATURES);
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    Bindgen::new()
        .input_module("out", module)
        .out_name("out")
        .web(true)?
        .typescript(false)
        .remove_producers_section(true)
        .generate(out)?;
    let glue = fs::read_to_string(out.join("out.js"))?;
    shrink::shrink(&fs::read(out.join("out_bg.wasm"))?, &glue, true)
}

/// The module alone, of what wasm2js wrote: a function, and before it what fills its memory.
fn body(script: &str) -> Result<String> {
    let (body, _) = script
        .split_once(TAIL)
        .context("wasm2js wrote no call of `asmFunc`")?;
    let (imports, body): (Vec<_>, Vec<_>) =
        body.lines().partition(|line| line.starts_with("import "));
    ensure!(
        imports.len() == 1 && !body.iter().any(|line| line.starts_with("export ")),
        "the module should import one thing and export nothing before `asmFunc` is called"
    );
    Ok(body.join("\n"))
}

/// The glue with views that notice that the memory has grown. The buffer of a wasm memory is then detached and has no
/// length, which the glue looks for; here it stays as it was, and is the memory's no more.
fn with_fresh_views(glue: &str) -> Result<String> {
    const MADE: &str = "Memory0 = new ";
    const STALE: &str = "Memory0 === null || ";
    let mut text = String::with_capacity(glue.len());
    let mut seen = 0;
    for line in glue.lines() {
        if let Some((before, rest)) = line.split_once(STALE) {
            let view = before
                .trim_start()
                .strip_prefix("if (")
                .with_context(|| format!("another test of a view than was expected: {line}"))?;
            ensure!(
                rest.ends_with(") {") && rest.contains(view),
                "another test of a view than was expected: {line}"
            );
            let memory = memory_of(glue, view)?;
            text.push_str(&format!(
                "    if ({view}Memory0 === null || {view}Memory0.buffer !== {memory}) {{\n"
            ));
            seen += 1;
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    let made = glue.matches(MADE).count();
    ensure!(
        made == seen,
        "the glue makes {made} views of the memory and tests {seen}"
    );
    Ok(text)
}

/// What a view is made of: `wasm.<memory>.buffer`.
fn memory_of<'a>(glue: &'a str, view: &str) -> Result<&'a str> {
    glue.split_once(&format!("{view}Memory0 = new "))
        .and_then(|(_, rest)| rest.split_once('('))
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(memory, _)| memory)
        .filter(|memory| memory.starts_with("wasm.") && memory.ends_with(".buffer"))
        .with_context(|| format!("{view}Memory0 is made of something else than the memory"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_what_stands_between_the_imports_and_the_call() {
        let script = "import * as a from 'a';\n\n  var view;\nfunction asmFunc(imports) {\n  return 1;\n}\n\nvar retasmFunc = asmFunc({\n});\n";
        assert_eq!(
            body(script).unwrap(),
            "\n  var view;\nfunction asmFunc(imports) {\n  return 1;\n}"
        );
        assert!(body("export const a = 1;").is_err());
    }

    #[test]
    fn a_view_is_made_anew_when_the_memory_has_another_buffer() {
        let glue = "    if (cachedAMemory0 === null || cachedAMemory0.byteLength === 0) {\n        cachedAMemory0 = new Uint8Array(wasm.b.buffer);\n    }\n    \
            if (cachedBMemory0 === null || cachedBMemory0.buffer.detached === true || (cachedBMemory0.buffer.detached === undefined && \
            cachedBMemory0.buffer !== wasm.b.buffer)) {\n        cachedBMemory0 = new DataView(wasm.b.buffer);\n    }\n";
        assert_eq!(
            with_fresh_views(glue).unwrap(),
            "    if (cachedAMemory0 === null || cachedAMemory0.buffer !== wasm.b.buffer) {\n        cachedAMemory0 = new Uint8Array(wasm.b.buffer);\n    }\n    \
            if (cachedBMemory0 === null || cachedBMemory0.buffer !== wasm.b.buffer) {\n        cachedBMemory0 = new DataView(wasm.b.buffer);\n    }\n"
        );
        assert!(with_fresh_views("cachedAMemory0 = new Uint8Array(wasm.b.buffer)").is_err());
        assert_eq!(with_fresh_views("let a;\n").unwrap(), "let a;\n");
    }
}
