//! One delivery: its body, and its attempts with what was asked and answered.

use encaixe_api::id::{DeliveryId, EndpointId};
use encaixe_api::webhook::{DeliveryDetail, DeliveryStatus};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::hooks::{use_follow, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::attempt::attempt;
use super::events::title;
use super::head::{crumb, failed, loading};
use super::sample::pretty;
use super::status::{next, status_chip, why};
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) id: AttrValue,
    pub(crate) delivery: AttrValue,
}

#[component]
pub(crate) fn DeliveryPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let key = (
        EndpointId::new(props.id.as_str()),
        DeliveryId::new(props.delivery.as_str()),
    );
    let delivery = use_resource(key.clone(), Topic::Webhooks, |(id, delivery)| {
        let (id, delivery) = (id.clone(), delivery.clone());
        async move { api_client::delivery(&id, &delivery).await }
    });
    let is_waiting = |one: &DeliveryDetail| one.delivery.status == DeliveryStatus::Waiting;
    use_follow(
        delivery.value.ready().is_some_and(is_waiting),
        &delivery.again,
    );
    let busy = use_state_eq(|| false);
    let resend = {
        let (shell, words, busy) = (shell.clone(), words.clone(), busy.clone());
        let again = delivery.again.clone();
        Callback::from(move |_: MouseEvent| {
            let ((id, delivery), again) = (key.clone(), again.clone());
            let (shell, words, busy) = (shell.clone(), words.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                match api_client::replay_one(&id, &delivery).await {
                    Ok(()) => {
                        let said = words.with("webhook-resent", [("count", 1.into())]);
                        shell.notice(Kind::Success, said);
                        again.emit(());
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    let back = Route::Webhook {
        id: props.id.to_string(),
    };
    let found = match &**delivery.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            return failed(
                &words,
                &shell,
                ("delivery", &back),
                failure,
                delivery.retry(),
            );
        }
        Remote::Ready(found) => found,
    };
    let last = found.tries.len();
    // The last one first: it is what most come for.
    let tries = found.tries.iter().rev();
    let tries = tries.map(|one| attempt(&words, one, usize::try_from(one.number) == Ok(last)));
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &back, words.t("webhook-deliveries")) }
                    <h1>{ title(&words, found.delivery.event) }</h1>
                    <p class="webhook-about">{ status_chip(&words, &found.delivery) }<code>{ found.delivery.event.as_str() }</code></p>
                </div>
                <div class="settings-actions">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-resend"), icon: "rotate-ccw", look: Look::Primary, busy: *busy, disabled: is_waiting(found) && found.delivery.attempts == 0, onclick: resend, testid: "delivery-resend" })) }
                </div>
            </header>
            <section class="section">
                { facts(&words, found) }
                <h2>{ words.t("delivery-attempts-title") }</h2>
                if found.tries.is_empty() {
                    <p class="section-text">{ words.t("delivery-attempts-none") }</p>
                    { why(&words, found.delivery.last_failure, None, None).unwrap_or_default() }
                } else {
                    <ol class="attempts">{ for tries }</ol>
                }
            </section>
            <section class="section">
                <div class="section-line body-head">
                    <h2>{ words.t("delivery-body") }</h2>
                    if let Some(body) = &found.body {
                        { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: body.clone() })) }
                    }
                </div>
                if let Some(body) = &found.body {
                    <pre class="wire" tabindex="0" data-testid="delivery-body"><code>{ pretty(body) }</code></pre>
                } else {
                    <p class="section-text">{ words.t("delivery-body-none") }</p>
                }
            </section>
        </>
    }
}

fn facts(words: &Words, found: &DeliveryDetail) -> Html {
    let delivery = &found.delivery;
    html! {
        <dl class="facts">
            <dt>{ words.t("delivery-made") }</dt><dd>{ time::date_time(words, &delivery.created_at) }</dd>
            <dt><code>{ "webhook-id" }</code></dt><dd><code>{ delivery.id.as_str() }</code></dd>
            if let Some(at) = next(delivery) {
                <dt>{ words.t("delivery-next-title") }</dt><dd>{ time::date_time(words, at) }</dd>
            }
            if delivery.test { <dt>{ words.t("delivery-kind") }</dt><dd>{ words.t("delivery-test-text") }</dd> }
        </dl>
    }
}
