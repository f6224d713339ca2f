//! Where the keyboard is, and bringing it somewhere.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{FocusOptions, HtmlElement, MutationObserver, MutationObserverInit, Node};
use yew::prelude::*;

use crate::hooks::use_effect_with;

/// Takes the focus to the element.
pub fn to(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Takes the focus to the first such element inside.
pub fn to_first(node: &NodeRef, selector: &str) {
    let found = node
        .cast::<HtmlElement>()
        .and_then(|inside| inside.query_selector(selector).ok()?)
        .and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        // An element that cannot take the focus leaves it where it is.
        let _ = found.focus();
    }
}

/// Takes the focus to the first such element of the page, if that can be seen.
pub fn on(selector: &str) {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector(selector).ok()?)
        .and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        // What cannot take it leaves it where it is.
        let _ = found.focus();
    }
}

/// Whether the focus is nowhere: what had it went away.
pub fn is_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    focused.is_none_or(|element| element.tag_name() == "BODY")
}

/// The node of a form: its first field takes the focus once it is shown, and its first mistake when the answer to what was
/// sent is there.
#[hook]
pub fn use_form(is_sending: bool) -> NodeRef {
    let (node, was_shown) = (use_node_ref(), use_mut_ref(|| false));
    {
        let node = node.clone();
        use_effect_with(is_sending, move |is_sending| {
            if !was_shown.replace(true) {
                to_first(&node, "input, textarea, select");
            } else if !is_sending {
                to_first(&node, "[aria-invalid], .has-error input");
            }
        });
    }
    node
}

/// The node of the button that opens something. It takes the focus when that is closed again.
#[hook]
pub fn use_back(is_open: bool) -> NodeRef {
    let (node, was_open) = (use_node_ref(), use_mut_ref(|| is_open));
    {
        let node = node.clone();
        use_effect_with(is_open, move |is_open| {
            if was_open.replace(*is_open) && !is_open {
                to(&node);
            }
        });
    }
    node
}

/// The node of a button that cannot be pressed while what it began is on its way. It takes the focus back once that is over, or the
/// page's title does where it still cannot be pressed; unless somebody took the focus elsewhere meanwhile.
#[hook]
pub fn use_kept(is_busy: bool) -> NodeRef {
    let (node, was_busy) = (use_node_ref(), use_mut_ref(|| false));
    {
        let node = node.clone();
        use_effect_with(is_busy, move |is_busy| {
            if was_busy.replace(*is_busy) && !is_busy && is_lost() {
                to(&node);
                if is_lost() {
                    let body = web_sys::window().and_then(|window| window.document()?.body());
                    if let Some(body) = body {
                        catch(&body, Heir::TITLE, 0);
                    }
                }
            }
        });
    }
    node
}

/// Whether the focus is nowhere, or on what is not drawn: a browser takes it from there, but later.
pub fn is_unseen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    let focused = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    focused.is_none_or(|element| element.offset_parent().is_none())
}

/// Who takes the focus when what had it went away.
#[derive(Clone, Copy)]
pub enum Heir {
    /// What then stands in its place, else what stands before it.
    Neighbour,
    /// The first of these that there is, else the whole part.
    First(&'static [&'static str]),
}

impl Heir {
    /// The title; what lies under an open dialog can take nothing.
    pub const TITLE: Self = Self::First(&["dialog[open] h2", "h1"]);
    /// The part itself.
    pub const WHOLE: Self = Self::First(&[]);
}

/// What can take the focus.
const TAKES: &str = "button:not(:disabled), a[href], input, select, textarea, [tabindex]";

/// Keeps the focus in a part of the page, when what had it in there went away.
#[hook]
pub fn use_never_lost(node: &NodeRef, heir: Heir) {
    let node = node.clone();
    use_effect_with((), move |()| {
        let watch = node
            .cast::<HtmlElement>()
            .and_then(|place| Watch::over(place, heir));
        move || drop(watch)
    });
}

struct Watch {
    observer: MutationObserver,
    _changed: Closure<dyn FnMut()>,
    _focus: EventListener,
}

impl Watch {
    fn over(place: HtmlElement, heir: Heir) -> Option<Self> {
        // What had the focus last, and how many stood before it.
        let last = Rc::new(RefCell::new(None::<(Node, usize)>));
        let focus = {
            let (last, place) = (Rc::clone(&last), place.clone());
            EventListener::new(&place.clone(), "focusin", move |event| {
                let node = event.target().and_then(|it| it.dyn_into::<Node>().ok());
                *last.borrow_mut() = node.map(|node| {
                    let mut all = takers(&place).into_iter();
                    let at = all.position(|one| node.is_same_node(Some(one.as_ref())));
                    (node, at.unwrap_or_default())
                });
            })
        };
        let changed = {
            let place = place.clone();
            Closure::<dyn FnMut()>::new(move || {
                let gone = last.borrow().as_ref().and_then(|(node, at)| {
                    let is_gone = !node.is_connected();
                    is_gone.then_some(*at)
                });
                if let Some(at) = gone.filter(|_| is_lost()) {
                    catch(&place, heir, at);
                }
            })
        };
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        observer.observe_with_options(&place, &what).ok()?;
        Some(Self {
            observer,
            _changed: changed,
            _focus: focus,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn takers(place: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = place.query_selector_all(TAKES) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn catch(place: &HtmlElement, heir: Heir, at: usize) {
    match heir {
        Heir::Neighbour => {
            let all = takers(place);
            let (before, after) = all.split_at(at.min(all.len()));
            // What is not drawn leaves the focus where it is.
            for one in after.iter().chain(before.iter().rev()) {
                take(one);
                if !is_lost() {
                    return;
                }
            }
        }
        Heir::First(selectors) => {
            let mut found = selectors
                .iter()
                .filter_map(|selector| place.query_selector(selector).ok()?);
            let found = found.next().and_then(|found| found.dyn_into().ok());
            let place = found.unwrap_or_else(|| place.clone());
            if place.tab_index() < 0 {
                place.set_tab_index(-1);
            }
            take(&place);
        }
    }
}

fn take(place: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // With an index every element can take the focus.
    let _ = place.focus_with_options(&options);
}
