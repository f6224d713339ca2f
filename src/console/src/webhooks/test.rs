//! Sends a sample of an event to an endpoint, and shows what came of it.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::{Delivery, Endpoint, EventName};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::events::{has_body, title};
use super::status::{answer, status_chip, why};
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) endpoint: Endpoint,
    /// It was sent, whatever came of it.
    pub(super) onsent: Callback<()>,
    pub(super) onclose: Callback<MouseEvent>,
}

#[component]
pub(super) fn Test(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let endpoint = &props.endpoint;
    let chosen = use_state_eq(|| endpoint.events.first().copied());
    let busy = use_state_eq(|| false);
    let sent = use_state_eq(|| None::<Delivery>);
    // Those that it is told of come first.
    let fits = |event: &EventName| has_body(*event, endpoint.body);
    let others = EventName::ALL.iter().copied();
    let others = others.filter(|event| !endpoint.events.contains(event));
    let events: Vec<EventName> = endpoint
        .events
        .iter()
        .copied()
        .chain(others)
        .filter(fits)
        .collect();
    let event = chosen.or_else(|| events.first().copied());
    let options = events.iter();
    let options: Vec<_> = options
        .map(|one| (one.as_str().into(), title(&words, *one).into()))
        .collect();
    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |word: String| chosen.set(EventName::parse(&word)))
    };
    let send = {
        let (id, onsent): (EndpointId, _) = (endpoint.id.clone(), props.onsent.clone());
        let (shell, busy, sent) = (shell.clone(), busy.clone(), sent.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(event) = event else { return };
            let (id, onsent) = (id.clone(), onsent.clone());
            let (shell, busy, sent) = (shell.clone(), busy.clone(), sent.clone());
            busy.set(true);
            spawn_local(async move {
                match api_client::test_endpoint(&id, event).await {
                    Ok(delivery) => sent.set(Some(delivery)),
                    Err(failure) => shell.complain("problem-test", &failure),
                }
                busy.set(false);
                onsent.emit(());
            });
        })
    };
    let label = words.t("webhook-test-event");
    html! {
        <section class="section section-form" data-testid="webhook-test-form">
            <h2>{ words.t("webhook-test") }</h2>
            <p class="section-text">{ words.t("webhook-test-text") }</p>
            <div class="webhook-test-line">
                { part!(use_select_part, "event", props!(encaixe_ui::select::Props { class: "select", name: "testEvent", label, value: event.map(EventName::as_str).unwrap_or_default(), options, onchange: choose })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-test-send"), icon: "send", look: Look::Primary, busy: *busy, onclick: send, testid: "webhook-test-send" })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("close"), look: Look::Quiet, onclick: props.onclose.clone() })) }
            </div>
            <div role="status">
                if let Some(delivery) = &*sent {
                    <div class="webhook-sent" data-testid="webhook-sent" data-status={delivery.status.as_str()}>
                        <p class="webhook-sent-line">
                            { status_chip(&words, delivery) }
                            { answer(&words, delivery.last_status) }
                            { link(&shell, Route::Delivery { id: delivery.endpoint.to_string(), delivery: delivery.id.to_string() }.path(), Classes::new(), words.t("webhook-test-open").into()) }
                        </p>
                        { why(&words, delivery.last_failure, delivery.last_status, delivery.last_error.as_deref()).unwrap_or_default() }
                    </div>
                }
            </div>
        </section>
    }
}
