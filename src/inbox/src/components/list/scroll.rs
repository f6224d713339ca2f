//! Where the list is scrolled to: what of it can be seen, that it stays under the eyes when rows come above it, and that
//! it follows the keyboard.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_api::inbox::conversation::{Filter, Summary};
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{FocusOptions, HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::window::{Seen, pixels, reveal};
use crate::flow::conversations;
use crate::hooks::use_store;
use crate::state::list::List;
use crate::store::Store;

/// How near to the end of what was loaded the next page is asked for, in CSS pixels.
const NEAR: f64 = 1_200.0;

/// What was seen last.
#[derive(Default)]
struct Last {
    top: f64,
    height: f64,
    rows: Rc<Vec<Rc<Summary>>>,
    filter: Option<Rc<Filter>>,
}

#[derive(Clone)]
struct Scroll {
    store: Store,
    view: NodeRef,
    seen: UseStateHandle<Seen>,
    last: Rc<RefCell<Last>>,
}

/// What can be seen of the list in `view`, and what to call when it is scrolled.
#[hook]
pub(super) fn use_scroll(view: &NodeRef, list: &List) -> (Seen, Callback<Event>) {
    let scroll = Scroll {
        store: use_store(),
        view: view.clone(),
        seen: use_state_eq(Seen::default),
        last: use_mut_ref(Last::default),
    };
    {
        let scroll = scroll.clone();
        use_effect_with((), move |()| {
            let watch = scroll.watch();
            move || {
                if let Some((observer, _)) = watch {
                    observer.disconnect();
                }
            }
        });
    }
    {
        let scroll = scroll.clone();
        let shown = (Rc::clone(&list.items), Rc::clone(&list.filter));
        use_effect_with(shown, move |(rows, filter)| scroll.changed(rows, filter));
    }
    {
        let scroll = scroll.clone();
        use_effect_with(list.steps, move |steps| {
            if *steps > 0 {
                scroll.stepped();
            }
        });
    }
    use_kept_focus(view, list);
    let seen = *scroll.seen;
    (seen, Callback::from(move |_: Event| scroll.measure()))
}

impl Scroll {
    /// Looks where the view is now, and asks for more where its end is near.
    fn measure(&self) {
        let Some(view) = self.view.cast::<HtmlElement>() else {
            return;
        };
        let (top, height) = (
            f64::from(view.scroll_top()),
            f64::from(view.client_height()),
        );
        // While another pane hides it, the list keeps its place.
        if height <= 0.0 {
            return;
        }
        let count = {
            let mut last = self.last.borrow_mut();
            last.top = top;
            last.height = height;
            last.rows.len()
        };
        self.seen.set(Seen::of(top, height));
        if count > 0 && pixels(count) - top - height < NEAR {
            conversations::load_more(&self.store);
        }
    }

    fn go(&self, top: f64) {
        if let Some(view) = self.view.cast::<HtmlElement>() {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a place that a browser scrolls to"
            )]
            view.set_scroll_top(top as i32);
        }
        self.measure();
    }

    /// Other rows, or another filter.
    fn changed(&self, rows: &Rc<Vec<Rc<Summary>>>, filter: &Rc<Filter>) {
        let (top, moved, is_new) = {
            let mut last = self.last.borrow_mut();
            let is_new = last.filter.as_ref().is_some_and(|known| known != filter);
            let before = std::mem::replace(&mut last.rows, Rc::clone(rows));
            last.filter = Some(Rc::clone(filter));
            let moved = Seen::of(last.top, last.height).moved(&before, rows);
            (last.top, moved, is_new)
        };
        if is_new {
            self.go(0.0);
        } else if top > 0.0 && moved != 0 {
            let by = pixels(moved.unsigned_abs());
            self.go(if moved < 0 { top - by } else { top + by });
        } else {
            self.measure();
        }
    }

    /// The keyboard stands on another row: it can be seen, and has the focus.
    fn stepped(&self) {
        let state = self.store.state();
        let Some(id) = &state.list.focus else {
            return;
        };
        let (top, height) = {
            let last = self.last.borrow();
            (last.top, last.height)
        };
        if let Some(at) = state.list.at(id) {
            let place = reveal(at, top, height);
            if (place - top).abs() >= 1.0 {
                self.go(place);
            } else {
                self.measure();
            }
        }
        take_focus(id);
    }

    /// Measures anew when the view changes its size; a view that was hidden is where it was before.
    fn watch(&self) -> Option<(ResizeObserver, Closure<dyn FnMut()>)> {
        let view = self.view.cast::<HtmlElement>()?;
        let scroll = self.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            let top = scroll.last.borrow().top;
            scroll.go(top);
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(&view);
        Some((observer, changed))
    }
}

/// Gives the focus back to the row on which the keyboard stands when the list was drawn anew under it, as soon as there is
/// one: an element that is moved in the page, or goes, loses it.
#[hook]
fn use_kept_focus(view: &NodeRef, list: &List) {
    let owed = use_mut_ref(|| false);
    let had = view
        .get()
        .is_some_and(|view| view.contains(focused().as_ref().map(AsRef::as_ref)));
    let row = list.focus.clone().or_else(|| {
        let first = list.items.first();
        first.map(|row| row.id.clone())
    });
    use_effect(move || {
        let is_owed = (had || *owed.borrow()) && focus::is_lost();
        owed.replace(is_owed);
        if let Some(row) = row.filter(|_| is_owed) {
            take_focus(&row);
        }
    });
}

fn focused() -> Option<HtmlElement> {
    web_sys::window()?
        .document()?
        .active_element()?
        .dyn_into()
        .ok()
}

fn take_focus(id: &ConversationId) {
    let rows = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(".row[data-id]").ok());
    let row = rows.and_then(|rows| {
        (0..rows.length())
            .filter_map(|at| rows.item(at)?.dyn_into::<HtmlElement>().ok())
            .find(|row| row.get_attribute("data-id").as_deref() == Some(id.as_str()))
    });
    if let Some(row) = row {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // A link can always take the focus.
        let _ = row.focus_with_options(&options);
    }
}
