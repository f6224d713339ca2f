//! Settings > Integrations > New, and the secret of what was made, shown once.

use encaixe_api::integration::IntegrationSecret;
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::link::link;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::form::{Draft, IntegrationForm, Sending};
use crate::api_client;
use crate::marketplace::parts::crumb;
use crate::route::Route;

#[component]
pub(super) fn NewIntegration() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let made = use_state(|| None::<IntegrationSecret>);
    let title = use_node_ref();
    {
        // The form that had the focus is gone.
        let title = title.clone();
        use_effect_with(made.is_some(), move |is_made| {
            if *is_made {
                focus::to(&title);
            }
        });
    }
    let onsend = {
        let (shell, made) = (shell.clone(), made.clone());
        Callback::from(move |sending: Sending| {
            let (shell, made) = (shell.clone(), made.clone());
            spawn_local(async move {
                match api_client::create_integration(&sending.manifest).await {
                    Ok(new) => made.set(Some(new)),
                    Err(failure) => {
                        shell.signed_out(&failure);
                        sending.onrefused.emit(failure);
                    }
                }
            });
        })
    };
    let heading = words.t(if made.is_some() {
        "integration-form-made"
    } else {
        "integration-form-new"
    });
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &Route::Integrations, words.t("integration-form-list")) }
                    <h1 ref={title} tabindex="-1">{ heading }</h1>
                    if made.is_none() { <p>{ words.t("integration-form-new-text") }</p> }
                </div>
            </header>
            if let Some(new) = &*made {
                <section class="section section-once" role="status" data-testid="integration-made">
                    <h2>{ words.t("integration-form-keys") }</h2>
                    <p class="section-text">{ words.t("integration-form-once") }</p>
                    <p class="label" id="integration-client-id">{ words.t("integration-form-client-id") }</p>
                    <div role="group" aria-labelledby="integration-client-id" data-testid="integration-client-id">
                        { part!(use_copy_field, "id", props!(encaixe_ui::copy::Props { value: new.integration.id.to_string() })) }
                    </div>
                    <p class="label" id="integration-secret">{ words.t("integration-form-secret") }</p>
                    <div role="group" aria-labelledby="integration-secret" data-testid="integration-secret">
                        { part!(use_copy_field, "secret", props!(encaixe_ui::copy::Props { value: new.secret.clone() })) }
                    </div>
                    <div class="form-buttons">
                        { link(&shell, Route::Integration { id: new.integration.id.to_string() }.path(), "button button-primary", words.t("integration-form-open").into()) }
                    </div>
                </section>
            } else {
                <section class="section">
                    <IntegrationForm initial={Draft::empty()} new=true {onsend} />
                </section>
            }
        </>
    }
}
