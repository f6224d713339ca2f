//! The input of a question that has one: a text that grows, a number, a date, one of several.

use encaixe_ui::part;
use std::rc::Rc;
use yew::props;

use encaixe_protocol::command::send_form::{Item, ItemKind};
use encaixe_ui::hooks::use_effect_with;
use encaixe_ui::i18n::use_words;
use encaixe_ui::textarea::{is_send, use_text_area};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Entry;
use crate::form::{choice_label, options, text_of};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
    pub(super) item: Rc<Item>,
    pub(super) entry: Entry,
    pub(super) is_wrong: bool,
    pub(super) described: Option<AttrValue>,
    pub(super) onentry: Callback<Entry>,
    /// The kind of keyboard of a text that has one line only.
    #[prop_or_default]
    pub(super) line: Option<&'static str>,
}

#[hook]
pub(super) fn use_control(props: &Props) -> Html {
    let item = &props.item;
    let text = match &props.entry {
        Entry::Text(text) => text.clone(),
        Entry::One(_) | Entry::Many(_) | Entry::HalfDate => String::new(),
    };
    let required = (item.required == Some(true)).then_some("true");
    let invalid = props.is_wrong.then_some("true");
    let oninput = {
        let onentry = props.onentry.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                onentry.emit(Entry::Text(input.value()));
            }
        })
    };
    match item.kind {
        ItemKind::Text if props.line.is_some() => html! {
            <input
                id={props.id.clone()}
                type="text"
                dir="auto"
                inputmode={props.line}
                name={item.name.clone()}
                value={text}
                autocomplete="off"
                spellcheck="false"
                aria-required={required}
                aria-invalid={invalid}
                aria-describedby={props.described.clone()}
                {oninput}
            />
        },
        ItemKind::Text => {
            let oninput = props.onentry.reform(Entry::Text);
            let onkeydown = Callback::from(|event: KeyboardEvent| {
                let form = event
                    .target_dyn_into::<HtmlTextAreaElement>()
                    .and_then(|text| text.form());
                if let (true, Some(form)) = (is_send(&event), form) {
                    event.prevent_default();
                    // Fails only for a button of another form.
                    let _ = form.request_submit();
                }
            });
            html! {
                { part!(use_text_area, props!(encaixe_ui::textarea::Props { id: props.id.clone(), name: item.name.clone(), value: text, required: item.required == Some(true), is_wrong: props.is_wrong, described: props.described.clone(), oninput, onkeydown })) }
            }
        }
        ItemKind::Number | ItemKind::Decimal => {
            let mode = if item.kind == ItemKind::Number {
                "numeric"
            } else {
                "decimal"
            };
            html! {
                <input
                    id={props.id.clone()}
                    class="input-number"
                    type="text"
                    inputmode={mode}
                    name={item.name.clone()}
                    value={text}
                    autocomplete="off"
                    aria-required={required}
                    aria-invalid={invalid}
                    aria-describedby={props.described.clone()}
                    {oninput}
                />
            }
        }
        ItemKind::Date => html! {
            <input
                id={props.id.clone()}
                class="input-date"
                type="date"
                min="0001-01-01"
                max="9999-12-31"
                name={item.name.clone()}
                value={text}
                aria-required={required}
                aria-invalid={invalid}
                aria-describedby={props.described.clone()}
                {oninput}
            />
        },
        ItemKind::Select | ItemKind::MultiSelect => html! {
            { part!(use_one, props!(Props { id: props.id.clone(), item: item.clone(), entry: props.entry.clone(), is_wrong: props.is_wrong, described: props.described.clone(), onentry: props.onentry.clone() })) }
        },
    }
}

/// One of several, as the browser's own list with an empty line before the options.
#[hook]
fn use_one(props: &Props) -> Html {
    let words = use_words();
    let node = use_node_ref();
    let chosen = match &props.entry {
        Entry::One(place) => *place,
        Entry::Text(_) | Entry::Many(_) | Entry::HalfDate => None,
    };
    {
        let node = node.clone();
        use_effect_with(chosen, move |chosen| {
            let index = chosen.map_or(0, |at| i32::try_from(at + 1).unwrap_or_default());
            if let Some(select) = node.cast::<HtmlSelectElement>() {
                select.set_selected_index(index);
            }
        });
    }
    let onchange = {
        let onentry = props.onentry.clone();
        Callback::from(move |event: Event| {
            let select = event
                .target()
                .and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
            if let Some(select) = select {
                // The first line is the empty one.
                let place = usize::try_from(select.selected_index() - 1).ok();
                onentry.emit(Entry::One(place));
            }
        })
    };
    let item = &props.item;
    html! {
        <select
            ref={node}
            id={props.id.clone()}
            class="select"
            name={item.name.clone()}
            aria-required={(item.required == Some(true)).then_some("true")}
            aria-invalid={props.is_wrong.then_some("true")}
            aria-describedby={props.described.clone()}
            {onchange}
        >
            <option value="">{ words.t("form-choose") }</option>
            { for options(item).iter().map(|choice| html! {
                <option value={text_of(&choice.value)} dir="auto">{ choice_label(choice) }</option>
            }) }
        </select>
    }
}
