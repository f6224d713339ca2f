//! Short names for what a module and its glue call each other.

use std::collections::HashMap;

use anyhow::{Context as _, Result, ensure};
use walrus::Module;

/// The one module that everything is imported from.
const MODULE: &str = "a";

/// Gives imports and exports short names, in the module and in the glue.
pub(super) fn shorten(module: &mut Module, glue: &str) -> Result<String> {
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
    use std::collections::HashSet;

    use super::*;

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
}
