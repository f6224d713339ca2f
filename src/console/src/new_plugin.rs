//! Settings > Plugins > New.

use encaixe_api::plugin::NewPlugin;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::link;
use encaixe_ui::shell::Request;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::plugin_form::{Draft, PluginForm};
use super::plugin_page::crumb;
use crate::api_client;

#[component]
pub(super) fn NewPluginPage() -> Html {
    let words = use_words();
    let shell = use_shell();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let shell = shell.clone();
        let (busy, failure, words) = (busy.clone(), failure.clone(), words.clone());
        Callback::from(move |draft: Draft| {
            busy.set(true);
            failure.set(None);
            let (shell, words) = (shell.clone(), words.clone());
            let (busy, failure) = (busy.clone(), failure.clone());
            spawn_local(async move {
                let icon = draft.icon.trim().to_owned();
                let mut new = NewPlugin {
                    name: draft.name.trim().to_owned(),
                    endpoint: draft.url.trim().to_owned(),
                    enabled: Some(draft.enabled),
                    classic: Some(draft.classic),
                    scopes: Some(draft.scopes),
                    auth_secret: Some(draft.auth_secret),
                    proof_algorithm: Some(draft.algorithm),
                    icon: (!icon.is_empty()).then_some(icon),
                    audience: None,
                    groups: None,
                    members: None,
                    channels: None,
                };
                draft.placement.put_into_new(&mut new);
                match api_client::create_plugin(&new).await {
                    Ok(plugin) => {
                        shell.notice(Kind::Success, words.t("plugin-created"));
                        shell.ask(Request::Frames);
                        shell.replace(link::plugin(plugin.id.as_str()));
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    html! {
        <>
            { crumb(&words, &shell, &words.t("plugin-new"), Some(words.t("plugin-new-text"))) }
            <section class="section">
                <p class="section-text">{ words.t("plugin-new-reference") }{ " " }<a href="/docs" target="_blank" rel="noopener">{ words.t("reference") }</a></p>
                <PluginForm initial={Draft::empty()} new=true busy={*busy} failure={(*failure).clone()} {onsubmit} />
            </section>
        </>
    }
}
