//! Notices at the bottom right. They go by themselves, but not while somebody is on them.

use encaixe_ui::part;
use std::cell::RefCell;
use std::rc::Rc;
use yew::props;

use encaixe_protocol::command::toast::Kind;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus;
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::large_icon;
use encaixe_ui::plugin_icon::plugin_icon;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::flow;
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::toasts::Toast as Notice;

/// How long a notice stays, in milliseconds.
const STAY_MS: u32 = 5_000;
/// How long one that tells of an error or a doubt stays, in milliseconds.
const STAY_LONG_MS: u32 = 9_000;
/// How many there are at once where one pane is shown at a time; the others wait.
const NARROW: usize = 2;
/// How long one that offers a way back stays, in milliseconds: time to read it and to get there by any means.
const STAY_UNDO_MS: u32 = 20_000;

#[hook]
pub(crate) fn use_toasts() -> Html {
    let words = use_words();
    let shown = use_select(|state| {
        let most = if state.panel.narrow {
            NARROW
        } else {
            usize::MAX
        };
        state.toasts.drawn(most)
    });
    let waiting = use_state_eq(|| false);
    let wait = |on: bool| {
        let waiting = waiting.clone();
        move || waiting.set(on)
    };
    let (enter, leave, stay, blur) = (wait(true), wait(false), wait(true), wait(false));
    // A notice that goes while it has the focus gives it back.
    let (section, before) = (use_node_ref(), use_mut_ref(|| None::<HtmlElement>));
    {
        let (before, waiting) = (Rc::clone(&before), waiting.clone());
        let ids: Vec<u32> = shown.iter().map(|notice| notice.id).collect();
        use_effect_with(ids, move |_| {
            if focus::is_lost()
                && let Some(element) = before.take()
            {
                // What went meanwhile takes nothing; the conversation it was in does.
                let _ = element.focus();
                if focus::is_lost() {
                    focus::on(".thread");
                }
                // Not every engine tells that what has the focus is gone.
                waiting.set(false);
            }
        });
    }
    // Where the focus comes from or goes to, when that is outside.
    let outside = {
        let section = section.clone();
        move |event: &FocusEvent| {
            let other = event.related_target()?.dyn_into::<HtmlElement>().ok()?;
            let is_inside = section.get().is_some_and(|it| it.contains(Some(&other)));
            (!is_inside).then_some(other)
        }
    };
    let onfocusin = {
        let (before, outside) = (Rc::clone(&before), outside.clone());
        Callback::from(move |event: FocusEvent| {
            if let Some(from) = outside(&event) {
                before.replace(Some(from));
            }
            stay();
        })
    };
    let onfocusout = Callback::from(move |event: FocusEvent| {
        if outside(&event).is_some() {
            before.take();
        }
        blur();
    });
    html! {
        <section
            ref={section}
            class="toasts"
            aria-label={words.t("toasts-label")}
            onpointerenter={Callback::from(move |_: PointerEvent| enter())}
            onpointerleave={Callback::from(move |_: PointerEvent| leave())}
            {onfocusin}
            {onfocusout}
        >
            <ol class="toast-list" aria-live="polite" aria-relevant="additions">
                { for shown.iter().map(|notice| html! {
                    { part!(use_toast, &notice.id.to_string(), props!(Props { notice: notice.clone(), waits: *waiting })) }
                }) }
            </ol>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    notice: Notice,
    /// The pointer or the focus is on the notices.
    waits: bool,
}

#[hook]
fn use_toast(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let id = props.notice.id;
    let (icon, kind, stay) = match props.notice.kind {
        Kind::Success if props.notice.undo.is_some() => ("circle-check", "success", STAY_UNDO_MS),
        Kind::Success => ("circle-check", "success", STAY_MS),
        Kind::Info => ("info", "info", STAY_MS),
        Kind::Warning => ("triangle-alert", "warning", STAY_LONG_MS),
        Kind::Error => ("circle-alert", "error", STAY_LONG_MS),
    };
    let timer: Rc<RefCell<Option<Timeout>>> = use_mut_ref(|| None);
    {
        let store = store.clone();
        use_effect_with(props.waits, move |waits| {
            *timer.borrow_mut() =
                (!waits).then(|| Timeout::new(stay, move || store.dispatch(Action::ToastGone(id))));
            move || drop(timer.take())
        });
    }
    let dismiss = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::ToastGone(id)))
    };
    let undo = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| flow::undo(&store, id))
    };
    html! {
        <li class={classes!("toast", format!("toast-{kind}"))} data-testid="toast" data-kind={kind}>
            <span class="toast-icon">{ large_icon(icon) }</span>
            <div class="toast-body">
                if let Some(source) = &props.notice.source {
                    <p class="toast-source">
                        <span class="plugin-icon">{ plugin_icon(source.icon.as_deref()) }</span>
                        <bdi>{ &source.name }</bdi>
                    </p>
                }
                <p class="toast-text" dir="auto">{ &props.notice.message }</p>
                if props.notice.undo.is_some() {
                    { push_button(&props!(encaixe_ui::button::Props { class: "toast-undo", label: words.t("undo"), icon: "undo-2", onclick: undo, testid: "toast-undo" })) }
                    <kbd title={words.t("key-undo")}>{ "z" }</kbd>
                }
            </div>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("dismiss"), icon: "x", look: Look::Quiet, bare: true, onclick: dismiss })) }
        </li>
    }
}
