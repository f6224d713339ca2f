//! What the list is asked for: the status in front, the rest behind a button, and a chip for each of it.

use std::rc::Rc;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::{Filter, Status};
use yew::prelude::*;

use super::button::Button;
use super::icon::Icon;
use super::popover::Popover;
use crate::filters::Part;
use crate::hooks::{use_ask, use_select, use_store};
use crate::i18n::use_words;

mod choices;

use choices::{Choices, name_of};

/// Open, all or closed; under them what else the list is asked for.
#[component]
pub(crate) fn Filters() -> Html {
    let words = use_words();
    let ask = use_ask();
    let filter = use_select(|state| Rc::clone(&state.list.filter));
    let options = [
        ("open", Some(Status::Open), words.t("filter-open")),
        ("all", None, words.t("filter-all")),
        ("closed", Some(Status::Closed), words.t("filter-closed")),
    ];
    let segments = options.map(|(name, status, label)| {
        let wanted = Filter {
            status,
            ..Filter::clone(&filter)
        };
        let onclick = ask.reform(move |_: MouseEvent| wanted.clone());
        let pressed = if filter.status == status {
            "true"
        } else {
            "false"
        };
        html! {
            <button
                type="button"
                class="segment"
                aria-pressed={pressed}
                data-testid="filter-status"
                data-status={name}
                {onclick}
            >
                { label }
            </button>
        }
    });
    html! {
        <div class="filters">
            <div class="segments" role="group" aria-label={words.t("filter-status")}>{ for segments }</div>
            <Chips filter={Rc::clone(&*filter)} />
        </div>
    }
}

/// Opens the choice of what is asked for less often; says how much of it is.
#[component]
pub(crate) fn FilterButton() -> Html {
    let words = use_words();
    let count = use_select(|state| active(&state.list.filter).count());
    let label = if *count == 0 {
        words.t("filters")
    } else {
        words.with("filters-active", [("count", (*count).into())])
    };
    let button = html! {
        <>
            <Icon name="list-filter" />
            if *count > 0 { <span class="filter-count" aria-hidden="true">{ *count }</span> }
        </>
    };
    html! {
        <Popover {button} {label} class="button button-plain button-bare filter-button" align="end" testid="filters">
            <Choices />
        </Popover>
    }
}

#[derive(Properties, PartialEq)]
struct ChipsProps {
    filter: Rc<Filter>,
}

/// What is asked for, each with a way to take it away.
#[component]
fn Chips(props: &ChipsProps) -> Html {
    let words = use_words();
    let store = use_store();
    let ask = use_ask();
    let directory = use_select(|state| Rc::<Directory>::clone(&state.directory));
    let asked: Vec<Part> = active(&props.filter).collect();
    if asked.is_empty() {
        return Html::default();
    }
    let without = move |parts: Vec<Part>| {
        let store = store.clone();
        ask.reform(move |_: MouseEvent| {
            let mut filter = Filter::clone(&store.state().list.filter);
            for part in &parts {
                part.put(&mut filter, None);
            }
            filter
        })
    };
    let chips = asked.iter().map(|part| {
        let value = part.of(&props.filter).unwrap_or_default();
        let name = name_of(*part, &value, &directory, &words);
        let label = words.with("filter-remove", [("filter", name.clone().into())]);
        html! {
            <li key={part.name()}>
                <button
                    type="button"
                    class="filter-chip"
                    aria-label={label.clone()}
                    title={label}
                    data-testid="filter-chip"
                    data-filter={part.name()}
                    onclick={without(vec![*part])}
                >
                    <span class="clip">{ name }</span>
                    <Icon name="x" />
                </button>
            </li>
        }
    });
    html! {
        <div class="filter-chips">
            <ul aria-label={words.t("filters-list")}>{ for chips }</ul>
            <Button
                label={words.t("filters-clear")}
                look="quiet"
                onclick={without(Part::ALL.to_vec())}
                testid="filters-clear"
            />
        </div>
    }
}

fn active(filter: &Filter) -> impl Iterator<Item = Part> {
    Part::ALL
        .into_iter()
        .filter(|part| part.of(filter).is_some())
}
