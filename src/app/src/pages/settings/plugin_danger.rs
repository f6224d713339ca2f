//! The end of a plugin: deleted, after a question.

use encaixe_api::plugin::Plugin;
use encaixe_protocol::command::toast::Kind;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api_client;
use crate::components::button::Button;
use crate::components::dialog::Dialog;
use crate::flow::{self, session};
use crate::hooks::use_store;
use crate::i18n::use_words;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) plugin: Plugin,
}

#[component]
pub(super) fn Danger(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let navigator = use_navigator();
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
            let (store, navigator, id) = (store.clone(), navigator.clone(), id.clone());
            let (asks, busy, words) = (asks.clone(), busy.clone(), words.clone());
            spawn_local(async move {
                match api_client::delete_plugin(&id).await {
                    Ok(()) => {
                        flow::notice(&store, Kind::Success, words.t("plugin-deleted"));
                        session::load_frames(&store);
                        if let Some(navigator) = navigator {
                            navigator.replace(&Route::Plugins);
                        }
                    }
                    Err(failure) => {
                        flow::complain(&store, "problem-change", &failure);
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
                <Button label={words.t("plugin-delete")} icon="trash-2" look="danger" onclick={ask} />
            </div>
            if *asks {
                <Dialog
                    title={words.with("plugin-delete-title", [("plugin", name.into())])}
                    text={words.t("plugin-delete-text")}
                    ok={words.t("plugin-delete")}
                    cancel={words.t("cancel")}
                    danger=true
                    busy={*busy}
                    onanswer={answer}
                />
            }
        </section>
    }
}
