//! One question of a form: its label, what is entered, help, and what is wrong.

use std::rc::Rc;

use encaixe_protocol::command::send_form::{Item, ItemKind};
use yew::prelude::*;

use super::choices::Choices;
use super::control::Control;
use super::{Entry, Mistake};
use crate::components::icon::Icon;
use crate::form::label;
use crate::form::number::mark;
use crate::hooks::use_id;
use crate::i18n::{Words, use_words};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Its place in the form.
    pub(crate) at: usize,
    pub(crate) item: Rc<Item>,
    pub(crate) entry: Entry,
    pub(crate) mistake: Option<Mistake>,
    pub(crate) onentry: Callback<(usize, Entry)>,
}

#[component]
pub(crate) fn Field(props: &Props) -> Html {
    let words = use_words();
    let id = use_id("field");
    let item = &props.item;
    let (label_id, error_id, help_id) = (
        format!("{id}-label"),
        format!("{id}-error"),
        format!("{id}-help"),
    );
    let help = help(&words, item);
    let is_wrong = props.mistake.is_some();
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
            { label(item).to_owned() }
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
                <Choices item={item.clone()} entry={props.entry.clone()} {onentry} />
            } else {
                <label for={id.clone()}>{ caption }</label>
                <Control
                    {id}
                    item={item.clone()}
                    entry={props.entry.clone()}
                    {is_wrong}
                    {described}
                    {onentry}
                />
            }
            if let Some(mistake) = props.mistake {
                <p id={error_id} class="field-error" data-testid="form-error">
                    <Icon name="circle-alert" />
                    { words.with(mistake.key(), [("mark", mark(words.locale()).to_string().into())]) }
                </p>
            }
            if let Some(help) = help { <p id={help_id} class="field-help">{ help }</p> }
        </div>
    }
}

fn help(words: &Words, item: &Item) -> Option<String> {
    let own = item.description.as_deref();
    own.filter(|text| !text.trim().is_empty())
        .map(ToOwned::to_owned)
        .or_else(|| (item.kind == ItemKind::Number).then(|| words.t("form-whole")))
}
