//! The menu behind the tabs: the plugins whose tabs have no room, with their numbers and how they stand, and the ways to move
//! the tab in front. Its button sums up what cannot be seen.
//!
//! Source for the keys: WAI-ARIA Authoring Practices, menu button.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::Frame;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::plugin_icon::plugin_icon;
use encaixe_ui::popover::use_popover;
use encaixe_ui::state_chip::state_word;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;
use yew::props;

use super::badge::badge;
use crate::flow;
use crate::hooks::use_store;
use crate::state::panel::Panel;

/// The button of the menu, with `over`, the plugins whose tabs have no room.
pub(super) fn more(words: &Words, panel: &Panel, over: Vec<PluginId>) -> Html {
    let count = over.len();
    let badges = over
        .iter()
        .fold(0_u32, |sum, id| sum.saturating_add(panel.badge_of(id)));
    let trouble = over.iter().any(|id| panel.is_in_trouble(id));
    let mut label = if count == 0 {
        words.t("tabs-order")
    } else {
        words.with("tabs-more", [("count", count.into())])
    };
    if badges > 0 {
        label += ", ";
        label += &words.with("badge-count", [("count", badges.into())]);
    }
    if trouble {
        label += ", ";
        label += &words.t("tabs-trouble");
    }
    let button = html! {
        <>
            if count > 0 { <span>{ format!("+{count}") }</span> }
            { small_icon("chevron-right") }
            { badge(words, badges) }
            if trouble { <span class="tab-trouble" /> }
        </>
    };
    html! {
        { part!(use_popover, props!(encaixe_ui::popover::Props { button, label, class: "tabs-more", align: "end", testid: "panel-more", popup: "menu", close_on_click: true, children: html! { <>{ part!(use_menu, props!(Props { panel: panel.clone(), over })) }</> } })) }
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    panel: Panel,
    /// The plugins whose tabs have no room.
    over: Vec<PluginId>,
}

#[hook]
fn use_menu(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let menu = use_node_ref();
    {
        let menu = menu.clone();
        use_effect_with((), move |()| step(&menu, |_, _| 0));
    }
    let panel = &props.panel;
    let onkeydown = {
        let menu = menu.clone();
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => step(&menu, |at, count| at.map_or(0, |at| at + 1) % count),
                "ArrowUp" => step(&menu, |at, count| {
                    at.unwrap_or(0).checked_sub(1).unwrap_or(count - 1)
                }),
                "Home" => step(&menu, |_, _| 0),
                "End" => step(&menu, |_, count| count - 1),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let choices = props.over.iter().filter_map(|id| panel.frame(id)).map(|frame| {
        let onclick = {
            let (store, id) = (store.clone(), frame.id.clone());
            Callback::from(move |_: MouseEvent| flow::panel::choose(&store, &id))
        };
        let state = panel.known_view(&frame.id).map(|view| view.state);
        html! {
            <button
                key={frame.id.to_string()}
                type="button"
                role="menuitem"
                tabindex="-1"
                class="menu-item"
                data-testid="panel-choice"
                data-plugin={frame.id.to_string()}
                {onclick}
            >
                <span class="plugin-icon" aria-hidden="true">{ plugin_icon(frame.icon.as_deref()) }</span>
                <span class="clip" dir="auto">{ &frame.name }</span>
                <span class="menu-end">
                    if let Some(state) = state {
                        <span class={classes!("menu-state", format!("state-{}", state.as_str()))}>
                            <span class="state-dot" />{ state_word(&words, state) }
                        </span>
                    }
                    { badge(&words, panel.badge_of(&frame.id)) }
                </span>
            </button>
        }
    });
    let frames = panel.frames();
    let front = panel.active_frame();
    let place = front.and_then(|front| frames.iter().position(|one| one.id == front.id));
    let way = |front: &Frame,
               to: Option<usize>,
               word: &str,
               icon: &'static str,
               key: &'static str| {
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| {
                if let Some((place, to)) = place.zip(to) {
                    flow::panel::move_tab(&store, place, to);
                }
            })
        };
        html! {
            <button type="button" role="menuitem" tabindex="-1" class="menu-item" disabled={to.is_none()} {onclick}>
                { small_icon(icon) }
                <span>{ words.with(word, [("plugin", front.name.clone().into())]) }</span>
                <kbd>{ key }</kbd>
            </button>
        }
    };
    let left = place.and_then(|place| place.checked_sub(1));
    let right = place.map(|place| place + 1).filter(|to| *to < frames.len());
    html! {
        <div class="menu tabs-menu" role="menu" aria-label={words.t("panel-label")} ref={menu} {onkeydown}>
            { for choices }
            if !props.over.is_empty() { <hr /> }
            if let Some(front) = front {
                { way(front, left, "tab-left", "chevron-left", "Shift ←") }
                { way(front, right, "tab-right", "chevron-right", "Shift →") }
            }
        </div>
    }
}

/// Puts the focus on the item that `to` names, by the one that has it and how many there are.
fn step(menu: &NodeRef, to: impl Fn(Option<usize>, usize) -> usize) {
    let Some(items) = menu.cast::<Element>().and_then(|menu| {
        menu.query_selector_all("[role=menuitem]:not(:disabled)")
            .ok()
    }) else {
        return;
    };
    let items: Vec<HtmlElement> = (0..items.length())
        .filter_map(|at| items.item(at)?.dyn_into().ok())
        .collect();
    let at = items
        .iter()
        .position(|item| item.matches(":focus") == Ok(true));
    if !items.is_empty()
        && let Some(item) = items.get(to(at, items.len()))
    {
        // An item that is not disabled can take the focus.
        let _ = item.focus();
    }
}
