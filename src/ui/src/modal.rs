//! A sheet over the page with something to read or to copy, and a way to close it.

use yew::prelude::*;
use yew::props;

use crate::button::push_button;
use crate::dialog::use_modal;
use crate::hooks::use_id;
use crate::i18n::use_words;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Its title.
    pub title: AttrValue,
    /// The agent closes it.
    pub onclose: Callback<()>,
    /// What is in it.
    pub children: Html,
}

/// A sheet over the page.
#[component]
pub fn Modal(props: &Props) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let title = use_id("modal");
    use_modal(&node);
    let close = props.onclose.reform(|_: MouseEvent| ());
    let onkeydown = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: KeyboardEvent| {
            // No key of the page acts while something lies over it.
            event.stop_propagation();
            if event.key() == "Escape" {
                // The browser would close the element before the page knows.
                event.prevent_default();
                onclose.emit(());
            }
        })
    };
    let oncancel = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    html! {
        <dialog ref={node} class="dialog" aria-labelledby={title.clone()} {onkeydown} {oncancel}>
            <h2 id={title} class="dialog-title">{ &props.title }</h2>
            { props.children.clone() }
            <div class="dialog-buttons">
                { push_button(&props!(crate::button::Props { label: words.t("close"), onclick: close })) }
            </div>
        </dialog>
    }
}
