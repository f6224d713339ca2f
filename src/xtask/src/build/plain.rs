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
use super::wasm::{Crate, TARGET, is_fresh};

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
    shrink::shrink(&fs::read(out.join("out_bg.wasm"))?, &glue)
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

/// The glue with views that notice that the memory has grown: the buffer of a wasm memory is then detached and has no
/// length, while here it stays as it was, and is another's no more.
fn with_fresh_views(glue: &str) -> Result<String> {
    const LENGTH: &str = ".byteLength === 0";
    let Some((_, after)) = glue.split_once("Memory0 = new ") else {
        return Ok(glue.to_owned());
    };
    let memory = after
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(memory, _)| memory)
        .filter(|memory| memory.starts_with("wasm.") && memory.ends_with(".buffer"))
        .context("the glue takes its views from elsewhere than `wasm.<memory>.buffer`")?;
    let fresh = glue.replace(LENGTH, &format!(".buffer !== {memory}"));
    let left = fresh.matches("Memory0 = new ").count();
    let notices = |line: &&str| line.contains(LENGTH) || line.contains(".buffer.detached");
    let done = glue.lines().filter(notices).count();
    ensure!(
        left == done,
        "the glue has {left} views of the memory, of which {done} are known to notice its growth"
    );
    Ok(fresh)
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
        let glue = "if (cachedA === null || cachedA.byteLength === 0) {\n    cachedAMemory0 = new Uint8Array(wasm.b.buffer);\n}";
        let fresh = with_fresh_views(glue).unwrap();
        assert!(
            fresh.contains("|| cachedA.buffer !== wasm.b.buffer)"),
            "{fresh}"
        );
        assert!(with_fresh_views("cachedAMemory0 = new Uint8Array(wasm.b.buffer)").is_err());
        assert_eq!(with_fresh_views("let a;").unwrap(), "let a;");
    }
}
