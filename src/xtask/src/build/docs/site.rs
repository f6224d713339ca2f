//! The pages as a whole: their order, their addresses, what they link to, and what the search finds.

use serde_json::{Value, json};

use super::comment::Parts;
use super::library::Library;
use super::protocol::Protocol;

/// Where the reference is served.
pub(super) const ROOT: &str = "/docs";

/// A page, without its shell.
#[derive(Debug)]
pub(super) struct Page {
    /// `commands/addTag`; empty for the first.
    pub(super) path: String,
    pub(super) title: String,
    /// Whether the title is code.
    pub(super) code: bool,
    /// The group in the navigation, by its key in `words.js`.
    pub(super) group: &'static str,
    /// One sentence, for search engines and the search box.
    pub(super) summary: String,
    pub(super) body: String,
    /// The sections: their anchors and titles.
    pub(super) sections: Vec<(String, String)>,
    /// More to be found by the search.
    pub(super) words: String,
    /// Places on the page with a name of their own: anchor, name, text.
    pub(super) places: Vec<(String, String, String)>,
}

impl Page {
    pub(super) fn new(path: &str, title: &str, group: &'static str) -> Self {
        Self {
            path: path.to_owned(),
            title: title.to_owned(),
            code: false,
            group,
            summary: String::new(),
            body: String::new(),
            sections: Vec::new(),
            words: String::new(),
            places: Vec::new(),
        }
    }

    /// The address, from the root of the server.
    pub(super) fn address(&self) -> String {
        if self.path.is_empty() {
            ROOT.to_owned()
        } else {
            format!("{ROOT}/{}", self.path)
        }
    }

    /// Begins a section.
    pub(super) fn section(&mut self, id: &str, title: &str) {
        self.body
            .push_str(&super::html::heading(2, id, &super::html::escape(title)));
        self.sections.push((id.to_owned(), title.to_owned()));
    }
}

/// What the makers of pages look things up in.
pub(super) struct Sources {
    pub(super) library: Library,
    pub(super) protocol: Protocol,
}

impl Sources {
    /// The page of a name in backquotes: a command, an event, a type, an error. Names of events are words that mean other
    /// things too, so the sentence up to the name has to be about events.
    pub(super) fn address(&self, name: &str, before: &str) -> Option<String> {
        let library = &self.library;
        let name = name.strip_prefix("Kinbox.").unwrap_or(name);
        let of_events = ["event", "listener of", "data of"];
        if of_events.iter().any(|word| before.contains(word))
            && library.events.iter().any(|one| one.name == name)
        {
            return Some(format!("{ROOT}/events/{name}"));
        }
        if library.commands.iter().any(|one| one.name == name) {
            return Some(format!("{ROOT}/commands/{name}"));
        }
        if name == "storage" {
            return Some(format!("{ROOT}/commands#storage"));
        }
        if library.listening.iter().any(|one| one.name == name) {
            return Some(format!("{ROOT}/events#{name}"));
        }
        if library.errors.iter().any(|(code, _)| code == name) {
            return Some(format!("{ROOT}/errors#{name}"));
        }
        let value = library
            .values()
            .any(|one| one.name == name && name != "Kinbox");
        self.type_address(name)
            .or_else(|| value.then(|| format!("{ROOT}/module#{name}")))
    }

    /// The place of a type.
    pub(super) fn type_address(&self, name: &str) -> Option<String> {
        match name {
            "Kinbox" => Some(format!("{ROOT}/concepts")),
            "Events" => Some(format!("{ROOT}/events")),
            "ErrorCode" | "KinboxError" => Some(format!("{ROOT}/errors")),
            "Context" => Some(format!("{ROOT}/context")),
            "Limits" => Some(format!("{ROOT}/limits")),
            _ => {
                let known = self.library.types().any(|item| item.name == name);
                known.then(|| format!("{ROOT}/types#{name}"))
            }
        }
    }

    /// A comment as HTML, with links.
    pub(super) fn prose(&self, comment: &str, examples: bool) -> String {
        Parts::of(comment).html(&|name, before| self.address(name, before), examples)
    }

    /// One line of a comment as HTML, with links.
    pub(super) fn line(&self, text: &str) -> String {
        super::comment::inline(text, &|name, before| self.address(name, before))
    }
}

/// What the search box looks through: `t` the name, `u` the address, `k` the kind, `x` the text.
pub(super) fn search(pages: &[Page]) -> Value {
    let mut entries = Vec::new();
    for page in pages {
        let address = page.address();
        let text = if page.words.starts_with(&page.summary) {
            page.words.clone()
        } else {
            format!("{} {}", page.summary, page.words)
        };
        // What the server writes into its pages is no text of the index.
        let text = text.replace("{{origin}}", "").replace("{{version}}", "");
        entries.push(json!({"t": page.title, "u": address, "k": page.group, "x": text.trim()}));
        for (id, name, text) in &page.places {
            entries.push(
                json!({"t": name, "u": format!("{address}#{id}"), "k": page.title, "x": text}),
            );
        }
    }
    Value::Array(entries)
}
