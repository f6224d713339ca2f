//! What stands around every page: the bar, the navigation, the list of sections, and the way to the neighbours.

use std::fmt::Write as _;

use anyhow::Result;

use super::super::folder::Folder;
use super::html::escape;
use super::pages::{group_name, template};
use super::site::Page;

/// Where a server is that nobody told anything else.
const DEFAULT_HOST: &str = "http://127.0.0.1:7070";

/// Addresses of the files that every page loads.
pub(super) struct Assets {
    pub(super) style: String,
    pub(super) first: String,
    pub(super) script: String,
    pub(super) search: String,
    /// The script of the page `run`.
    pub(super) run: String,
    /// The script of the page `api`.
    pub(super) api: String,
    pub(super) version: String,
}

/// The whole document of each page, in their order.
pub(super) fn documents(texts: &Folder, pages: &[Page], assets: &Assets) -> Result<Vec<String>> {
    let mut documents = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| pages.get(before));
        documents.push(document(
            texts,
            pages,
            page,
            (before, pages.get(at + 1)),
            assets,
        )?);
    }
    Ok(documents)
}

/// The page that says that there is none at this address.
pub(super) fn missing(texts: &Folder, pages: &[Page], assets: &Assets) -> Result<String> {
    let mut page = Page::new("404", "No such page", "reference");
    page.summary = "The reference has no page at this address. Search for it above, or choose one of the list.".to_owned();
    document(texts, pages, &page, (None, None), assets)
}

fn document(
    texts: &Folder,
    pages: &[Page],
    page: &Page,
    (before, after): (Option<&Page>, Option<&Page>),
    assets: &Assets,
) -> Result<String> {
    let title = escape(&page.title);
    // Samples of the protocol name the default host; the server writes its own in the place. A guide means what it says.
    let body = if page.group == "guide" {
        page.body.clone()
    } else {
        page.body.replace(DEFAULT_HOST, "{{origin}}")
    };
    let own = match page.path.as_str() {
        "run" => Some(&assets.run),
        "api" => Some(&assets.api),
        _ => None,
    };
    let more = own.map_or_else(String::new, |script| {
        format!("<script src=\"{}\" defer></script>", escape(script))
    });
    template(
        texts,
        "shell.html",
        &[
            ("title", &title),
            ("summary", &escape(&page.summary)),
            (
                "heading",
                &if page.code {
                    format!("<code>{title}</code>")
                } else {
                    title.clone()
                },
            ),
            ("kind", &kind(page)),
            ("navigation", &navigation(pages, page)),
            ("sections", &sections(page)),
            ("body", &body),
            ("before", &neighbour("before", before)),
            ("after", &neighbour("after", after)),
            ("style", &assets.style),
            ("first", &assets.first),
            ("script", &assets.script),
            ("search", &assets.search),
            ("version", &escape(&assets.version)),
            ("more", &more),
        ],
    )
}

/// The word over the title.
fn kind(page: &Page) -> String {
    format!("<p class=\"kind\">{}</p>", group_name(page.group))
}

/// Every page, in groups.
fn navigation(pages: &[Page], current: &Page) -> String {
    let mut html = String::new();
    let mut group = "";
    for page in pages {
        if page.group != group {
            if !group.is_empty() {
                html.push_str("</ul>");
            }
            group = page.group;
            // Writing to a text cannot fail.
            let _ = write!(html, "<h2>{}</h2><ul>", group_name(group));
        }
        let here = if page.path == current.path {
            " aria-current=\"page\""
        } else {
            ""
        };
        let name = if page.code {
            format!("<code>{}</code>", escape(&page.title))
        } else {
            escape(&page.title)
        };
        let _ = write!(
            html,
            "<li><a href=\"{}\"{here}>{name}</a></li>",
            escape(&page.address())
        );
    }
    html.push_str("</ul>");
    html
}

/// The sections of the page, where there is more than one.
fn sections(page: &Page) -> String {
    if page.sections.len() < 2 {
        return String::new();
    }
    let mut html = String::from("<h2 id=\"on-this-page\">On this page</h2><ul>");
    for (id, title) in &page.sections {
        let _ = write!(
            html,
            "<li><a href=\"#{}\">{}</a></li>",
            escape(id),
            escape(title)
        );
    }
    html.push_str("</ul>");
    html
}

fn neighbour(side: &str, page: Option<&Page>) -> String {
    let Some(page) = page else {
        return "<span></span>".to_owned();
    };
    let (rel, word) = if side == "before" {
        ("prev", "Previous")
    } else {
        ("next", "Next")
    };
    format!(
        "<a class=\"{side}\" rel=\"{rel}\" href=\"{}\"><span>{word}</span> <b>{}</b></a>",
        escape(&page.address()),
        escape(&page.title)
    )
}
