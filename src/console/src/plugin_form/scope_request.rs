//! More scopes that a program asked for: an admin allows them, or keeps the plugin as it is.

use encaixe_api::plugin::{Plugin, PluginPatch};
use encaixe_protocol::command::toast::Kind;
use encaixe_protocol::scope::{AnyScope, Grants};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::scopes::{mark, sentence};
use crate::api_client;
use crate::app_scopes::use_apps;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) plugin: Plugin,
    pub(crate) requested: Grants,
    pub(crate) onchanged: Callback<Plugin>,
}

#[component]
pub(crate) fn ScopeRequest(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let decide = |scopes: Grants| {
        let (shell, words, busy) = (shell.clone(), words.clone(), busy.clone());
        let (id, onchanged) = (props.plugin.id.clone(), props.onchanged.clone());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (shell, words, busy) = (shell.clone(), words.clone(), busy.clone());
            let scopes = scopes.clone();
            let (id, onchanged) = (id.clone(), onchanged.clone());
            spawn_local(async move {
                let patch = PluginPatch {
                    scopes: Some(scopes),
                    ..PluginPatch::default()
                };
                match api_client::change_plugin(&id, &patch).await {
                    Ok(plugin) => {
                        shell.notice(Kind::Success, words.t("saved"));
                        shell.ask(Request::Frames);
                        onchanged.emit(plugin);
                    }
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    let apps = use_apps();
    let held = &props.plugin.scopes;
    let more = props.requested.iter().filter(|scope| !held.has(scope));
    let line = |scope: AnyScope| html! { <li key={scope.as_str()}>{ sentence(&words, &apps, &scope) }{ mark(&words, &scope) }</li> };
    html! {
        <section class="section section-form" data-testid="scope-request">
            <h2>{ words.t("scope-request") }</h2>
            <p class="section-text">{ words.t("scope-request-text") }</p>
            <ul class="scope-more">
                { for more.map(line) }
            </ul>
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("scope-keep"), disabled: *busy, onclick: decide(held.clone()) })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("scope-allow"), look: Look::Primary, busy: *busy, onclick: decide(props.requested.clone()) })) }
            </div>
        </section>
    }
}
