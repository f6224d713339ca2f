//! Settings > Plugins > New.

use encaixe_api::plugin::NewPlugin;
use encaixe_protocol::command::toast::Kind;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use super::plugin_form::{Draft, PluginForm};
use super::plugin_page::crumb;
use crate::api_client::{self, Failure};
use crate::flow::{self, session};
use crate::hooks::use_store;
use crate::i18n::use_words;
use crate::route::Route;

#[component]
pub(super) fn NewPluginPage() -> Html {
    let words = use_words();
    let store = use_store();
    let navigator = use_navigator();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let (busy, failure, words) = (busy.clone(), failure.clone(), words.clone());
        Callback::from(move |draft: Draft| {
            busy.set(true);
            failure.set(None);
            let (store, navigator, words) = (store.clone(), navigator.clone(), words.clone());
            let (busy, failure) = (busy.clone(), failure.clone());
            spawn_local(async move {
                let icon = draft.icon.trim().to_owned();
                let new = NewPlugin {
                    name: draft.name.trim().to_owned(),
                    endpoint: draft.endpoint.trim().to_owned(),
                    enabled: Some(draft.enabled),
                    classic: Some(draft.classic),
                    icon: (!icon.is_empty()).then_some(icon),
                };
                match api_client::create_plugin(&new).await {
                    Ok(plugin) => {
                        flow::notice(&store, Kind::Success, words.t("plugin-created"));
                        session::load_frames(&store);
                        if let Some(navigator) = navigator {
                            navigator.replace(&Route::Plugin {
                                id: plugin.id.to_string(),
                            });
                        }
                    }
                    Err(found) => {
                        flow::signed_out(&store, &found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    html! {
        <>
            { crumb(&words, &words.t("plugin-new"), Some(words.t("plugin-new-text"))) }
            <section class="section">
                <p class="section-text">{ words.t("plugin-new-reference") }{ " " }<a href="/docs" target="_blank" rel="noopener">{ words.t("reference") }</a></p>
                <PluginForm initial={Draft::empty()} new=true busy={*busy} failure={(*failure).clone()} {onsubmit} />
            </section>
        </>
    }
}
