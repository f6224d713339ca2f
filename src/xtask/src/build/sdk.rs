//! `dist/sdk`: the templates of `src/sdk/js` with the glue and the wasm inside.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail, ensure};

use crate::node::Tools;
use crate::workspace::Workspace;

use super::folder::Folder;
use super::wasm::Built;

/// Syntax that every browser with the wasm features of the SDK understands.
const ES: &str = "--target=es2020";

/// What is put in the place of the templates' placeholders.
struct Parts {
    glue: String,
    loader: String,
    face: String,
    hex: String,
}

/// The SDK's files: for a script tag, as a module, and as a module with the wasm beside it.
pub(crate) fn files(workspace: &Workspace, built: &Built, tools: Option<&Tools>) -> Result<Folder> {
    ensure!(
        built.snippets.iter().next().is_none(),
        "the SDK is one file, but a dependency of encaixe-sdk brings JavaScript files of its own; remove it"
    );
    let template = |name: &str| {
        let path = workspace.path("src/sdk/js").join(name);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let parts = Parts {
        glue: without_exports(&built.glue),
        loader: template("loader.js")?,
        face: template("face.js")?,
        hex: hex(&built.wasm),
    };
    let banner = format!(
        "/*! Kinbox SDK {} of Encaixe, MIT OR Apache-2.0 */\n",
        workspace.version()
    );

    let mut folder = Folder::default();
    for (name, source) in [
        ("kinbox.js", "classic.js"),
        ("kinbox.mjs", "module.js"),
        ("kinbox.slim.mjs", "slim.js"),
    ] {
        let filled = fill(&template(source)?, &parts);
        let classic = source == "classic.js";
        let text = match tools {
            Some(tools) if classic => tools.minify(&filled, &[ES, "--format=iife"])?,
            Some(tools) => tools.minify(&filled, &[ES, "--format=esm", "--tree-shaking=true"])?,
            None if classic => format!("(() => {{\n{filled}\n}})();\n"),
            None => filled,
        };
        let text = embeddable(&format!("{banner}{text}"));
        check(name, &text)?;
        folder.add(name, text);
    }
    folder.add("kinbox.wasm", built.wasm.clone());
    Ok(folder)
}

/// The glue as plain statements, so that the surface is what the template says and unused functions can be dropped.
fn without_exports(glue: &str) -> String {
    let mut text = String::with_capacity(glue.len());
    for line in glue.lines().filter(|line| !line.starts_with("export {")) {
        text.push_str(line.strip_prefix("export ").unwrap_or(line));
        text.push('\n');
    }
    text
}

fn fill(template: &str, parts: &Parts) -> String {
    template
        .replace("/*LOADER*/", &parts.loader)
        .replace("/*FACE*/", &parts.face)
        .replace("/*GLUE*/", &parts.glue)
        .replace("\"HEX\"", &format!("\"{}\"", parts.hex))
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Text that can stand inside any page: ASCII, and nothing that ends a script element.
fn embeddable(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(ascii, "\\u{unit:04x}");
            }
        }
    }
    ascii.replace("</script", "<\\/script")
}

fn check(name: &str, text: &str) -> Result<()> {
    for left in ["/*GLUE*/", "/*LOADER*/", "/*FACE*/", "\"HEX\""] {
        if text.contains(left) {
            bail!("{name} still holds the placeholder {left}; see src/sdk/js");
        }
    }
    if text.to_ascii_lowercase().contains("</script") {
        bail!("{name} holds `</script`, so it cannot be inlined in a page");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_two_digits_each() {
        assert_eq!(hex(&[0, 0x61, 0x73, 0xff]), "006173ff");
    }

    #[test]
    fn exports_are_taken_off_the_glue() {
        let glue = "/* a */\nexport function install(a) {\n    return a;\n}\nexport { initSync, x as default };\n";
        assert_eq!(
            without_exports(glue),
            "/* a */\nfunction install(a) {\n    return a;\n}\n"
        );
    }

    #[test]
    fn the_result_can_be_inlined_anywhere() {
        assert_eq!(
            embeddable("é \u{1f600} </script>"),
            "\\u00e9 \\ud83d\\ude00 <\\/script>"
        );
        assert!(check("x", "a </SCRIPT> b").is_err());
    }

    #[test]
    fn a_placeholder_that_was_left_is_an_error() {
        assert!(check("x", "start(\"HEX\")").is_err());
        assert!(check("x", "start(\"00\")").is_ok());
    }

    #[test]
    fn placeholders_are_filled() {
        let parts = Parts {
            glue: "g".into(),
            loader: "l".into(),
            face: "f".into(),
            hex: "00".into(),
        };
        assert_eq!(
            fill("/*GLUE*/ /*LOADER*/ \"HEX\" /*FACE*/", &parts),
            "g l \"00\" f"
        );
    }
}
