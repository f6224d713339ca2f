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
pub(crate) fn to(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Takes the focus to the first such element inside.
fn to_first(node: &NodeRef, selector: &str) {
    let found = node
        .cast::<HtmlElement>()
        .and_then(|inside| inside.query_selector(selector).ok()?)
        .and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = found {
        // A field can always take the focus.
        let _ = found.focus();
    }
}

/// Whether the focus is nowhere: what had it went away.
pub(crate) fn is_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    focused.is_none_or(|element| element.tag_name() == "BODY")
}

/// The node of a form: its first field takes the focus once it is shown, and its first mistake when the answer to what was
/// sent is there.
#[hook]
pub(crate) fn use_form(is_sending: bool) -> NodeRef {
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
pub(crate) fn use_back(is_open: bool) -> NodeRef {
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

/// The node of a part of the page that keeps the focus: its title takes it, or the part itself, when what had it in there
/// went away.
#[hook]
pub(crate) fn use_never_lost() -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let watch = node.cast::<HtmlElement>().and_then(Watch::over);
            move || drop(watch)
        });
    }
    node
}

struct Watch {
    observer: MutationObserver,
    _changed: Closure<dyn FnMut()>,
    _focus: EventListener,
}

impl Watch {
    fn over(place: HtmlElement) -> Option<Self> {
        let last = Rc::new(RefCell::new(None::<Node>));
        let focus = {
            let last = Rc::clone(&last);
            EventListener::new(&place, "focusin", move |event| {
                *last.borrow_mut() = event.target().and_then(|it| it.dyn_into().ok());
            })
        };
        let changed = {
            let place = place.clone();
            Closure::<dyn FnMut()>::new(move || {
                let gone = last.borrow().as_ref().is_some_and(|it| !it.is_connected());
                if gone && is_lost() {
                    catch(&place);
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

fn catch(place: &HtmlElement) {
    // What lies under an open dialog can take nothing.
    let find = |selector: &str| place.query_selector(selector).ok().flatten();
    let title = find("dialog[open] h2").or_else(|| find("h1"));
    let title = title.and_then(|title| title.dyn_into::<HtmlElement>().ok());
    let place = title.unwrap_or_else(|| place.clone());
    place.set_tab_index(-1);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // With an index every element can take the focus.
    let _ = place.focus_with_options(&options);
}
