//! A text that grows with what is written, up to the height that the style sheet allows. Enter is left to the
//! one who uses it: [`is_send`] says whether it sends.

use std::cell::Cell;

use gloo_timers::callback::Timeout;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlTextAreaElement, ResizeObserver};
use yew::prelude::*;

use crate::hooks::use_effect_with;
use crate::media_query::COARSE;

/// What is asked, and what was typed.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The element's id.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// The field's name.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What it holds.
    pub value: AttrValue,
    /// Its name for readers.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What stands there while it is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// It must not stay empty.
    #[prop_or_default]
    pub required: bool,
    /// What it holds is wrong.
    #[prop_or_default]
    pub is_wrong: bool,
    /// It can be read only.
    #[prop_or_default]
    pub readonly: bool,
    /// The id of what describes it.
    #[prop_or_default]
    pub described: Option<AttrValue>,
    /// Its name for browser tests.
    #[prop_or_default]
    pub testid: Option<AttrValue>,
    /// The element.
    #[prop_or_default]
    pub node: NodeRef,
    /// It holds something else.
    pub oninput: Callback<String>,
    /// A key went down in it.
    #[prop_or_default]
    pub onkeydown: Callback<KeyboardEvent>,
    /// The caret may have moved.
    #[prop_or_default]
    pub oncaret: Callback<()>,
    /// It lost the focus.
    #[prop_or_default]
    pub onleave: Callback<()>,
    /// A list over it that the keys walk: its id, and that of the option they stand on.
    #[prop_or_default]
    pub list: Option<(AttrValue, Option<AttrValue>)>,
}

/// A text that grows with what is written.
#[hook]
pub fn use_text_area(props: &Props) -> Html {
    {
        let node = props.node.clone();
        use_effect_with(props.value.clone(), move |_| grow(&node));
    }
    use_width(&props.node);
    let oninput = {
        let (change, node) = (props.oninput.clone(), props.node.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(text) = event.target_dyn_into::<HtmlTextAreaElement>() {
                change.emit(text.value());
                grow(&node);
            }
        })
    };
    let caret = |()| props.oncaret.clone();
    let onblur = {
        let (caret, leave) = (props.oncaret.clone(), props.onleave.clone());
        Callback::from(move |_: FocusEvent| {
            caret.emit(());
            leave.emit(());
        })
    };
    html! {
        <textarea
            ref={props.node.clone()}
            class="text-grows"
            id={props.id.clone()}
            name={props.name.clone()}
            rows="1"
            dir="auto"
            value={props.value.clone()}
            placeholder={props.placeholder.clone()}
            readonly={props.readonly}
            aria-label={props.label.clone()}
            aria-required={props.required.then_some("true")}
            aria-invalid={props.is_wrong.then_some("true")}
            aria-describedby={props.described.clone()}
            data-testid={props.testid.clone()}
            {oninput}
            onkeydown={props.onkeydown.clone()}
            onkeyup={caret(()).reform(|_: KeyboardEvent| ())}
            onmouseup={caret(()).reform(|_: MouseEvent| ())}
            {onblur}
            aria-haspopup={props.list.as_ref().map(|_| "listbox")}
            aria-controls={props.list.as_ref().map(|(list, _)| list.clone())}
            aria-activedescendant={props.list.as_ref().and_then(|(_, active)| active.clone())}
        />
    }
}

/// Sets the height anew when the width changes: in a narrower one the lines break elsewhere, and in a dialog that
/// is not open yet there is none.
#[hook]
fn use_width(node: &NodeRef) {
    let node = node.clone();
    use_effect_with((), move |()| {
        let watch = node.cast::<HtmlTextAreaElement>().and_then(|text| {
            let (element, width) = (text.clone(), Cell::new(0));
            let changed = Closure::<dyn FnMut()>::new(move || {
                if width.replace(element.offset_width()) != element.offset_width() {
                    let node = node.clone();
                    // Later: a height that is set in here would be reported as a loop.
                    Timeout::new(0, move || grow(&node)).forget();
                }
            });
            let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
            observer.observe(&text);
            Some((observer, changed))
        });
        move || {
            if let Some((observer, _)) = watch {
                observer.disconnect();
            }
        }
    });
}

/// Whether the key sends: Enter alone, and not on a screen keyboard, whose Enter breaks lines everywhere. The one that
/// ends a word of an input method comes no further than to the guard of the inbox (`ime.rs`).
pub fn is_send(event: &KeyboardEvent) -> bool {
    let with_another = event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key();
    event.key() == "Enter" && !with_another && !COARSE.holds()
}

/// Sets the height to that of the text. What is around it keeps its own height meanwhile: a thread beside it
/// would lose its place for the moment in which the text is one line high.
fn grow(node: &NodeRef) {
    let Some(text) = node.cast::<HtmlTextAreaElement>() else {
        return;
    };
    let around = text
        .parent_element()
        .and_then(|around| around.dyn_into::<HtmlElement>().ok());
    // All of these are valid values of known properties.
    if let Some(around) = &around {
        let height = format!("{}px", around.offset_height());
        let _ = around.style().set_property("min-height", &height);
    }
    let style = text.style();
    let _ = style.set_property("height", "auto");
    let height = text.scroll_height() + text.offset_height() - text.client_height();
    let _ = style.set_property("height", &format!("{height}px"));
    if let Some(around) = &around {
        let _ = around.style().remove_property("min-height");
    }
}

/// Puts words where the caret is, as if they were typed: the browser's own way back knows of them, and the field tells of
/// its change as of any other.
pub fn put_in(text: &HtmlTextAreaElement, words: &str) {
    // An element that cannot take the focus leaves it where it is.
    let _ = text.focus();
    let done = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| {
            let name = JsValue::from("execCommand");
            let command: Function = Reflect::get(&document, &name).ok()?.dyn_into().ok()?;
            let done = command.call3(
                &document,
                &"insertText".into(),
                &JsValue::FALSE,
                &words.into(),
            );
            done.ok()?.as_bool()
        })
        .unwrap_or_default();
    if !done {
        // Without that command the words are put in all the same, but the browser cannot take them out again.
        let _ = text.set_range_text(words);
        if let Ok(event) = web_sys::InputEvent::new("input") {
            let _ = text.dispatch_event(&event);
        }
    }
}
