//! Settings > Integrations: those that the company makes, the page of each, and the forms of what is written of them.

use encaixe_api::integration::Integration;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::marketplace::parts::{loading_list, logo};
use crate::route::Route;

pub(crate) mod confirm;
mod danger;
mod edit;
pub(crate) mod facts;
mod form;
mod head;
pub(crate) mod history;
mod manifest;
mod new;
mod one;
mod pasted;
mod problems;
mod secrets;
pub(crate) mod state;
mod steps;
mod working;

use state::{line, state_chip};

/// The page of an address; none where it is none of the integrations that the company makes.
pub(crate) fn page(route: &Route) -> Option<Html> {
    Some(match route {
        Route::Integrations => html! { <Integrations /> },
        Route::NewIntegration => html! { <new::NewIntegration /> },
        Route::Integration { id } => {
            html! { <one::IntegrationPage key={id.clone()} id={id.clone()} /> }
        }
        Route::EditIntegration { id } => {
            html! { <edit::EditIntegration key={id.clone()} id={id.clone()} /> }
        }
        _ => return None,
    })
}

#[component]
fn Integrations() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let all = use_resource((), Topic::Integrations, |()| api_client::integrations());
    let new = link(
        &shell,
        Route::NewIntegration.path(),
        "button button-primary",
        html! { <>{ small_icon("plus") }<span>{ words.t("integration-add") }</span></> },
    );
    let list = match &**all.value {
        Remote::Loading => loading_list(),
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: all.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "blocks", title: words.t("integrations-empty"), text: words.t("integrations-empty-text"), children: new.clone() })) }
        },
        Remote::Ready(all) => html! {
            <ul class="cards">{ for all.iter().map(|one| row(&words, &shell, one)) }</ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("integrations") }</h1><p>{ words.t("integrations-text") }</p></div>
                <div class="settings-actions">{ new }</div>
            </header>
            { list }
        </>
    }
}

fn row(words: &Words, shell: &Shell, one: &Integration) -> Html {
    let to = Route::Integration {
        id: one.id.to_string(),
    };
    let name = &one.manifest.name;
    html! {
        <li class="line-card is-link" key={one.id.as_str()} data-testid="integration" data-integration={one.id.to_string()}>
            { logo(&one.id, name, one.manifest.logo.as_deref()) }
            <div class="line-main">
                { link(shell, to.path(), "line-name integration-name", html! { <span dir="auto">{ name.clone() }</span> }) }
                <p class="line-more">{ line(words, one) }</p>
            </div>
            { state_chip(words, one.state) }
            { small_icon("chevron-right") }
        </li>
    }
}
