//! Some of several: check boxes. A long list has a filter and is one stop of the Tab key, walked by arrows.

use encaixe_ui::part;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::props;

use encaixe_protocol::command::send_form::{Choice, Item};
use encaixe_ui::fold::folded;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::Entry;
use crate::form::{choice_label, options, text_of};

/// From this many options on, the list is a long one.
const LONG: usize = 13;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) item: Rc<Item>,
    pub(super) entry: Entry,
    pub(super) onentry: Callback<Entry>,
}

#[hook]
pub(super) fn use_choices(props: &Props) -> Html {
    let words = use_words();
    let list = use_node_ref();
    let filter = use_state_eq(String::new);
    let stop = use_state_eq(|| 0_usize);
    let all = options(&props.item);
    let is_long = all.len() >= LONG;
    let chosen = match &props.entry {
        Entry::Many(places) => places.clone(),
        Entry::Text(_) | Entry::One(_) | Entry::HalfDate => BTreeSet::new(),
    };
    let sought = folded(filter.trim());
    let shown: Vec<(usize, &Choice)> = all
        .iter()
        .enumerate()
        .filter(|(_, choice)| folded(&choice_label(choice)).contains(&sought))
        .collect();
    // The Tab key stops at the box that was last stood on, if it is shown.
    let stops = shown.iter().any(|(at, _)| *at == *stop);
    let first = shown.first().map(|(at, _)| *at);
    let stop_at = if stops { Some(*stop) } else { first };
    let toggle = {
        let (chosen, onentry) = (chosen.clone(), props.onentry.clone());
        Callback::from(move |at: usize| {
            let mut places = chosen.clone();
            if !places.remove(&at) {
                places.insert(at);
            }
            onentry.emit(Entry::Many(places));
        })
    };
    let boxes = shown.iter().map(|(at, choice)| {
        let at = *at;
        let onchange = toggle.reform(move |_: Event| at);
        let onfocus = {
            let stop = stop.clone();
            Callback::from(move |_: FocusEvent| stop.set(at))
        };
        html! {
            <label key={at} class="choice">
                <input
                    type="checkbox"
                    name={props.item.name.clone()}
                    value={text_of(&choice.value)}
                    checked={chosen.contains(&at)}
                    tabindex={(is_long && stop_at != Some(at)).then_some("-1")}
                    {onchange}
                    {onfocus}
                />
                <span dir="auto">{ choice_label(choice) }</span>
            </label>
        }
    });
    let onkeydown = is_long.then(|| {
        let list = list.clone();
        Callback::from(move |event: KeyboardEvent| walk(&list, &event))
    });
    let only = match shown.as_slice() {
        [(at, _)] => Some(*at),
        _ => None,
    };
    let onfilter = {
        let filter = filter.clone();
        Callback::from(move |text| filter.set(text))
    };
    let onenter = {
        let toggle = toggle.clone();
        Callback::from(move |()| only.into_iter().for_each(|at| toggle.emit(at)))
    };
    let ondown = {
        let list = list.clone();
        Callback::from(move |()| step_in(&list))
    };
    html! {
        <div class={classes!("choices", is_long.then_some("is-long"))}>
            if is_long {
                { part!(use_filter, props!(FilterProps { text: (*filter).clone(), label: words.t("form-filter"), onfilter, onenter, ondown })) }
            }
            <div class="choice-list" ref={list} {onkeydown}>
                { for boxes }
                if shown.is_empty() { <p class="choice-none">{ words.t("form-filter-none") }</p> }
            </div>
            if is_long {
                <p class="choice-count" role="status">
                    { words.with("form-chosen", [("count", chosen.len().into()), ("all", all.len().into())]) }
                </p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FilterProps {
    text: AttrValue,
    label: AttrValue,
    onfilter: Callback<String>,
    onenter: Callback<()>,
    ondown: Callback<()>,
}

/// Enter chooses what is left when that is one; the arrow down goes into the list; Esc empties it.
#[hook]
fn use_filter(props: &FilterProps) -> Html {
    let oninput = {
        let onfilter = props.onfilter.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                onfilter.emit(input.value());
            }
        })
    };
    let onkeydown = {
        let (onfilter, onenter, ondown) = (
            props.onfilter.clone(),
            props.onenter.clone(),
            props.ondown.clone(),
        );
        let is_empty = props.text.is_empty();
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" => onenter.emit(()),
                "ArrowDown" => ondown.emit(()),
                "Escape" if !is_empty => onfilter.emit(String::new()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <div class="choice-filter">
            { small_icon("search") }
            <input
                type="text"
                dir="auto"
                value={props.text.clone()}
                placeholder={props.label.clone()}
                aria-label={props.label.clone()}
                autocomplete="off"
                spellcheck="false"
                {oninput}
                {onkeydown}
            />
        </div>
    }
}

/// Moves the focus to the next or the previous box.
fn walk(list: &NodeRef, event: &KeyboardEvent) {
    let boxes = boxes(list);
    let at = event
        .target_dyn_into::<HtmlElement>()
        .and_then(|target| boxes.iter().position(|one| *one == target));
    let Some((at, last)) = at.zip(boxes.len().checked_sub(1)) else {
        return;
    };
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    focus(boxes.get(to));
}

fn step_in(list: &NodeRef) {
    focus(boxes(list).first());
}

fn boxes(list: &NodeRef) -> Vec<HtmlElement> {
    let found = list
        .cast::<Element>()
        .and_then(|list| list.query_selector_all("input").ok());
    let found = found.iter();
    found
        .flat_map(|found| (0..found.length()).filter_map(|at| found.item(at)))
        .filter_map(|one| one.dyn_into().ok())
        .collect()
}

fn focus(element: Option<&HtmlElement>) {
    if let Some(element) = element {
        // A check box can always take the focus.
        let _ = element.focus();
    }
}
