//! The list of conversations. However long it is, only the rows around what can be seen stand in the page; more are
//! loaded as it is scrolled.
//!
//! It is a list of links rather than a listbox: a row opens in a new tab too, and readers say how many there are and
//! which one this is by `aria-setsize` and `aria-posinset`.

use std::rc::Rc;

use encaixe_api::inbox::conversation::Order;
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::use_now;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

use super::row::use_row;
use crate::flow::conversations;
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::list::Phase;
use crate::{filters, state};

mod found;
mod scroll;
mod window;

use found::{use_found, use_nothing};
use window::pixels;

/// How many rows the skeleton has.
pub(crate) const SKELETON_ROWS: usize = 9;
/// The number of skeleton rows under a list that loads its next page.
const SKELETON_ROWS_MORE: usize = 2;

#[hook]
pub(crate) fn use_list() -> Html {
    let words = use_words();
    let store = use_store();
    let view = use_node_ref();
    let list = use_select(|state| state.list.clone());
    let (seen, onscroll) = scroll::use_scroll(&view, &list);

    let retry = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            if store.state().list.items.is_empty() {
                store.dispatch(Action::ListLoading);
                conversations::load_list(&store);
            } else {
                conversations::load_more(&store);
            }
        })
    };
    let trouble = match &list.phase {
        Phase::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: retry })) } }
        }
        Phase::Loading | Phase::More | Phase::Ready => Html::default(),
    };
    let is_busy = list.phase == Phase::Loading;
    let is_failed = matches!(list.phase, Phase::Failed(_));
    html! {
        <div
            ref={view}
            class={classes!("list-scroll", list.outdated.then_some("is-outdated"))}
            {onscroll}
            aria-busy={is_busy.then_some("true")}
            data-testid="list"
        >
            { part!(use_found) }
            if list.items.is_empty() {
                if is_failed {
                    { trouble }
                } else if is_busy || list.phase == Phase::More {
                    { skeleton_rows(SKELETON_ROWS) }
                } else {
                    { part!(use_nothing) }
                }
            } else {
                <ul
                    class="rows rows-window"
                    style={format!("height: {}px", pixels(list.items.len()))}
                    aria-label={words.t("list-label")}
                >
                    { part!(use_rows, props!(RowsProps { list: (*list).clone(), window: seen.window(list.items.len()) })) }
                </ul>
                if is_failed {
                    { trouble }
                } else if list.next.is_some() {
                    { skeleton_rows(SKELETON_ROWS_MORE) }
                }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowsProps {
    list: state::list::List,
    /// The first row that stands in the page, and the one after the last.
    window: (usize, usize),
}

/// The rows that stand in the page: those of the window, and the one that Tab goes to, which must not go while it has the
/// focus.
#[hook]
fn use_rows(props: &RowsProps) -> Html {
    let now = use_now();
    let directory = use_select(|state| state.directory.clone());
    let selected = use_select(|state| state.selected().cloned());
    let list = &props.list;
    let query = AttrValue::from(filters::query(&list.filter));
    let stop = list.focus.as_ref().and_then(|id| list.at(id)).unwrap_or(0);
    let (start, end) = props.window;
    let before = (stop < start).then_some(stop);
    let after = (stop >= end).then_some(stop);
    // The total is unknown while more may come.
    let size = if list.next.is_some() {
        AttrValue::Static("-1")
    } else {
        AttrValue::from(list.items.len().to_string())
    };
    let rows = before.into_iter().chain(start..end).chain(after);
    let rows = rows.filter_map(|at| {
        let row = list.items.get(at)?;
        Some(html! {
            { part!(use_row, &row.id.to_string(), props!(crate::components::row::Props { excerpts: list.why.excerpts.get(&row.id).map(Rc::clone), waits: list.filter.order == Some(Order::Waiting), row: Rc::clone(row), directory: (*directory).clone(), selected: selected.as_ref().as_ref() == Some(&row.id), focus: at == stop, at, size: size.clone(), query: query.clone(), now })) }
        })
    });
    html! { <>{ for rows }</> }
}

/// Skeletons of rows that are being loaded.
pub(crate) fn skeleton_rows(count: usize) -> Html {
    html! { <ul class="rows" aria-hidden="true">{ for (0..count).map(|_| skeleton_row()) }</ul> }
}

fn skeleton_row() -> Html {
    html! {
        <li>
            <span class="row row-skeleton">
                <span class="avatar avatar-medium skeleton" />
                <span class="row-name"><span class="skeleton skeleton-name" /></span>
                <span class="row-text"><span class="skeleton skeleton-text" /></span>
            </span>
        </li>
    }
}
