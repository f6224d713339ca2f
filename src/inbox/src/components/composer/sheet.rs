//! The text field, its notes, and the button that sends.

use std::rc::Rc;

use encaixe_api::id::ConversationId;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus;
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::textarea::{is_send, put_in, use_text_area};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew::props;

use super::about::{counted, failed, hint_line, unfilled_line, use_inserted_by};
use super::canned::{Keys, use_canned};
use super::caret::{choose, selection, use_call, use_caret};
use crate::canned::{filled, slash, unfilled};
use crate::drafts::{Draft, Key, Mode};
use crate::flow::composer;
use crate::hooks::{use_select, use_store};
use crate::state::composer::Sending;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: ConversationId,
    pub(super) mode: Mode,
    /// The contact's name.
    pub(super) name: AttrValue,
}

#[hook]
pub(super) fn use_sheet_part(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let render = use_force_update();
    let node = use_node_ref();
    let hint = use_id("composer-hint");
    let key: Key = (props.id.clone(), props.mode);
    let state = use_select(|state| state.composer.clone());
    let draft = composer::draft(&store, &key);
    let inserted = state
        .inserted
        .clone()
        .filter(|inserted| inserted.conversation == props.id);
    let sending = state.sending(&key).cloned();
    let is_going = sending == Some(Sending::Now);
    use_call(state.called, &node);
    use_caret(state.placed, &node, &store, &key);

    // Where the `/` stands whose list was closed.
    let closed_at = use_state_eq(|| {
        // A draft that was kept opens no list by itself.
        slash(&draft.text, draft.selection.1).map(|(at, _)| at)
    });
    let active = use_state_eq(|| None::<AttrValue>);
    let keys: Keys = use_mut_ref(|| None);
    let replies = use_id("canned");
    let caret = draft.selection;
    let asked = slash(&draft.text, caret.1)
        .filter(|(at, _)| caret.0 == caret.1 && !is_going && *closed_at != Some(*at));
    let send = {
        let (store, key, node, words) = (store.clone(), key.clone(), node.clone(), words.clone());
        Callback::from(move |()| {
            let text = composer::draft(&store, &key).text;
            match unfilled(&words, &store.state().directory, &text) {
                // A mark of something unknown blocks sending until it is replaced.
                Some((_, place)) => choose(&node, place),
                None => composer::send(&store, key.clone()),
            }
            focus::to(&node);
        })
    };
    let put = {
        let (store, node, words) = (store.clone(), node.clone(), words.clone());
        let (at, id) = (asked.as_ref().map(|(at, _)| *at), props.id.clone());
        Callback::from(move |text: String| {
            let state = store.state();
            let conversation = state.conversation().filter(|open| open.summary.id == id);
            let (Some(at), Some(conversation)) = (at, conversation) else {
                return;
            };
            let text = filled(&words, &state, conversation, &text);
            choose(&node, (at, caret.1));
            if let Some(area) = node.cast::<HtmlTextAreaElement>() {
                put_in(&area, &text);
                if let Some((_, place)) = unfilled(&words, &state.directory, &area.value()) {
                    choose(&node, place);
                }
            }
        })
    };
    let close = {
        let (closed_at, at) = (closed_at.clone(), asked.as_ref().map(|(at, _)| *at));
        Callback::from(move |()| {
            if at.is_some() {
                closed_at.set(at);
            }
        })
    };
    let offer = {
        let (closed_at, node) = (closed_at.clone(), node.clone());
        Callback::from(move |_: MouseEvent| {
            closed_at.set(None);
            if let Some(area) = node.cast::<HtmlTextAreaElement>() {
                let end = area.selection_end().ok().flatten().unwrap_or_default();
                let before = area.value().encode_utf16().take(end as usize).last();
                let apart = before.is_none_or(|unit| unit == 32 || unit == 10);
                put_in(&area, if apart { "/" } else { " /" });
            }
        })
    };
    let oninput = {
        let (store, key, node) = (store.clone(), key.clone(), node.clone());
        let (render, closed_at) = (render.clone(), closed_at.clone());
        Callback::from(move |text: String| {
            let selection = selection(&node).unwrap_or_default();
            if slash(&text, selection.1).is_none() {
                closed_at.set(None);
            }
            composer::write(&store, &key, Draft { text, selection });
            render.force_update();
        })
    };
    let oncaret = {
        let (store, key, node) = (store.clone(), key.clone(), node.clone());
        Callback::from(move |()| {
            if let Some(selection) = selection(&node) {
                store.drafts().select(&key, selection);
                if selection != caret {
                    // The caret says whether a `/` stands before it.
                    render.force_update();
                }
            }
        })
    };
    let can_undo = inserted.is_some() && props.mode == Mode::Reply;
    let onkeydown = {
        let (send, store, keys, key) = (send.clone(), store.clone(), Rc::clone(&keys), key.clone());
        Callback::from(move |event: KeyboardEvent| {
            // An input method's keys are its own.
            let is_method = event.is_composing() || event.key_code() == 229;
            let taken = !is_method && keys.borrow().as_ref().is_some_and(|take| take(&event));
            if taken {
                event.prevent_default();
                event.stop_propagation();
                return;
            }
            let is_undo = event.key().eq_ignore_ascii_case("z")
                && (event.ctrl_key() || event.meta_key())
                && !event.shift_key();
            if is_send(&event) {
                event.prevent_default();
                if !composer::holds(&store, &key) {
                    send.emit(());
                }
            } else if is_undo && can_undo {
                // The browser's own way back does not know of what a plugin put in.
                event.prevent_default();
                composer::undo(&store);
            } else if event.key() == "Escape"
                && let Some(text) = event.target_dyn_into::<HtmlElement>()
            {
                // Gives the page's keys back: in the thread they act, and it scrolls by arrows.
                let thread = web_sys::window()
                    .and_then(|window| window.document()?.query_selector(".thread").ok()?)
                    .and_then(|thread| thread.dyn_into::<HtmlElement>().ok());
                // Both always work: one can take the focus, the other can lose it.
                let _ = thread.map_or_else(|| text.blur(), |thread| thread.focus());
            }
        })
    };
    let count = draft.text.trim().chars().count();
    let (placeholder, button) = match props.mode {
        Mode::Reply => (
            words.with("composer-reply-to", [("name", props.name.as_str().into())]),
            words.t("composer-send"),
        ),
        Mode::Note => (
            words.t("composer-note-placeholder"),
            words.t("composer-save"),
        ),
    };
    let most = composer::most(&store.state(), &key);
    let is_long = count > most;
    let directory = use_select(|state| Rc::clone(&state.directory));
    let unknown = unfilled(&words, &directory, &draft.text).map(|(mark, _)| mark);
    let list = asked.as_ref().map(|_| (replies.clone(), (*active).clone()));
    let onactive = Callback::from(move |id: Option<AttrValue>| active.set(id));
    html! {
        <>
            if let Some(Sending::Failed(failure)) = sending {
                { failed(&words, &failure, props.mode, send.reform(|_: MouseEvent| ())) }
            }
            if let Some(inserted) = inserted {
                { part!(use_inserted_by, &inserted.id.to_string(), props!(crate::components::composer::about::InsertedProps { source: inserted.source.clone(), id: props.id.clone(), mode: props.mode, is_held: inserted.is_held })) }
            }
            if let Some(mark) = unknown { { unfilled_line(&words, &mark) } }
            if let Some((_, sought)) = asked {
                { part!(use_canned, props!(crate::components::composer::canned::Props { id: replies, sought, keys, onchoose: put, onclose: close.clone(), onactive })) }
            }
            <div class={classes!("composer-box", can_undo.then_some("is-inserted"), is_going.then_some("is-going"))}>
                { part!(use_text_area, props!(encaixe_ui::textarea::Props { node, value: draft.text, label: placeholder.clone(), placeholder, readonly: is_going, is_wrong: is_long, described: hint.clone(), testid: "composer-text", oninput, onkeydown, oncaret, onleave: close, list })) }
                <div class="composer-foot">
                    <div id={hint} class="composer-about">
                        { hint_line(&words, count > 0 && !is_long) }
                        { counted(&words, count, most) }
                    </div>
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("own-replies"), icon: "message-square-quote", look: Look::Quiet, bare: true, class: "composer-offer", disabled: is_going, onclick: offer, testid: "composer-canned" })) }
                    { push_button(&props!(encaixe_ui::button::Props { class: "composer-send", label: button, look: Look::Primary, icon: if props.mode == Mode::Reply { "send" } else { "lock" }, busy: is_going, disabled: count == 0 || is_long, onclick: send.reform(|_: MouseEvent| ()), testid: "composer-send" })) }
                </div>
            </div>
        </>
    }
}
