//! The end of an installation, after a question.

use encaixe_api::integration::Installation;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) installation: Installation,
}

#[component]
pub(super) fn Uninstall(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let (asks, busy) = (use_state_eq(|| false), use_state_eq(|| false));
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (asks, busy) = (asks.clone(), busy.clone());
        let (id, words) = (props.installation.id.clone(), words.clone());
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            busy.set(true);
            let (shell, id, words) = (shell.clone(), id.clone(), words.clone());
            let (asks, busy) = (asks.clone(), busy.clone());
            spawn_local(async move {
                match api_client::uninstall(&id).await {
                    Ok(()) => {
                        shell.notice(Kind::Success, words.t("uninstalled"));
                        shell.ask(Request::Frames);
                        shell.replace(Route::Installations.path());
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
    let name = props.installation.name.as_str();
    html! {
        <section class="section section-danger">
            <h2>{ words.t("danger") }</h2>
            <div class="section-line">
                <p class="section-text">{ words.t("uninstall-text") }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("uninstall"), icon: "trash-2", look: Look::Danger, onclick: ask, testid: "uninstall" })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with("uninstall-title", [("name", name.into())]), text: words.t("uninstall-text"), ok: words.t("uninstall"), cancel: words.t("cancel"), danger: true, busy: *busy, onanswer: answer })) }
            }
        </section>
    }
}
