//! Whether a person pressed a button: what lets a program in is begun by nobody else.

use js_sys::Object;
use web_sys::Window;
use yew::prelude::*;

/// Whether the browser saw it pressed, and the page stands in a window of its own, with no page around it.
pub(super) fn is_by_a_person(event: &MouseEvent) -> bool {
    event.is_trusted() && web_sys::window().is_some_and(|window| is_top(&window))
}

fn is_top(window: &Window) -> bool {
    let top = window.top().ok().flatten();
    top.is_some_and(|top| Object::is(top.as_ref(), window.as_ref()))
}
