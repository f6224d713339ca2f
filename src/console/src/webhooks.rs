//! Settings > Webhooks: the list of endpoints, each with how it is doing.

use encaixe_api::webhook::{Endpoint, EventName};
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_follow, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::{large_icon, small_icon};
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::route::Route;

mod attempt;
mod banner;
mod catalogue;
mod danger;
mod deliveries;
mod delivery;
mod events;
mod form;
mod head;
mod health;
mod new;
mod one;
mod resend;
mod sample;
mod secret;
mod setup;
mod status;
mod switch;
mod test;

pub(crate) use banner::Banner;

use health::{State, address, chip, counts, name};

/// The page of an address; none where it is none of webhooks.
pub(crate) fn page(route: &Route) -> Option<Html> {
    Some(match route {
        Route::Webhooks => html! { <Webhooks /> },
        Route::NewWebhook => html! { <new::NewWebhook /> },
        Route::WebhookEvents => html! { <catalogue::Catalogue /> },
        Route::Webhook { id } => html! { <one::Webhook key={id.clone()} id={id.clone()} /> },
        Route::WebhookSettings { id } => {
            html! { <setup::WebhookSettings key={id.clone()} id={id.clone()} /> }
        }
        Route::Delivery { id, delivery } => html! {
            <delivery::DeliveryPage key={delivery.clone()} id={id.clone()} delivery={delivery.clone()} />
        },
        _ => return None,
    })
}

#[component]
fn Webhooks() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let endpoints = use_resource((), Topic::Webhooks, |()| api_client::endpoints());
    let is_busy = |all: &Vec<Endpoint>| all.iter().any(|one| one.health.waiting > 0);
    use_follow(
        endpoints.value.ready().is_some_and(is_busy),
        &endpoints.again,
    );
    let new = link(
        &shell,
        Route::NewWebhook.path(),
        "button button-primary",
        html! { <>{ small_icon("plus") }{ words.t("webhook-new") }</> },
    );
    let list = match &**endpoints.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: endpoints.retry() })) } }
        }
        Remote::Ready(all) if all.is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "send", title: words.t("webhooks-empty"), text: words.t("webhooks-empty-text"), children: new.clone() })) }
        },
        Remote::Ready(all) => html! {
            <ul class="cards">{ for all.iter().map(|one| row(&words, &shell, one)) }</ul>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("webhooks") }</h1><p>{ words.t("webhooks-text") }</p></div>
                <div class="settings-actions">
                    { link(&shell, Route::WebhookEvents.path(), "button button-plain", html! { <>{ small_icon("list-filter") }{ words.t("webhook-catalogue") }</> }) }
                    { new }
                </div>
            </header>
            { list }
        </>
    }
}

fn row(words: &Words, shell: &Shell, endpoint: &Endpoint) -> Html {
    let to = Route::Webhook {
        id: endpoint.id.to_string(),
    };
    let count = endpoint.events.len();
    let events = if count == EventName::ALL.len() {
        "webhook-all-events"
    } else {
        "webhook-events-count"
    };
    let mut more = vec![words.with(events, [("count", count.into())])];
    if !endpoint.description.is_empty() {
        more.insert(0, address(&endpoint.url).to_owned());
    }
    more.extend(counts(words, endpoint));
    let class = classes!(
        "line-card",
        "is-link",
        "webhook-line",
        (!endpoint.enabled).then_some("is-off")
    );
    html! {
        <li {class} key={endpoint.id.as_str()} data-testid="webhook" data-webhook={endpoint.id.to_string()}>
            <span class="line-icon">{ large_icon("send") }</span>
            <div class="line-main">
                { link(shell, to.path(), "line-name", html! { <>
                    { name(endpoint) }
                    if endpoint.plug_key.is_some() { <span class="badge">{ words.t("webhook-plug-badge") }</span> }
                </> }) }
                <p class="line-more">{ more.join(" · ") }</p>
            </div>
            { chip(words, &State::of(endpoint)) }
            { small_icon("chevron-right") }
        </li>
    }
}
