//! For an app with OAuth: who we are to it, and the address that it has to be told.

use encaixe_api::app::{AppClient, NewAppClient};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus::use_kept;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The app's `app_id`.
    pub(super) id: AttrValue,
    pub(super) client: AppClient,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Client(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let known = props.client.client_id.clone().unwrap_or_default();
    let client_id = use_state_eq(|| known.clone());
    let secret = use_state_eq(String::new);
    let busy = use_state_eq(|| false);
    let save = use_kept(*busy);
    let refused = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let (client_id, secret) = (client_id.clone(), secret.clone());
        let (busy, refused) = (busy.clone(), refused.clone());
        let (id, onchanged, words) = (props.id.clone(), props.onchanged.clone(), words.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = secret.trim().to_owned();
            let new = NewAppClient {
                client_id: client_id.trim().to_owned(),
                client_secret: Some(typed).filter(|typed| !typed.is_empty()),
            };
            busy.set(true);
            refused.set(None);
            let (id, onchanged, words) = (id.clone(), onchanged.clone(), words.clone());
            let (shell, secret) = (shell.clone(), secret.clone());
            let (busy, refused) = (busy.clone(), refused.clone());
            spawn_local(async move {
                match api_client::put_app_client(&id, &new).await {
                    Ok(_) => {
                        shell.notice(Kind::Success, words.t("saved"));
                        secret.set(String::new());
                        onchanged.emit(());
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        refused.set(Some(failure));
                    }
                }
                busy.set(false);
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let mistake = |path: &str| {
        let failure = refused.as_ref()?;
        let (_, message) = failure.field(path)?;
        Some(AttrValue::from(message.to_owned()))
    };
    let general = refused
        .as_ref()
        .filter(|failure| failure.error.fields.is_empty());
    let is_same = *client_id == known && secret.is_empty();
    let is_missing = props.client.client_id.is_none() || !props.client.has_secret;
    let secret_help = words.t(if props.client.has_secret {
        "app-secret-kept"
    } else {
        "app-secret-missing"
    });
    html! {
        <section class="section section-form" data-testid="app-client">
            <h2>{ words.t("app-client") }</h2>
            <p class="section-text">{ words.t("app-client-text") }</p>
            if is_missing { <p class="note">{ small_icon("triangle-alert") }<span>{ words.t("app-client-missing") }</span></p> }
            <p class="section-text">{ words.t("app-callback") }</p>
            { part!(use_copy_field, props!(encaixe_ui::copy::Props { value: props.client.callback_url.clone() })) }
            <form class="form" {onsubmit} novalidate=true>
                { part!(use_field_part, "clientId", props!(encaixe_ui::field::Props { label: words.t("app-client-id"), name: "clientId", value: (*client_id).clone(), error: mistake("clientId"), oninput: set(&client_id) })) }
                { part!(use_field_part, "clientSecret", props!(encaixe_ui::field::Props { label: words.t("app-client-secret"), name: "clientSecret", kind: "password", autocomplete: "new-password", value: (*secret).clone(), help: secret_help, error: mistake("clientSecret"), oninput: set(&secret) })) }
                if let Some(failure) = general {
                    <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
                }
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("save"), look: Look::Primary, submit: true, busy: *busy, disabled: is_same, node: save })) }
                </div>
            </form>
        </section>
    }
}
