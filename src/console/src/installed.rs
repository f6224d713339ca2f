//! Settings > Installed: integrations that this company let in, and the page of each.

use encaixe_api::integration::{Installation, InstallationState};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_follow, use_now, use_resource, use_shell};
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

mod agree;
mod done;
mod one;
mod pause;
mod plugin;
mod state;
mod uninstall;

pub(crate) use plugin::InstalledPlugin;

use state::{chip, doing};

/// The page of an address; none where it is none of what was installed.
pub(crate) fn page(route: &Route) -> Option<Html> {
    Some(match route {
        Route::Installations => html! { <Installed /> },
        Route::Installation { id } => {
            html! { <one::InstallationPage key={id.clone()} id={id.clone()} /> }
        }
        _ => return None,
    })
}

#[component]
fn Installed() -> Html {
    let (words, shell, now) = (use_words(), use_shell(), use_now());
    let all = use_resource((), Topic::Integrations, |()| api_client::installations());
    let is_waiting = |all: &Vec<Installation>| {
        let mut all = all.iter();
        all.any(|one| one.state == InstallationState::Waiting)
    };
    // No stream tells of a use.
    use_follow(all.value.ready().is_some_and(is_waiting), &all.again);
    let market = link(
        &shell,
        Route::Marketplace.path(),
        "button button-primary",
        html! { <>{ small_icon("plus") }{ words.t("market") }</> },
    );
    let list = match &**all.value {
        Remote::Loading => loading_list(),
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: all.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "puzzle", title: words.t("installed-empty"), text: words.t("installed-empty-text"), children: market.clone() })) }
        },
        Remote::Ready(all) => html! {
            <ul class="cards">{ for all.iter().map(|one| row(&words, &shell, one, now)) }</ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("installed") }</h1><p>{ words.t("installed-text") }</p></div>
                <div class="settings-actions">{ market }</div>
            </header>
            { list }
        </>
    }
}

fn row(words: &Words, shell: &Shell, one: &Installation, now: f64) -> Html {
    let to = Route::Installation {
        id: one.id.to_string(),
    };
    let by = one.company.as_deref();
    let by = by.map(|company| words.with("market-by", [("company", company.into())]));
    let facts: Vec<String> = by.into_iter().chain([doing(words, one, now)]).collect();
    html! {
        <li class="line-card is-link market-line" key={one.id.as_str()} data-testid="installation" data-integration={one.id.to_string()}>
            { logo(&one.id, &one.name, one.logo.as_deref()) }
            <div class="line-main">
                { link(shell, to.path(), "line-name", html! { <>
                    <span dir="auto">{ one.name.clone() }</span>
                    if one.waiting.is_some() { <span class="badge badge-warn" data-testid="asks-for-more">{ words.t("installation-asks") }</span> }
                </> }) }
                <p class="line-more" dir="auto">{ facts.join(" · ") }</p>
            </div>
            { chip(words, one.state) }
            { small_icon("chevron-right") }
        </li>
    }
}
