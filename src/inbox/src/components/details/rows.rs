//! Where not all rows of the details have room, their place ends between two of them.

use encaixe_ui::hooks::use_effect_with;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, ResizeObserver};
use yew::prelude::*;

/// How much of the window's height they take at most.
const MOST_PERCENT: i32 = 40;
/// The room below the last row that is seen, in CSS pixels: less than there is between two rows.
const BELOW: i32 = 4;

/// Where not all of them have room, the place ends between two rows.
#[hook]
pub(super) fn use_whole_rows(sheet: &NodeRef, is_shown: bool, is_editing: bool) {
    let sheet = sheet.clone();
    use_effect_with((is_shown, is_editing), move |_| {
        let watch = sheet.cast::<HtmlElement>().and_then(|sheet| {
            let body = web_sys::window()?.document()?.body()?;
            // What is in it grows by a row that comes later.
            let inside = sheet.first_element_child()?.dyn_into().ok()?;
            let observed: [HtmlElement; 3] = [body.clone(), sheet.clone(), inside];
            let fit =
                Closure::<dyn FnMut()>::new(move || end_between_rows(&sheet, body.client_height()));
            let observer = ResizeObserver::new(fit.as_ref().unchecked_ref()).ok()?;
            observed.iter().for_each(|one| observer.observe(one));
            Some((observer, fit))
        });
        move || {
            if let Some((observer, _)) = watch {
                observer.disconnect();
            }
        }
    });
}

fn end_between_rows(sheet: &HtmlElement, window: i32) {
    let most = window * MOST_PERCENT / 100;
    let Ok(rows) = sheet.query_selector_all(".detail") else {
        return;
    };
    let ends = (0..rows.length()).filter_map(|at| {
        let row: HtmlElement = rows.item(at)?.dyn_into().ok()?;
        Some(row.offset_top() + row.offset_height())
    });
    let ends: Vec<i32> = ends.collect();
    let within = ends.iter().filter(|end| **end <= most).max();
    let whole = match within {
        Some(last) if within != ends.iter().max() => format!("{}px", last + BELOW),
        // All have room, or not even one.
        _ => String::new(),
    };
    // A well-formed custom property is always taken; an empty one is taken away.
    let _ = sheet.style().set_property("--whole-rows", &whole);
}
