//! The open conversation's tags, with a way to put one on and to take one off.

use std::rc::Rc;

use encaixe_api::id::TagId;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::tag::Tag;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::popover::use_popover;
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
            chip(
                tag,
                &words.with("tag-remove", [("tag", tag.name.clone().into())]),
                take_off(tag),
            )
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

fn chip(tag: &Tag, remove: &str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <span
            key={tag.id.to_string()}
            class="tag"
            data-testid="tag"
            data-id={tag.id.to_string()}
            style={format!("--tag: {}; --tag-text: {}", tag.color, tag.text_color)}
        >
            <span class="tag-name" dir="auto">{ &tag.name }</span>
            <button type="button" class="tag-remove" {onclick} aria-label={remove.to_owned()} title={remove.to_owned()}>
                { small_icon("x") }
            </button>
        </span>
    }
}
