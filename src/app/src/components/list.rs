//! The list of conversations: loads more as it is scrolled.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::empty::{Empty, Trouble};
use super::row::Row;
use crate::flow::conversations;
use crate::hooks::{use_now, use_select, use_store};
use crate::i18n::use_words;
use crate::state::inbox::Phase;

/// How near to the end of the list the next page is asked for, in CSS pixels.
const NEAR: i32 = 600;
/// How many rows the skeleton has.
const BONES: usize = 9;

#[component]
pub(crate) fn List() -> Html {
    let words = use_words();
    let store = use_store();
    let now = use_now();
    let list = use_select(|state| state.list.clone());
    let directory = use_select(|state| state.directory.clone());
    let selected = use_select(|state| state.selected().cloned());

    let onscroll = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(view) = event.target_dyn_into::<HtmlElement>() {
                let left = view.scroll_height() - view.scroll_top() - view.client_height();
                if left < NEAR {
                    conversations::load_more(&store);
                }
            }
        })
    };
    let retry = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            if store.state().list.items.is_empty() {
                conversations::load_list(&store);
            } else {
                conversations::load_more(&store);
            }
        })
    };
    let stop = list
        .focus
        .as_ref()
        .filter(|id| list.items.iter().any(|row| row.id == **id))
        .or_else(|| list.items.first().map(|row| &row.id));
    let rows = list.items.iter().map(|row| {
        html! {
            <Row
                key={row.id.to_string()}
                row={row.clone()}
                directory={(*directory).clone()}
                selected={selected.as_ref().as_ref() == Some(&row.id)}
                focus={stop == Some(&row.id)}
                {now}
            />
        }
    });
    html! {
        <div class="list-scroll" {onscroll} aria-busy={(list.phase == Phase::Loading).then_some("true")}>
            if list.items.is_empty() {
                {
                    match &list.phase {
                        Phase::Loading | Phase::More => skeleton(),
                        Phase::Failed(failure) => html! { <Trouble failure={failure.clone()} onretry={retry} /> },
                        Phase::Ready => html! {
                            <Empty icon="inbox" title={words.t("list-empty")} text={words.t("list-empty-text")} />
                        },
                    }
                }
            } else {
                <ul class="rows" aria-label={words.t("list-label")}>{ for rows }</ul>
                {
                    match &list.phase {
                        Phase::More => html! { <ul class="rows" aria-hidden="true">{ bone() }{ bone() }</ul> },
                        Phase::Failed(failure) => html! { <Trouble failure={failure.clone()} onretry={retry} /> },
                        Phase::Loading | Phase::Ready => Html::default(),
                    }
                }
            }
        </div>
    }
}

fn skeleton() -> Html {
    html! { <ul class="rows" aria-hidden="true">{ for (0..BONES).map(|_| bone()) }</ul> }
}

fn bone() -> Html {
    html! {
        <li>
            <span class="row row-bone">
                <span class="avatar avatar-medium bone" />
                <span class="row-name"><span class="bone bone-name" /></span>
                <span class="row-text"><span class="bone bone-text" /></span>
            </span>
        </li>
    }
}
