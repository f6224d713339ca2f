//! Settings > Webhooks > New, and the secret of what was made, shown once.

use encaixe_api::webhook::NewlyMadeEndpoint;
use encaixe_ui::api_client::Failure;
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::form::{Draft, EndpointForm};
use super::head::crumb;
use crate::api_client;
use crate::route::Route;

#[component]
pub(crate) fn NewWebhook() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let made = use_state_eq(|| None::<NewlyMadeEndpoint>);
    let onsubmit = {
        let (shell, busy) = (shell.clone(), busy.clone());
        let (failure, made) = (failure.clone(), made.clone());
        Callback::from(move |draft: Draft| {
            busy.set(true);
            failure.set(None);
            let (shell, busy) = (shell.clone(), busy.clone());
            let (failure, made) = (failure.clone(), made.clone());
            spawn_local(async move {
                match api_client::create_endpoint(&draft.into_new()).await {
                    Ok(new) => made.set(Some(new)),
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    let title = words.t(if made.is_some() {
        "webhook-created"
    } else {
        "webhook-new"
    });
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &Route::Webhooks, words.t("webhooks")) }
                    <h1>{ title }</h1>
                    if made.is_none() { <p>{ words.t("webhook-new-text") }</p> }
                </div>
            </header>
            if let Some(new) = &*made {
                <section class="section section-once" role="status" data-testid="webhook-made">
                    <h2>{ words.t("webhook-secret") }</h2>
                    <p class="section-text">{ words.t("webhook-secret-once") }</p>
                    { part!(use_copy_field, props!(encaixe_ui::copy::Props { value: new.secret.clone() })) }
                    if new.endpoint.warning.is_some() {
                        <p class="note webhook-note" data-testid="webhook-unfound">{ small_icon("triangle-alert") }<span>{ words.t("webhook-url-warning") }</span></p>
                    }
                    <div class="form-buttons">
                        { link(&shell, Route::Webhook { id: new.endpoint.id.to_string() }.path(), "button button-primary", words.t("webhook-created-open").into()) }
                    </div>
                </section>
            } else {
                <section class="section">
                    <EndpointForm initial={Draft::empty()} new=true busy={*busy} failure={(*failure).clone()} {onsubmit} />
                </section>
            }
        </>
    }
}
