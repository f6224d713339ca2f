//! What wasm-opt cannot know: makes a module that wasm-bindgen put out, and its glue, ready to become small.
//!
//! Three steps, before wasm-opt. *Panics trap*: on this target a panic writes its message nowhere and then traps, so what
//! never returns becomes `unreachable`, and with it goes all that only made the message: 1.8 KB of the compressed script.
//! *Places are blank*: those in the sources, which panics would name; 0.15 KB, and no path of the machine that built it.
//! *Names are short*: what the module and its glue call each other is long and stands in both, and a letter or two do:
//! 3 KB. Only for a module that ships without names, since the first step reads them.

use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, Result, bail, ensure};
use walrus::ir::{Call, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module,
    ModuleConfig,
};

/// Functions of the standard library that never return.
const PANICS: [&str; 16] = [
    "__rustc::__rust_alloc_error_handler",
    "__rustc::rust_begin_unwind",
    "__rustc::rust_panic",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::raw_vec::handle_error",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::",
    "core::result::unwrap_failed",
    "core::slice::index::slice_",
    "core::str::slice_error_fail",
    "std::alloc::rust_oom",
    "std::thread::local::panic_access_error",
];

/// What is called by those alone, or by nobody: the panic itself, formatting, and tasks of futures, of which the SDK has
/// none and js-sys brings a table.
const THEIRS: [&str; 5] = [
    "core::fmt::",
    "core::panic::",
    "js_sys::futures::",
    "std::alloc::default_alloc_error_hook",
    "std::panicking::",
];

/// Makes the module and its glue ready.
///
/// # Errors
/// When a function that is kept calls one of those that only panics may call, or a name is not where it was expected.
pub(crate) fn shrink(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    let mut module = config.parse(wasm).context("reading the module")?;
    trap(&mut module)?;
    blank(&mut module);
    let glue = rename(&mut module, glue)?;
    Ok((module.emit_wasm(), glue))
}

/// Empties the bodies of what never returns, and of what is then called no more.
fn trap(module: &mut Module) -> Result<()> {
    let mut emptied = HashSet::new();
    let mut theirs = HashSet::new();
    for (id, _) in module.funcs.iter_local() {
        let name = plain(module.funcs.get(id).name.as_deref().unwrap_or_default());
        if PANICS.iter().any(|panic| name.starts_with(panic)) {
            emptied.insert(id);
        } else if THEIRS.iter().any(|part| name.contains(part)) {
            theirs.insert(id);
        }
    }
    ensure!(
        !emptied.is_empty(),
        "the module has no names, or no panic; see PANICS"
    );
    emptied.extend(&theirs);
    for (id, function) in module.funcs.iter_local() {
        if emptied.contains(&id) {
            continue;
        }
        if let Some(called) = calls(function).iter().find(|it| theirs.contains(it)) {
            let name = |id| module.funcs.get(id).name.clone().unwrap_or_default();
            bail!(
                "`{}` calls `{}`, which must not be needed: write it without formatting",
                name(id),
                name(*called)
            );
        }
    }
    for id in emptied {
        let ty = module.funcs.get(id).ty();
        let (params, results) = {
            let ty = module.types.get(ty);
            (ty.params().to_vec(), ty.results().to_vec())
        };
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        builder.func_body().unreachable();
        let args = params.iter().map(|it| module.locals.add(*it)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
    }
    Ok(())
}

/// Puts zeros where a `core::panic::Location` is and the path that it names: address, length, line and column.
fn blank(module: &mut Module) {
    let mut segments = Vec::new();
    for data in module.data.iter() {
        if let DataKind::Active {
            offset: ConstExpr::Value(Value::I32(start)),
            ..
        } = data.kind
            && let Ok(start) = usize::try_from(start)
        {
            segments.push((data.id(), start, data.value.clone()));
        }
    }
    let mut unused = Vec::new();
    for (_, start, bytes) in &segments {
        for at in (start.wrapping_neg() % 4..bytes.len()).step_by(4) {
            if let (Some(address), Some(length)) = (word(bytes, at), word(bytes, at + 4))
                && segments
                    .iter()
                    .filter_map(|(_, start, bytes)| {
                        let from = address.checked_sub(*start)?;
                        bytes.get(from..from.checked_add(length)?)
                    })
                    .any(is_source)
            {
                unused.push(start + at..start + at + 16);
                unused.push(address..address + length);
            }
        }
    }
    for (id, start, _) in segments {
        for (at, byte) in module.data.get_mut(id).value.iter_mut().enumerate() {
            let address = start + at;
            if unused.iter().any(|range| range.contains(&address)) {
                *byte = 0;
            }
        }
    }
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let (word, _) = bytes.get(at..)?.split_first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*word)).ok()
}

fn is_source(text: &[u8]) -> bool {
    text.ends_with(b".rs") && text.contains(&b'/') && text.iter().all(u8::is_ascii_graphic)
}

/// What a function calls by name.
fn calls(function: &LocalFunction) -> Vec<FunctionId> {
    struct Calls(Vec<FunctionId>);
    impl Visitor<'_> for Calls {
        fn visit_call(&mut self, call: &Call) {
            self.0.push(call.func);
        }
    }
    let mut calls = Calls(Vec::new());
    dfs_in_order(&mut calls, function, function.entry_block());
    calls.0
}

/// A function's path without the hashes of crates and the bracket before a type.
fn plain(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name.trim_start_matches('<');
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        match after.split_once(']') {
            Some((hash, after)) if is_hash(hash) => rest = after,
            _ => {
                text.push('[');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn is_hash(text: &str) -> bool {
    text.len() >= 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Gives imports and exports short names, in the module and in the glue.
fn rename(module: &mut Module, glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    for (place, import) in module.imports.iter_mut().enumerate() {
        let short = short(place);
        replace_once(
            &mut glue,
            &format!("        {}: function(", import.name),
            &format!("        {short}: function("),
        )?;
        import.name = short;
        import.module = MODULE.to_owned();
    }
    replace_once(
        &mut glue,
        "\"./out_bg.js\": import0,",
        &format!("{MODULE}: import0,"),
    )?;
    let mut exports = HashMap::new();
    for (place, export) in module.exports.iter_mut().enumerate() {
        let short = short(place);
        exports.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    rename_exports(&glue, &exports)
}

/// The one module that everything is imported from.
const MODULE: &str = "a";

/// The glue with other names for what it takes from `wasm`.
fn rename_exports(glue: &str, names: &HashMap<String, String>) -> Result<String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some((before, after)) = rest.split_once("wasm.") {
        text.push_str(before);
        text.push_str("wasm.");
        rest = after;
        if before.ends_with(is_part) {
            continue;
        }
        let end = after.find(|letter| !is_part(letter)).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let short = names
            .get(name)
            .with_context(|| format!("the glue uses {name}, which the module does not export"))?;
        text.push_str(short);
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

fn replace_once(text: &mut String, from: &str, to: &str) -> Result<()> {
    let count = text.matches(from).count();
    ensure!(
        count == 1,
        "the glue holds `{from}` {count} times, not once"
    );
    *text = text.replacen(from, to, 1);
    Ok(())
}

/// The shortest name that no smaller number has: a, b, ... Z, aa, ab, ...
fn short(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut text = String::new();
    let mut left = number + 1;
    while left > 0 {
        let letter = LETTERS.get((left - 1) % LETTERS.len()).copied();
        text.insert(0, letter.map_or('a', char::from));
        left = (left - 1) / LETTERS.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_sources_and_its_path_become_zeros() {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        let mut bytes = b"keep\0\0/a/b.rs\0\0\0".to_vec();
        bytes.extend([70, 0, 0, 0, 7, 0, 0, 0, 12, 0, 0, 0, 5, 0, 0, 0, 1, 2]);
        let kind = DataKind::Active {
            memory,
            offset: ConstExpr::Value(Value::I32(64)),
        };
        let data = module.data.add(kind, bytes);
        blank(&mut module);
        let mut wanted = b"keep".to_vec();
        wanted.extend([0; 28]);
        wanted.extend([1, 2]);
        assert_eq!(module.data.get(data).value, wanted);
    }

    #[test]
    fn short_names_are_short_and_differ() {
        let names: Vec<_> = [0, 51, 52, 103, 104].into_iter().map(short).collect();
        assert_eq!(names, ["a", "Z", "aa", "aZ", "ba"]);
        let many: HashSet<_> = (0..3000).map(short).collect();
        assert_eq!(many.len(), 3000);
    }

    #[test]
    fn what_is_taken_from_the_module_gets_its_other_name() {
        let names = HashMap::from([("memory".to_owned(), "b".to_owned())]);
        assert_eq!(
            rename_exports("x(wasm.memory.buffer, 'a_wasm.memory')", &names).unwrap(),
            "x(wasm.b.buffer, 'a_wasm.memory')"
        );
        assert!(rename_exports("wasm.memory2", &names).is_err());
    }

    #[test]
    fn a_path_loses_the_hashes_of_its_crates() {
        assert_eq!(
            plain(
                "<alloc[3ca501edff3f0c7c]::string::String as core[c5930c85a12de822]::fmt::Write>::write_char"
            ),
            "alloc::string::String as core::fmt::Write>::write_char"
        );
        assert_eq!(
            plain("core::slice::<impl [T]>::x"),
            "core::slice::<impl [T]>::x"
        );
    }
}
