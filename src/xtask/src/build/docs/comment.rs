//! A declaration's comment: its text as HTML, its first sentence, its examples, and what its tags say.

use super::highlight::highlight;
use super::html::{code_block, escape};

/// A comment, cut into its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// Paragraphs, lists and code, in their order.
    pub(super) blocks: Vec<Block<'a>>,
    /// The text after `@throws`, one each.
    pub(super) throws: Vec<String>,
    /// Names and texts after `@param`.
    pub(super) params: Vec<(String, String)>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block<'a> {
    Paragraph(String),
    List(Vec<String>),
    Code(&'a str, String),
}

/// Gives the page of what stands in backquotes, if it is a name with a page, from the name and its sentence up to there.
pub(super) type Address<'a> = &'a dyn Fn(&str, &str) -> Option<String>;

impl<'a> Parts<'a> {
    pub(super) fn of(comment: &'a str) -> Self {
        let mut parts = Self::default();
        let mut lines = comment.lines();
        let mut tag: Option<String> = None;
        while let Some(line) = lines.next() {
            if let Some(language) = line.trim().strip_prefix("```") {
                let code: Vec<&str> = lines
                    .by_ref()
                    .take_while(|line| line.trim() != "```")
                    .collect();
                parts.blocks.push(Block::Code(language, code.join("\n")));
                continue;
            }
            if line.starts_with('@') || (tag.is_some() && !line.trim().is_empty()) {
                let open = if line.starts_with('@') {
                    None
                } else {
                    tag.take()
                };
                if line.starts_with('@') {
                    parts.tag(tag.take());
                }
                tag = Some(
                    open.map_or_else(|| line.to_owned(), |open| format!("{open} {}", line.trim())),
                );
                continue;
            }
            parts.tag(tag.take());
            parts.line(line.trim());
        }
        parts.tag(tag);
        parts
            .blocks
            .retain(|block| !matches!(block, Block::Paragraph(text) if text.is_empty()));
        parts
    }

    /// The first sentence, without marks.
    pub(super) fn summary(&self) -> String {
        let first = self.blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text.as_str()),
            Block::List(_) | Block::Code(..) => None,
        });
        let text = plain(first.unwrap_or_default());
        let end = text.find(". ").map_or(text.len(), |at| at + 1);
        text.get(..end).unwrap_or(&text).to_owned()
    }

    /// Takes the first sentence out of the text, for a page that says it under its title.
    pub(super) fn without_summary(mut self) -> Self {
        if let Some(Block::Paragraph(text)) = self.blocks.first_mut() {
            *text = text
                .split_once(". ")
                .map_or_else(String::new, |(_, rest)| rest.to_owned());
        }
        self.blocks
            .retain(|block| !matches!(block, Block::Paragraph(text) if text.is_empty()));
        self
    }

    /// All that is prose, without marks, for the search.
    pub(super) fn words(&self) -> String {
        let mut words = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(text) => words.push(plain(text)),
                Block::List(items) => words.extend(items.iter().map(|item| plain(item))),
                Block::Code(..) => {}
            }
        }
        words.join(" ")
    }

    /// The code of the first example.
    pub(super) fn example(&self) -> Option<&str> {
        self.blocks.iter().find_map(|block| match block {
            Block::Code(_, code) => Some(code.as_str()),
            _ => None,
        })
    }

    /// The prose as HTML; with the examples, or without.
    pub(super) fn html(&self, address: Address<'_>, examples: bool) -> String {
        let mut html = String::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(text) => {
                    html.push_str(&format!("<p>{}</p>\n", inline(text, address)))
                }
                Block::List(items) => {
                    let items: Vec<_> = items
                        .iter()
                        .map(|item| format!("<li>{}</li>", inline(item, address)))
                        .collect();
                    html.push_str(&format!("<ul>{}</ul>\n", items.concat()));
                }
                Block::Code(language, code) if examples => {
                    html.push_str(&code_block(language, &highlight(language, code)));
                }
                Block::Code(..) => {}
            }
        }
        html
    }

    fn line(&mut self, line: &str) {
        if let Some(item) = line.strip_prefix("- ") {
            match self.blocks.last_mut() {
                Some(Block::List(items)) => items.push(item.to_owned()),
                _ => self.blocks.push(Block::List(vec![item.to_owned()])),
            }
            return;
        }
        match self.blocks.last_mut() {
            Some(Block::Paragraph(text)) if !line.is_empty() && !text.is_empty() => {
                text.push(' ');
                text.push_str(line);
            }
            Some(Block::List(items)) if !line.is_empty() => {
                if let Some(last) = items.last_mut() {
                    last.push(' ');
                    last.push_str(line);
                }
            }
            _ => self.blocks.push(Block::Paragraph(line.to_owned())),
        }
    }

    fn tag(&mut self, tag: Option<String>) {
        let Some(tag) = tag else { return };
        if let Some(text) = tag.strip_prefix("@throws ") {
            self.throws.push(text.trim().to_owned());
        } else if let Some(text) = tag.strip_prefix("@param ") {
            let (name, about) = text.trim().split_once(' ').unwrap_or((text, ""));
            let about = about.trim_start_matches(['-', ' ']);
            self.params.push((name.to_owned(), about.to_owned()));
        }
    }
}

/// `code`, **strong** and [text](address) as HTML.
pub(super) fn inline(text: &str, address: Address<'_>) -> String {
    let mut html = String::new();
    let mut before = String::new();
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 0 {
            html.push_str(&strong(part));
            match part.rsplit_once(". ") {
                Some((_, begun)) => before = begun.to_owned(),
                None => before.push_str(part),
            }
            continue;
        }
        let code = format!("<code>{}</code>", escape(part));
        match address(part, &before) {
            Some(link) => html.push_str(&format!("<a href=\"{}\">{code}</a>", escape(&link))),
            None => html.push_str(&code),
        }
    }
    html
}

fn strong(text: &str) -> String {
    let mut html = String::new();
    for (at, part) in text.split("**").enumerate() {
        if at % 2 == 0 {
            html.push_str(&escape(part));
        } else {
            html.push_str(&format!("<strong>{}</strong>", escape(part)));
        }
    }
    html
}

fn plain(text: &str) -> String {
    text.replace(['`', '*'], "")
}
