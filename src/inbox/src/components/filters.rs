//! What the list is asked for: the views in front, the rest behind a button, and a chip for each of it.

use std::rc::Rc;

use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::{Filter, Order};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus::{self, Heir};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::popover::use_popover;
use encaixe_ui::select::use_select_part;
use yew::prelude::*;
use yew::props;

use crate::filters::{self, Part, View};
use crate::hooks::{use_ask, use_select, use_store};

mod choices;

use choices::{name_of, use_choices_part};

/// The views of the list (open, mine, unassigned and the others), and under them the filters.
#[hook]
pub(crate) fn use_filters() -> Html {
    let words = use_words();
    let ask = use_ask();
    let filter = use_select(|state| Rc::clone(&state.list.filter));
    let counts = use_select(|state| state.counts);
    let view = View::of(&filter);
    let place = use_node_ref();
    focus::use_never_lost(&place, Heir::Neighbour);
    let segment = |of: View, label: &str, count: Option<u32>| {
        let wanted = of.put(&filter);
        let onclick = ask.reform(move |_: MouseEvent| wanted.clone());
        html! {
            <button
                type="button"
                class="segment"
                aria-pressed={if view == of { "true" } else { "false" }}
                data-testid="filter-status"
                data-status={of.name()}
                {onclick}
            >
                { words.t(label) }
                if let Some(count) = count {
                    <span class="segment-count">{ counted(count) }</span>
                }
            </button>
        }
    };
    let order = {
        let filter = Rc::clone(&filter);
        ask.reform(move |word: String| Filter {
            order: filters::order(&word),
            ..Filter::clone(&filter)
        })
    };
    let orders = [
        (Order::Newest, "order-newest"),
        (Order::Waiting, "order-waiting"),
    ];
    let options = orders.map(|(order, label)| (order.as_str().into(), words.t(label).into()));
    html! {
        <div class="filters" ref={place}>
            <div class="filter-views" role="group" aria-label={words.t("filter-status")}>
                <div class="segments">
                    { segment(View::Open, "filter-open", Some(counts.open)) }
                    { segment(View::Mine, "filter-view-mine", counts.mine) }
                    { segment(View::Unassigned, "filter-view-unassigned", Some(counts.unassigned)) }
                </div>
                <div class="filter-line-end">
                    <div class="segments segments-bare">
                        { segment(View::All, "filter-all", None) }
                        { segment(View::Closed, "filter-closed", None) }
                    </div>
                    { part!(use_select_part, "order", props!(encaixe_ui::select::Props { class: "select select-bare", name: "order", label: words.t("order-label"), value: filter.order.unwrap_or(Order::Newest).as_str(), options: options.to_vec(), onchange: order })) }
                </div>
            </div>
            { part!(use_chips, props!(ChipsProps { filter: Rc::clone(&*filter) })) }
        </div>
    }
}

/// A number as short as a button has room for.
fn counted(count: u32) -> String {
    if count > 999 {
        "999+".to_owned()
    } else {
        count.to_string()
    }
}

/// Opens the choice of what is asked for less often; says how much of it is.
#[hook]
pub(crate) fn use_filter_button() -> Html {
    let words = use_words();
    let count = use_select(|state| active(&state.list.filter).count());
    let label = if *count == 0 {
        words.t("filters")
    } else {
        words.with("filters-active", [("count", (*count).into())])
    };
    let button = html! {
        <>
            { small_icon("list-filter") }
            if *count > 0 { <span class="filter-count" aria-hidden="true">{ *count }</span> }
        </>
    };
    html! {
        { part!(use_popover, props!(encaixe_ui::popover::Props { button, label, class: "button button-plain button-bare filter-button", align: "end", testid: "filters", children: html! { <>{ part!(use_choices_part) }</> } })) }
    }
}

#[derive(Properties, PartialEq)]
struct ChipsProps {
    filter: Rc<Filter>,
}

/// What is asked for, each with a way to take it away.
#[hook]
fn use_chips(props: &ChipsProps) -> Html {
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
                    { small_icon("x") }
                </button>
            </li>
        }
    });
    html! {
        <div class="filter-chips">
            <ul aria-label={words.t("filters-list")}>{ for chips }</ul>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("filters-clear"), look: Look::Quiet, onclick: without(asked.clone()), testid: "filters-clear" })) }
        </div>
    }
}

/// What is asked for beside the view, which shows by itself.
fn active(filter: &Filter) -> impl Iterator<Item = Part> {
    let is_view = matches!(View::of(filter), View::Mine | View::Unassigned);
    (Part::ALL.into_iter())
        .filter(move |part| !(is_view && *part == Part::Assignee))
        .filter(|part| part.of(filter).is_some())
}
