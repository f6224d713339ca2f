//! A question over the page. The browser's own `<dialog>` keeps the focus inside and gives it back.

use encaixe_protocol::command::send_form::Reply;
use yew::prelude::*;

use super::button::Button;
use super::form::Form;
use crate::components::plugin_icon::plugin_icon;
use crate::frames::Frames;
use crate::hooks::{use_effect_with, use_id, use_select, use_store};
use crate::i18n::use_words;
use crate::state::Action;
use crate::state::dialogs::Question;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) text: Option<AttrValue>,
    /// Who asks, when it is not the page itself.
    #[prop_or_default]
    pub(crate) source: Option<Html>,
    pub(crate) ok: AttrValue,
    pub(crate) cancel: AttrValue,
    /// The confirming button cannot be undone.
    #[prop_or_default]
    pub(crate) danger: bool,
    #[prop_or_default]
    pub(crate) busy: bool,
    pub(crate) onanswer: Callback<bool>,
    /// What has to be seen before it is answered.
    #[prop_or_default]
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Dialog(props: &Props) -> Html {
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
                <Button label={props.cancel.clone()} onclick={answer(false)} testid="dialog-cancel" />
                <Button
                    label={props.ok.clone()}
                    look={if props.danger { "danger" } else { "primary" }}
                    busy={props.busy}
                    onclick={answer(true)}
                    testid="dialog-ok"
                />
            </div>
        </dialog>
    }
}

/// Opens the `<dialog>` over the page while the component lives, then gives the focus back, also to a frame.
#[hook]
pub(crate) fn use_modal(node: &NodeRef) {
    let node = node.clone();
    let frames = use_context::<Frames>();
    use_effect_with((), move |()| {
        let before = frames.as_ref().and_then(|frames| frames.keyboard().place());
        let dialog = node.cast::<web_sys::HtmlDialogElement>();
        if let Some(dialog) = &dialog {
            // Fails only for an element that is open already or not in the page.
            let _ = dialog.show_modal();
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
            if let Some((frames, before)) = frames.zip(before) {
                frames.keyboard().give(&before);
            }
        }
    });
}

/// The question of a plugin that stands in front.
#[component]
pub(crate) fn PluginDialogs() -> Html {
    let words = use_words();
    let store = use_store();
    let front = use_select(|state| state.dialogs.front().cloned());
    let Some(dialog) = front.as_ref().clone() else {
        return Html::default();
    };
    let source = html! {
        <>
            <span class="plugin-icon">{ plugin_icon(dialog.source.icon.as_deref()) }</span>
            { words.with("dialog-source", [("plugin", dialog.source.name.clone().into())]) }
        </>
    };
    match dialog.question {
        Question::Confirm(params, answer) => {
            let own = |text: &Option<String>, key: &str| {
                let own = text.clone().filter(|text| !text.is_empty());
                own.unwrap_or_else(|| words.t(key))
            };
            let onanswer = Callback::from(move |confirmed: bool| {
                store.dispatch(Action::DialogGone(dialog.id));
                answer.give(confirmed);
            });
            html! {
                <Dialog
                    key={dialog.id}
                    title={params.title.clone()}
                    text={params.description.clone().filter(|text| !text.is_empty()).map(AttrValue::from)}
                    {source}
                    ok={own(&params.ok_text, "dialog-ok")}
                    cancel={own(&params.cancel_text, "dialog-cancel")}
                    {onanswer}
                />
            }
        }
        Question::Form(params, answer) => {
            let onanswer = Callback::from(move |reply: Option<Reply>| {
                store.dispatch(Action::DialogGone(dialog.id));
                answer.give(reply);
            });
            html! { <Form key={dialog.id} {params} {source} {onanswer} /> }
        }
    }
}
