//! What happened in the attendance: its number, when it was asked for, who took it and who finished it, and what was said of it then;
//! and a line for each attendance before it.

use std::rc::Rc;

use encaixe_api::id::AttendanceId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Known;
use crate::api_client;
use crate::found::Found;

/// The last attendances of a conversation, the newest first, and the categories by which they may be sorted.
type Attendances = Rc<(Found, Found)>;

/// The attendances, fetched while the details are shown.
#[hook]
pub(super) fn use_attendances(conversation: &Conversation, is_shown: bool) -> Option<Attendances> {
    let found = use_state_eq(|| None::<(AttendanceId, Attendances)>);
    let asked = is_shown.then(|| {
        (
            conversation.session.clone(),
            conversation.attendance.clone(),
        )
    });
    let conversation_id = conversation.summary.id.clone();
    {
        let found = found.clone();
        use_effect_with(asked, move |asked| {
            let Some((id, _)) = asked.clone() else {
                return;
            };
            let conversation_id = conversation_id.clone();
            spawn_local(async move {
                // Without an answer the rest is shown; the next look asks again.
                if let Ok(attendances) = api_client::attendances(&conversation_id).await {
                    found.set(Some((id, Rc::new(attendances))));
                }
            });
        });
    }
    let (id, attendances) = (*found).clone()?;
    (id == conversation.session).then_some(attendances)
}

/// What is a text, a time or a member there, and who did it.
const PLAIN: [(&str, &str, &str); 7] = [
    ("attendance-number", "number", ""),
    ("attendance-requested", "requestedAt", ""),
    ("attendance-started", "startedAt", "startedBy"),
    ("attendance-operator", "operator", ""),
    ("attendance-group", "group", ""),
    ("attendance-finished", "finishedAt", "finishedBy"),
    ("attendance-report", "report", ""),
];

fn member(directory: &Directory, id: &str) -> String {
    let mut members = directory.members.iter();
    let found = members.find(|it| it.id.as_str() == id);
    found.map_or_else(String::new, |member| member.name.clone())
}

fn group(directory: &Directory, id: &str) -> String {
    let mut groups = directory.groups.iter();
    let found = groups.find(|it| it.id.as_str() == id);
    found.map_or_else(String::new, |group| group.name.clone())
}

/// Who did something, as people say it.
#[inline(never)]
fn by(words: &Words, directory: &Directory, author: &Found) -> String {
    let name = author.text("name");
    match author.text("kind").as_str() {
        "member" => member(directory, &author.text("member")),
        "plugin" => words.with("message-by-plugin", [("plugin", name.into())]),
        "token" => words.with("by-program", [("name", name.into())]),
        _ => String::new(),
    }
}

/// One fact; it is left out where it has no value.
#[inline(never)]
fn known(label: String, name: &str, mut value: String, more: &str) -> Known {
    if !value.is_empty() && !more.is_empty() {
        value += " · ";
        value += more;
    }
    Known {
        entity: "session",
        name: name.to_owned(),
        label,
        value,
        color: String::new(),
    }
}

/// What an attendance was sorted under: the categories' names, items and colours.
#[inline(never)]
fn choices(attendance: &Found, categories: &Found) -> Vec<(String, String, String)> {
    let chosen = attendance.at("categories").items().into_iter();
    let named = chosen.map(|choice| {
        let category = categories.of_id(&choice.text("category"));
        let item = category.at("items").of_id(&choice.text("item"));
        (
            category.text("name"),
            item.text("name"),
            category.text("color"),
        )
    });
    named.collect()
}

fn score(words: &Words, attendance: &Found) -> String {
    let score = attendance.at("rating").text("score");
    if score.is_empty() {
        return score;
    }
    words.with("attendance-score", [("score", score.into())])
}

/// All of it.
#[inline(never)]
pub(super) fn facts(
    words: &Words,
    directory: &Directory,
    (attendances, categories): &(Found, Found),
) -> Vec<Known> {
    let mut attendances = attendances.items().into_iter();
    let Some(attendance) = attendances.next() else {
        return Vec::new();
    };
    let plain = PLAIN.iter().map(|(name, key, who)| {
        let text = attendance.text(key);
        let text = match *key {
            "operator" => member(directory, &text),
            "group" => group(directory, &text),
            _ if key.ends_with("At") && !text.is_empty() => time::date_time(words, &text),
            _ => text,
        };
        let by = by(words, directory, &attendance.at(who));
        known(words.t(name), name, text, &by)
    });
    let mut all: Vec<Known> = plain.collect();
    for (category, item, color) in choices(&attendance, categories) {
        let label = words.t("attendance-category");
        let fact = known(label, "attendance-category", category, &item);
        all.push(Known { color, ..fact });
    }
    let observation = attendance.at("rating").text("observation");
    let score_of_it = score(words, &attendance);
    let label = words.t("attendance-rating");
    all.push(known(label, "attendance-rating", score_of_it, &observation));
    for earlier in attendances {
        let label = words.with(
            "attendance-earlier",
            [("number", earlier.text("number").into())],
        );
        let mut more: Vec<String> = choices(&earlier, categories)
            .into_iter()
            .map(|(category, ..)| category)
            .collect();
        more.insert(0, member(directory, &earlier.text("operator")));
        more.push(score(words, &earlier));
        more.retain(|text| !text.is_empty());
        let at = time::date_time(words, &earlier.text("requestedAt"));
        all.push(known(label, "attendance-earlier", at, &more.join(" · ")));
    }
    all.retain(|known| !known.value.is_empty());
    all
}
