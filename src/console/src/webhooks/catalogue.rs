//! Settings > Webhooks > Events: what webhooks send, in words and by a sample.

use encaixe_api::webhook::EventName;
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use yew::prelude::*;
use yew::props;

use super::events::{Group, text, title};
use super::head::crumb;
use super::sample::Description;
use crate::api_client;
use crate::route::Route;

#[component]
pub(crate) fn Catalogue() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let description = use_resource((), Topic::Nothing, |()| async {
        Ok(Description::read(&api_client::description().await?))
    });
    let groups = Group::ALL.map(|group| {
        html! {
            <section class="section" key={group.word(&words)}>
                <h2>{ group.word(&words) }</h2>
                <ul class="catalogue">{ for group.events().map(|event| entry(&words, event, &description.value)) }</ul>
            </section>
        }
    });
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &Route::Webhooks, words.t("webhooks")) }
                    <h1>{ words.t("webhook-catalogue") }</h1>
                    <p>{ words.t("webhook-catalogue-text") }</p>
                </div>
                <div class="settings-actions">
                    <a class="button button-plain" href="/docs/api" target="_blank" rel="noopener">{ small_icon("external-link") }{ words.t("webhook-catalogue-api") }</a>
                </div>
            </header>
            <p class="note webhook-note">{ small_icon("info") }<span>{ words.t("webhook-catalogue-common-text") }</span></p>
            { for groups }
        </>
    }
}

fn entry(words: &Words, event: EventName, description: &Remote<Description>) -> Html {
    let sample = match description {
        Remote::Loading => html! { <span class="skeleton skeleton-text" /> },
        Remote::Failed(_) => html! { <p class="field-help">{ words.t("webhook-catalogue-sample-none") }</p> },
        Remote::Ready(description) => description.sample(event).map_or_else(
            || html! { <p class="field-help">{ words.t("webhook-catalogue-sample-none") }</p> },
            |sample| html! {
                <>
                    <pre class="wire" tabindex="0"><code>{ sample.clone() }</code></pre>
                    { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: sample })) }
                </>
            },
        ),
    };
    html! {
        <li key={event.as_str()} class="catalogue-entry" data-testid="webhook-event" data-event={event.as_str()}>
            <h3>{ title(words, event) }<code>{ event.as_str() }</code></h3>
            <p class="section-text">
                { text(words, event) }
                if let Some(key) = event.plug_key() {
                    { " " }{ words.with("webhook-catalogue-plug", [("key", key.into())]) }
                }
            </p>
            <details class="attempt">
                <summary>{ words.t("webhook-catalogue-sample") }</summary>
                { sample }
            </details>
        </li>
    }
}
