//! Canned replies over the text: they stand there after a `/`, to be narrowed by what is typed and put in by Enter, Tab or a
//! click. While they stand there they own the keys.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_ui::hooks::use_shell;
use encaixe_ui::hooks::{use_effect_with, use_id, use_resource};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{REPLIES, link};
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::api_client;
use crate::canned::found;

/// What the composer asks of a key before it acts itself: whether it was taken.
pub(super) type Keys = Rc<RefCell<Option<Box<dyn Fn(&KeyboardEvent) -> bool>>>>;

#[derive(Properties)]
pub(super) struct Props {
    pub(super) id: AttrValue,
    pub(super) sought: AttrValue,
    pub(super) keys: Keys,
    pub(super) onchoose: Callback<String>,
    pub(super) onclose: Callback<()>,
    /// The option that the keyboard stands on, by its id.
    pub(super) onactive: Callback<Option<AttrValue>>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.sought == other.sought && self.onchoose == other.onchoose
    }
}

#[hook]
pub(super) fn use_canned(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let replies = use_resource((), Topic::Replies, |()| api_client::canned_replies());
    let list = use_node_ref();
    let prefix = use_id("canned");
    let place = use_state_eq(|| 0_usize);
    {
        let place = place.clone();
        use_effect_with(props.sought.clone(), move |_| place.set(0));
    }
    let none = Vec::new();
    let all = replies.value.ready().unwrap_or(&none);
    let found = found(all, &props.sought);
    let at = (*place).min(found.len().saturating_sub(1));
    let is_loading = matches!(&**replies.value, Remote::Loading);
    let texts: Vec<String> = found.iter().map(|reply| reply.text.clone()).collect();
    // Nothing to choose: the text is a text like any other, and the keys are the composer's.
    let owns = is_loading || !found.is_empty();
    let is_shown = owns || all.is_empty();
    {
        let (place, onchoose, onclose) =
            (place.clone(), props.onchoose.clone(), props.onclose.clone());
        let count = texts.len();
        *props.keys.borrow_mut() = Some(Box::new(move |event: &KeyboardEvent| {
            let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
            match event.key().as_str() {
                "Escape" if is_shown => onclose.emit(()),
                _ if !owns || !plain => return false,
                "ArrowDown" if count > 0 => place.set((at + 1) % count),
                "ArrowUp" if count > 0 => place.set((at + count - 1) % count),
                "Enter" | "Tab" if !event.shift_key() => {
                    if let Some(text) = texts.get(at) {
                        onchoose.emit(text.clone());
                    }
                }
                _ => return false,
            }
            true
        }));
    }
    {
        let keys = Rc::clone(&props.keys);
        use_effect_with((), move |()| move || drop(keys.borrow_mut().take()));
    }
    {
        let active = (!found.is_empty()).then(|| AttrValue::from(format!("{prefix}-{at}")));
        let (onactive, list) = (props.onactive.clone(), list.clone());
        use_effect_with(active, move |active| {
            onactive.emit(active.clone());
            if let (Some(_), Some(list)) = (active, list.cast::<HtmlElement>()) {
                show_chosen(&list);
            }
        });
    }
    if !is_shown {
        return Html::default();
    }
    let options = found.iter().enumerate().map(|(number, reply)| {
        let (onchoose, text) = (props.onchoose.clone(), reply.text.clone());
        let onclick = Callback::from(move |_: MouseEvent| onchoose.emit(text.clone()));
        let onmouseenter = {
            let place = place.clone();
            Callback::from(move |_: MouseEvent| place.set(number))
        };
        html! {
            <li
                key={reply.id.as_str()} id={format!("{prefix}-{number}")} role="option" class="canned-option"
                aria-selected={if number == at { "true" } else { "false" }} {onclick} {onmouseenter}
            >
                <span class="canned-name" dir="auto">
                    { &reply.name }
                    if !reply.shared { <span class="badge">{ words.t("canned-own") }</span> }
                </span>
                <span class="canned-text clip" dir="auto">{ &reply.text }</span>
            </li>
        }
    });
    // A press in here leaves the caret in the text.
    let stay = Callback::from(|event: MouseEvent| event.prevent_default());
    html! {
        <div class="canned" data-testid="canned" onmousedown={stay} aria-busy={is_loading.then_some("true")}>
            <ul ref={list} id={props.id.clone()} class="canned-list" role="listbox" aria-label={words.t("own-replies")}>
                { for options }
            </ul>
            if is_loading {
                <p class="canned-note"><span class="skeleton skeleton-text" /></p>
            } else if found.is_empty() {
                <p class="canned-note">{ words.t("canned-none") }</p>
            }
            <p class="canned-foot">
                <span><kbd>{ "↑" }</kbd><kbd>{ "↓" }</kbd><kbd>{ "Enter" }</kbd>{ words.t("canned-keys") }</span>
                { link(&shell, REPLIES, "canned-manage", html! {
                    <>{ small_icon("settings") }{ words.t("canned-manage") }</>
                }) }
            </p>
        </div>
    }
}

/// Moves the list as far as the chosen option needs to be seen.
fn show_chosen(list: &HtmlElement) {
    let chosen = list.query_selector("[aria-selected=true]").ok().flatten();
    let Some(chosen) = chosen.and_then(|chosen| chosen.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let (top, end) = (
        chosen.offset_top(),
        chosen.offset_top() + chosen.offset_height(),
    );
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if end > list.scroll_top() + list.client_height() {
        list.set_scroll_top(end - list.client_height());
    }
}
