//! A question over the page, which what is on its way does not leave alone and which may hold its button back.

use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_modal;
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::use_words;
use yew::prelude::*;
use yew::props;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The question.
    pub(crate) title: AttrValue,
    /// What follows of the answer.
    pub(crate) text: AttrValue,
    /// The confirming button.
    pub(crate) ok: AttrValue,
    /// It cannot be undone.
    #[prop_or_default]
    pub(crate) is_danger: bool,
    /// Something is missing before it can be confirmed.
    #[prop_or_default]
    pub(crate) is_held: bool,
    /// The answer is on its way.
    pub(crate) busy: bool,
    pub(crate) onanswer: Callback<bool>,
    /// What stands between the text and the buttons.
    #[prop_or_default]
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Confirm(props: &Props) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let (title_id, text_id) = (use_id("confirm"), use_id("confirm-text"));
    use_modal(&node);
    let close = {
        let (is_busy, onanswer) = (props.busy, props.onanswer.clone());
        move || {
            if !is_busy {
                onanswer.emit(false);
            }
        }
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            // No key of the page acts while a question stands over it.
            event.stop_propagation();
            if event.key() == "Escape" {
                // The browser would close the element before the page knows.
                event.prevent_default();
                close();
            }
        })
    };
    let oncancel = {
        let close = close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            close();
        })
    };
    let onno = Callback::from(move |_: MouseEvent| close());
    let onyes = props.onanswer.reform(|_: MouseEvent| true);
    let look = if props.is_danger {
        Look::Danger
    } else {
        Look::Primary
    };
    html! {
        <dialog
            ref={node} class="dialog integration-dialog" data-testid="integration-question"
            aria-labelledby={title_id.clone()} aria-describedby={text_id.clone()} {onkeydown} {oncancel}
        >
            <h2 id={title_id} class="dialog-title" dir="auto">{ &props.title }</h2>
            <p id={text_id} class="dialog-text">{ &props.text }</p>
            { props.children.clone() }
            <div class="dialog-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), disabled: props.busy, onclick: onno, testid: "integration-cancel" })) }
                { push_button(&props!(encaixe_ui::button::Props { label: props.ok.clone(), look, busy: props.busy, disabled: props.is_held, onclick: onyes, testid: "integration-confirm" })) }
            </div>
        </dialog>
    }
}
