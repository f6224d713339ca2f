//! Switches an endpoint on and off.

use encaixe_api::webhook::{Endpoint, EndpointPatch};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) endpoint: Endpoint,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Switch(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let is_on = props.endpoint.enabled;
    let to = |on: bool| {
        let (busy, words, shell) = (busy.clone(), words.clone(), shell.clone());
        let (id, onchanged) = (props.endpoint.id.clone(), props.onchanged.clone());
        Callback::from(move |_: MouseEvent| {
            let patch = EndpointPatch {
                enabled: Some(on),
                ..EndpointPatch::default()
            };
            let (shell, words, busy) = (shell.clone(), words.clone(), busy.clone());
            let (id, onchanged) = (id.clone(), onchanged.clone());
            busy.set(true);
            spawn_local(async move {
                match api_client::change_endpoint(&id, &patch).await {
                    Ok(_) => {
                        let done = if on {
                            "webhook-switched-on"
                        } else {
                            "webhook-switched-off"
                        };
                        shell.notice(Kind::Success, words.t(done));
                        onchanged.emit(());
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    let label = words.t(if is_on {
        "webhook-switch-off"
    } else {
        "webhook-switch-on"
    });
    html! {
        <>
            { push_button(&props!(encaixe_ui::button::Props { label, icon: "power", busy: *busy, onclick: to(!is_on), testid: "webhook-switch" })) }
            // Once somebody said so, nothing more is said of it.
            if !is_on && props.endpoint.disabled.is_some() {
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-leave-off"), look: Look::Quiet, disabled: *busy, onclick: to(false), testid: "webhook-leave-off" })) }
            }
        </>
    }
}
