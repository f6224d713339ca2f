//! `cargo xtask icons`: the icons named in `www/icons/icons.txt`, out of Lucide, as one sprite with the licence beside it.
//! The result is committed, so that a build needs neither npm nor the network for it.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::workspace::Workspace;
use crate::{node, say};

const HEAD: &str = "<!-- Icons of Lucide, copied by `cargo xtask icons`; their licence is in LICENSE-lucide.txt. -->\n\
    <svg xmlns=\"http://www.w3.org/2000/svg\">\n";

/// What Lucide says of every icon, moved to its symbol.
const LOOK: &str = "viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";

/// Writes `www/icons/sprite.svg` and `www/icons/LICENSE-lucide.txt`.
pub(crate) fn icons(workspace: &Workspace) -> Result<()> {
    let list = fs::read_to_string(workspace.path("www/icons/icons.txt"))
        .context("reading www/icons/icons.txt")?;
    let lucide = node::lucide()?;
    say::step("writing www/icons/sprite.svg", || {
        let mut sprite = HEAD.to_owned();
        let mut unknown = Vec::new();
        for name in names(&list) {
            match fs::read_to_string(lucide.join("icons").join(name).with_extension("svg")) {
                Ok(icon) => sprite.push_str(&symbol(name, &icon)?),
                Err(_) => unknown.push(name),
            }
        }
        if !unknown.is_empty() {
            bail!(
                "Lucide has no icon named {}; see https://lucide.dev/icons",
                unknown.join(", ")
            );
        }
        sprite.push_str("</svg>\n");
        fs::write(workspace.path("www/icons/sprite.svg"), sprite)?;
        fs::copy(
            lucide.join("LICENSE"),
            workspace.path("www/icons/LICENSE-lucide.txt"),
        )?;
        Ok(())
    })
}

/// The names in the list: one a line, in alphabetical order, without comments.
fn names(list: &str) -> Vec<&str> {
    let mut names: Vec<&str> = list
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The drawing of an icon as a symbol.
fn symbol(name: &str, icon: &str) -> Result<String> {
    let drawing = icon
        .split_once("<svg")
        .and_then(|(_, rest)| rest.split_once('>'))
        .and_then(|(_, rest)| rest.split_once("</svg>"))
        .map(|(drawing, _)| drawing)
        .with_context(|| format!("the icon {name} is not an svg element"))?;
    let drawing: String = drawing.lines().map(str::trim).collect();
    Ok(format!("<symbol id=\"{name}\" {LOOK}>{drawing}</symbol>\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_comments_and_no_order() {
        assert_eq!(names("# Inbox\nx\n\ncheck\nx\n"), ["check", "x"]);
    }

    #[test]
    fn an_icon_becomes_a_symbol() {
        let icon = "<!-- l -->\n<svg\n  class=\"a\"\n>\n  <path d=\"M1\" />\n  <path d=\"M2\" />\n</svg>\n";
        let made = symbol("x", icon).unwrap();
        assert_eq!(
            made,
            format!("<symbol id=\"x\" {LOOK}><path d=\"M1\" /><path d=\"M2\" /></symbol>\n")
        );
    }
}
