//! `dist/docs`: the reference, made of the SDK's types, and the live console.
//!
//! The pages read without scripts. What is around their text comes from `www/docs/`, and so do the pages that are written by hand.

mod comment;
mod console;
mod example;
mod highlight;
mod html;
mod library;
mod model;
mod pages;
mod parse;
mod print;
mod protocol;
mod shell;
mod site;
#[cfg(test)]
mod tests;

use std::fs;

use anyhow::{Context as _, Result};

use super::folder::Folder;
use super::page::add_hashed;
use super::types;
use crate::node::Tools;
use crate::workspace::Workspace;

use self::library::Library;
use self::protocol::Protocol;
use self::shell::Assets;
use self::site::Sources;

/// The scripts of the console, in the order in which they are loaded. The first listens to the wire, so it comes before
/// the SDK.
const CONSOLE: [&str; 7] = [
    "words.js",
    "ui.js",
    "json.js",
    "fields.js",
    "picker.js",
    "log.js",
    "console.js",
];

/// The reference's files.
pub(crate) fn files(workspace: &Workspace, tools: Option<&Tools>) -> Result<Folder> {
    let texts = Folder::read(&workspace.path("www/docs"))?;
    let library = Library::read(&types::read(workspace)?)
        .context("reading the SDK's types for the reference")?;
    let sources = Sources {
        protocol: Protocol::read(workspace, &library)?,
        library,
    };
    let pages = pages::all(&sources, &texts)?;

    let mut folder = Folder::default();
    let text = |name: &str| -> Result<String> {
        let found = texts.iter().find(|(known, _)| *known == name);
        let (_, content) = found.with_context(|| format!("www/docs/{name} is missing"))?;
        String::from_utf8(content.to_vec()).with_context(|| format!("www/docs/{name} is not UTF-8"))
    };
    let tokens = fs::read_to_string(workspace.path("www/styles/ui/tokens.css"))
        .context("reading www/styles/ui/tokens.css")?;
    let styles = |names: &[&str]| -> Result<String> {
        let mut all = tokens.clone();
        for name in names {
            all.push_str(&text(name)?);
        }
        minified(tools, &all, &["--loader=css"])
    };
    let script = |names: &[&str]| -> Result<String> {
        let mut all = String::new();
        for name in names {
            all.push_str(&text(name)?);
            all.push('\n');
        }
        minified(tools, &all, &["--target=es2022"])
    };
    let search = serde_json::to_vec(&site::search(&pages))?;
    let assets = Assets {
        style: add(
            &mut folder,
            "docs",
            "css",
            styles(&["code.css", "docs.css"])?.as_bytes(),
        ),
        first: add(
            &mut folder,
            "first",
            "js",
            script(&["first.js"])?.as_bytes(),
        ),
        script: add(
            &mut folder,
            "docs",
            "js",
            script(&["words.js", "docs.js", "search.js"])?.as_bytes(),
        ),
        run: add(&mut folder, "run", "js", script(&["run.js"])?.as_bytes()),
        api: add(&mut folder, "api", "js", script(&["api.js"])?.as_bytes()),
        search: add(&mut folder, "search", "json", &search),
        version: workspace.version(),
    };
    folder.add("404.html", shell::missing(&texts, &pages, &assets)?);
    for (page, document) in pages.iter().zip(shell::documents(&texts, &pages, &assets)?) {
        let path = if page.path.is_empty() {
            "index"
        } else {
            &page.path
        };
        folder.add(format!("{path}.html"), document);
    }

    let scripts: Vec<String> = CONSOLE
        .iter()
        .map(|name| format!("console/{name}"))
        .collect();
    let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
    let style = add(
        &mut folder,
        "console",
        "css",
        styles(&["code.css", "console/console.css"])?.as_bytes(),
    );
    let wire = add(
        &mut folder,
        "wire",
        "js",
        script(&["console/wire.js"])?.as_bytes(),
    );
    let console = add(&mut folder, "console", "js", script(&scripts)?.as_bytes());
    let places = [
        ("style", style.as_str()),
        ("wire", &wire),
        ("script", &console),
    ];
    folder.add(
        "console.html",
        pages::template(&texts, "console/console.html", &places)?,
    );
    folder.add(
        "commands.json",
        serde_json::to_vec(&console::data(&sources))?,
    );
    Ok(folder)
}

/// Adds a file under a name that changes with its content, and gives its address on the server.
fn add(folder: &mut Folder, name: &str, extension: &str, content: &[u8]) -> String {
    format!(
        "{}{}",
        site::ROOT,
        add_hashed(folder, name, extension, content)
    )
}

fn minified(tools: Option<&Tools>, text: &str, options: &[&str]) -> Result<String> {
    match tools {
        Some(tools) => tools.minify(text, options),
        None => Ok(text.to_owned()),
    }
}
