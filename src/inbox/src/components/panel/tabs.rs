//! The plugins' tabs, in the agent's order. Those without room are in the menu behind them; the one in front always has room.

use std::cell::Cell;

use encaixe_api::id::PluginId;
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::plugin_icon::plugin_icon;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::badge::badge;
use super::fit::fitting;
use super::more::more;
use crate::flow;
use crate::hooks::{use_select, use_store};

#[hook]
pub(super) fn use_tabs_part() -> Html {
    let words = use_words();
    let store = use_store();
    let panel = use_select(|state| state.panel.clone());
    let node = use_node_ref();
    let over = use_state_eq(Vec::<PluginId>::new);
    // Whether the tab in front takes the focus once it is drawn in its place.
    let takes_focus = use_memo((), |()| Cell::new(false));
    let ids: Vec<PluginId> = panel.frames().iter().map(|one| one.id.clone()).collect();
    use_room(&node, &over);
    {
        let (node, takes_focus) = (node.clone(), takes_focus.clone());
        use_effect_with((panel.active.clone(), ids.clone()), move |_| {
            if takes_focus.take() {
                focus::to_first(&node, "[aria-selected=true]");
            }
        });
    }
    let onkeydown = {
        let (ids, store) = (ids.clone(), store.clone());
        let place = ids.iter().position(|id| panel.active.as_ref() == Some(id));
        Callback::from(move |event: KeyboardEvent| {
            let Some((place, last)) = place.zip(ids.len().checked_sub(1)) else {
                return;
            };
            let key = event.key();
            let to = match key.as_str() {
                "ArrowRight" => (place + 1) % (last + 1),
                "ArrowLeft" => place.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            takes_focus.set(to != place);
            if event.shift_key() {
                flow::panel::move_tab(&store, place, to);
            } else if let Some(id) = ids.get(to) {
                flow::panel::choose(&store, id);
            }
        })
    };
    let tabs = panel.frames().iter().map(|frame| {
        let selected = panel.active.as_ref() == Some(&frame.id);
        let onclick = {
            let (store, id) = (store.clone(), frame.id.clone());
            Callback::from(move |_: MouseEvent| flow::panel::choose(&store, &id))
        };
        let busy = panel.is_busy(&frame.id);
        let is_over = !selected && over.contains(&frame.id);
        html! {
            <button
                key={frame.id.to_string()}
                type="button"
                role="tab"
                class={classes!("tab", busy.then_some("is-busy"), is_over.then_some("is-over"))}
                aria-selected={if selected { "true" } else { "false" }}
                aria-controls="plugin-stage"
                aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"
                tabindex={if selected { "0" } else { "-1" }}
                title={frame.name.clone()}
                data-testid="panel-tab"
                data-plugin={frame.id.to_string()}
                {onclick}
            >
                <span class="plugin-icon" aria-hidden="true">{ plugin_icon(frame.icon.as_deref()) }</span>
                <span class="clip" dir="auto">{ &frame.name }</span>
                if frame.own { <span class="badge badge-dev">{ words.t("dev-badge") }</span> }
                { badge(&words, panel.badge_of(&frame.id)) }
                if panel.is_in_trouble(&frame.id) { <span class="tab-trouble" title={words.t("tab-trouble")} /> }
                if busy {
                    <span class="tab-bar" data-testid="plugin-loading" role="progressbar" aria-label={words.t("plugin-busy")} />
                }
            </button>
        }
    });
    let hidden = over
        .iter()
        .filter(|id| panel.active.as_ref() != Some(id))
        .cloned();
    html! {
        <>
            <div class="tabs" role="tablist" aria-label={words.t("panel-label")} ref={node} {onkeydown}>
                { for tabs }
                if panel.frames.is_none() { <span class="skeleton skeleton-tab" /><span class="skeleton skeleton-tab" /> }
            </div>
            if ids.len() > 1 {
                { more(&words, &panel, hidden.collect()) }
            }
        </>
    }
}

/// Knows which tabs have no room, after every change of theirs and of the panel's width.
#[hook]
fn use_room(tabs: &NodeRef, over: &UseStateHandle<Vec<PluginId>>) {
    {
        let (tabs, over) = (tabs.clone(), over.clone());
        use_effect(move || over.set(without_room(&tabs)));
    }
    let (tabs, over) = (tabs.clone(), over.clone());
    use_effect_with((), move |()| {
        let watch = tabs.cast::<Element>().and_then(|element| {
            let look = Closure::<dyn FnMut()>::new(move || over.set(without_room(&tabs)));
            let observer = ResizeObserver::new(look.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some((observer, look))
        });
        move || {
            if let Some((observer, _)) = watch {
                observer.disconnect();
            }
        }
    });
}

/// The tabs for which the strip is too short. They are measured in it, too, where they cannot be seen.
fn without_room(tabs: &NodeRef) -> Vec<PluginId> {
    let Some(strip) = tabs.cast::<Element>() else {
        return Vec::new();
    };
    let children = strip.children();
    let tabs: Vec<HtmlElement> = (0..children.length())
        .filter_map(|at| children.item(at)?.dyn_into().ok())
        .filter(|tab: &HtmlElement| tab.has_attribute("data-plugin"))
        .collect();
    let widths: Vec<i32> = tabs.iter().map(HtmlElement::offset_width).collect();
    let front = tabs
        .iter()
        .position(|tab| tab.get_attribute("aria-selected").as_deref() == Some("true"));
    let fits = fitting(&widths, front, strip.client_width());
    let over = tabs.iter().zip(fits).filter(|(_, fits)| !fits);
    over.filter_map(|(tab, _)| Some(tab.get_attribute("data-plugin")?.into()))
        .collect()
}
