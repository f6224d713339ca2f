//! A question over the page. The browser's own `<dialog>` keeps the focus inside and gives it back.

use yew::prelude::*;
use yew::props;

use crate::button::{Look, push_button};
use crate::hooks::{use_effect_with, use_id, use_shell};

/// What is asked.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The question.
    pub title: AttrValue,
    /// What follows of the answer.
    #[prop_or_default]
    pub text: Option<AttrValue>,
    /// Who asks, when it is not the page itself.
    #[prop_or_default]
    pub source: Option<Html>,
    /// The confirming button.
    pub ok: AttrValue,
    /// The other one.
    pub cancel: AttrValue,
    /// The confirming button cannot be undone.
    #[prop_or_default]
    pub danger: bool,
    /// The answer is on its way.
    #[prop_or_default]
    pub busy: bool,
    /// It was answered.
    pub onanswer: Callback<bool>,
    /// What has to be seen before it is answered.
    #[prop_or_default]
    pub children: Html,
}

/// A question over the page.
#[hook]
pub fn use_dialog(props: &Props) -> Html {
    let node = use_node_ref();
    let (title_id, text_id) = (use_id("title"), use_id("text"));
    use_modal(&node);
    let answer = |confirmed: bool| {
        let onanswer = props.onanswer.clone();
        Callback::from(move |_: MouseEvent| onanswer.emit(confirmed))
    };
    let onkeydown = {
        let onanswer = props.onanswer.clone();
        Callback::from(move |event: KeyboardEvent| {
            // No key of the page acts while a question stands over it.
            event.stop_propagation();
            if event.key() == "Escape" {
                // The browser would close the element before the page knows.
                event.prevent_default();
                onanswer.emit(false);
            }
        })
    };
    let oncancel = {
        let onanswer = props.onanswer.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onanswer.emit(false);
        })
    };
    html! {
        <dialog
            ref={node}
            class="dialog"
            data-testid="dialog"
            aria-labelledby={title_id.clone()}
            aria-describedby={props.text.is_some().then(|| text_id.clone())}
            {onkeydown}
            {oncancel}
        >
            if let Some(source) = &props.source { <p class="dialog-source">{ source.clone() }</p> }
            <h2 id={title_id} class="dialog-title" dir="auto">{ &props.title }</h2>
            if let Some(text) = &props.text { <p id={text_id} class="dialog-text" dir="auto">{ text }</p> }
            { props.children.clone() }
            <div class="dialog-buttons">
                { push_button(&props!(crate::button::Props { label: props.cancel.clone(), onclick: answer(false), testid: "dialog-cancel" })) }
                { push_button(&props!(crate::button::Props { label: props.ok.clone(), look: if props.danger { Look::Danger } else { Look::Primary }, busy: props.busy, onclick: answer(true), testid: "dialog-ok" })) }
            </div>
        </dialog>
    }
}

/// Opens the `<dialog>` over the page while the component lives, then gives the focus back, also to a frame.
#[hook]
pub fn use_modal(node: &NodeRef) {
    let node = node.clone();
    let shell = use_shell();
    use_effect_with((), move |()| {
        let give_back = shell.keyboard();
        let dialog = node.cast::<web_sys::HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only for an element that is open already or not in the page.
            let _ = dialog.show_modal();
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
            if let Some(give_back) = give_back {
                give_back();
            }
        }
    });
}
