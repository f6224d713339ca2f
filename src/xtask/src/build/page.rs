//! `dist/page`: the page's shell with hashed file names, and the files that it names.

use std::fs;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::node::Tools;
use crate::workspace::Workspace;

use super::folder::Folder;
use super::scripts;
use super::texts;
use super::wasm::Built;

const BOOT: &str = include_str!("../../templates/boot.js");

/// The icons, as `cargo xtask icons` makes them.
const SPRITE: &str = "sprite.svg";

/// What the properties begin with that Yew puts on elements. Each module has an own Yew, which must not take another's
/// elements for its own.
const YEW: &str = ".__yew_";

/// Style sheets that come before the others: what the rest builds on.
const FIRST_STYLES: [&str; 2] = ["tokens.css", "base.css"];

/// The page's files. `index.html` is the same for every page path, so addresses are absolute.
pub(crate) fn files(
    workspace: &Workspace,
    inbox: &Built,
    console: &Built,
    tools: Option<&Tools>,
) -> Result<Folder> {
    let shell = fs::read_to_string(workspace.path("index.html")).context("reading index.html")?;
    let mut folder = Folder::default();
    let mut icons = Folder::read(&workspace.path("www/icons"))?;
    let (sprite, later) = inline(&icons)?;
    let inbox = Module::add(
        &mut folder,
        workspace,
        ("inbox", inbox, ""),
        &["ui", "inbox"],
        tools,
    )?;
    let console = Module::add(
        &mut folder,
        workspace,
        ("console", console, &show(&later)),
        &["console"],
        tools,
    )?;
    let texts = texts::add(&mut folder, workspace)?;
    let boot = fill(
        "boot.js",
        BOOT,
        &[
            ("glue", &inbox.glue),
            ("wasm", &inbox.wasm),
            ("console_glue", &console.glue),
            ("console_wasm", &console.wasm),
            ("console_style", &console.style),
            ("icons", &show(&sprite)),
            ("texts", &texts),
        ],
    )?;
    let boot = match tools {
        Some(tools) => tools.minify(&boot, &["--format=esm", "--target=es2022"])?,
        None => boot,
    };
    let boot = add_hashed(&mut folder, "boot", "js", boot.as_bytes());
    let places = [
        ("boot", boot.as_str()),
        ("glue", &inbox.glue),
        ("wasm", &inbox.wasm),
        ("style", &inbox.style),
    ];
    folder.add("index.html", fill("index.html", &shell, &places)?);

    icons.retain(|name| name != "icons.txt" && name != SPRITE);
    folder.add_all("assets/icons/", icons);
    Ok(folder)
}

/// The addresses of a module's files.
struct Module {
    glue: String,
    wasm: String,
    style: String,
}

impl Module {
    /// Adds the files of a module, with the styles of these folders; its script does something first.
    fn add(
        folder: &mut Folder,
        workspace: &Workspace,
        (name, built, first): (&str, &Built, &str),
        rooms: &[&str],
        tools: Option<&Tools>,
    ) -> Result<Self> {
        let glue =
            scripts::module(&built.glue, &built.snippets)?.replace(YEW, &format!("{YEW}{name}_"));
        let glue = glue + first;
        let mut sheets = Folder::default();
        for room in rooms {
            sheets.add_all("", Folder::read(&workspace.path("www/styles").join(room))?);
        }
        let styles = joined(&sheets)?;
        let (glue, styles) = match tools {
            Some(tools) => (
                tools.minify(
                    &glue,
                    &["--format=esm", "--target=es2022", "--tree-shaking=true"],
                )?,
                tools.minify(&styles, &["--loader=css"])?,
            ),
            None => (glue, styles),
        };
        Ok(Self {
            wasm: add_hashed(folder, name, "wasm", &built.wasm),
            glue: add_hashed(folder, name, "js", glue.as_bytes()),
            style: add_hashed(folder, name, "css", styles.as_bytes()),
        })
    }
}

/// Icons that the console alone shows. They come with it.
const CONSOLE_ICONS: [&str; 10] = [
    "arrow-up",
    "eye",
    "eye-off",
    "grip-vertical",
    "link",
    "power",
    "text-cursor-input",
    "trash-2",
    "user-check",
    "user-x",
];

/// The icons as symbols whose ids no element of the page has: those that the inbox shows, and those that the console alone does.
fn inline(icons: &Folder) -> Result<(String, String)> {
    let sprite = icons.get(SPRITE).context("www/icons has no sprite.svg")?;
    let sprite = str::from_utf8(sprite).context("www/icons/sprite.svg is not UTF-8")?;
    let sprite = sprite.trim_end().strip_suffix("</svg>");
    let mut symbols = sprite.context("an end is missing")?.split("<symbol id=\"");
    symbols.next();
    let (mut first, mut later) = (String::new(), String::new());
    for symbol in symbols {
        let (name, _) = symbol.split_once('"').context("an icon without a name")?;
        let place = if CONSOLE_ICONS.contains(&name) {
            &mut later
        } else {
            &mut first
        };
        *place += "<symbol id=\"icon-";
        *place += symbol;
    }
    anyhow::ensure!(!first.is_empty() && !later.is_empty(), "an icon is missing");
    Ok((first, later))
}

/// The line of a script that puts symbols into the page. Inline: an icon must not be missing because the server is.
fn show(symbols: &str) -> String {
    let svg = format!("<svg hidden aria-hidden=\"true\">{symbols}</svg>");
    let text = serde_json::Value::from(svg);
    format!("\ndocument.documentElement.insertAdjacentHTML(\"beforeend\", {text});\n")
}

/// One style sheet out of all: those that the rest builds on, then the others by name.
fn joined(styles: &Folder) -> Result<String> {
    let mut sheets: Vec<_> = styles
        .iter()
        .filter(|(name, _)| name.ends_with(".css"))
        .collect();
    sheets.sort_by_key(|(name, _)| {
        FIRST_STYLES
            .iter()
            .position(|first| first == name)
            .unwrap_or(FIRST_STYLES.len())
    });
    let mut text = String::new();
    for (name, content) in sheets {
        text.push_str(
            str::from_utf8(content).with_context(|| format!("www/styles/{name} is not UTF-8"))?,
        );
        text.push('\n');
    }
    Ok(text)
}

/// Adds a file under a name that changes with its content, and returns its address.
pub(super) fn add_hashed(
    folder: &mut Folder,
    name: &str,
    extension: &str,
    content: &[u8],
) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let path = format!("assets/{name}-{hash}.{extension}");
    let address = format!("/{path}");
    folder.add(path, content);
    address
}

/// Puts values in the places of `{{name}}`; a place without a value is an error.
fn fill(file: &str, template: &str, places: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (name, value) in places {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    if let Some((_, rest)) = text.split_once("{{") {
        let name = rest.split("}}").next().unwrap_or(rest);
        let known: Vec<_> = places.iter().map(|(name, _)| *name).collect();
        bail!(
            "{file} names `{name}`, which is none of: {}",
            known.join(", ")
        );
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_name_changes_with_the_content() {
        let mut folder = Folder::default();
        let one = add_hashed(&mut folder, "app", "js", b"one");
        let two = add_hashed(&mut folder, "app", "js", b"two");
        assert_eq!(one, "/assets/app-7692c3ad3540bb80.js");
        assert_ne!(one, two);
        assert_eq!(folder.iter().count(), 2);
    }

    #[test]
    fn the_inbox_shows_no_icon_that_comes_with_the_console() {
        fn look(folder: &Path) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look(&path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let text = fs::read_to_string(&path).unwrap();
                    let found = CONSOLE_ICONS
                        .iter()
                        .find(|name| text.contains(&format!("\"{name}\"")));
                    assert_eq!(found, None, "{}", path.display());
                }
            }
        }
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for room in ["inbox", "ui"] {
            look(&src.join(room).join("src"));
        }
    }

    #[test]
    fn every_place_is_filled() {
        let filled = fill(
            "x",
            "<a href=\"{{a}}\"><b>{{b}}{{a}}",
            &[("a", "1"), ("b", "2")],
        )
        .unwrap();
        assert_eq!(filled, "<a href=\"1\"><b>21");
    }

    #[test]
    fn an_unknown_place_is_named() {
        let error = fill("index.html", "{{wsam}}", &[("wasm", "1")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "index.html names `wsam`, which is none of: wasm"
        );
    }

    #[test]
    fn what_others_build_on_comes_first() {
        let mut styles = Folder::default();
        for name in ["a.css", "base.css", "tokens.css", "notes.txt"] {
            styles.add(name, name);
        }
        assert_eq!(joined(&styles).unwrap(), "tokens.css\nbase.css\na.css\n");
    }
}
