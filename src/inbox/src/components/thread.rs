//! The messages of the open conversation, by day. New ones arrive at the bottom and never steal the scroll.

use encaixe_ui::part;
use std::cell::Cell;
use std::rc::Rc;
use yew::props;

use encaixe_api::id::MessageId;
use encaixe_api::inbox::Directory;
use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::message::{From, Message as Sent};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus::{self, Heir};
use encaixe_ui::hooks::{use_effect_with, use_now};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::time;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, ResizeObserver};
use yew::prelude::*;

use super::message::use_message;
use crate::flow::{conversations, reading};
use crate::hooks::{use_select, use_store};

/// Within this distance from the end the reader counts as being at the end, in CSS pixels.
const NEAR: i32 = 80;
/// Messages of one author within this time stand together, in milliseconds.
const TOGETHER_MS: f64 = 5.0 * 60_000.0;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) conversation: Rc<Conversation>,
}

#[hook]
pub(crate) fn use_thread(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let now = use_now();
    let directory = use_select(|state| state.directory.clone());
    let view = use_node_ref();
    let unseen = use_state_eq(|| 0_usize);
    let at_end = use_memo((), |()| Cell::new(true));
    let last_top = use_memo((), |()| Cell::new(0));
    let said = use_select(|state| state.composer.said.clone());
    focus::use_never_lost(&view, Heir::WHOLE);
    use_steady_scroll(&view, &props.conversation, &said, &unseen, &at_end);
    {
        let (view, store) = (view.clone(), store.clone());
        let id = props.conversation.summary.id.clone();
        use_effect_with((), move |()| {
            let state = store.state();
            let gone = (state.go.as_ref()).is_some_and(|(_, to)| to.as_ref() == Some(&id));
            // Where one pane is shown at a time, its row went with the list.
            let from_row = state.panel.narrow && state.list.focus.as_ref() == Some(&id);
            // What was pressed to come here may have gone with the conversation before.
            if (gone && focus::is_lost()) || (from_row && focus::is_unseen()) {
                focus::to(&view);
            }
        });
    }

    let onscroll = {
        let (unseen, store) = (unseen.clone(), store.clone());
        Callback::from(move |event: Event| {
            reading::look(&store);
            if let Some(view) = event.target_dyn_into::<HtmlElement>() {
                let top = view.scroll_top();
                let went_up = top < last_top.replace(top);
                if is_at_end(&view) {
                    at_end.set(true);
                    unseen.set(0);
                } else if went_up {
                    // Only the reader goes up. The end also goes away by itself, when a picture arrives or the
                    // composer grows, and is followed then.
                    at_end.set(false);
                }
            }
        })
    };
    let to_end = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(view) = view.cast::<HtmlElement>() {
                view.set_scroll_top(view.scroll_height());
            }
            // The button goes with what it says.
            focus::to(&view);
        })
    };
    let earlier = Callback::from(move |_: MouseEvent| conversations::load_earlier(&store));
    html! {
        <div class="thread-place">
            <div class="thread" ref={view} {onscroll} tabindex="0" role="log" aria-label={words.t("thread-label")}>
                if props.conversation.earlier.is_some() {
                    <div class="thread-earlier">
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("thread-earlier"), look: Look::Quiet, onclick: earlier })) }
                    </div>
                }
                <ol class="messages">
                    { messages(&words, &props.conversation, &directory, now) }
                </ol>
            </div>
            if *unseen > 0 {
                <button type="button" class="pill" onclick={to_end}>
                    { small_icon("arrow-down") }
                    { words.with("thread-new", [("count", (*unseen).into())]) }
                </button>
            }
        </div>
    }
}

fn messages(words: &Words, conversation: &Conversation, directory: &Directory, now: f64) -> Html {
    let mut before: Option<&Sent> = None;
    let items = conversation.messages.iter().map(|message| {
        let new_day =
            before.is_none_or(|last| !time::same_day(&last.created_at, &message.created_at));
        let continues = !new_day && before.is_some_and(|last| stands_with(last, message));
        before = Some(message);
        let author = (message.from != From::Contact).then(|| {
            let member = message
                .author
                .as_ref()
                .and_then(|id| directory.members.iter().find(|member| member.id == *id));
            AttrValue::from(member.map_or_else(|| words.t("author-us"), |member| member.name.clone()))
        });
        html! {
            <>
                if new_day {
                    <li class="day"><span>{ time::day_heading(words, &message.created_at, now) }</span></li>
                }
                { part!(use_message, &message.id.to_string(), props!(crate::components::message::Props { message: message.clone(), conversation: conversation.summary.id.clone(), author, continues })) }
            </>
        }
    });
    items.collect()
}

fn stands_with(last: &Sent, message: &Sent) -> bool {
    last.from == message.from
        && last.author == message.author
        && last.plugin == message.plugin
        && (last.kind.as_str() == "note") == (message.kind.as_str() == "note")
        && js_sys::Date::parse(&message.created_at) - js_sys::Date::parse(&last.created_at)
            < TOGETHER_MS
}

fn is_at_end(view: &HtmlElement) -> bool {
    view.scroll_height() - view.scroll_top() - view.client_height() < NEAR
}

/// What was shown when the scroll was last set right.
#[derive(Clone, PartialEq)]
struct Shown {
    conversation: String,
    first: Option<String>,
    count: usize,
    height: i32,
    said: Option<MessageId>,
}

/// Opens at the end, follows the end when the reader is there or has just written, else counts what is new;
/// keeps the place when older messages come before it.
#[hook]
fn use_steady_scroll(
    view: &NodeRef,
    conversation: &Rc<Conversation>,
    said: &Option<MessageId>,
    unseen: &UseStateHandle<usize>,
    at_end: &Rc<Cell<bool>>,
) {
    let last = use_mut_ref(|| None::<Shown>);
    use_follow_size(view, at_end);
    let (view, unseen, at_end) = (view.clone(), unseen.clone(), Rc::clone(at_end));
    use_effect_with(
        (Rc::clone(conversation), said.clone()),
        move |(conversation, said)| {
            let Some(view) = view.cast::<HtmlElement>() else {
                return;
            };
            let now = Shown {
                conversation: conversation.summary.id.to_string(),
                first: conversation.messages.first().map(|m| m.id.to_string()),
                count: conversation.messages.len(),
                height: view.scroll_height(),
                said: said.clone(),
            };
            let before = last.borrow().clone();
            match before.filter(|shown| shown.conversation == now.conversation) {
                None => {
                    at_end.set(true);
                    unseen.set(0);
                    view.set_scroll_top(now.height);
                }
                Some(shown) if shown.first != now.first && now.count > shown.count => {
                    view.set_scroll_top(view.scroll_top() + now.height - shown.height);
                }
                Some(shown) if shown.said != now.said => {
                    at_end.set(true);
                    unseen.set(0);
                    view.set_scroll_top(now.height);
                }
                Some(_) if at_end.get() => view.set_scroll_top(now.height),
                Some(shown) if now.count > shown.count => {
                    unseen.set(*unseen + now.count - shown.count);
                }
                Some(_) => {}
            }
            *last.borrow_mut() = Some(now);
        },
    );
}

/// Stays at the end when a picture arrives or the window changes.
#[hook]
fn use_follow_size(view: &NodeRef, at_end: &Rc<Cell<bool>>) {
    let (view, at_end) = (view.clone(), Rc::clone(at_end));
    use_effect_with((), move |()| {
        let watch = view.cast::<HtmlElement>().and_then(|view| {
            let element = view.clone();
            let follow = Closure::<dyn FnMut()>::new(move || {
                if at_end.get() {
                    element.set_scroll_top(element.scroll_height());
                }
            });
            let observer = ResizeObserver::new(follow.as_ref().unchecked_ref()).ok()?;
            observer.observe(&view);
            if let Some(messages) = view.last_element_child() {
                observer.observe(&messages);
            }
            Some((observer, follow))
        });
        move || {
            if let Some((observer, _)) = watch {
                observer.disconnect();
            }
        }
    });
}
