//! The heads of the pages under the list, with the way back.

use encaixe_api::webhook::Endpoint;
use encaixe_ui::api_client::Failure;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use super::events::title;
use super::health::{State, chip, name};
use crate::route::Route;

/// The way to a page above this one.
pub(super) fn crumb(shell: &Shell, to: &Route, word: String) -> Html {
    link(
        shell,
        to.path(),
        "crumb",
        html! { <>{ small_icon("chevron-left") }{ word }</> },
    )
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) endpoint: Endpoint,
    /// Whether its settings are shown, and not its deliveries.
    #[prop_or_default]
    pub(super) is_settings: bool,
    /// What can be done with it.
    #[prop_or_default]
    pub(super) children: Html,
}

/// The head of the two pages of an endpoint.
#[component]
pub(super) fn Head(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let endpoint = &props.endpoint;
    let id = || endpoint.id.to_string();
    let tabs = [
        (Route::Webhook { id: id() }, "webhook-deliveries", false),
        (
            Route::WebhookSettings { id: id() },
            "webhook-settings",
            true,
        ),
    ];
    let tabs = tabs.map(|(to, key, of)| {
        let here = of == props.is_settings;
        let class = classes!("page-tab", here.then_some("is-here"));
        html! {
            <li aria-current={here.then_some("page")}>{ link(&shell, to.path(), class, words.t(key).into()) }</li>
        }
    });
    html! {
        <>
            <header class="settings-head webhook-head">
                <div class="webhook-title">
                    { crumb(&shell, &Route::Webhooks, words.t("webhooks")) }
                    <h1>{ name(endpoint) }</h1>
                    <p class="webhook-about">
                        { chip(&words, &State::of(endpoint)) }
                        if endpoint.plug_key.is_some() { <span class="badge">{ words.t("webhook-plug-badge") }</span> }
                        if !endpoint.description.is_empty() { <code>{ &endpoint.url }</code> }
                    </p>
                </div>
                <div class="settings-actions">{ props.children.clone() }</div>
            </header>
            <nav aria-label={words.t("webhook-tabs")}><ul class="page-tabs">{ for tabs }</ul></nav>
            { plug_note(&words, endpoint) }
        </>
    }
}

/// What it means to belong to the Plug set.
fn plug_note(words: &Words, endpoint: &Endpoint) -> Html {
    if endpoint.plug_key.is_none() {
        return Html::default();
    }
    let events = endpoint.events.iter();
    let events: Vec<String> = events.map(|event| title(words, *event)).collect();
    let text = words.with("webhook-plug-note", [("event", events.join(", ").into())]);
    html! { <p class="note webhook-note" data-testid="webhook-plug">{ small_icon("info") }<span>{ text }</span></p> }
}

/// In the place of a page that is being fetched.
pub(super) fn loading() -> Html {
    html! { <div class="section" aria-busy="true"><span class="skeleton skeleton-text" /></div> }
}

/// In the place of a page that did not come; `what` begins the words of what is not there.
pub(super) fn failed(
    words: &Words,
    shell: &Shell,
    (what, back): (&str, &Route),
    failure: &Failure,
    onretry: Callback<MouseEvent>,
) -> Html {
    if !failure.is_missing() {
        return html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry })) } };
    }
    let (title, text) = (format!("{what}-missing"), format!("{what}-missing-text"));
    let back = link(
        shell,
        back.path(),
        "button button-plain",
        words.t("webhooks").into(),
    );
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t(&title), text: words.t(&text), children: back })) }
    }
}
