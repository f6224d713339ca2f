//! What happened in the attendance: its number, when it was asked for, who took it and who finished it, and what was said of it then.

use std::rc::Rc;

use encaixe_api::id::{AttendanceId, MemberId};
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::attendance::Choice;
use encaixe_api::inbox::author::{Author, AuthorKind};
use encaixe_api::inbox::conversation::Conversation;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::Known;
use crate::api_client::{self, Finish};

/// What is known of a finish, fetched while the details are shown.
#[hook]
pub(super) fn use_finish(conversation: &Conversation, is_shown: bool) -> Option<Rc<Finish>> {
    let found = use_state_eq(|| None::<(AttendanceId, Rc<Finish>)>);
    let ended = conversation.attendance.as_ref();
    let ended = ended.and_then(|attendance| attendance.finished_at.clone());
    let asked = ended
        .filter(|_| is_shown)
        .map(|ended| (conversation.session.clone(), ended));
    {
        let found = found.clone();
        use_effect_with(asked, move |asked| {
            if let Some((id, _)) = asked.clone() {
                spawn_local(async move {
                    // Without an answer the rest is shown; the next look asks again.
                    if let Ok(finish) = api_client::finish(&id).await {
                        found.set(Some((id, Rc::new(finish))));
                    }
                });
            }
        });
    }
    let (id, finish) = (*found).clone()?;
    (id == conversation.session).then_some(finish)
}

/// All of it in the order in which it happened.
pub(super) fn facts(
    words: &Words,
    directory: &Directory,
    conversation: &Conversation,
    finish: Option<&Finish>,
) -> Vec<Known> {
    let Some(attendance) = &conversation.attendance else {
        return Vec::new();
    };
    let member = |id: Option<&MemberId>| {
        let found = directory.members.iter().find(|it| Some(&it.id) == id);
        found.map(|member| member.name.clone())
    };
    let by = |author: Option<&Author>| {
        let author = author?;
        let name = author.name.clone().unwrap_or_default();
        match author.kind {
            AuthorKind::Member => member(author.member.as_ref()),
            AuthorKind::Plugin => Some(words.with("message-by-plugin", [("plugin", name.into())])),
            AuthorKind::Token => Some(words.with("by-program", [("name", name.into())])),
            AuthorKind::System => None,
        }
    };
    let when = |at: Option<&String>| at.map(|at| time::date_time(words, at));
    let operator = member(attendance.operator.as_ref());
    let starter = by(attendance.started_by.as_ref()).filter(|name| operator.as_ref() != Some(name));
    let started = attendance.started_at.as_ref();
    let finished = attendance.finished_at.as_ref();
    let rating = finish.and_then(|finish| finish.rating.as_ref());
    let rating =
        rating.map(|rating| words.with("attendance-score", [("score", rating.score.into())]));
    let observation = finish.and_then(|finish| finish.rating.as_ref()?.observation.clone());
    let finisher = by(finish.and_then(|finish| finish.finished_by.as_ref()));
    let report = finish.and_then(|finish| finish.report.clone());
    let categories = finish.map(|finish| sorted(directory, &finish.categories));
    [
        (
            "attendance-number",
            [Some(attendance.number.to_string()), None, None],
        ),
        (
            "attendance-requested",
            [when(Some(&attendance.requested_at)), None, None],
        ),
        ("attendance-started", [when(started), operator, starter]),
        ("attendance-finished", [when(finished), finisher, None]),
        ("attendance-category", [categories, None, None]),
        ("attendance-report", [report, None, None]),
        ("attendance-rating", [rating, observation, None]),
    ]
    .into_iter()
    .filter_map(|(name, said)| {
        let said = said.into_iter().flatten().filter(|text| !text.is_empty());
        let value = said.collect::<Vec<_>>().join(" · ");
        (!value.is_empty()).then(|| Known {
            entity: "session",
            name: name.to_owned(),
            label: words.t(name),
            value,
        })
    })
    .collect()
}

/// What it was sorted under, in words.
fn sorted(directory: &Directory, choices: &[Choice]) -> String {
    let named = choices.iter().filter_map(|choice| {
        let all = directory.categories.iter();
        let category = all.clone().find(|it| it.id == choice.category)?;
        let item = category
            .items
            .iter()
            .find(|it| Some(&it.id) == choice.item.as_ref());
        Some(match item {
            Some(item) => format!("{}: {}", category.name, item.name),
            None => category.name.clone(),
        })
    });
    named.collect::<Vec<_>>().join(", ")
}
