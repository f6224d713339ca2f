//! The request that the answers of a form make.

use encaixe_api::inbox::category::GivenItem;
use encaixe_api::inbox::custom_field::{Choice, has_options};
use serde_json::{Map, Value, json};

use super::asks::{Ask, Control};
use super::kind::{Kind, Thing};

/// All of a new thing, what changed of a known one.
pub(super) fn body(
    kind: Kind,
    thing: Option<&Thing>,
    part: &str,
    asked: &[Ask],
    answers: &[String],
) -> Value {
    let mut body = Map::new();
    let is_new = thing.is_none();
    let kind_of_field = answers
        .iter()
        .zip(asked)
        .find_map(|(answer, ask)| (ask.path == "type").then_some(answer.as_str()));
    for (ask, answer) in asked.iter().zip(answers) {
        let answer = answer.trim();
        if !is_new && answer == ask.value.trim() {
            continue;
        }
        let value = match (ask.path, &ask.control) {
            ("part", _) => continue,
            ("options", _) if is_new && !kind_of_field.is_some_and(has_options) => continue,
            ("options", _) => options(thing, answer),
            ("items", _) => items(answer),
            (_, Control::Some(_)) => json!(answer.lines().collect::<Vec<_>>()),
            ("placeholder" | "icon" | "description", _) if answer.is_empty() && is_new => continue,
            ("icon" | "description", _) if answer.is_empty() => Value::Null,
            // White space at its ends belongs to a text that people wrote.
            _ => json!(answer),
        };
        body.insert(ask.path.to_owned(), value);
    }
    if is_new {
        match kind {
            Kind::Fields => drop(body.insert("entity".to_owned(), json!(part))),
            Kind::Replies => drop(body.insert("shared".to_owned(), json!(part == "shared"))),
            Kind::Tags | Kind::Groups | Kind::Channels | Kind::Categories => {}
        }
    }
    Value::Object(body)
}

/// Options, one a line: what is stored for a known label stays, so that contacts keep what was chosen.
fn options(thing: Option<&Thing>, text: &str) -> Value {
    let known: &[Choice] = match thing {
        Some(Thing::Field(field)) => &field.options,
        _ => &[],
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|label| {
            let value = known.iter().find(|option| option.label == label);
            let value = value.map_or(label, |option| option.value.as_str());
            json!({"value": value, "label": label})
        })
        .collect()
}

/// Items of a category; lines where nothing was typed are none.
fn items(text: &str) -> Value {
    let mut items: Vec<GivenItem> = serde_json::from_str(text).unwrap_or_default();
    items.retain(|item| item.id.is_some() || !item.name.trim().is_empty());
    json!(items)
}
