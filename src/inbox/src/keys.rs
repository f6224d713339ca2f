//! The page's keys. They act only where nobody is typing and no question stands over the page.

use encaixe_api::inbox::conversation::Status;
use encaixe_ui::link::SETTINGS;
use std::cell::Cell;
use std::rc::Rc;

use encaixe_ui::{media_query, time};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::drafts::Mode;
use crate::flow::{self, changes, closing, composer, panel};
use crate::frames::Frames;
use crate::history;
use crate::hooks::{use_frames, use_store, use_window_event};
use crate::route::Route;
use crate::state::list::Step;
use crate::state::{Action, State};
use crate::store::Store;

/// Within this time a second key belongs to a `g` before it, in milliseconds.
const SEQUENCE_MS: f64 = 1_200.0;
/// How many rows PageDown goes.
const PAGE: isize = 10;
/// The search above the list.
const SEARCH: &str = ".search input";

/// Listens for the page's keys while the component lives.
#[hook]
pub(crate) fn use_keys(onshortcuts: Callback<()>) {
    let store = use_store();
    let frames = use_frames();
    let went = use_memo((), |()| Cell::new(f64::MIN));
    use_window_event("keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let keys = Keys {
            store: &store,
            onshortcuts: &onshortcuts,
            frames: frames.as_ref(),
            went: &went,
        };
        if keys.act(event) {
            event.prevent_default();
        }
    });
}

struct Keys<'a> {
    store: &'a Store,
    onshortcuts: &'a Callback<()>,
    frames: Option<&'a Frames>,
    went: &'a Rc<Cell<f64>>,
}

impl Keys<'_> {
    /// Acts on the key; says whether it did.
    fn act(&self, event: &KeyboardEvent) -> bool {
        let area = FocusArea::of(event);
        if area == FocusArea::Typing || is_modal_open() {
            return false;
        }
        let state = self.store.state();
        let after_g = time::now() - self.went.replace(f64::MIN) < SEQUENCE_MS;
        let can_write = state.inbox_shown && state.conversation().is_some();
        match event.key().as_str() {
            "s" if after_g => history::push(self.store, SETTINGS),
            "i" if after_g => self.to_list(),
            "g" => self.went.set(time::now()),
            "?" => self.onshortcuts.emit(()),
            "Escape" if state.panel.narrow && state.panel.drawer => panel::show(self.store, false),
            "Escape" if state.list_over && is_folded(&state) => {
                self.store.dispatch(Action::ListOver(false));
            }
            "Escape" if state.inbox_shown && state.open.is_some() => {
                self.to_list();
            }
            "r" if can_write => composer::call(self.store, Mode::Reply),
            "p" if state.inbox_shown => return self.enter_plugin(),
            "P" | "z" | "t" | "e" if event.repeat() => return false,
            "t" | "e" if can_write => return self.serve(&state, event.key() == "t"),
            "P" if state.inbox_shown && event.shift_key() => panel::toggle(self.store),
            "n" if can_write => composer::call(self.store, Mode::Note),
            "z" => {
                return state
                    .toasts
                    .newest_undo()
                    .map(|id| flow::undo(self.store, id))
                    .is_some();
            }
            "c" if state.inbox_shown => self.store.dispatch(Action::Starting(true)),
            "/" if state.inbox_shown => return self.search(),
            "j" if state.inbox_shown => self.step(Step::By(1)),
            "k" if state.inbox_shown => self.step(Step::By(-1)),
            key if state.inbox_shown && area != FocusArea::Control => {
                let Some(step) = step(key) else {
                    return false;
                };
                self.step(step);
            }
            _ => return false,
        }
        true
    }

    /// Takes the open conversation where nobody has, or closes it; says whether there was anything to do.
    fn serve(&self, state: &State, takes: bool) -> bool {
        let open = state.conversation();
        let Some(open) = open.filter(|open| open.summary.status == Status::Open) else {
            return false;
        };
        let id = &open.summary.id;
        let attendance = open.attendance.as_ref();
        if !takes {
            closing::close(self.store, id);
        } else if attendance.is_some_and(|it| it.started_at.is_none()) {
            changes::take(self.store, id);
        }
        true
    }

    /// Unselects; the list stays as it is.
    fn to_list(&self) {
        Route::Inbox.push(self.store, &self.store.state().list.filter);
    }

    /// Goes into the shown plugin's frame; says whether there is one.
    fn enter_plugin(&self) -> bool {
        let state = self.store.state();
        let Some((frames, frame)) = self.frames.zip(state.panel.active_frame()) else {
            return false;
        };
        panel::show(self.store, true);
        frames.keyboard().enter(&frame.id);
        true
    }

    /// Goes to the search above the list, also where the list is folded; says whether there is one.
    fn search(&self) -> bool {
        if focus_search() {
            return true;
        }
        let is_folded = is_folded(&self.store.state());
        if is_folded {
            self.store.dispatch(Action::ListOver(true));
            // Once the list is drawn.
            Timeout::new(0, || {
                focus_search();
            })
            .forget();
        }
        is_folded
    }

    fn step(&self, step: Step) {
        self.store.dispatch(Action::Step(step));
    }
}

/// Whether there is room for a narrow list only.
fn is_folded(state: &State) -> bool {
    state.open.is_some() && state.panel.is_open() && media_query::MIDDLING.holds()
}

/// How far a key moves in the list.
fn step(key: &str) -> Option<Step> {
    Some(match key {
        "ArrowDown" => Step::By(1),
        "ArrowUp" => Step::By(-1),
        "PageDown" => Step::By(PAGE),
        "PageUp" => Step::By(-PAGE),
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return None,
    })
}

/// Puts the focus into the search above the list; says whether there is one to be seen.
fn focus_search() -> bool {
    let field = query(SEARCH).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field.filter(|field| field.offset_parent().is_some()) else {
        return false;
    };
    // A field can always take the focus.
    let _ = field.focus();
    field.select();
    true
}

/// Where a key was pressed.
#[derive(PartialEq, Eq)]
enum FocusArea {
    /// Where text goes.
    Typing,
    /// On something that has a use for arrows, such as a thread that scrolls.
    Control,
    /// Anywhere else.
    Free,
}

impl FocusArea {
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
    query("dialog[open], .popover > .sheet").is_some()
}

fn query(selector: &str) -> Option<Element> {
    web_sys::window()?
        .document()?
        .query_selector(selector)
        .ok()?
}
