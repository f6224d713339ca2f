//! A newer version that asks for more: an admin looks at what is new and agrees, or leaves it as it is.

use encaixe_api::integration::{
    Installation, InstallationAgreement, InstallationPatch, WantedScope,
};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::marketplace::parts::wants;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) installation: Installation,
    pub(super) waiting: InstallationAgreement,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Agree(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let (asks, busy) = (use_state_eq(|| false), use_state_eq(|| false));
    let version = props.waiting.version;
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (asks, busy, words) = (asks.clone(), busy.clone(), words.clone());
        let (id, onchanged) = (props.installation.id.clone(), props.onchanged.clone());
        let stamp = props.waiting.stamp.clone();
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            busy.set(true);
            let (shell, words, id) = (shell.clone(), words.clone(), id.clone());
            let stamp = stamp.clone();
            let (asks, busy, onchanged) = (asks.clone(), busy.clone(), onchanged.clone());
            spawn_local(async move {
                // The version that was shown, and no later one.
                let patch = InstallationPatch {
                    version: Some(version),
                    stamp: Some(stamp),
                    ..InstallationPatch::default()
                };
                match api_client::change_installation(&id, &patch).await {
                    Ok(_) => {
                        shell.notice(Kind::Success, words.t("installation-agreed"));
                        shell.ask(Request::Frames);
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
                asks.set(false);
                onchanged.emit(());
            });
        })
    };
    // As it is: a number would get separators.
    let number = version.to_string();
    let label = words.with("installation-agree", [("version", number.clone().into())]);
    let name = props.installation.name.as_str();
    html! {
        <section class="section section-form" data-testid="agreement">
            <h2>{ words.with("installation-waits", [("version", number.into())]) }</h2>
            <p class="section-text">{ words.t("installation-waits-text") }</p>
            { news(&words, props) }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: label.clone(), look: Look::Primary, busy: *busy, onclick: ask, testid: "installation-agree" })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with("installation-agree-title", [("name", name.into())]), text: words.t("installation-agree-text"), ok: label, cancel: words.t("cancel"), busy: *busy, onanswer: answer, children: news(&words, props) })) }
            }
        </section>
    }
}

/// What was not agreed to yet: scopes, and where its page comes from.
fn news(words: &Words, props: &Props) -> Html {
    let held = &props.installation.scopes;
    let is_new = |wanted: &&WantedScope| !held.iter().any(|one| one.scope == wanted.scope);
    let new: Vec<WantedScope> = props
        .waiting
        .scopes
        .iter()
        .filter(is_new)
        .cloned()
        .collect();
    html! {
        <>
            if !new.is_empty() { { wants(words, &new) } }
            if let Some(origin) = &props.waiting.widget_origin {
                <p class="section-text">{ words.t("installation-origin") }{ " " }<code>{ origin.clone() }</code></p>
            }
        </>
    }
}
