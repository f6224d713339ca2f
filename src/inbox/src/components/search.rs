//! The search above the list. What is typed is searched a moment later; Esc clears it.

use std::cell::RefCell;
use std::rc::Rc;
use yew::props;

use encaixe_api::inbox::conversation::{Filter, SEARCH_CHARS};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use gloo_timers::callback::Timeout;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::filters::use_filter_button;
use crate::filters::searched;
use crate::hooks::{use_ask, use_select, use_store};
use crate::state::Action;
use crate::state::list::Step;
use crate::store::Store;

/// How long nobody types before the search sets out, in milliseconds.
const PAUSE_MS: u32 = 200;

/// What was typed and is to be searched.
#[derive(Clone)]
struct Typing {
    store: Store,
    ask: Callback<Filter>,
    text: UseStateHandle<String>,
    /// The words that were last asked for from here.
    sent: Rc<RefCell<Option<String>>>,
    timer: Rc<RefCell<Option<Timeout>>>,
}

#[hook]
pub(crate) fn use_search() -> Html {
    let words = use_words();
    let field = use_node_ref();
    let asked = use_select(|state| state.list.filter.q.clone());
    let typing = Typing {
        store: use_store(),
        ask: use_ask(),
        text: use_state_eq(|| (*asked).clone().unwrap_or_default()),
        sent: use_mut_ref(|| (*asked).clone()),
        timer: use_mut_ref(|| None),
    };
    {
        let typing = typing.clone();
        use_effect_with((*asked).clone(), move |asked| typing.follow(asked.clone()));
    }
    let oninput = {
        let typing = typing.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typing.typed(input.value());
            }
        })
    };
    let clear = {
        let (typing, field) = (typing.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            typing.clear();
            focus::to(&field);
        })
    };
    let onkeydown = {
        let (typing, field) = (typing.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Escape" if !typing.text.is_empty() => typing.clear(),
                "Escape" => {
                    if let Some(field) = field.cast::<HtmlElement>() {
                        let _ = field.blur();
                    }
                }
                "ArrowDown" => typing.store.dispatch(Action::Step(Step::First)),
                "Enter" => typing.send(&typing.text),
                _ => return,
            }
            event.prevent_default();
        })
    };
    html! {
        <div class="search-line">
            <div class="search" role="search">
                { small_icon("search") }
                <input
                    ref={field}
                    type="search"
                    dir="auto"
                    name="q"
                    value={(*typing.text).clone()}
                    placeholder={words.t("search-placeholder")}
                    aria-label={words.t("search-label")}
                    aria-keyshortcuts="/"
                    autocomplete="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    maxlength={SEARCH_CHARS.to_string()}
                    data-testid="search"
                    {oninput}
                    {onkeydown}
                />
                if typing.text.is_empty() {
                    <kbd aria-hidden="true">{ "/" }</kbd>
                } else {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("search-clear"), icon: "x", look: Look::Quiet, bare: true, onclick: clear, testid: "search-clear" })) }
                }
            </div>
            { part!(use_filter_button) }
        </div>
    }
}

impl Typing {
    fn typed(&self, text: String) {
        let typing = self.clone();
        self.text.set(text.clone());
        *self.timer.borrow_mut() = Some(Timeout::new(PAUSE_MS, move || typing.send(&text)));
    }

    fn clear(&self) {
        self.text.set(String::new());
        self.send("");
    }

    fn send(&self, text: &str) {
        self.timer.borrow_mut().take();
        let q = searched(text);
        self.sent.borrow_mut().clone_from(&q);
        let filter = Filter::clone(&self.store.state().list.filter);
        self.ask.emit(Filter { q, ..filter });
    }

    /// The address asks for other words than those that were typed here: Back, or everything was cleared.
    fn follow(&self, asked: Option<String>) {
        if *self.sent.borrow() != asked {
            self.timer.borrow_mut().take();
            self.text.set(asked.clone().unwrap_or_default());
            *self.sent.borrow_mut() = asked;
        }
    }
}
