//! The connections of an app, each with how it stands.

use encaixe_api::app::{App, Connection};
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::{large_icon, small_icon};
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use super::said::plain;
use super::state::{chip, environment};
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) app: App,
}

#[component]
pub(super) fn Connections(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let app = &props.app;
    let connections = use_resource(app.app_id.clone(), Topic::Apps, |id| {
        let id = id.clone();
        async move { api_client::connections(&id).await }
    });
    let new = Route::NewConnection {
        id: app.app_id.clone(),
    };
    let list = match &**connections.value {
        Remote::Loading => html! { <span class="skeleton skeleton-text" aria-hidden="true" /> },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: connections.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => {
            html! { <p class="section-text">{ words.t("connections-empty") }</p> }
        }
        Remote::Ready(all) => html! {
            <ul class="cards">{ for all.iter().map(|one| row(&words, &shell, app, one)) }</ul>
        },
    };
    html! {
        <section class="section" data-testid="connections">
            <div class="section-line app-connections-head">
                <h2>{ words.t("connections") }</h2>
                { link(&shell, new.path(), "button button-primary", html! { <>{ small_icon("plus") }{ words.t("connection-add") }</> }) }
            </div>
            { list }
        </section>
    }
}

fn row(words: &Words, shell: &Shell, app: &App, connection: &Connection) -> Html {
    let to = Route::Connection {
        id: app.app_id.clone(),
        connection: connection.id.to_string(),
    };
    let mut facts = vec![
        environment(app, &connection.environment),
        connection.base_uri.clone(),
    ];
    let reason = connection.reason.as_deref();
    facts.extend(reason.map(|reason| plain(words, reason)));
    html! {
        <li class="line-card is-link webhook-line" key={connection.id.to_string()} data-testid="connection" data-connection={connection.id.to_string()}>
            <span class="line-icon">{ large_icon("key-round") }</span>
            <div class="line-main">
                { link(shell, to.path(), "line-name", html! { <>
                    { connection.name.clone() }
                    if connection.is_default { <span class="badge">{ words.t("connection-default") }</span> }
                </> }) }
                <p class="line-more">{ facts.join(" · ") }</p>
            </div>
            { chip(words, connection) }
            { small_icon("chevron-right") }
        </li>
    }
}
