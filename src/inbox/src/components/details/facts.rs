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

/// All of it in the order in which it happened.
pub(super) fn facts(
    words: &Words,
    directory: &Directory,
    (attendance, categories): &(Found, Found),
) -> Vec<Known> {
    let member = |id: Option<String>| {
        let mut members = directory.members.iter();
        let found = members.find(|it| Some(it.id.as_str()) == id.as_deref());
        found.map(|member| member.name.clone())
    };
    let by = |key: &str| {
        let author = attendance.at(key);
        let name = author.text("name").unwrap_or_default();
        match author.text("kind")?.as_str() {
            "member" => member(author.text("member")),
            "plugin" => Some(words.with("message-by-plugin", [("plugin", name.into())])),
            "token" => Some(words.with("by-program", [("name", name.into())])),
            _ => None,
        }
    };
    let when = |key: &str| Some(time::date_time(words, &attendance.text(key)?));
    let mut all = Vec::new();
    let mut add = |name: &str, said: Vec<Option<String>>| {
        let value = said.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !value.is_empty() {
            all.push(Known {
                entity: "session",
                name: name.to_owned(),
                label: words.t(name),
                value,
            });
        }
    };
    let operator = member(attendance.text("operator"));
    let starter = by("startedBy").filter(|name| operator.as_ref() != Some(name));
    let sorted = attendance.at("categories").items();
    let sorted = sorted.iter().filter_map(|choice| {
        let category = categories.of_id(choice.text("category"))?;
        let item = category.at("items").of_id(choice.text("item"));
        let names = [Some(category), item];
        let names = names.iter().flatten().filter_map(|it| it.text("name"));
        Some(names.collect::<Vec<_>>().join(": "))
    });
    let rating = attendance.at("rating");
    let score = rating.text("score");
    let score = score.map(|score| words.with("attendance-score", [("score", score.into())]));
    add("attendance-number", vec![attendance.text("number")]);
    add("attendance-requested", vec![when("requestedAt")]);
    add(
        "attendance-started",
        vec![when("startedAt"), operator, starter],
    );
    add(
        "attendance-finished",
        vec![when("finishedAt"), by("finishedBy")],
    );
    add("attendance-category", sorted.map(Some).collect());
    add("attendance-report", vec![attendance.text("report")]);
    add("attendance-rating", vec![score, rating.text("observation")]);
    all
}
