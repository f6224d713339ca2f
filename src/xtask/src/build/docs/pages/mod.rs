//! The pages, in the order in which one reads them.

mod command;
mod event;
mod lists;
mod table;

use anyhow::{Context as _, Result};

use super::super::folder::Folder;
use super::comment::Parts;
use super::highlight::highlight;
use super::html::{code_block, escape, fill};
use super::library::Command;
use super::site::{Page, Sources};

/// Pages that are written by hand: the file in `www/docs/pages`, the path, the title, and one sentence.
const GUIDE: [(&str, &str, &str, &str); 4] = [
    (
        "start.html",
        "",
        "Your first plugin",
        "A plugin in ten lines, how it is registered, and how errors are told.",
    ),
    (
        "builds.html",
        "builds",
        "Which build for which page",
        "Script tag or module, with wasm or without, what a Content-Security-Policy needs, and secrets.",
    ),
    (
        "api.html",
        "api",
        "HTTP API",
        "Every address of the server for programs of your own: what it takes, what it answers, and a line to try it.",
    ),
    (
        "run.html",
        "run",
        "Live console",
        "Run a command in the open conversation and see every message that crosses.",
    ),
];

/// Every page.
pub(super) fn all(sources: &Sources, texts: &Folder) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for (file, path, title, summary) in GUIDE {
        pages.push(guide(texts, file, path, title, summary)?);
        if path == "builds" {
            pages.push(lists::concepts(sources));
        }
    }
    pages.push(lists::commands(sources));
    for group in Group::ALL {
        let own = sources
            .library
            .commands
            .iter()
            .filter(|one| Group::of(sources, one) == group);
        pages.extend(own.map(|one| command::page(sources, one, group.key())));
    }
    pages.push(lists::events(sources));
    pages.extend(
        sources
            .library
            .events
            .iter()
            .map(|one| event::page(sources, one)),
    );
    pages.push(lists::errors(sources));
    pages.push(lists::context(sources));
    pages.push(lists::limits(sources));
    pages.push(lists::module(sources));
    pages.push(lists::types(sources));
    Ok(pages)
}

/// What commands are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// They act on the open conversation.
    Conversation,
    /// They act on the page around the plugin.
    Page,
    /// They tell something.
    Reading,
    /// They keep values.
    Storage,
    /// Other names of the same.
    Other,
}

impl Group {
    pub(super) const ALL: [Self; 5] = [
        Self::Conversation,
        Self::Page,
        Self::Reading,
        Self::Storage,
        Self::Other,
    ];

    pub(super) fn of(sources: &Sources, command: &Command) -> Self {
        let sample = format!("request_{}", command.wire_name());
        if command.name.contains('.') {
            Self::Storage
        } else if sources.protocol.sample(&sample).is_none() {
            Self::Other
        } else if command.bound {
            Self::Conversation
        } else if command.name.starts_with("get") {
            Self::Reading
        } else {
            Self::Page
        }
    }

    /// The key of its name in `words.js`.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Conversation => "inConversation",
            Self::Page => "onPage",
            Self::Reading => "reading",
            Self::Storage => "storage",
            Self::Other => "otherNames",
        }
    }
}

/// The English name of a group of pages, as it stands without scripts.
pub(super) fn group_name(key: &str) -> &'static str {
    match key {
        "guide" => "Guide",
        "inConversation" => "In the conversation",
        "onPage" => "On the page",
        "reading" => "Reading",
        "storage" => "Storage",
        "otherNames" => "Other names",
        "events" => "Events",
        "commands" => "Commands",
        _ => "Reference",
    }
}

/// A page that is written by hand. In it `<code-js>` and the like stand for blocks of code, and `<h2 id="x">` begins a section.
fn guide(texts: &Folder, file: &str, path: &str, title: &str, summary: &str) -> Result<Page> {
    let wanted = format!("pages/{file}");
    let text = texts.iter().find(|(name, _)| *name == wanted);
    let (_, text) = text.with_context(|| format!("www/docs/{wanted} is missing"))?;
    let text = str::from_utf8(text).with_context(|| format!("www/docs/{wanted} is not UTF-8"))?;
    let mut page = Page::new(path, title, "guide");
    page.summary = summary.to_owned();
    let body = text.split_once("-->").map_or(text, |(_, body)| body);
    page.body = with_code(&wanted, body)?;
    sections(&mut page);
    page.words = words(&page.body);
    Ok(page)
}

/// Puts coloured code into the places of `<code-js>...</code-js>`, which holds it as it is.
fn with_code(file: &str, text: &str) -> Result<String> {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<code-") {
        let (language, after) = after
            .split_once('>')
            .with_context(|| format!("{file}: `<code-` has no `>`"))?;
        let end = format!("</code-{language}>");
        let (code, after) = after
            .split_once(end.as_str())
            .with_context(|| format!("{file}: `{end}` is missing"))?;
        html.push_str(before);
        html.push_str(&code_block(
            language,
            &highlight(language, code.trim_matches('\n')),
        ));
        rest = after;
    }
    html.push_str(rest);
    Ok(html)
}

/// Finds the sections, and gives each heading a link to itself.
fn sections(page: &mut Page) {
    let body = std::mem::take(&mut page.body);
    let mut rest = body.as_str();
    while let Some((before, after)) = rest.split_once("<h2 id=\"") {
        page.body.push_str(before);
        let Some(((id, after), (title, end))) = after
            .split_once("\">")
            .and_then(|(id, after)| Some(((id, after), after.split_once("</h2>")?)))
        else {
            rest = after;
            continue;
        };
        let _ = after;
        page.body.push_str(&super::html::heading(2, id, title));
        page.sections.push((id.to_owned(), title.to_owned()));
        rest = end;
    }
    page.body.push_str(rest);
}

/// What stands between the tags.
fn words(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for one in html.chars() {
        match one {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            _ if !inside => words.push(one),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A list of links with a sentence each.
fn cards(entries: &[(String, String, String)]) -> String {
    let mut html = String::from("<ul class=\"cards\">");
    for (address, name, summary) in entries {
        html.push_str(&format!(
            "<li><a href=\"{}\"><code>{}</code></a><p>{}</p></li>",
            escape(address),
            escape(name),
            escape(summary)
        ));
    }
    html.push_str("</ul>\n");
    html
}

/// One sentence of a comment.
fn summary(comment: &str) -> String {
    Parts::of(comment).summary()
}

/// Fills a template of `www/docs`.
pub(super) fn template(texts: &Folder, file: &str, places: &[(&str, &str)]) -> Result<String> {
    let text = texts.iter().find(|(name, _)| *name == file);
    let (_, text) = text.with_context(|| format!("www/docs/{file} is missing"))?;
    let text = str::from_utf8(text).with_context(|| format!("www/docs/{file} is not UTF-8"))?;
    fill(&format!("www/docs/{file}"), text, places)
}
