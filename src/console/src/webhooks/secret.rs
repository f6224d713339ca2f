//! What deliveries are signed with: masked, with Show, Copy, and Rotate with an overlap.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{EndpointSecret, MAX_OVERLAP_HOURS, OVERLAP_HOURS};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::push_button;
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

const MASK: &str = "••••••••••••••••••••••••";

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: EndpointId,
}

/// Each look at a secret is kept in the audit log, so it is fetched when somebody asks for it.
#[component]
pub(super) fn EndpointSecrets(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let secret = use_state_eq(|| None::<EndpointSecret>);
    let (busy, asks) = (use_state_eq(|| false), use_state_eq(|| false));
    let hours = use_state_eq(|| OVERLAP_HOURS.to_string());
    let typed = hours.trim().parse::<u32>().ok();
    let typed = typed.filter(|hours| *hours <= MAX_OVERLAP_HOURS);
    let show = {
        let (id, shell, secret) = (props.id.clone(), shell.clone(), secret.clone());
        Callback::from(move |_: MouseEvent| {
            if secret.is_some() {
                return secret.set(None);
            }
            let (id, shell, secret) = (id.clone(), shell.clone(), secret.clone());
            spawn_local(async move {
                match api_client::endpoint_secret(&id).await {
                    Ok(found) => secret.set(Some(found)),
                    Err(failure) => shell.complain("problem-secret", &failure),
                }
            });
        })
    };
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (id, words) = (props.id.clone(), words.clone());
        let (secret, busy, asks) = (secret.clone(), busy.clone(), asks.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            let Some(hours) = typed else { return };
            busy.set(true);
            let (id, shell, words) = (id.clone(), shell.clone(), words.clone());
            let (secret, busy, asks) = (secret.clone(), busy.clone(), asks.clone());
            spawn_local(async move {
                match api_client::rotate_endpoint(&id, hours).await {
                    Ok(new) => {
                        // It is to be brought to the receiver now.
                        secret.set(Some(new));
                        shell.notice(Kind::Success, words.t("webhook-rotated"));
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
                asks.set(false);
            });
        })
    };
    let (label, icon) = if secret.is_some() {
        (words.t("hide"), "eye-off")
    } else {
        (words.t("show"), "eye")
    };
    let known = secret.as_ref().map(|it| AttrValue::from(it.secret.clone()));
    let text = known.clone().unwrap_or(AttrValue::Static(MASK));
    let mistake = [("most", MAX_OVERLAP_HOURS.into())];
    let error = typed
        .is_none()
        .then(|| AttrValue::from(words.with("signing-overlap-mistake", mistake)));
    let set_hours = {
        let hours = hours.clone();
        Callback::from(move |value: String| hours.set(value))
    };
    html! {
        <section class="section" data-testid="webhook-secret">
            <h2>{ words.t("webhook-secret") }</h2>
            <p class="section-text">{ words.t("webhook-secret-text") }</p>
            <div class="copy-field">
                <code class={classes!("copy-value", known.is_none().then_some("is-masked"))} data-testid="secret">{ text }</code>
                { push_button(&props!(encaixe_ui::button::Props { label, icon, onclick: show, testid: "webhook-secret-show" })) }
                if let Some(value) = known { { part!(use_copy_button, props!(encaixe_ui::copy::Props { value })) } }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-rotate"), icon: "refresh-cw", onclick: ask, testid: "webhook-rotate" })) }
            </div>
            { for secret.iter().filter_map(|secret| previous(&words, secret)) }
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("webhook-rotate-title"), text: words.t("webhook-rotate-text"), ok: words.t("webhook-rotate"), cancel: words.t("cancel"), danger: typed == Some(0), busy: *busy, onanswer: answer, children: html! {
                    <>{ part!(use_field_part, "overlap", props!(encaixe_ui::field::Props { label: words.t("signing-overlap"), name: "overlapHours", value: (*hours).clone(), help: words.t("webhook-overlap-help"), error, oninput: set_hours })) }</>
                } })) }
            }
        </section>
    }
}

/// The secret before, while it is good.
fn previous(words: &Words, secret: &EndpointSecret) -> Option<Html> {
    let (before, until) = (secret.previous.clone()?, secret.previous_until.as_ref()?);
    let until = time::date_time(words, until);
    Some(html! {
        <>
            <p class="section-text webhook-before">{ words.with("webhook-secret-previous", [("at", until.into())]) }</p>
            <div class="copy-field">
                <code class="copy-value" data-testid="secret-previous">{ before.clone() }</code>
                { part!(use_copy_button, "before", props!(encaixe_ui::copy::Props { value: before })) }
            </div>
        </>
    })
}
