//! One question of a form: its label, what is entered, help, and what is wrong.

use std::rc::Rc;

use encaixe_protocol::command::send_form::{Item, ItemKind};
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

use super::choices::use_choices;
use super::control::use_control;
use super::{Entry, Mistake};
use crate::form::label;
use crate::form::number::mark;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Its place in the form.
    pub(crate) at: usize,
    pub(crate) item: Rc<Item>,
    pub(crate) entry: Entry,
    pub(crate) mistake: Option<Mistake>,
    pub(crate) onentry: Callback<(usize, Entry)>,
    /// What the server said of it.
    #[prop_or_default]
    pub(crate) refused: Option<AttrValue>,
    /// What is to be known of it.
    #[prop_or_default]
    pub(crate) note: Option<AttrValue>,
    /// The kind of keyboard of a text that has one line only.
    #[prop_or_default]
    pub(crate) line: Option<&'static str>,
}

#[hook]
pub(crate) fn use_field(props: &Props) -> Html {
    let words = use_words();
    let id = use_id("field");
    let item = &props.item;
    let (label_id, error_id, help_id) = (
        format!("{id}-label"),
        format!("{id}-error"),
        format!("{id}-help"),
    );
    let help = help(&words, item);
    let own = props.mistake.map(|mistake| {
        let mark = mark(words.locale()).to_string();
        AttrValue::from(words.with(mistake.key(), [("mark", mark.into())]))
    });
    let wrong = own.or_else(|| props.refused.clone());
    let is_wrong = wrong.is_some();
    let about = [
        is_wrong.then_some(error_id.as_str()),
        help.is_some().then_some(help_id.as_str()),
    ];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let described = (!about.is_empty()).then(|| AttrValue::from(about.join(" ")));
    let onentry = {
        let at = props.at;
        props.onentry.reform(move |entry| (at, entry))
    };
    let required = item.required == Some(true);
    let caption = html! {
        <>
            <bdi>{ label(item).to_owned() }</bdi>
            if required { <span class="field-required">{ words.t("form-required") }</span> }
        </>
    };
    let is_group = item.kind == ItemKind::MultiSelect;
    html! {
        <div
            class={classes!("field", is_wrong.then_some("has-error"))}
            data-testid="form-field"
            data-name={item.name.clone()}
            data-at={props.at.to_string()}
            role={is_group.then_some("group")}
            aria-labelledby={is_group.then(|| label_id.clone())}
            aria-describedby={if is_group { described.clone() } else { None }}
        >
            if is_group {
                <span id={label_id} class="label">{ caption }</span>
                { part!(use_choices, props!(crate::components::form::choices::Props { item: item.clone(), entry: props.entry.clone(), onentry })) }
            } else {
                <label for={id.clone()}>{ caption }</label>
                { part!(use_control, props!(crate::components::form::control::Props { id, item: item.clone(), entry: props.entry.clone(), is_wrong, described, line: props.line, onentry })) }
            }
            if let Some(wrong) = wrong {
                <p id={error_id} class="field-error" data-testid="form-error">{ small_icon("circle-alert") }{ wrong }</p>
            }
            if let Some(note) = &props.note { <p class="field-note" role="status">{ note }</p> }
            if let Some(help) = help { <p id={help_id} class="field-help" dir="auto">{ help }</p> }
        </div>
    }
}

fn help(words: &Words, item: &Item) -> Option<String> {
    let own = item.description.as_deref();
    own.filter(|text| !text.trim().is_empty())
        .map(ToOwned::to_owned)
        .or_else(|| (item.kind == ItemKind::Number).then(|| words.t("form-whole")))
}
