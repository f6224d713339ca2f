//! The page's keys. They act only where nobody is typing and no question stands over the page.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;
use yew_router::prelude::*;

use crate::drafts::Mode;
use crate::flow::composer;
use crate::hooks::{use_store, use_window_event};
use crate::route::Route;
use crate::state::Action;
use crate::store::Store;
use crate::time;

/// Within this time a second key belongs to a `g` before it, in milliseconds.
const SEQUENCE_MS: f64 = 1_200.0;

/// Listens for the page's keys while the component lives.
#[hook]
pub(crate) fn use_keys(onshortcuts: Callback<()>) {
    let store = use_store();
    let navigator = use_navigator();
    let went = use_memo((), |()| Cell::new(f64::MIN));
    use_window_event("keydown", move |event| {
        let (Some(event), Some(navigator)) = (event.dyn_ref::<KeyboardEvent>(), &navigator) else {
            return;
        };
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let keys = Keys {
            store: &store,
            navigator,
            onshortcuts: &onshortcuts,
            went: &went,
        };
        if keys.act(event) {
            event.prevent_default();
        }
    });
}

struct Keys<'a> {
    store: &'a Store,
    navigator: &'a Navigator,
    onshortcuts: &'a Callback<()>,
    went: &'a Rc<Cell<f64>>,
}

impl Keys<'_> {
    /// Acts on the key; says whether it did.
    fn act(&self, event: &KeyboardEvent) -> bool {
        let place = Place::of(event);
        if place == Place::Typing || is_modal_open() {
            return false;
        }
        let state = self.store.state();
        let after_g = time::now() - self.went.replace(f64::MIN) < SEQUENCE_MS;
        let can_write = state.inbox_shown && state.conversation().is_some();
        match event.key().as_str() {
            "s" if after_g => self.navigator.push(&Route::Plugins),
            "i" if after_g => self.navigator.push(&Route::Inbox),
            "g" => self.went.set(time::now()),
            "?" => self.onshortcuts.emit(()),
            "Escape" if state.panel.drawer => self.store.dispatch(Action::Drawer(false)),
            "Escape" if state.inbox_shown && state.open.is_some() => {
                self.navigator.push(&Route::Inbox);
            }
            "r" if can_write => composer::call(self.store, Mode::Reply),
            "n" if can_write => composer::call(self.store, Mode::Note),
            "c" if state.inbox_shown => self.store.dispatch(Action::Starting(true)),
            "j" if state.inbox_shown => self.step(1),
            "k" if state.inbox_shown => self.step(-1),
            "ArrowDown" if state.inbox_shown && place != Place::Control => self.step(1),
            "ArrowUp" if state.inbox_shown && place != Place::Control => self.step(-1),
            _ => return false,
        }
        true
    }

    /// Puts the focus on the row above or below.
    fn step(&self, steps: isize) {
        let state = self.store.state();
        let Some(id) = state.list.step(steps).cloned() else {
            return;
        };
        self.store.dispatch(Action::Focus(id.clone()));
        if let Some(row) = row(id.as_str()) {
            // A link can always take the focus.
            let _ = row.focus();
        }
    }
}

/// Where a key was pressed.
#[derive(PartialEq, Eq)]
enum Place {
    /// Where text goes.
    Typing,
    /// On something that has a use for arrows, such as a thread that scrolls.
    Control,
    /// Anywhere else.
    Free,
}

impl Place {
    fn of(event: &KeyboardEvent) -> Self {
        let Some(target) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        else {
            return Self::Free;
        };
        let name = target.tag_name();
        if matches!(name.as_str(), "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable()
        {
            return Self::Typing;
        }
        let is_row = target.class_list().contains("row");
        if name == "BODY" || is_row {
            Self::Free
        } else {
            Self::Control
        }
    }
}

fn is_modal_open() -> bool {
    query("dialog[open]").is_some()
}

fn row(id: &str) -> Option<HtmlElement> {
    let rows = web_sys::window()?
        .document()?
        .query_selector_all(".row[data-id]")
        .ok()?;
    (0..rows.length())
        .filter_map(|at| rows.item(at)?.dyn_into::<HtmlElement>().ok())
        .find(|row| row.get_attribute("data-id").as_deref() == Some(id))
}

fn query(selector: &str) -> Option<Element> {
    web_sys::window()?
        .document()?
        .query_selector(selector)
        .ok()?
}
