//! The form that adds somebody.

use encaixe_api::access::{NewMember, Role};
use encaixe_api::inbox::member::Member;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus::use_form;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::role::role_choice;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) onadded: Callback<Member>,
    pub(super) oncancel: Callback<MouseEvent>,
}

#[component]
pub(super) fn NewMemberForm(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let name = use_state_eq(String::new);
    let email = use_state_eq(String::new);
    let role = use_state_eq(|| Role::Agent);
    let busy = use_state_eq(|| false);
    let node = use_form(*busy);
    let failure = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let (name, email, role) = (name.clone(), email.clone(), role.clone());
        let (busy, failure, onadded) = (busy.clone(), failure.clone(), props.onadded.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            busy.set(true);
            let new = NewMember {
                name: name.trim().to_owned(),
                email: email.trim().to_owned(),
                role: *role,
            };
            let (shell, busy) = (shell.clone(), busy.clone());
            let (failure, onadded) = (failure.clone(), onadded.clone());
            spawn_local(async move {
                match api_client::create_member(&new).await {
                    Ok(member) => onadded.emit(member),
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    let mistake = |path: &str| {
        let found = failure::mistake(&words, failure.as_ref()?, path)?;
        Some(AttrValue::from(found))
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value: String| state.set(value))
    };
    let set_role = {
        let role = role.clone();
        Callback::from(move |new: Role| role.set(new))
    };
    let general = failure
        .as_ref()
        .filter(|failure| failure.error.fields.is_empty());
    html! {
        <section class="section section-form">
            <h2>{ words.t("member-add") }</h2>
            <form ref={node} class="form" {onsubmit} novalidate=true>
                <div class="field-pair">
                    { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("member-name"), name: "name", value: (*name).clone(), oninput: set(&name), error: mistake("name") })) }
                    { part!(use_field_part, "email", props!(encaixe_ui::field::Props { label: words.t("member-email"), name: "email", kind: "email", value: (*email).clone(), oninput: set(&email), error: mistake("email") })) }
                </div>
                <div class="field">
                    <span class="label">{ words.t("role-label") }</span>
                    { role_choice(&words, *role, words.t("role-label"), set_role) }
                    <p class="field-help">{ words.t("role-help") }</p>
                </div>
                if let Some(failure) = general {
                    <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
                }
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), onclick: props.oncancel.clone() })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("member-add"), look: Look::Primary, submit: true, busy: *busy, disabled: name.trim().is_empty() || email.trim().is_empty() })) }
                </div>
            </form>
        </section>
    }
}
