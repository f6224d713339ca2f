//! One endpoint: how it is doing, a test, and what was sent to it.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::Endpoint;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::{use_follow, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use super::deliveries::Deliveries;
use super::head::{Head, failed, loading};
use super::health::{State, counts};
use super::resend::{Progress, Resend};
use super::status::why;
use super::switch::Switch;
use super::test::Test;
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) id: AttrValue,
}

#[component]
pub(crate) fn Webhook(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let id = EndpointId::new(props.id.as_str());
    let endpoint = use_resource(id.clone(), Topic::Webhooks, |id| {
        let id = id.clone();
        async move { api_client::endpoint(&id).await }
    });
    let is_busy = endpoint
        .value
        .ready()
        .is_some_and(|one| one.health.waiting > 0);
    use_follow(is_busy, &endpoint.again);
    let (tests, resends) = (use_state_eq(|| false), use_state_eq(|| false));
    // How often the reader sent something, and how many were sent again last.
    let done = use_state_eq(|| 0_u32);
    let resent = use_state_eq(|| 0_u32);
    let onsent = {
        let (done, again) = (done.clone(), endpoint.again.clone());
        Callback::from(move |()| {
            done.set(*done + 1);
            again.emit(());
        })
    };
    let onresent = {
        let (onsent, resent) = (onsent.clone(), resent.clone());
        Callback::from(move |count: u32| {
            resent.set(count);
            onsent.emit(());
        })
    };
    let found = match &**endpoint.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            let what = ("webhook", &Route::Webhooks);
            return failed(&words, &shell, what, failure, endpoint.retry());
        }
        Remote::Ready(found) => found,
    };
    let set = |state: &UseStateHandle<bool>, on: bool| {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| state.set(on))
    };
    let close = {
        let resends = resends.clone();
        Callback::from(move |()| resends.set(false))
    };
    html! {
        <>
            <Head endpoint={found.clone()}>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-test"), icon: "send", look: Look::Primary, onclick: set(&tests, !*tests), testid: "webhook-test" })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-resend-many"), icon: "rotate-ccw", onclick: set(&resends, true), testid: "webhook-resend" })) }
                <Switch endpoint={found.clone()} onchanged={endpoint.again.clone()} />
            </Head>
            if *tests {
                <Test endpoint={found.clone()} onsent={onsent} onclose={set(&tests, false)} />
            }
            { standing(&words, found) }
            if *resent > 0 { <Progress count={*resent} waiting={found.health.waiting} /> }
            <Deliveries endpoint={id} done={*done} />
            if *resends { <Resend endpoint={found.clone()} onsent={onresent} onclose={close} /> }
        </>
    }
}

/// How it is doing, in sentences.
fn standing(words: &Words, endpoint: &Endpoint) -> Html {
    let (state, health) = (State::of(endpoint), &endpoint.health);
    let (class, icon) = match &state {
        State::Disabled(..) => ("standing-bad", "circle-alert"),
        State::Failing(_) => ("standing-warn", "triangle-alert"),
        State::Works => ("standing-good", "circle-check"),
        State::Idle | State::Off => ("", "info"),
    };
    let mut facts = counts(words, endpoint);
    if let Some(at) = &health.last_attempt_at {
        let at = time::date_time(words, at);
        facts.push(words.with("webhook-last-attempt", [("at", at.into())]));
        facts.push(health.last_success_at.as_ref().map_or_else(
            || words.t("webhook-never-delivered"),
            |at| {
                let at = time::date_time(words, at);
                words.with("webhook-last-success", [("at", at.into())])
            },
        ));
    }
    let is_wrong = matches!(state, State::Failing(_) | State::Disabled(..));
    let reason = why(
        words,
        health.last_failure,
        health.last_status,
        health.last_error.as_deref(),
    );
    html! {
        <div class={classes!("standing", class)} data-testid="webhook-standing">
            { small_icon(icon) }
            <div>
                <p>{ state.text(words) }</p>
                { reason.filter(|_| is_wrong).unwrap_or_default() }
                if !facts.is_empty() { <p class="line-more">{ facts.join(" · ") }</p> }
            </div>
        </div>
    }
}
