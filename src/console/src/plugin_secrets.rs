//! What is to be said of all plugins' secrets: that earlier backups hold them readable, with Rotate all, and which cannot be read.

use encaixe_api::plugin::Plugin;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::push_button;
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::revisions::Topic;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// All of them.
    pub(super) plugins: Vec<Plugin>,
}

#[component]
pub(super) fn PluginSecrets(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let secrets = use_resource((), Topic::Plugins, |()| api_client::secrets());
    let busy = use_state_eq(|| false);
    let asks = use_state_eq(|| false);
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let end = {
        let (shell, words, again) = (shell.clone(), words.clone(), secrets.again.clone());
        let (busy, asks) = (busy.clone(), asks.clone());
        Callback::from(move |rotate: bool| {
            busy.set(true);
            let (shell, words, again) = (shell.clone(), words.clone(), again.clone());
            let (busy, asks) = (busy.clone(), asks.clone());
            spawn_local(async move {
                match api_client::end_secrets_offer(rotate).await {
                    Ok(()) => {
                        again.emit(());
                        if rotate {
                            shell.notice(Kind::Success, words.t("secrets-rotated"));
                        }
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
                asks.set(false);
            });
        })
    };
    let answer = {
        let (end, asks) = (end.clone(), asks.clone());
        Callback::from(move |confirmed: bool| {
            if confirmed {
                end.emit(true);
            } else {
                asks.set(false);
            }
        })
    };
    let dismiss = end.reform(|_: MouseEvent| false);
    let Some(secrets) = secrets.value.ready() else {
        return html! {};
    };
    let unreadable = props
        .plugins
        .iter()
        .filter(|plugin| secrets.unreadable.contains(&plugin.id))
        .map(|plugin| plugin.name.as_str());
    let unreadable = unreadable.collect::<Vec<_>>().join(", ");
    html! {
        <>
            if !unreadable.is_empty() {
                <section class="section">
                    <p class="note" data-testid="secrets-unreadable">
                        { small_icon("circle-alert") }
                        <span>{ words.with("secrets-unreadable", [("names", unreadable.into())]) }</span>
                    </p>
                </section>
            }
            if secrets.rotation_offered {
                <section class="section" data-testid="secrets-offer">
                    <h2>{ words.t("secrets-offer") }</h2>
                    <div class="section-line">
                        <p class="section-text">{ words.t("secrets-offer-text") }</p>
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("secrets-rotate"), icon: "refresh-cw", disabled: *busy, onclick: ask })) }
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("secrets-dismiss"), look: encaixe_ui::button::Look::Quiet, disabled: *busy, onclick: dismiss })) }
                    </div>
                </section>
            }
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.t("secrets-rotate-title"), text: words.t("secrets-rotate-text"), ok: words.t("secrets-rotate"), cancel: words.t("cancel"), danger: true, busy: *busy, onanswer: answer })) }
            }
        </>
    }
}
