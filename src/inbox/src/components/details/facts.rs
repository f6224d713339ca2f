//! What happened in the attendance: its number, when it was asked for, who took it and who finished it, and what was said of it then.

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

/// An attendance, and the categories by which it may be sorted.
type Attendance = Rc<(Found, Found)>;

/// The attendance, fetched while the details are shown.
#[hook]
pub(super) fn use_attendance(conversation: &Conversation, is_shown: bool) -> Option<Attendance> {
    let found = use_state_eq(|| None::<(AttendanceId, Attendance)>);
    let asked = is_shown.then(|| {
        (
            conversation.session.clone(),
            conversation.attendance.clone(),
        )
    });
    {
        let found = found.clone();
        use_effect_with(asked, move |asked| {
            let Some((id, _)) = asked.clone() else {
                return;
            };
            spawn_local(async move {
                // Without an answer the rest is shown; the next look asks again.
                if let Ok(attendance) = api_client::attendance(&id).await {
                    found.set(Some((id, Rc::new(attendance))));
                }
            });
        });
    }
    let (id, attendance) = (*found).clone()?;
    (id == conversation.session).then_some(attendance)
}

/// What is a text, a time or a member there, and who did it.
const PLAIN: [(&str, &str, &str); 6] = [
    ("attendance-number", "number", ""),
    ("attendance-requested", "requestedAt", ""),
    ("attendance-started", "startedAt", "startedBy"),
    ("attendance-operator", "operator", ""),
    ("attendance-finished", "finishedAt", "finishedBy"),
    ("attendance-report", "report", ""),
];

fn member(directory: &Directory, id: &str) -> String {
    let mut members = directory.members.iter();
    let found = members.find(|it| it.id.as_str() == id);
    found.map_or_else(String::new, |member| member.name.clone())
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
fn known(words: &Words, name: &str, mut value: String, more: &str) -> Known {
    if !value.is_empty() && !more.is_empty() {
        value += " · ";
        value += more;
    }
    Known {
        entity: "session",
        name: name.to_owned(),
        label: words.t(name),
        value,
    }
}

/// All of it.
#[inline(never)]
pub(super) fn facts(
    words: &Words,
    directory: &Directory,
    (attendance, categories): &(Found, Found),
) -> Vec<Known> {
    let plain = PLAIN.iter().map(|(name, key, who)| {
        let text = attendance.text(key);
        let text = match *key {
            "operator" => member(directory, &text),
            _ if key.ends_with("At") && !text.is_empty() => time::date_time(words, &text),
            _ => text,
        };
        let by = by(words, directory, &attendance.at(who));
        known(words, name, text, &by)
    });
    let mut all: Vec<Known> = plain.collect();
    for choice in attendance.at("categories").items() {
        let category = categories.of_id(&choice.text("category"));
        let item = category.at("items").of_id(&choice.text("item"));
        let (category, item) = (category.text("name"), item.text("name"));
        all.push(known(words, "attendance-category", category, &item));
    }
    let rating = attendance.at("rating");
    let mut score = rating.text("score");
    if !score.is_empty() {
        score = words.with("attendance-score", [("score", score.into())]);
    }
    let observation = rating.text("observation");
    all.push(known(words, "attendance-rating", score, &observation));
    all.retain(|known| !known.value.is_empty());
    all
}
