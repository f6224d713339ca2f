//! What each kilobyte of the SDK's wasm is spent on: the code of its functions by the module that they were written in.
//!
//! The compiler puts small functions into those that call them, so a module is given a little more or less than it brings.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result};
use walrus::Module;
use wasm_bindgen_cli_support::Bindgen;

use crate::build::{SDK, TARGET};
use crate::node::Tools;
use crate::workspace::Workspace;

/// Our crates that are in it: how a path begins, and what the crate is called here.
const CRATES: [(&str, &str); 3] = [
    ("encaixe_plugin::", "plugin"),
    ("encaixe_sdk::", "sdk"),
    ("encaixe_protocol::", "protocol"),
];

/// What is of none of our crates.
const OTHERS: &str = "Rust's library and wasm-bindgen";

/// What is no code.
const REST: &str = "data, types, imports";

/// Bytes by room, the largest first, of the wasm that [`crate::build::sdk`] has just compiled.
pub(super) fn rooms(workspace: &Workspace, tools: &Tools) -> Result<Vec<(String, usize)>> {
    let compiled = workspace
        .target()
        .join(TARGET)
        .join(SDK.release)
        .join(SDK.output)
        .with_extension("wasm");
    let folder = workspace.scratch("bench-rooms");
    Bindgen::new()
        .input_path(&compiled)
        .out_name("out")
        .web(true)?
        .typescript(false)
        .generate(&folder)
        .with_context(|| format!("wasm-bindgen over {}", compiled.display()))?;
    let small = folder.join("small.wasm");
    tools.optimise_named(&folder.join("out_bg.wasm"), &small)?;
    let nameless = folder.join("nameless.wasm");
    tools.optimise(&small, &nameless)?;
    let whole = fs::metadata(&nameless)?.len();
    let module = Module::from_file(&small)?;

    let mut rooms = BTreeMap::<String, usize>::new();
    for (id, function) in module.funcs.iter_local() {
        let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
        let bytes = function
            .original_range
            .as_ref()
            .map_or(0, ExactSizeIterator::len);
        *rooms.entry(room(name)).or_default() += bytes;
    }
    let code: usize = rooms.values().sum();
    let rest = usize::try_from(whole)?.saturating_sub(code);
    rooms.insert(REST.to_owned(), rest);
    let mut rooms: Vec<_> = rooms.into_iter().collect();
    rooms.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(rooms)
}

/// The crate and the module that a function's name begins with, or that of ours that it was made for.
fn room(name: &str) -> String {
    let places = CRATES
        .iter()
        .filter_map(|(path, short)| Some((name.find(path)?, path.len(), *short)));
    let Some((at, length, short)) = places.min() else {
        return OTHERS.to_owned();
    };
    let rest = name.get(at + length..).unwrap_or_default();
    let module = rest.split("::").next().unwrap_or_default();
    // A function of the crate itself, or something that is no path.
    if module.len() == rest.len()
        || !module
            .chars()
            .all(|letter| letter == '_' || letter.is_ascii_lowercase())
    {
        return short.to_owned();
    }
    format!("{short}::{module}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &str) {
        assert_eq!(room(name), expected, "{name}");
    }

    #[test]
    fn a_function_is_in_the_first_room_of_ours_that_its_name_holds() {
        check(
            "encaixe_plugin::calls::<impl encaixe_plugin::plugin::Plugin>::ask::h1",
            "plugin::calls",
        );
        check(
            "<encaixe_plugin::link::Link as core::ops::Drop>::drop::h1",
            "plugin::link",
        );
        check(
            "core::ptr::drop_in_place<encaixe_sdk::command::add_to::{{closure}}>::h1",
            "sdk::command",
        );
        check("encaixe_sdk::install", "sdk");
        check("core::fmt::write::h1", OTHERS);
        check("", OTHERS);
    }
}
