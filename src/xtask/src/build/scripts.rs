//! The scripts that crates bring along, put into the glue: the SDK is one file, and so is the page's.

use anyhow::{Context as _, Result};

use super::folder::Folder;

/// The glue as plain statements, so that the surface is what the template says and unused functions can be dropped; before
/// it the scripts that it imports, each after those that it imports itself.
pub(crate) fn joined(glue: &str, scripts: &Folder) -> Result<String> {
    Ok(all(scripts)? + &plain(glue))
}

/// The same as a module: what the glue exports stays exported.
pub(crate) fn module(glue: &str, scripts: &Folder) -> Result<String> {
    Ok(all(scripts)? + &without(&["import "], glue))
}

/// Every script as plain statements, each after those that it imports.
fn all(scripts: &Folder) -> Result<String> {
    let mut text = String::new();
    let mut done = Vec::new();
    for (path, _) in scripts.iter() {
        add(path, scripts, &mut done, &mut text)?;
    }
    Ok(text)
}

fn add(path: &str, scripts: &Folder, done: &mut Vec<String>, text: &mut String) -> Result<()> {
    if done.iter().any(|known| known == path) {
        return Ok(());
    }
    done.push(path.to_owned());
    let script = scripts
        .get(path)
        .with_context(|| format!("{path} is imported, but no crate names it in Rust"))?;
    let script = std::str::from_utf8(script).with_context(|| format!("reading {path}"))?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for imported in imports(script) {
        add(&format!("{folder}/{imported}"), scripts, done, text)?;
    }
    text.push_str(&plain(script));
    Ok(())
}

/// The names of the files beside it that a script imports.
fn imports(script: &str) -> Vec<&str> {
    let end = |rest: &str| rest.find('"');
    script
        .split(" from \"./")
        .skip(1)
        .filter_map(|rest| rest.get(..end(rest)?))
        .collect()
}

/// The text without imports, and with declarations that are not exported.
fn plain(script: &str) -> String {
    without(&["import ", "export {"], script)
        .lines()
        .map(|line| line.strip_prefix("export ").unwrap_or(line).to_owned() + "\n")
        .collect()
}

/// The text without the statements that begin so.
fn without(statements: &[&str], script: &str) -> String {
    let mut text = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines() {
        inside |= statements.iter().any(|begin| line.starts_with(begin));
        if !inside {
            text.push_str(line);
            text.push('\n');
        }
        inside &= !line.ends_with(';');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_taken_off_the_glue() {
        let glue = "/* a */\nexport function install(a) {\n    return a;\n}\nexport { initSync, x as default };\n";
        assert_eq!(
            plain(glue),
            "/* a */\nfunction install(a) {\n    return a;\n}\n"
        );
    }

    #[test]
    fn a_module_keeps_what_it_exports() -> Result<()> {
        let mut scripts = Folder::default();
        scripts.add("host/js/wire.js", "export class Wire {\n}\n");
        let glue = "import { Wire } from './snippets/host/js/wire.js';\nexport function start() {}\nexport { init as default };\n";
        let module = module(glue, &scripts)?;
        assert_eq!(
            module,
            "class Wire {\n}\nexport function start() {}\nexport { init as default };\n"
        );
        Ok(())
    }

    #[test]
    fn a_script_comes_after_those_that_it_imports() {
        let mut scripts = Folder::default();
        scripts.add(
            "one/a.js",
            "import {\n    c,\n} from \"./c.js\";\nexport const a = c;\n",
        );
        scripts.add("one/b.js", "import { a } from \"./a.js\";\nlet b = a;\n");
        scripts.add("one/c.js", "export const c = 1;\n");
        let glue = "import { a } from './snippets/one/a.js';\ng(a);\n";
        assert_eq!(
            joined(glue, &scripts).unwrap(),
            "const c = 1;\nconst a = c;\nlet b = a;\ng(a);\n"
        );
        scripts.retain(|path| path != "one/c.js");
        assert!(joined(glue, &scripts).is_err());
    }
}
