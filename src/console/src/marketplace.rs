//! Settings > Marketplace: integrations that can be let in, and the page of each.

use encaixe_api::integration::{IntegrationCategory, Listing};
use encaixe_ui::button::push_button;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::{use_effect_with, use_resource, use_settled, use_shared, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::{Shared, Shell};
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::route::Route;

mod card;
mod install;
mod listing;
pub(crate) mod parts;
mod press;
mod wanted;

use card::card;
use wanted::Wanted;

/// How long nobody types before the search sets out, in milliseconds.
const PAUSE_MS: u32 = 200;

/// The page of an address; none where it is none of the marketplace.
pub(crate) fn page(route: &Route) -> Option<Html> {
    Some(match route {
        Route::Marketplace => html! { <Marketplace /> },
        Route::Listing { id } => {
            html! { <listing::ListingPage key={id.clone()} id={id.clone()} /> }
        }
        _ => return None,
    })
}

#[component]
fn Marketplace() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let is_admin = use_shared(Shared::is_admin);
    let wanted = use_state_eq(Wanted::of_address);
    let settled = use_settled((*wanted).clone(), PAUSE_MS);
    {
        let shell = shell.clone();
        use_effect_with(settled.clone(), move |settled| {
            if *settled != Wanted::of_address() {
                shell.replace(settled.path());
            }
        });
    }
    let is_all = settled == Wanted::default();
    let found = use_resource(settled, Topic::Integrations, |wanted| {
        let query = wanted.query();
        async move { api_client::listings(&query).await }
    });
    let onsearch = {
        let wanted = wanted.clone();
        Callback::from(move |search: String| {
            let category = wanted.category;
            wanted.set(Wanted { search, category });
        })
    };
    let onclear = {
        let wanted = wanted.clone();
        Callback::from(move |_: MouseEvent| wanted.set(Wanted::default()))
    };
    let list = match &**found.value {
        Remote::Loading => waiting(),
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: found.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => nothing(&words, is_all, &onclear),
        Remote::Ready(all) => cards(&words, &shell, all),
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("market") }</h1><p>{ words.t("market-text") }</p></div>
                if *is_admin {
                    <div class="settings-actions">
                        { link(&shell, Route::Installations.path(), "button button-plain", words.t("installed").into()) }
                    </div>
                }
            </header>
            <div class="market-search" role="search">
                { part!(use_field_part, "search", props!(encaixe_ui::field::Props { label: words.t("market-search"), name: "search", kind: "search", value: wanted.search.clone(), oninput: onsearch })) }
                { categories(&words, &wanted) }
            </div>
            { list }
        </>
    }
}

/// The categories, of which one can be chosen.
fn categories(words: &Words, wanted: &UseStateHandle<Wanted>) -> Html {
    let all = IntegrationCategory::ALL.iter().copied().map(Some);
    let all = std::iter::once(None).chain(all);
    let chip = |category: Option<IntegrationCategory>| {
        let is_chosen = wanted.category == category;
        let onclick = {
            let wanted = wanted.clone();
            Callback::from(move |_: MouseEvent| {
                let search = wanted.search.clone();
                wanted.set(Wanted { search, category });
            })
        };
        let word = category.map_or("all", IntegrationCategory::as_str);
        html! {
            <button
                key={word} type="button" class="market-chip" aria-pressed={if is_chosen { "true" } else { "false" }}
                data-testid="category" data-category={word} {onclick}
            >{ words.t(&format!("market-category-{word}")) }</button>
        }
    };
    html! {
        <div class="market-chips" role="group" aria-label={words.t("market-categories")}>{ for all.map(chip) }</div>
    }
}

fn cards(words: &Words, shell: &Shell, all: &[Listing]) -> Html {
    html! {
        <ul class="market-grid">{ for all.iter().map(|one| card(words, shell, one)) }</ul>
    }
}

/// In the place of the cards until they come.
fn waiting() -> Html {
    html! {
        <div class="market-grid" aria-hidden="true">
            { for (0..4).map(|_| html! { <div class="market-card"><span class="skeleton skeleton-text" /></div> }) }
        </div>
    }
}

/// In the place of a list without cards: whether there is nothing at all, or nothing of what was looked for.
fn nothing(words: &Words, is_all: bool, onclear: &Callback<MouseEvent>) -> Html {
    if is_all {
        return html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "puzzle", title: words.t("market-empty"), text: words.t("market-empty-text") })) }
        };
    }
    let clear = push_button(&props!(encaixe_ui::button::Props {
        label: words.t("market-clear"),
        onclick: onclear.clone(),
        testid: "market-clear"
    }));
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t("market-none"), text: words.t("market-none-text"), children: clear })) }
    }
}
