//! `dist/sdk`: the templates of `src/sdk/js` with the glue and the wasm inside.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::node::Tools;
use crate::workspace::Workspace;

use super::folder::Folder;
use super::integrity;
use super::plain::Plain;
use super::scripts;
use super::wasm::Built;

/// Syntax that every browser with the wasm features of the SDK understands.
const ES: &str = "--target=es2020";

/// What is put in the place of the templates' placeholders.
#[derive(Default)]
struct Parts {
    glue: String,
    loader: String,
    face: String,
    plain: String,
    module: String,
    wasm: String,
    version: String,
}

/// A file and its template.
struct Script {
    name: &'static str,
    template: &'static str,
    classic: bool,
}

const fn script(name: &'static str, template: &'static str, classic: bool) -> Script {
    Script {
        name,
        template,
        classic,
    }
}

/// For a script tag, as a module, and as a module with the wasm beside it.
const WITH_WASM: [Script; 3] = [
    script("kinbox.js", "classic.js", true),
    script("kinbox.mjs", "module.js", false),
    script("kinbox.slim.mjs", "slim.js", false),
];

/// For a script tag and as a module, for pages whose policy refuses wasm.
const WITHOUT_WASM: [Script; 2] = [
    script("kinbox.plain.js", "plain_classic.js", true),
    script("kinbox.plain.mjs", "plain_module.js", false),
];

/// The SDK's files. Those without wasm are made in a release only, where there are tools for it.
pub(crate) fn files(
    workspace: &Workspace,
    built: &Built,
    plain: Option<&Plain>,
    tools: Option<&Tools>,
) -> Result<Folder> {
    let template = |name: &str| {
        let path = workspace.path("src/sdk/js").join(name);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let parts = Parts {
        glue: scripts::joined(&built.glue, &built.snippets)?,
        loader: template("loader.js")?,
        face: template("face.js")?,
        wasm: letters(&built.wasm),
        version: workspace.version(),
        ..Parts::default()
    };
    let mut folder = Folder::default();
    for script in WITH_WASM {
        let text = fill(&template(script.template)?, &parts);
        folder.add(
            script.name,
            finished(&script, &text, &parts.version, tools)?,
        );
    }
    folder.add("kinbox.wasm", built.wasm.clone());
    if let Some(plain) = plain {
        let parts = Parts {
            glue: scripts::joined(&plain.glue, &plain.snippets)?,
            plain: template("plain.js")?,
            module: plain.module.clone(),
            wasm: String::new(),
            ..parts
        };
        for script in WITHOUT_WASM {
            let text = fill(&template(script.template)?, &parts);
            folder.add(
                script.name,
                finished(&script, &text, &parts.version, tools)?,
            );
        }
    }
    folder.add("integrity.json", integrity::list(&folder)?);
    Ok(folder)
}

/// The text of a script as it ships.
fn finished(script: &Script, text: &str, version: &str, tools: Option<&Tools>) -> Result<String> {
    let format = if script.classic { "iife" } else { "esm" };
    let text = match tools {
        // Nothing is imported any more; where it bundles, esbuild also puts numbers in the place of their names.
        Some(tools) => tools.minify(text, &[ES, &format!("--format={format}"), "--bundle"])?,
        None if script.classic => format!("(() => {{\n{text}\n}})();\n"),
        None => text.to_owned(),
    };
    let banner = format!("/*! Kinbox SDK {version} of Encaixe, MIT OR Apache-2.0 */\n");
    let text = embeddable(&format!("{banner}{text}"));
    check(script.name, &text)?;
    Ok(text)
}

fn fill(template: &str, parts: &Parts) -> String {
    template
        .replace("/*LOADER*/", &parts.loader)
        .replace("/*FACE*/", &parts.face)
        .replace("/*PLAIN*/", &parts.plain)
        .replace("/*MODULE*/", &parts.module)
        .replace("/*GLUE*/", &parts.glue)
        .replace("\"VERSION\"", &format!("\"{}\"", parts.version))
        .replace("\"WASM\"", &format!("\"{}\"", parts.wasm))
}

/// The bytes as text, which `bytesOf` in loader.js reads: one letter for a byte below [`SINGLES`], two for another, the
/// first of which says how many times that number is to be added. Hexadecimal digits would make the script twice as
/// long and, compressed, 0.9 KB larger, since compression looks for whole letters.
fn letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for byte in bytes {
        let times = byte / SINGLES;
        if times > 0 {
            text.push(letter(SINGLES - 1 + times));
        }
        text.push(letter(byte % SINGLES));
    }
    text
}

/// How many bytes are one letter: with two more there are letters for all, and none that a string or a page takes amiss.
const SINGLES: u8 = 90;

fn letter(number: u8) -> char {
    match char::from(number + b'#') {
        '<' => ' ',
        '\\' => '!',
        other => other,
    }
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
    for left in [
        "/*GLUE*/",
        "/*LOADER*/",
        "/*FACE*/",
        "/*PLAIN*/",
        "/*MODULE*/",
        "\"VERSION\"",
        "\"WASM\"",
    ] {
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
    fn bytes_become_letters_that_can_stand_in_a_string() {
        assert_eq!(letters(&[0, 89, 90, 179, 180, 255]), "#|}#}|~#~n");
        let all: Vec<u8> = (0..=255).collect();
        let text = letters(&all);
        assert!(text.is_ascii() && !text.contains(['"', '\\', '<', '\n']));
        // As the loader reads it.
        let mut read = Vec::new();
        let mut more = 0;
        for letter in text.bytes() {
            let number = match letter {
                b' ' => b'<',
                b'!' => b'\\',
                other => other,
            } - b'#';
            if number < SINGLES {
                read.push(more + number);
                more = 0;
            } else {
                more = (number - SINGLES + 1) * SINGLES;
            }
        }
        assert_eq!(read, all);
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
        assert!(check("x", "start(\"WASM\")").is_err());
        assert!(check("x", "{ version: \"VERSION\" }").is_err());
        assert!(check("x", "start(\"00\")").is_ok());
    }

    #[test]
    fn placeholders_are_filled() {
        let parts = Parts {
            glue: "g".into(),
            loader: "l \"VERSION\"".into(),
            face: "f".into(),
            wasm: "00".into(),
            version: "1.2.3".into(),
            plain: "p /*MODULE*/".into(),
            module: "m".into(),
        };
        assert_eq!(
            fill("/*GLUE*/ /*LOADER*/ \"WASM\" /*FACE*/ /*PLAIN*/", &parts),
            "g l \"1.2.3\" \"00\" f p m"
        );
    }
}
