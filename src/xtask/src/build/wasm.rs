//! From a crate to wasm and its JavaScript glue: rustup, cargo, wasm-bindgen as a library, and wasm-opt for a release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::node::Tools;
use crate::workspace::Workspace;
use crate::{process, say};

use super::folder::Folder;
use super::{Kind, shrink};

/// The wasm target that browsers run.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A crate that becomes wasm.
pub(crate) struct Crate {
    /// Its name for cargo.
    pub(crate) package: &'static str,
    /// The name of its wasm file, without extension.
    pub(crate) output: &'static str,
    /// The cargo profile of a development build.
    pub(crate) debug: &'static str,
    /// The cargo profile of a release.
    pub(crate) release: &'static str,
    /// Whether every byte of a release counts, more than what a panic would say.
    pub(crate) tiny: bool,
}

impl Crate {
    fn profile(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Debug => self.debug,
            Kind::Release => self.release,
        }
    }
}

/// What comes out.
pub(crate) struct Built {
    /// The wasm file.
    pub(crate) wasm: Vec<u8>,
    /// An ES module that exports `default` (asynchronous), `initSync` and what the crate exports.
    pub(crate) glue: String,
    /// JavaScript files of dependencies, which the glue imports from `./snippets/`.
    pub(crate) snippets: Folder,
}

/// Adds the wasm target to the toolchain if it is not there.
pub(crate) fn ensure_target(workspace: &Workspace) -> Result<()> {
    let mut libraries = Command::new("rustc");
    libraries
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(workspace.root());
    let folder = String::from_utf8(process::read(&mut libraries)?)?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    say::step(&format!("adding the target {TARGET} by rustup"), || {
        process::run(
            Command::new("rustup")
                .args(["target", "add", TARGET])
                .current_dir(workspace.root()),
        )
    })
}

/// Compiles a crate and makes its glue.
pub(crate) fn build(
    workspace: &Workspace,
    wanted: &Crate,
    kind: Kind,
    tools: Option<&Tools>,
) -> Result<Built> {
    compile(workspace, &[wanted], kind)?;
    finish(workspace, wanted, kind, tools)
}

/// Compiles crates of one profile by one call of cargo, which makes each library that they share once: with the features that all of them
/// want together, so that a release has calls of its own.
pub(crate) fn compile(workspace: &Workspace, wanted: &[&Crate], kind: Kind) -> Result<()> {
    let profile = wanted.first().map_or("dev", |one| one.profile(kind));
    let mut command = process::cargo(workspace.root());
    command.args(["build", "--target", TARGET, "--profile", profile]);
    for one in wanted {
        command.args(["--package", one.package]);
    }
    let names: Vec<&str> = wanted.iter().map(|one| one.package).collect();
    say::step(
        &format!("compiling {} to wasm (profile {profile})", names.join(", ")),
        || process::run(&mut command),
    )
}

/// Makes the glue of a crate that is compiled.
pub(crate) fn finish(
    workspace: &Workspace,
    wanted: &Crate,
    kind: Kind,
    tools: Option<&Tools>,
) -> Result<Built> {
    let profile = wanted.profile(kind);
    let folder = if profile == "dev" { "debug" } else { profile };
    let compiled = workspace
        .target()
        .join(TARGET)
        .join(folder)
        .join(wanted.output)
        .with_extension("wasm");
    let tiny = wanted.tiny && kind == Kind::Release;
    let out = workspace
        .scratch("bindgen")
        .join(if tiny { "tiny" } else { profile })
        .join(wanted.package)
        .join(wanted.output);
    let mut bound = out.join("out_bg.wasm");
    let mut glue = out.join("out.js");
    if !is_fresh(&bound, &compiled)? {
        say::step(
            &format!(
                "making the JavaScript glue of {} by wasm-bindgen",
                wanted.package
            ),
            || bind(&compiled, &out, !tiny),
        )?;
        made(&bound, &compiled)?;
    }
    if kind == Kind::Release {
        let (lean, lean_glue) = (out.join("lean.wasm"), out.join("lean.js"));
        if !is_fresh(&lean, &bound)? {
            let text = String::from_utf8(read(&glue)?)?;
            let (module, text) = shrink::shrink(&read(&bound)?, &text, tiny)
                .with_context(|| format!("shrinking {}", bound.display()))?;
            fs::write(&lean_glue, text)?;
            fs::write(&lean, module)?;
            made(&lean, &bound)?;
        }
        (bound, glue) = (lean, lean_glue);
    }
    let wasm = match tools {
        None => bound,
        Some(tools) => {
            let optimised = out.join("out_opt.wasm");
            if !is_fresh(&optimised, &bound)? {
                say::step(
                    &format!("shrinking the wasm of {} by wasm-opt -Oz", wanted.package),
                    || match profile {
                        "page" => tools.optimise_further(&bound, &optimised),
                        _ => tools.optimise(&bound, &optimised),
                    },
                )?;
                made(&optimised, &bound)?;
            }
            optimised
        }
    };
    Ok(Built {
        wasm: read(&wasm)?,
        glue: String::from_utf8(read(&glue)?)?,
        snippets: Folder::read(&out.join("snippets"))?,
    })
}

fn bind(compiled: &Path, out: &Path, nameless: bool) -> Result<()> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    Bindgen::new()
        .input_path(compiled)
        .out_name("out")
        .web(true)?
        .typescript(false)
        .remove_name_section(nameless)
        .remove_producers_section(true)
        .generate(out)
        .with_context(|| format!("wasm-bindgen over {}", compiled.display()))
}

/// Whether the output was made of this very input and by this very program, whose versions of the tools made it.
pub(super) fn is_fresh(output: &Path, input: &Path) -> Result<bool> {
    let made_of = fs::read_to_string(note(output)).unwrap_or_default();
    Ok(output.is_file() && made_of == stamp(input)?)
}

/// Notes what the output was made of, once it is there.
pub(super) fn made(output: &Path, input: &Path) -> Result<()> {
    let note = note(output);
    fs::write(&note, stamp(input)?).with_context(|| format!("writing {}", note.display()))
}

fn note(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".made-of");
    PathBuf::from(name)
}

/// Files are told apart by path, length and date: cargo puts an older one back when another package's features ask for it.
fn stamp(input: &Path) -> Result<String> {
    let myself: PathBuf = std::env::current_exe().context("finding this program's own file")?;
    let mut text = String::new();
    for path in [input, &myself] {
        let file = fs::metadata(path).with_context(|| format!("looking at {}", path.display()))?;
        let changed = file.modified()?.duration_since(UNIX_EPOCH)?;
        text.push_str(&format!(
            "{} {} {}\n",
            path.display(),
            file.len(),
            changed.as_nanos()
        ));
    }
    Ok(text)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn what_was_made_of_another_file_is_not_fresh_even_where_that_one_is_older() {
        let folder = tempfile::tempdir().unwrap();
        let [input, output] = ["in", "out"].map(|name| folder.path().join(name));
        fs::write(&input, "one").unwrap();
        assert!(!is_fresh(&output, &input).unwrap());
        fs::write(&output, "made").unwrap();
        assert!(!is_fresh(&output, &input).unwrap(), "nobody noted what of");
        made(&output, &input).unwrap();
        assert!(is_fresh(&output, &input).unwrap());

        let other = fs::File::create(&input).unwrap();
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        other.set_modified(long_ago).unwrap();
        assert!(
            !is_fresh(&output, &input).unwrap(),
            "an older file is another"
        );
    }
}
