//! The secrets of an integration: when each was made and when it ends, and a new one, whose text is shown once.

use encaixe_api::integration::{
    ClientSecret, Integration, MAX_OVERLAP_HOURS, OVERLAP_HOURS, RotateIntegration,
};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::push_button;
use encaixe_ui::copy::use_copy_field;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::confirm::Confirm;
use super::problems::problems;
use crate::api_client;

/// The overlaps that can be chosen, in hours.
const OVERLAPS: [u32; 6] = [0, 1, OVERLAP_HOURS, 72, 168, MAX_OVERLAP_HOURS];

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) integration: Integration,
    /// It is no longer as it is shown.
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Secrets(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let (asks, busy) = (use_state_eq(|| false), use_state_eq(|| false));
    let hours = use_state_eq(|| OVERLAP_HOURS);
    let made = use_state_eq(|| None::<AttrValue>);
    let failure = use_state_eq(|| None::<Failure>);
    let ask = {
        let (asks, failure) = (asks.clone(), failure.clone());
        Callback::from(move |_: MouseEvent| {
            failure.set(None);
            asks.set(true);
        })
    };
    let onanswer = {
        let (asks, busy, made) = (asks.clone(), busy.clone(), made.clone());
        let (hours, failure, words) = (*hours, failure.clone(), words.clone());
        let (id, onchanged) = (props.integration.id.clone(), props.onchanged.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            if *busy {
                return;
            }
            busy.set(true);
            failure.set(None);
            let (asks, busy, made) = (asks.clone(), busy.clone(), made.clone());
            let (failure, words, shell) = (failure.clone(), words.clone(), shell.clone());
            let (id, onchanged) = (id.clone(), onchanged.clone());
            spawn_local(async move {
                let rotate = RotateIntegration {
                    overlap_hours: Some(hours),
                };
                match api_client::rotate_integration(&id, &rotate).await {
                    Ok(new) => {
                        made.set(Some(new.secret.into()));
                        asks.set(false);
                        onchanged.emit(());
                    }
                    Err(found) if found.status == Some(409) => {
                        shell.notice(Kind::Warning, words.t("integration-changed"));
                        asks.set(false);
                        onchanged.emit(());
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    let onchange = {
        let hours = hours.clone();
        Callback::from(move |value: String| hours.set(value.parse().unwrap_or(OVERLAP_HOURS)))
    };
    let forget = {
        let made = made.clone();
        Callback::from(move |_: MouseEvent| made.set(None))
    };
    let options: Vec<(AttrValue, AttrValue)> = OVERLAPS
        .iter()
        .map(|hours| (hours.to_string().into(), overlap(&words, *hours).into()))
        .collect();
    html! {
        <section class="section" data-testid="integration-secrets">
            <h2>{ words.t("integration-secrets") }</h2>
            <p class="section-text">{ words.t("integration-secrets-text") }</p>
            if let Some(secret) = &*made {
                <div class="section-once" role="status" data-testid="integration-secret-made">
                    <h3>{ words.t("integration-secret-made") }</h3>
                    <p class="section-text">{ words.t("integration-secret-once") }</p>
                    { part!(use_copy_field, "secret", props!(encaixe_ui::copy::Props { value: secret.clone() })) }
                    <div class="form-buttons">
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-secret-kept"), onclick: forget, testid: "integration-secret-kept" })) }
                    </div>
                </div>
            }
            { list(&words, &props.integration.secrets) }
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-secret-new"), icon: "key-round", onclick: ask, testid: "integration-secret-new" })) }
            if *asks {
                <Confirm
                    title={words.t("integration-secret-title")} text={words.t("integration-secret-question")}
                    ok={words.t("integration-secret-new")} is_danger={*hours == 0} busy={*busy} {onanswer}
                >
                    <div class="integration-asked">
                        <div class="field">
                            <span class="label">{ words.t("integration-overlap") }</span>
                            { part!(use_select_part, "overlap", props!(encaixe_ui::select::Props { class: "select", name: "overlapHours", label: words.t("integration-overlap"), value: hours.to_string(), options, onchange })) }
                            <p class="field-help">{ words.t("integration-overlap-help") }</p>
                        </div>
                        if let Some(failure) = &*failure { { problems(&words, failure) } }
                    </div>
                </Confirm>
            }
        </section>
    }
}

/// When each was made, and when it ends.
fn list(words: &Words, secrets: &[ClientSecret]) -> Html {
    if secrets.is_empty() {
        return html! { <p class="section-text">{ words.t("integration-secrets-empty") }</p> };
    }
    let line = |secret: &ClientSecret| {
        let at = time::date_time(words, &secret.created_at);
        let ends = secret.ends_at.as_deref().map_or_else(
            || words.t("integration-secret-current"),
            |at| {
                let at = time::date_time(words, at);
                words.with("integration-secret-ends", [("at", at.into())])
            },
        );
        html! {
            <li class="line-card" key={secret.created_at.clone()} data-testid="integration-secret">
                <div class="line-main">
                    <p>{ words.with("integration-secret-at", [("at", at.into())]) }</p>
                    <p class="line-more">{ ends }</p>
                </div>
            </li>
        }
    };
    html! { <ul class="cards integration-secrets">{ for secrets.iter().map(line) }</ul> }
}

/// How long the secret before goes on, in words.
fn overlap(words: &Words, hours: u32) -> String {
    match hours {
        0 => words.t("integration-overlap-none"),
        1..=24 => words.with("integration-overlap-hours", [("count", hours.into())]),
        _ => words.with("integration-overlap-days", [("count", (hours / 24).into())]),
    }
}
