//! Stops an installation for a while, and lets it go on.

use encaixe_api::integration::{Installation, InstallationPatch, InstallationState};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::push_button;
use encaixe_ui::focus::use_kept;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) installation: Installation,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Pause(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let node = use_kept(*busy);
    let is_paused = props.installation.state == InstallationState::Paused;
    let onclick = {
        let (busy, words) = (busy.clone(), words.clone());
        let (id, onchanged) = (props.installation.id.clone(), props.onchanged.clone());
        Callback::from(move |_: MouseEvent| {
            let (shell, words, busy) = (shell.clone(), words.clone(), busy.clone());
            let (id, onchanged) = (id.clone(), onchanged.clone());
            busy.set(true);
            spawn_local(async move {
                let patch = InstallationPatch {
                    paused: Some(!is_paused),
                    ..InstallationPatch::default()
                };
                match api_client::change_installation(&id, &patch).await {
                    Ok(_) => {
                        let done = if is_paused {
                            "installation-resumed"
                        } else {
                            "installation-was-paused"
                        };
                        shell.notice(Kind::Success, words.t(done));
                        shell.ask(Request::Frames);
                        onchanged.emit(());
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    let label = words.t(if is_paused {
        "installation-resume"
    } else {
        "installation-pause"
    });
    html! {
        { push_button(&props!(encaixe_ui::button::Props { label, icon: "power", busy: *busy, onclick, node, testid: "installation-pause" })) }
    }
}
