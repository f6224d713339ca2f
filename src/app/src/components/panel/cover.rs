//! What lies over a frame, or above it, when its page is not the registered one or is not there yet.

use std::rc::Rc;

use encaixe_api::plugin::{Frame, FrameReason, FrameState, PluginPatch};
use encaixe_protocol::command::toast::Kind;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api_client;
use crate::components::button::Button;
use crate::components::icon::Icon;
use crate::components::state_chip::{explain, explain_title, to_do};
use crate::flow::{self, session};
use crate::hooks::{use_select, use_store};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::state::{Action, State};
use crate::store::Store;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) frame: Rc<Frame>,
}

#[component]
pub(super) fn Cover(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let id = props.frame.id.clone();
    let view = {
        let id = id.clone();
        use_select(move |state| state.panel.view(&id))
    };
    let is_admin = use_select(State::is_admin);
    let reload = {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |_: MouseEvent| store.dispatch(Action::FrameReload(id.clone())))
    };
    let reload_button = html! {
        <Button label={words.t("reload")} icon="refresh-cw" onclick={reload} />
    };
    match view.state {
        FrameState::Verified | FrameState::Classic => Html::default(),
        FrameState::Loading | FrameState::Connecting => html! {
            <div class="cover cover-wait" role="status">
                <span class="bone bone-line" /><span class="bone bone-line" /><span class="bone bone-block" />
                <p class="cover-late">{ words.with("frame-waiting", [("plugin", props.frame.name.clone().into())]) }</p>
            </div>
        },
        FrameState::Left => html! {
            <div class="left-bar" role="status">
                <Icon name="triangle-alert" />
                <p>{ words.with("left-bar", [("plugin", props.frame.name.clone().into())]) }</p>
                { reload_button }
            </div>
        },
        FrameState::Blocked | FrameState::Failed | FrameState::Stopped => {
            let usable = view
                .seen
                .clone()
                .filter(|_| matches!(view.reason, Some(FrameReason::Origin | FrameReason::Path)));
            let adopt = usable.map(|seen| {
                let (store, frame) = (store.clone(), props.frame.clone());
                Callback::from(move |_: MouseEvent| adopt_address(&store, &frame, &seen))
            });
            html! {
                <div class="cover cover-card" role="status">
                    <div class={classes!("card", format!("state-{}", view.state.as_str()))}>
                        <span class="cover-icon"><Icon name="shield-alert" large=true /></span>
                        <h2>{ explain_title(&words, view.state, view.reason) }</h2>
                        <p>{ explain(&words, view.state, view.reason) }</p>
                        { facts(&words, &props.frame, view.seen.as_deref()) }
                        if let Some(todo) = to_do(&words, view.state, view.reason) {
                            <p class="card-do">{ if *is_admin { todo } else { words.t("do-ask-admin") } }</p>
                        }
                        <div class="card-buttons">
                            if let (true, Some(onclick)) = (*is_admin, adopt) {
                                <Button label={words.t("use-address")} look="primary" {onclick} testid="use-address" />
                            }
                            { reload_button }
                            if *is_admin {
                                <Link<Route> to={Route::Plugin { id: id.to_string() }} classes="button button-quiet">
                                    { words.t("frame-settings") }
                                </Link<Route>>
                            }
                        </div>
                    </div>
                </div>
            }
        }
    }
}

fn facts(words: &Words, frame: &Frame, seen: Option<&str>) -> Html {
    html! {
        <dl class="facts">
            <dt>{ words.t("state-expected") }</dt>
            <dd><code>{ super::registered(&frame.src) }</code></dd>
            if let Some(seen) = seen {
                <dt>{ words.t("state-seen") }</dt>
                <dd><code>{ seen.to_owned() }</code></dd>
            }
        </dl>
    }
}

/// Registers the address that was seen, and makes the frame anew.
fn adopt_address(store: &Store, frame: &Frame, seen: &str) {
    let (store, id, seen) = (store.clone(), frame.id.clone(), seen.to_owned());
    spawn_local(async move {
        let patch = PluginPatch {
            endpoint: Some(seen),
            ..PluginPatch::default()
        };
        match api_client::change_plugin(&id, &patch).await {
            Ok(_) => {
                let words = Words::of(store.state().locale);
                flow::notice(&store, Kind::Success, words.t("use-address-done"));
                // The other address makes the frame anew.
                session::load_frames(&store);
            }
            Err(failure) => flow::complain(&store, "problem-change", &failure),
        }
    });
}
