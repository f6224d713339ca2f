//! The end of a plugin: deleted, after a question.

use encaixe_api::plugin::Plugin;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::link::PLUGINS;
use encaixe_ui::part;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) plugin: Plugin,
}

#[component]
pub(super) fn Danger(props: &Props) -> Html {
    let words = use_words();
    let shell = use_shell();
    let asks = use_state_eq(|| false);
    let busy = use_state_eq(|| false);
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (asks, busy, id, words) = (
            asks.clone(),
            busy.clone(),
            props.plugin.id.clone(),
            words.clone(),
        );
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            busy.set(true);
            let (shell, id) = (shell.clone(), id.clone());
            let (asks, busy, words) = (asks.clone(), busy.clone(), words.clone());
            spawn_local(async move {
                match api_client::delete_plugin(&id).await {
                    Ok(()) => {
                        shell.notice(Kind::Success, words.t("plugin-deleted"));
                        shell.ask(Request::Frames);
                        shell.replace(PLUGINS);
                    }
                    Err(failure) => {
                        shell.complain("problem-change", &failure);
                        busy.set(false);
                        asks.set(false);
                    }
                }
            });
        })
    };
    let name = props.plugin.name.clone();
    html! {
        <section class="section section-danger">
            <h2>{ words.t("danger") }</h2>
            <div class="section-line">
                <p class="section-text">{ words.t("plugin-delete-text") }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("plugin-delete"), icon: "trash-2", look: Look::Danger, onclick: ask })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with("plugin-delete-title", [("plugin", name.into())]), text: words.t("plugin-delete-text"), ok: words.t("plugin-delete"), cancel: words.t("cancel"), danger: true, busy: *busy, onanswer: answer })) }
            }
        </section>
    }
}
