//! The result of a search or filter: the number found, and what to do when there is none.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_api::inbox::conversation::{Filter, Status};
use encaixe_api::inbox::found::Found as Count;
use encaixe_ui::button::push_button;
use encaixe_ui::empty::use_empty;
use encaixe_ui::i18n::use_words;
use yew::prelude::*;

use crate::filters::{Part, usual};
use crate::hooks::{use_ask, use_select};
use crate::state::list::Phase;

/// How many were found: shown for a search, said to readers for whatever else was asked for.
#[hook]
pub(super) fn use_found() -> Html {
    let words = use_words();
    let found = use_select(|state| {
        let list = &state.list;
        let is_asked = list.filter.q.is_some() || list.filter.status != usual().status;
        let is_ready = list.phase == Phase::Ready && !list.outdated;
        let loaded = || (list.items.len(), list.next.is_some());
        let counted = |found: Count| (found.count as usize, found.more);
        let found = list.why.found.map_or_else(loaded, counted);
        (is_asked && is_ready).then_some((found, list.why.found.is_some(), list.why.unindexed))
    });
    let (text, is_search, unindexed) = match *found {
        Some(((count, more), is_search, unindexed)) => {
            let key = if more {
                "list-found-more"
            } else {
                "list-found"
            };
            (
                words.with(key, [("count", count.into())]),
                is_search,
                unindexed,
            )
        }
        None => (String::new(), false, 0),
    };
    let class = if is_search && !text.is_empty() {
        "list-found"
    } else {
        "hidden-text"
    };
    html! {
        <>
            <p {class} role="status" data-testid="list-found">{ text }</p>
            if is_search && unindexed > 0 {
                <p class="list-found" data-testid="list-unindexed">{ words.with("list-unindexed", [("count", unindexed.into())]) }</p>
            }
        </>
    }
}

/// Nothing is there: says what was asked for, and offers more.
#[hook]
pub(super) fn use_nothing() -> Html {
    let words = use_words();
    let ask = use_ask();
    let filter = use_select(|state| Rc::clone(&state.list.filter));
    let button = |label: String, testid: &'static str, filter: Filter| {
        let onclick = ask.reform(move |_: MouseEvent| filter.clone());
        html! { { push_button(&props!(encaixe_ui::button::Props { label, onclick, testid })) } }
    };
    let everything = Filter {
        status: None,
        ..Filter::clone(&filter)
    };
    let is_status_alone = everything == Filter::default();
    if is_status_alone {
        let title = match filter.status {
            None => words.t("list-empty"),
            Some(Status::Open) => words.t("list-empty-open"),
            Some(Status::Closed) => words.t("list-empty-closed"),
        };
        return html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "inbox", title, text: words.t("list-empty-text"), children: html! { <>if filter.status.is_some() {
                    { button(words.t("list-show-all"), "list-show-all", everything) }
                }</> } })) }
        };
    }
    let mut text = match (&filter.q, filter.status) {
        (Some(q), Some(Status::Open)) => {
            words.with("list-nothing-open", [("q", q.as_str().into())])
        }
        (Some(q), Some(Status::Closed)) => {
            words.with("list-nothing-closed", [("q", q.as_str().into())])
        }
        (Some(q), None) => words.with("list-nothing-all", [("q", q.as_str().into())]),
        (None, _) => words.t("list-nothing-filters"),
    };
    if filter.q.is_some() && Part::ALL.iter().any(|part| part.of(&filter).is_some()) {
        text = format!("{text} {}", words.t("list-nothing-too"));
    }
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t("list-nothing"), text, children: html! { <><div class="empty-buttons" data-testid="list-nothing">
                if filter.status.is_some() {
                    { button(words.t("list-search-all"), "list-search-all", everything) }
                }
                { button(words.t("list-clear"), "list-clear", usual()) }
            </div></> } })) }
    }
}
