//! The sheet behind the filter button: one choice for each part.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Filter;
use encaixe_ui::field::use_switch;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::select::use_select_part;
use yew::prelude::*;

use crate::filters::{ME, NONE, Part};
use crate::hooks::{use_ask, use_select, use_store};

/// A value of a part, with its name.
type Choice = (String, String);

/// One choice for each part; each acts at once.
#[hook]
pub(super) fn use_choices_part() -> Html {
    let words = use_words();
    let store = use_store();
    let ask = use_ask();
    let filter = use_select(|state| Rc::clone(&state.list.filter));
    let directory = use_select(|state| Rc::<Directory>::clone(&state.directory));
    let put = move |part: Part| {
        let store = store.clone();
        ask.reform(move |value: String| {
            let mut filter = Filter::clone(&store.state().list.filter);
            part.put(&mut filter, Some(value));
            filter
        })
    };
    let lines = [Part::Assignee, Part::Group, Part::Tag, Part::Channel].map(|part| {
        let value = part.of(&filter).unwrap_or_default();
        let any = (AttrValue::default(), AttrValue::from(words.t("filter-any")));
        let known = choices(part, &value, &directory, &words);
        let known = known
            .into_iter()
            .map(|(value, name)| (value.into(), name.into()));
        html! {
            <label class="filter-line">
                <span>{ label(part, &words) }</span>
                { part!(use_select_part, part.name(), props!(encaixe_ui::select::Props { class: "select", name: part.name(), value, options: std::iter::once(any).chain(known).collect::<Vec<_>>(), onchange: put(part) })) }
            </label>
        }
    });
    let unread = put(Part::Unread).reform(|on: bool| if on { "true" } else { "" }.to_owned());
    html! {
        <div class="filter-sheet" role="group" aria-label={words.t("filters")}>
            { for lines }
            { part!(use_switch, Part::Unread.name(), props!(encaixe_ui::field::SwitchProps { label: words.t("filter-unread"), name: Part::Unread.name(), on: filter.unread == Some(true), onchange: unread })) }
        </div>
    }
}

/// A value of the part, in words.
pub(super) fn name_of(part: Part, value: &str, directory: &Directory, words: &Words) -> String {
    let own = match (part, value) {
        (Part::Unread, "true") => Some(words.t("filter-unread")),
        (Part::Unread, _) => Some(words.t("filter-read")),
        (Part::Assignee, ME) => Some(words.t("filter-mine")),
        (Part::Assignee, NONE) => Some(words.t("assignee-none")),
        (Part::Group, NONE) => Some(words.t("group-none")),
        _ => None,
    };
    own.unwrap_or_else(|| {
        let known = choices(part, value, directory, words);
        let name = known
            .into_iter()
            .find(|(id, _)| id == value)
            .map_or_else(|| words.t("filter-unknown"), |(_, name)| name);
        format!("{}: {name}", label(part, words))
    })
}

fn label(part: Part, words: &Words) -> String {
    match part {
        Part::Unread => words.t("filter-unread"),
        Part::Assignee => words.t("assignee-label"),
        Part::Group => words.t("group-label"),
        Part::Tag => words.t("filter-tag"),
        Part::Channel => words.t("filter-channel"),
    }
}

/// The options: those in use, and always the present one.
fn choices(part: Part, present: &str, directory: &Directory, words: &Words) -> Vec<Choice> {
    let of = |items: &mut dyn Iterator<Item = (&str, &str, bool)>| -> Vec<Choice> {
        items
            .filter(|(id, _, is_active)| *is_active || *id == present)
            .map(|(id, name, _)| (id.to_owned(), name.to_owned()))
            .collect()
    };
    let mut own = Vec::new();
    let rest = match part {
        Part::Unread => Vec::new(),
        Part::Assignee => {
            own.push((ME.to_owned(), words.t("filter-me")));
            own.push((NONE.to_owned(), words.t("assignee-none")));
            let members = directory.members.iter();
            of(&mut members.map(|it| (it.id.as_str(), it.name.as_str(), it.may_serve())))
        }
        Part::Group => {
            own.push((NONE.to_owned(), words.t("group-none")));
            let groups = directory.groups.iter();
            of(&mut groups.map(|it| (it.id.as_str(), it.name.as_str(), it.is_active)))
        }
        Part::Tag => {
            let tags = directory.tags.iter();
            of(&mut tags.map(|it| (it.id.as_str(), it.name.as_str(), it.is_active)))
        }
        Part::Channel => {
            let channels = directory.channels.iter();
            of(&mut channels.map(|it| (it.id.as_str(), it.name.as_str(), it.is_active)))
        }
    };
    own.into_iter().chain(rest).collect()
}
