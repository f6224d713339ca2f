//! What the servers are asked.

use anyhow::{Context as _, Result};
use encaixe_tests::api::Api;
use reqwest::Method;
use serde_json::{Value, json};

/// How many rows a page has, as the inbox page asks for them.
const PAGE: u32 = 50;

/// A request.
pub(crate) struct Ask {
    pub(crate) name: String,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
}

impl Ask {
    pub(crate) fn get(name: &'static str, query: &str) -> Self {
        Self::of("conversations", name, query)
    }

    pub(crate) fn contacts(name: &'static str, query: &str) -> Self {
        Self::of("contacts", name, query)
    }

    fn of(list: &str, name: &'static str, query: &str) -> Self {
        Self {
            name: name.to_owned(),
            method: Method::GET,
            path: format!("/api/{list}?limit={PAGE}&{query}"),
            body: None,
        }
    }

    /// The same with at most so many rows.
    pub(crate) fn limited(&self, rows: usize) -> Self {
        let page = format!("limit={PAGE}&");
        Self {
            name: format!("{}, {rows} of them", self.name),
            method: self.method.clone(),
            path: self.path.replacen(&page, &format!("limit={rows}&"), 1),
            body: self.body.clone(),
        }
    }
}

/// The list and its filters, by ids of the demo workspace.
pub(crate) const QUESTIONS: &[(&str, &str)] = &[
    ("list, every status", ""),
    ("list, open", "status=open"),
    ("list, open, longest waiting", "status=open&order=waiting"),
    ("closed", "status=closed"),
    ("assignee", "assignee=101"),
    ("open, assignee", "status=open&assignee=101"),
    ("open, nobody", "status=open&assignee=none"),
    ("group", "group=201"),
    ("channel", "channel=501"),
    ("tag", "tag=302"),
    ("unread", "unread=true"),
    ("read", "unread=false"),
    ("tag, assignee", "tag=302&assignee=101"),
    (
        "open, unread, tag, group",
        "status=open&unread=true&tag=302&group=201",
    ),
    (
        "open, unread, tag, group, assignee, channel",
        "status=open&unread=true&tag=302&group=201&assignee=101&channel=501",
    ),
    ("closed, unread (none is)", "status=closed&unread=true"),
];

/// Searches.
pub(crate) const SEARCHES: &[(&str, &str)] = &[
    ("search, 1 letter", "q=a"),
    ("search, 3 letters", "q=mar"),
    ("search, 8 letters", "q=terracot"),
    ("search, a frequent word", "q=pedido"),
    ("search, two frequent words", "q=maria%20pedido"),
    ("search, 4 digits", "q=4321"),
    (
        "search, a frequent word, open, tag",
        "q=pedido&status=open&tag=302",
    ),
    ("search, nothing", "q=zzzzzzzz"),
];

/// Contacts.
pub(crate) const CONTACTS: &[(&str, &str)] = &[
    ("contacts", ""),
    ("contacts, 1 letter", "q=a"),
    ("contacts, 3 letters", "q=mar"),
    ("contacts, 4 digits", "q=4321"),
    ("contacts, nobody", "q=zzzzzzzz"),
];

/// A message from outside: of somebody who writes again and again, or of somebody new.
pub(crate) fn message(round: u32, is_new: bool) -> Ask {
    let sender = if is_new {
        format!("new-{round}")
    } else {
        "again".to_owned()
    };
    Ask {
        name: String::new(),
        method: Method::POST,
        path: "/api/channels/504/messages".to_owned(),
        body: Some(json!({
            "sender": sender,
            "type": "text",
            "content": format!("Bom dia! O pedido {round} com a manta terracota ainda não chegou, podem ver?"),
        })),
    }
}

/// Searches made of what there is: beginnings of 1, 3 and 8 letters of names and of words that were said, the same ones each time.
pub(crate) async fn drawn(api: &Api, count: usize) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut next = String::new();
    for _ in 0..10 {
        let page = api
            .get(&format!("/api/conversations?limit=200&before={next}"))
            .await?;
        for row in page["items"].as_array().context("no rows")? {
            let texts = [&row["contact"]["name"], &row["lastMessage"]["text"]];
            let texts = texts.iter().filter_map(|text| text.as_str());
            words.extend(texts.flat_map(str::split_whitespace).map(str::to_owned));
        }
        let Some(before) = page["next"].as_str() else {
            break;
        };
        before.clone_into(&mut next);
    }
    words.retain(|word| word.chars().all(char::is_alphanumeric) && word.chars().count() > 2);
    let mut seed: usize = 1;
    let drawn = (0..count).map(|place| {
        // Source: Numerical Recipes, "quick and dirty" generators.
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223) % (1 << 32);
        let word = words
            .get(seed / 64 % words.len().max(1))
            .cloned()
            .unwrap_or_default();
        let letters = [1, 3, 8][place % 3];
        let q: String = word.chars().take(letters).collect();
        format!(
            "q={}",
            q.bytes()
                .map(|byte| format!("%{byte:02X}"))
                .collect::<String>()
        )
    });
    Ok(drawn.collect())
}
