//! The edge between conversation and panel: dragged, or moved by the arrow keys; its place is remembered.

use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::storage;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

const KEY: &str = "panel-width";
const LEAST: i32 = 300;
const MOST: i32 = 560;
const USUAL: i32 = 380;
const STEP: i32 = 20;

#[hook]
pub(crate) fn use_resizer() -> Html {
    let words = use_words();
    let width = use_state_eq(|| {
        storage::get(KEY)
            .and_then(|text| text.parse().ok())
            .unwrap_or(USUAL)
            .clamp(LEAST, MOST)
    });
    let dragging = use_state_eq(|| false);
    use_effect_with(*width, |width| {
        set_width(*width);
        storage::set(KEY, &width.to_string());
    });

    let onpointerdown = {
        let dragging = dragging.clone();
        Callback::from(move |event: PointerEvent| {
            if let Some(edge) = event.target_dyn_into::<Element>() {
                event.prevent_default();
                // While the edge holds the pointer, no frame under it takes the moves away.
                dragging.set(edge.set_pointer_capture(event.pointer_id()).is_ok());
            }
        })
    };
    let onpointermove = {
        let (dragging, width) = (dragging.clone(), width.clone());
        Callback::from(move |event: PointerEvent| {
            let right = body().map(|body| body.client_width());
            if let (true, Some(right)) = (*dragging, right) {
                width.set((right - event.client_x()).clamp(LEAST, MOST));
            }
        })
    };
    let stop = {
        let dragging = dragging.clone();
        Callback::from(move |_: PointerEvent| dragging.set(false))
    };
    let onkeydown = {
        let width = width.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowLeft" => *width + STEP,
                "ArrowRight" => *width - STEP,
                "Home" => MOST,
                "End" => LEAST,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            width.set(to.clamp(LEAST, MOST));
        })
    };
    html! {
        <div
            class={classes!("resizer", dragging.then_some("is-dragging"))}
            role="separator"
            aria-orientation="vertical"
            aria-label={words.t("panel-resize")}
            title={words.t("panel-resize")}
            aria-valuenow={width.to_string()}
            aria-valuemin={LEAST.to_string()}
            aria-valuemax={MOST.to_string()}
            tabindex="0"
            {onpointerdown}
            {onpointermove}
            onpointerup={stop.clone()}
            onpointercancel={stop}
            {onkeydown}
        />
    }
}

fn set_width(width: i32) {
    let root = web_sys::window()
        .and_then(|window| window.document()?.document_element())
        .and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        // A well-formed custom property is always taken.
        let _ = root
            .style()
            .set_property("--panel-width", &format!("{width}px"));
    }
}

fn body() -> Option<HtmlElement> {
    web_sys::window()?.document()?.body()
}
