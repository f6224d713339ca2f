//! The plugin panel: a tab per plugin, how its frame stands, and the place where the frames live.

use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Frame, FrameState};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use yew_router::prelude::*;

use super::button::Button;
use super::empty::{Empty, Trouble};
use super::plugin_icon::PluginIcon;
use super::popover::Popover;
use super::state_chip::StateChip;
use crate::flow::session;
use crate::frames::Frames;
use crate::hooks::{use_select, use_store};
use crate::i18n::use_words;
use crate::route::Route;
use crate::state::Action;
use crate::storage;

mod adopt;
mod badge;
mod cover;
mod door;

use badge::Badge;
use cover::Cover;
use door::{Entrance, Exit, LetTake};

#[component]
pub(crate) fn Panel() -> Html {
    let words = use_words();
    let store = use_store();
    let panel = use_select(|state| state.panel.clone());
    let is_admin = use_select(crate::state::State::is_admin);
    let active = panel.active_frame().cloned();
    let busy = active
        .as_ref()
        .is_some_and(|frame| panel.is_busy(&frame.id));
    let close = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Drawer(false)))
    };
    let retry = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| session::load_frames(&store))
    };
    let none = panel.frames.as_ref().is_some_and(Vec::is_empty);
    html! {
        <aside class="panel" aria-label={words.t("panel-label")}>
            <div class="panel-head">
                <Tabs />
                <Button class="only-drawer" label={words.t("panel-close")} icon="x" look="quiet" bare=true onclick={close} />
            </div>
            <div class={classes!("panel-bar", busy.then_some("is-busy"))} aria-hidden="true" />
            <div class="panel-status" hidden={active.is_none()}>
                if let Some(frame) = &active { <Status frame={frame.clone()} /> }
            </div>
            <div class="panel-body">
                if let Some(frame) = &active {
                    <Entrance key={frame.id.to_string()} id={frame.id.clone()} name={frame.name.clone()} />
                }
                <Stage />
                if active.is_some() { <Exit /> }
                if let Some(frame) = &active {
                    <Cover key={frame.id.to_string()} frame={frame.clone()} />
                }
                if let (None, Some(failure)) = (&panel.frames, &panel.trouble) {
                    <Trouble failure={failure.clone()} onretry={retry} />
                }
                if none {
                    <Empty
                        icon="puzzle"
                        title={words.t("panel-empty")}
                        text={words.t(if *is_admin { "panel-empty-admin" } else { "panel-empty-agent" })}
                    >
                        if *is_admin {
                            <Link<Route> to={Route::NewPlugin} classes="button button-primary">
                                { words.t("plugin-new") }
                            </Link<Route>>
                        }
                    </Empty>
                }
            </div>
        </aside>
    }
}

/// The element that holds the frames. It is rendered once; `Frames` alone touches what is in it.
#[component]
fn Stage() -> Html {
    let words = use_words();
    let frames = use_context::<Frames>();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let (Some(frames), Some(element)) = (&frames, node.cast::<Element>()) {
                frames.attach(element);
            }
            move || {
                if let Some(frames) = frames {
                    frames.detach();
                }
            }
        });
    }
    let is_inside = use_select(|state| {
        let inside = &state.panel.inside;
        inside.is_some() && *inside == state.panel.active
    });
    html! {
        <div
            id="plugin-stage"
            class={classes!("stage", is_inside.then_some("has-keyboard"))}
            role="tabpanel"
            aria-label={words.t("panel-label")}
            ref={node}
        />
    }
}

#[component]
fn Tabs() -> Html {
    let words = use_words();
    let store = use_store();
    let panel = use_select(|state| state.panel.clone());
    let node = use_node_ref();
    let frames = panel.frames();
    let place = frames
        .iter()
        .position(|frame| panel.active.as_ref() == Some(&frame.id));
    let choose = {
        let store = store.clone();
        move |id: &PluginId| {
            storage::set("tab", id.as_str());
            store.dispatch(Action::Tab(id.clone()));
        }
    };
    let onkeydown = {
        let (choose, node) = (choose.clone(), node.clone());
        let ids: Vec<PluginId> = frames.iter().map(|frame| frame.id.clone()).collect();
        Callback::from(move |event: KeyboardEvent| {
            let Some((place, last)) = place.zip(ids.len().checked_sub(1)) else {
                return;
            };
            let to = match event.key().as_str() {
                "ArrowRight" => (place + 1) % (last + 1),
                "ArrowLeft" => place.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            if let Some(id) = ids.get(to) {
                choose(id);
                focus_tab(&node, to);
            }
        })
    };
    let tabs = frames.iter().enumerate().map(|(at, frame)| {
        let selected = place == Some(at);
        let onclick = {
            let (choose, id) = (choose.clone(), frame.id.clone());
            Callback::from(move |_: MouseEvent| choose(&id))
        };
        let busy = panel.is_busy(&frame.id);
        let state = panel.view(&frame.id).state;
        let trouble = matches!(
            state,
            FrameState::Blocked | FrameState::Failed | FrameState::Left | FrameState::Stopped
        );
        html! {
            <button
                key={frame.id.to_string()}
                type="button"
                role="tab"
                class={classes!("tab", busy.then_some("is-busy"))}
                aria-selected={if selected { "true" } else { "false" }}
                aria-controls="plugin-stage"
                tabindex={if selected { "0" } else { "-1" }}
                title={frame.name.clone()}
                data-testid="panel-tab"
                data-plugin={frame.id.to_string()}
                {onclick}
            >
                <span class="plugin-icon" aria-hidden="true"><PluginIcon icon={frame.icon.clone()} /></span>
                <span class="clip" dir="auto">{ &frame.name }</span>
                <Badge count={panel.badge_of(&frame.id)} />
                if trouble { <span class="tab-trouble" title={words.t("tab-trouble")} /> }
                if busy {
                    <span class="tab-bar" data-testid="plugin-loading" role="progressbar" aria-label={words.t("plugin-busy")} />
                }
            </button>
        }
    });
    html! {
        <div class="tabs" role="tablist" aria-label={words.t("panel-label")} ref={node} {onkeydown}>
            { for tabs }
            if panel.frames.is_none() { <span class="bone bone-tab" /><span class="bone bone-tab" /> }
        </div>
    }
}

fn focus_tab(tabs: &NodeRef, at: usize) {
    let tab = u32::try_from(at)
        .ok()
        .zip(tabs.cast::<Element>())
        .and_then(|(at, tabs)| tabs.children().item(at))
        .and_then(|tab| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(tab).ok());
    if let Some(tab) = tab {
        // A tab can always take the focus.
        let _ = tab.focus();
    }
}

#[derive(Properties, PartialEq)]
struct StatusProps {
    frame: Rc<Frame>,
}

/// The line under the tabs: how the frame stands, the badge of a development address, Reload.
#[component]
fn Status(props: &StatusProps) -> Html {
    let words = use_words();
    let store = use_store();
    let frame = &props.frame;
    let view = {
        let id = frame.id.clone();
        use_select(move |state| state.panel.view(&id))
    };
    let reload = {
        let id = frame.id.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::FrameReload(id.clone())))
    };
    html! {
        <>
            <StateChip
                key={frame.id.to_string()}
                state={view.state}
                reason={view.reason}
                seen={view.seen.clone().map(AttrValue::from)}
                expected={AttrValue::from(registered(&frame.src))}
                classic_ignored={view.classic_ignored}
                more={html! { <LetTake id={frame.id.clone()} name={frame.name.clone()} /> }}
            />
            if frame.dev { <DevBadge /> }
            <span class="spacer" />
            <Button
                label={words.t("frame-reload")}
                icon="refresh-cw"
                look="quiet"
                bare=true
                onclick={reload}
                testid="frame-reload"
            />
        </>
    }
}

/// The badge of a development address, with what it means.
#[component]
pub(crate) fn DevBadge() -> Html {
    let words = use_words();
    let button = html! { words.t("dev-badge") };
    html! {
        <Popover {button} class="badge badge-dev">
            <div class="explanation">
                <h3>{ words.t("dev-title") }</h3>
                <p>{ words.t("dev-text") }</p>
            </div>
        </Popover>
    }
}

/// An address without its query, where secrets stand.
fn registered(src: &str) -> String {
    src.split(['?', '#']).next().unwrap_or_default().to_owned()
}
