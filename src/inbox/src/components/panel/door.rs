//! The ways into the shown frame and out of it for who has no pointer: buttons before and behind it that show when they have
//! the focus. And the agent's leave for a plugin to take the keyboard by itself.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::FrameState;
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::use_words;
use encaixe_ui::storage;
use yew::prelude::*;

use crate::drafts::Mode;
use crate::flow::composer;
use crate::frames::keyboard::allowed_key;
use crate::hooks::{use_frames, use_select, use_store};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: PluginId,
    pub(super) name: String,
}

/// Before the frame: goes into it.
#[hook]
pub(super) fn use_entrance(props: &Props) -> Html {
    let words = use_words();
    let frames = use_frames();
    let about = use_id("entrance");
    let view = {
        let id = props.id.clone();
        use_select(move |state| state.panel.view(&id).state)
    };
    let onclick = {
        let id = props.id.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(frames) = &frames {
                frames.keyboard().enter(&id);
            }
        })
    };
    // What was taken out, or lies under a card, cannot be gone into.
    if matches!(
        *view,
        FrameState::Stopped | FrameState::Blocked | FrameState::Failed
    ) {
        return Html::default();
    }
    let name = || [("plugin", props.name.clone().into())];
    html! {
        <div class="door">
            <button type="button" class="button button-primary" aria-describedby={about.clone()} {onclick} data-testid="frame-enter">
                { words.with("frame-enter", name()) }
            </button>
            <span id={about} hidden=true>{ words.t("frame-enter-about") }</span>
        </div>
    }
}

/// Behind the frame: back to the conversation.
#[hook]
pub(super) fn use_exit() -> Html {
    let words = use_words();
    let store = use_store();
    let onclick = Callback::from(move |_: MouseEvent| composer::call(&store, Mode::Reply));
    let can_write = use_select(|state| state.conversation().is_some());
    if !*can_write {
        return Html::default();
    }
    html! {
        <div class="door door-out">
            <button type="button" class="button" {onclick} data-testid="frame-leave">{ words.t("frame-leave") }</button>
        </div>
    }
}

/// The switch that lets the plugin take the keyboard, for this agent in this browser.
#[hook]
pub(super) fn use_let_take(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let render = use_force_update();
    let key = allowed_key(&store, &props.id);
    let is_on = key.as_deref().and_then(storage::get).is_some();
    let onchange = {
        let key = key.clone();
        Callback::from(move |_: Event| {
            if let Some(key) = &key {
                if is_on {
                    storage::forget(key);
                } else {
                    storage::set(key, "1");
                }
            }
            render.force_update();
        })
    };
    html! {
        <label class="let-take">
            <input type="checkbox" checked={is_on} {onchange} data-testid="frame-let-keyboard" />
            <span>
                { words.t("keyboard-let") }
                <small>{ words.t("keyboard-let-about") }</small>
            </span>
        </label>
    }
}
