//! The form that makes an API token.

use encaixe_api::access::{CreatedToken, NewToken, Role};
use encaixe_protocol::scope::Grants;
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

use super::app_scopes::{self, box_id, toggled, use_apps};
use super::role::role_choice;
use super::token_limits::{Limits, TokenLimits};
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
    let scopes = use_state_eq(|| Grants::NONE);
    let limits = use_state_eq(Limits::default);
    let apps = use_apps();
    let busy = use_state_eq(|| false);
    let node = use_form(*busy);
    let failure = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let (name, role, busy) = (name.clone(), role.clone(), busy.clone());
        let (failure, oncreated) = (failure.clone(), props.oncreated.clone());
        let (scopes, limits) = (scopes.clone(), limits.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            busy.set(true);
            let only = limits.only.clone().filter(|_| *role != Role::Developer);
            let new = NewToken {
                name: name.trim().to_owned(),
                role: *role,
                // An admin's may call all of them, and one that is narrowed those that it names.
                scopes: (*role == Role::Agent && only.is_none() && *scopes != Grants::NONE)
                    .then(|| (*scopes).clone()),
                only,
                days: limits.days,
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
    let error = failure
        .as_ref()
        .filter(|failure| failure::mistake(&words, failure, "only").is_none())
        .map(|failure| {
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
    let app_boxes = app_scopes::listed(&apps, &scopes).into_iter().map(|scope| {
        let (id, checked) = (box_id(&scope), scopes.has(&scope));
        let label = app_scopes::sentence(&words, &apps, &scope);
        let (name, scopes) = (scope.as_str().to_owned(), scopes.clone());
        let onchange = Callback::from(move |_: Event| scopes.set(toggled(&scopes, &scope)));
        html! {
            <li key={id.clone()} class="scope">
                <input id={id.clone()} type="checkbox" name="scopes" value={name} {checked} {onchange} />
                <div><label for={id}>{ label.unwrap_or_default() }</label></div>
            </li>
        }
    });
    let only_error = failure
        .as_ref()
        .and_then(|failure| failure::mistake(&words, failure, "only"))
        .map(AttrValue::from);
    let set_limits = {
        let limits = limits.clone();
        Callback::from(move |new: Limits| limits.set(new))
    };
    let has_apps =
        *role == Role::Agent && limits.only.is_none() && apps.iter().flatten().next().is_some();
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
                if has_apps {
                    <fieldset class="scopes">
                        <legend class="label">{ words.t("token-apps") }</legend>
                        <p class="field-help">{ words.t("token-apps-help") }</p>
                        <ul class="scope-list">{ for app_boxes }</ul>
                    </fieldset>
                }
                <TokenLimits limits={(*limits).clone()} narrows={*role != Role::Developer} error={only_error.clone()} onchange={set_limits} />
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), onclick: props.oncancel.clone() })) }
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("token-create"), look: Look::Primary, submit: true, busy: *busy, disabled: name.trim().is_empty() })) }
                </div>
            </form>
        </section>
    }
}
