//! A form over the page, of a plugin or of the page itself, in the middle or as a drawer at the edge.

use std::collections::BTreeMap;
use std::rc::Rc;

use encaixe_protocol::command::send_form::{Item, ItemKind, Kind, Params, Reply};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_modal;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_id};
use encaixe_ui::i18n::{Locale, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use yew::props;

use crate::form::entry::{Entry, Mistake, date_entry, initial, read_all};

mod choices;
mod control;
pub(super) mod field;

use field::use_field;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) params: Rc<Params>,
    /// Who asks, when it is not the page itself.
    pub(crate) source: Option<Html>,
    /// Called once; with none when the agent cancels.
    pub(crate) onanswer: Callback<Option<Reply>>,
}

/// The form as it is filled in so far.
#[derive(Clone, PartialEq)]
struct FormState {
    entries: Vec<Entry>,
    /// Whether they tried to send it; from then on every change is checked.
    tried: bool,
    /// Whether they are asked if what they typed may go.
    leaving: bool,
}

enum FormAction {
    Enter(usize, Entry),
    Try(Vec<Entry>),
    Leaving(bool),
}

impl Reducible for FormState {
    type Action = FormAction;

    fn reduce(self: Rc<Self>, act: FormAction) -> Rc<Self> {
        let mut next = Self::clone(&self);
        match act {
            FormAction::Enter(at, entry) => {
                if let Some(place) = next.entries.get_mut(at) {
                    *place = entry;
                }
            }
            FormAction::Try(entries) => {
                next.entries = entries;
                next.tried = true;
            }
            FormAction::Leaving(leaving) => next.leaving = leaving,
        }
        Rc::new(next)
    }
}

fn opened(params: &Params, locale: Locale) -> Vec<Entry> {
    let items = params.items.iter();
    items.map(|item| initial(item, locale)).collect()
}

#[hook]
pub(crate) fn use_form_part(props: &Props) -> Html {
    let words = use_words();
    let locale = words.locale();
    let node = use_node_ref();
    let (title, about) = (use_id("form"), use_id("form-about"));
    let params = &props.params;
    let items = use_memo((), |()| {
        let items = params.items.iter();
        items.map(|item| Rc::new(item.clone())).collect::<Vec<_>>()
    });
    let first = use_memo((), |()| opened(params, locale));
    let sheet = use_reducer_eq({
        let entries = Vec::clone(&first);
        move || FormState {
            entries,
            tried: false,
            leaving: false,
        }
    });
    use_modal(&node);
    {
        let node = node.clone();
        use_effect_with((), move |()| focus_field(&node, "[data-at='0']"));
    }
    let mistakes = if sheet.tried {
        read_all(&params.items, &sheet.entries, locale)
            .err()
            .unwrap_or_default()
    } else {
        BTreeMap::new()
    };
    let onentry = {
        let sheet = sheet.dispatcher();
        Callback::from(move |(at, entry)| sheet.dispatch(FormAction::Enter(at, entry)))
    };
    let cancel = props.onanswer.reform(|_: MouseEvent| None);
    let leave = {
        let (sheet, first, onanswer) = (sheet.clone(), first, props.onanswer.clone());
        Callback::from(move |()| {
            if sheet.leaving {
                sheet.dispatch(FormAction::Leaving(false));
            } else if sheet.entries == *first {
                onanswer.emit(None);
            } else {
                sheet.dispatch(FormAction::Leaving(true));
            }
        })
    };
    let onkeydown = {
        let leave = leave.clone();
        Callback::from(move |event: KeyboardEvent| {
            // No key of the page acts while a question stands over it.
            event.stop_propagation();
            if event.key() == "Escape" && !event.default_prevented() {
                // The browser would close the element before the page knows.
                event.prevent_default();
                leave.emit(());
            }
        })
    };
    let oncancel = {
        let leave = leave.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            leave.emit(());
        })
    };
    let onsubmit = {
        let (sheet, node, params) = (sheet.clone(), node.clone(), Rc::clone(params));
        let onanswer = props.onanswer.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let entries = with_half_dates(&params.items, &sheet.entries, &node);
            match read_all(&params.items, &entries, locale) {
                Ok(reply) => onanswer.emit(Some(reply)),
                Err(mistakes) => {
                    sheet.dispatch(FormAction::Try(entries));
                    if let Some((at, _)) = mistakes.first_key_value() {
                        focus_field(&node, &format!("[data-at='{at}']"));
                    }
                }
            }
        })
    };
    let keep = {
        let (sheet, node) = (sheet.dispatcher(), node.clone());
        Callback::from(move |_: MouseEvent| {
            sheet.dispatch(FormAction::Leaving(false));
            focus_field(&node, "[data-at='0']");
        })
    };
    let (class, kind) = match params.kind {
        Kind::Modal => ("form-modal", "modal"),
        Kind::Drawer => ("form-drawer", "drawer"),
    };
    let text = |own: &Option<String>, key: &str| {
        let own = own.as_deref().filter(|text| !text.trim().is_empty());
        own.map_or_else(|| words.t(key), ToOwned::to_owned)
    };
    let description = params
        .description
        .as_deref()
        .filter(|d| !d.trim().is_empty());
    html! {
        <dialog
            ref={node}
            class={classes!("dialog", "form-sheet", class)}
            data-testid="form"
            data-kind={kind}
            aria-labelledby={title.clone()}
            aria-describedby={description.is_some().then(|| about.clone())}
            {onkeydown}
            {oncancel}
        >
            <form class="form-frame" novalidate=true {onsubmit}>
                <header class="form-head">
                    if let Some(source) = &props.source { <p class="dialog-source">{ source.clone() }</p> }
                    <h2 id={title} class="dialog-title" dir="auto">{ &params.title }</h2>
                    { push_button(&props!(encaixe_ui::button::Props { class: "form-close", label: words.t("close"), icon: "x", look: Look::Quiet, bare: true, onclick: leave.reform(|_: MouseEvent| ()) })) }
                </header>
                <div class="form-body">
                    if let Some(description) = description {
                        <p id={about} class="form-about" dir="auto">{ description.to_owned() }</p>
                    }
                    { for items.iter().enumerate().map(|(at, item)| html! {
                        { part!(use_field, &at.to_string(), props!(crate::components::form::field::Props { at, item: item.clone(), entry: sheet.entries.get(at).cloned().unwrap_or(Entry::Text(String::new())), mistake: mistakes.get(&at).copied(), onentry: onentry.clone() })) }
                    }) }
                </div>
                <footer class="form-foot">
                    <p class="form-summary" role="status">
                        if !mistakes.is_empty() {
                            { small_icon("circle-alert") }
                            { words.with("form-mistakes", [("count", mistakes.len().into())]) }
                        }
                    </p>
                    if sheet.leaving {
                        { part!(use_leaving_part, props!(LeavingProps { keep, discard: cancel })) }
                    } else {
                        <div class="form-buttons">
                            { push_button(&props!(encaixe_ui::button::Props { label: text(&params.cancel_text, "dialog-cancel"), onclick: cancel, testid: "form-cancel" })) }
                            { push_button(&props!(encaixe_ui::button::Props { label: text(&params.ok_text, "form-send"), look: Look::Primary, submit: true, testid: "form-send" })) }
                        </div>
                    }
                </footer>
            </form>
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct LeavingProps {
    pub(super) keep: Callback<MouseEvent>,
    pub(super) discard: Callback<MouseEvent>,
}

/// Asks whether what was typed may go.
#[hook]
pub(super) fn use_leaving_part(props: &LeavingProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| focus::to(&node));
    }
    html! {
        <div class="form-buttons form-leaving">
            <p class="form-leaving-text" role="alert">{ words.t("form-leave") }</p>
            { push_button(&props!(encaixe_ui::button::Props { label: words.t("form-discard"), onclick: props.discard.clone(), testid: "form-discard" })) }
            { push_button(&props!(encaixe_ui::button::Props { node, label: words.t("form-keep"), look: Look::Primary, onclick: props.keep.clone(), testid: "form-keep" })) }
        </div>
    }
}

/// The entries, with incomplete dates marked: a date field fires no event for those, so its validity is read.
pub(super) fn with_half_dates(items: &[Item], entries: &[Entry], form: &NodeRef) -> Vec<Entry> {
    let is_half = |at: usize| {
        let form = form.cast::<HtmlElement>()?;
        let found = form.query_selector(&format!("[data-at='{at}'] input"));
        let input = found.ok()??.dyn_into::<HtmlInputElement>().ok()?;
        Some(input.validity().bad_input())
    };
    let pairs = items.iter().zip(entries).enumerate();
    pairs
        .map(|(at, (item, entry))| match item.kind {
            ItemKind::Date => {
                is_half(at).map_or_else(|| entry.clone(), |half| date_entry(entry, half))
            }
            _ => entry.clone(),
        })
        .collect()
}

/// Puts the focus into the first thing under `place` that the Tab key reaches.
pub(super) fn focus_field(form: &NodeRef, place: &str) {
    let selector = format!("{place} :is(input, select, textarea):not([tabindex='-1'])");
    focus::to_first(form, &selector);
}
