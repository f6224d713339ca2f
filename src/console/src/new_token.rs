//! The form that makes an API token.

use encaixe_api::access::{CreatedToken, NewToken, Role};
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus::use_form;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::role::role_choice;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) oncreated: Callback<CreatedToken>,
    pub(super) oncancel: Callback<MouseEvent>,
}

#[component]
pub(super) fn NewTokenForm(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let name = use_state_eq(String::new);
    let role = use_state_eq(|| Role::Agent);
    let busy = use_state_eq(|| false);
    let node = use_form(*busy);
    let failure = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let (name, role, busy) = (name.clone(), role.clone(), busy.clone());
        let (failure, oncreated) = (failure.clone(), props.oncreated.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            busy.set(true);
            let new = NewToken {
                name: name.trim().to_owned(),
                role: *role,
            };
            let (shell, busy) = (shell.clone(), busy.clone());
            let (failure, oncreated) = (failure.clone(), oncreated.clone());
            spawn_local(async move {
                match api_client::create_token(&new).await {
                    Ok(token) => oncreated.emit(token),
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    let error = failure.as_ref().map(|failure| {
        let own = failure::mistake(&words, failure, "name");
        AttrValue::from(own.unwrap_or_else(|| failure::reason(&words, failure)))
    });
    let set_name = {
        let name = name.clone();
        Callback::from(move |value: String| name.set(value))
    };
    let set_role = {
        let role = role.clone();
        Callback::from(move |new: Role| role.set(new))
    };
    html! {
        <section class="section section-form">
            <h2>{ words.t("token-new") }</h2>
            <form ref={node} class="form" {onsubmit} novalidate=true>
                { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("token-name"), name: "name", value: (*name).clone(), help: words.t("token-name-help"), oninput: set_name, error })) }
                <div class="field">
                    <span class="label">{ words.t("role-label") }</span>
                    { role_choice(&words, *role, words.t("role-label"), set_role) }
                    <p class="field-help">{ words.t("token-role-help") }</p>
                </div>
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), onclick: props.oncancel.clone() })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("token-create"), look: Look::Primary, submit: true, busy: *busy, disabled: name.trim().is_empty() })) }
                </div>
            </form>
        </section>
    }
}
