//! A trap in the place of what only panics call.

use std::collections::HashSet;

use anyhow::{Result, bail, ensure};
use walrus::ir::{Call, Visitor, dfs_in_order};
use walrus::{FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

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

/// Empties the bodies of what never returns, and of what is then called no more.
pub(super) fn put(module: &mut Module) -> Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
