//! Switches an endpoint on and off.

use encaixe_api::webhook::{Endpoint, EndpointPatch};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::push_button;
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
    let on = !props.endpoint.enabled;
    let onclick = {
        let (busy, words) = (busy.clone(), words.clone());
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
    let label = words.t(if on {
        "webhook-switch-on"
    } else {
        "webhook-switch-off"
    });
    push_button(&props!(encaixe_ui::button::Props {
        label,
        icon: "power",
        busy: *busy,
        onclick,
        testid: "webhook-switch"
    }))
}
