//! Settings > Reviews: integrations of all companies, as the server's moderators look at them.

use encaixe_api::integration::{IntegrationState, Review};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_now, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::integrations::state::state_chip;
use crate::marketplace::parts::{loading_list, logo};
use crate::route::Route;

mod changes;
mod checks;
mod one;
mod steps;
mod written;

/// What the list can be narrowed to beside those that wait.
const STATES: [IntegrationState; 6] = [
    IntegrationState::ChangesRequested,
    IntegrationState::Rejected,
    IntegrationState::Approved,
    IntegrationState::Published,
    IntegrationState::Suspended,
    IntegrationState::Retired,
];

/// The page of an address; none where it is none of moderators.
pub(crate) fn page(route: &Route) -> Option<Html> {
    Some(match route {
        Route::Reviews => html! { <Reviews /> },
        Route::ReviewPage { id } => {
            html! { <one::ReviewPage key={id.clone()} id={id.clone()} /> }
        }
        _ => return None,
    })
}

#[component]
fn Reviews() -> Html {
    let (words, shell, now) = (use_words(), use_shell(), use_now());
    let state = use_state_eq(|| None::<IntegrationState>);
    let found = use_resource(*state, Topic::Integrations, |state| {
        let query = state.map(|state| format!("state={}", state.as_str()));
        async move { api_client::reviews(&query.unwrap_or_default()).await }
    });
    let chip = |of: Option<IntegrationState>| {
        let word = of.map_or("waiting", IntegrationState::as_str);
        let label = match of {
            None => words.t("reviews-waiting"),
            Some(_) => words.t(&format!("integration-state-{word}")),
        };
        let onclick = {
            let state = state.clone();
            Callback::from(move |_: MouseEvent| state.set(of))
        };
        let is_pressed = (*state == of).to_string();
        html! {
            <button key={word} type="button" class="market-chip" aria-pressed={is_pressed} data-state={word} {onclick}>{ label }</button>
        }
    };
    let chips = std::iter::once(None).chain(STATES.map(Some)).map(chip);
    let list = match &**found.value {
        Remote::Loading => loading_list(),
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: found.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => {
            let key = if state.is_none() {
                "reviews-empty"
            } else {
                "reviews-none"
            };
            html! {
                { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "shield-check", title: words.t(key), text: words.t(&format!("{key}-text")) })) }
            }
        }
        Remote::Ready(all) => html! {
            <ul class="cards">{ for all.iter().map(|one| row(&words, &shell, one, now)) }</ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("reviews") }</h1><p>{ words.t("reviews-text") }</p></div>
            </header>
            <div class="market-chips review-chips" role="group" aria-label={words.t("reviews-which")}>{ for chips }</div>
            { list }
        </>
    }
}

fn row(words: &Words, shell: &Shell, one: &Review, now: f64) -> Html {
    let found = &one.integration;
    let to = Route::ReviewPage {
        id: found.id.to_string(),
    };
    let name = &found.manifest.name;
    let facts = [
        words.with("market-by", [("company", one.company.as_str().into())]),
        words.with("integration-version", [("version", found.version.into())]),
        time::ago(words, &one.since, now),
    ];
    html! {
        <li class="line-card is-link market-line" key={found.id.as_str()} data-testid="review" data-integration={found.id.to_string()}>
            { logo(&found.id, name, found.manifest.logo.as_deref()) }
            <div class="line-main">
                { link(shell, to.path(), "line-name integration-name", html! { <span dir="auto">{ name.clone() }</span> }) }
                <p class="line-more" dir="auto">{ facts.join(" · ") }</p>
            </div>
            { state_chip(words, found.state) }
            { small_icon("chevron-right") }
        </li>
    }
}
