//! The open conversation's tags, with a way to put one on and to take one off.

use std::rc::Rc;

use encaixe_api::id::TagId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::author::AuthorKind;
use encaixe_api::inbox::conversation::{Conversation, Tagging};
use encaixe_api::inbox::tag::Tag;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::popover::use_popover;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use crate::flow::changes;
use crate::hooks::{use_select, use_store};

mod choices;

use choices::use_choices_part;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
}

#[hook]
pub(crate) fn use_tags(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let directory = use_select(|state| state.directory.clone());
    let row = &props.conversation.summary;
    let take_off = |tag: &Tag| {
        let (store, id, tag) = (store.clone(), row.id.clone(), tag.id.clone());
        Callback::from(move |_: MouseEvent| {
            changes::toggle_tag(&store, id.clone(), tag.clone(), false);
        })
    };
    let put_on = row
        .tags
        .iter()
        .filter_map(|id| directory.tags.iter().find(|tag| tag.id == *id))
        .map(|tag| {
            let taggings = &props.conversation.taggings;
            let tagging = taggings.iter().find(|tagging| tagging.tag == tag.id);
            let origin = tagging.and_then(|tagging| Origin::of(&words, &directory, tagging));
            let remove = words.with("tag-remove", [("tag", tag.name.clone().into())]);
            chip(tag, origin, &remove, take_off(tag))
        });
    let active = directory.tags.iter().filter(|tag| tag.is_active);
    let others: Vec<Rc<Tag>> = active
        .clone()
        .filter(|tag| !row.tags.contains(&tag.id))
        .map(|tag| Rc::new(tag.clone()))
        .collect();
    let is_none = active.count() == 0;
    let onchoose = {
        let (store, id) = (store.clone(), row.id.clone());
        Callback::from(move |tag: TagId| changes::toggle_tag(&store, id.clone(), tag, true))
    };
    let onmake = {
        let (store, id) = (store.clone(), row.id.clone());
        Callback::from(move |name: String| changes::make_tag(&store, id.clone(), name))
    };
    let add = html! { <>{ small_icon("plus") }<span>{ words.t("tag-add") }</span></> };
    html! {
        <div class="tags">
            { for put_on }
            { part!(use_popover, props!(encaixe_ui::popover::Props { button: add, class: "property property-add", testid: "tag-add", close_on_click: true, children: html! { <>{ part!(use_choices_part, props!(crate::components::tags::choices::Props { tags: others, is_none, onchoose, onmake })) }</> } })) }
        </div>
    }
}

/// Who put a tag on, in words; the icon is for what is no person.
struct Origin {
    text: String,
    icon: Option<&'static str>,
}

impl Origin {
    fn of(words: &Words, directory: &Directory, tagging: &Tagging) -> Option<Self> {
        let (by, at) = tagging.by.as_ref().zip(tagging.at.as_deref())?;
        let member = (by.member.as_ref())
            .and_then(|id| directory.members.iter().find(|member| member.id == *id))
            .map(|member| member.name.clone());
        let (key, icon) = match by.kind {
            AuthorKind::Member => ("tag-by-member", None),
            AuthorKind::Plugin => ("tag-by-plugin", Some("puzzle")),
            AuthorKind::Token => ("tag-by-program", Some("key-round")),
            AuthorKind::System => return None,
        };
        let text = words.with(
            key,
            [
                ("member", member.unwrap_or_default().into()),
                ("name", by.name.clone().unwrap_or_default().into()),
                ("when", time::date_time(words, at).into()),
            ],
        );
        Some(Self { text, icon })
    }
}

fn chip(tag: &Tag, origin: Option<Origin>, remove: &str, onclick: Callback<MouseEvent>) -> Html {
    let (text, icon) = origin.map_or((None, None), |origin| (Some(origin.text), origin.icon));
    html! {
        <span
            key={tag.id.to_string()}
            class="tag"
            data-testid="tag"
            data-id={tag.id.to_string()}
            title={text.clone()}
            style={format!("--tag: {}; --tag-text: {}", tag.color, tag.text_color)}
        >
            if let Some(icon) = icon {
                <span class="tag-origin" role="img" aria-label={text}>{ small_icon(icon) }</span>
            }
            <span class="tag-name" dir="auto">{ &tag.name }</span>
            <button type="button" class="tag-remove" {onclick} aria-label={remove.to_owned()} title={remove.to_owned()}>
                { small_icon("x") }
            </button>
        </span>
    }
}
