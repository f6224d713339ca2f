//! Settings > Apps: other services that are called with credentials that the server keeps.

use encaixe_api::app::App;
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
use crate::route::Route;

mod back;
mod calls;
mod card;
mod client;
mod confirm;
mod connect;
mod connection;
mod connections;
mod danger;
mod draft;
mod edit;
mod files;
mod form;
mod head;
mod made_up;
mod one;
mod outcome;
mod pick;
mod problems;
mod rejoin;
mod said;
mod state;
mod table;
mod trial;
mod upload;

use card::{dot, said};

/// The page of an address; none where it is none of apps.
pub(crate) fn page(route: &Route) -> Option<Html> {
    Some(match route {
        Route::Apps => html! { <Apps /> },
        Route::UploadApp => html! { <upload::UploadApp /> },
        Route::App { id } => html! { <one::AppPage key={id.clone()} id={id.clone()} /> },
        Route::AppFiles { id } => html! { <files::Files key={id.clone()} id={id.clone()} /> },
        Route::NewConnection { id } => {
            html! { <connect::Connect key={id.clone()} id={id.clone()} /> }
        }
        Route::Connection { id, connection } => html! {
            <connection::ConnectionPage key={connection.clone()} id={id.clone()} connection={connection.clone()} />
        },
        _ => return None,
    })
}

#[component]
fn Apps() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let apps = use_resource((), Topic::Apps, |()| api_client::apps());
    let new = link(
        &shell,
        Route::UploadApp.path(),
        "button button-primary",
        html! { <>{ small_icon("plus") }{ words.t("app-upload") }</> },
    );
    let list = match &**apps.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: apps.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "link", title: words.t("apps-empty"), text: words.t("apps-empty-text"), children: new.clone() })) }
        },
        Remote::Ready(all) => html! {
            <ul class="cards">{ for all.iter().map(|one| row(&words, &shell, one)) }</ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("apps") }</h1><p>{ words.t("apps-text") }</p></div>
                <div class="settings-actions">{ new }</div>
            </header>
            { list }
        </>
    }
}

fn row(words: &Words, shell: &Shell, app: &App) -> Html {
    let to = Route::App {
        id: app.app_id.clone(),
    };
    let environments = app.environments.iter();
    let environments: Vec<&str> = environments.map(|one| one.label.as_str()).collect();
    let facts = [
        words.with("app-connections-count", [("count", app.connections.into())]),
        environments.join(", "),
    ];
    html! {
        <li class="line-card is-link app-line" key={app.app_id.clone()} data-testid="app" data-app={app.app_id.clone()}>
            { dot(app) }
            <div class="line-main">
                { link(shell, to.path(), "line-name", html! { { app.name.clone() } }) }
                <p class="line-more app-said">{ said(words, app) }</p>
                <p class="line-more">{ facts.join(" · ") }</p>
                <p class="line-more app-links">
                    { outward(&app.website, words.t("app-website")) }
                    { outward(&app.signup_url, words.t("app-signup")) }
                </p>
            </div>
            { small_icon("chevron-right") }
        </li>
    }
}

/// A link to the app's own pages, which learn nothing of where it was followed.
fn outward(url: &str, word: String) -> Html {
    html! {
        <a href={url.to_owned()} target="_blank" rel="noopener noreferrer">{ word }{ small_icon("external-link") }</a>
    }
}
