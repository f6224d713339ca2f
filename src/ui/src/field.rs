//! A labelled input: the label above, help under it, the mistake in its place and in words.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::hooks::use_id;
use crate::icon::small_icon;

/// What is asked, and what was typed.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the API.
    pub name: AttrValue,
    /// What it holds.
    pub value: AttrValue,
    /// It holds something else.
    pub oninput: Callback<String>,
    /// It lost the focus.
    #[prop_or_default]
    pub onblur: Callback<FocusEvent>,
    /// The type of the input.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What helps to answer.
    #[prop_or_default]
    pub help: Option<AttrValue>,
    /// What is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// What stands there while it is empty.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// Further classes.
    #[prop_or_default]
    pub class: Classes,
    /// The input.
    #[prop_or_default]
    pub node: NodeRef,
    /// What the browser may fill in.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
}

/// A labelled input.
#[hook]
pub fn use_field_part(props: &Props) -> Html {
    let id = use_id("field");
    let about = format!("{id}-about");
    let oninput = {
        let change = props.oninput.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                change.emit(input.value());
            }
        })
    };
    let described = (props.help.is_some() || props.error.is_some()).then(|| about.clone());
    html! {
        <div class={classes!("field", props.error.is_some().then_some("has-error"), props.class.clone())}>
            <label for={id.clone()}>{ &props.label }</label>
            <input
                ref={props.node.clone()}
                {id}
                type={props.kind.clone()}
                name={props.name.clone()}
                dir="auto"
                value={props.value.clone()}
                placeholder={props.placeholder.clone()}
                autocomplete={props.autocomplete.clone()}
                spellcheck="false"
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described}
                {oninput}
                onblur={props.onblur.clone()}
            />
            <div id={about} class="field-about" aria-live="polite">
                if let Some(error) = &props.error {
                    <p class="field-error">{ small_icon("circle-alert") }{ error }</p>
                } else if let Some(help) = &props.help {
                    <p class="field-help">{ help }</p>
                }
            </div>
        </div>
    }
}

/// What is switched.
#[derive(Properties, PartialEq)]
pub struct SwitchProps {
    /// What is asked.
    pub label: AttrValue,
    /// The field's name in the API.
    pub name: AttrValue,
    /// Whether it is on.
    pub on: bool,
    /// It was switched.
    pub onchange: Callback<bool>,
    /// What helps to answer.
    #[prop_or_default]
    pub help: Option<AttrValue>,
}

/// A switch with its label and what it means.
#[hook]
pub fn use_switch(props: &SwitchProps) -> Html {
    let id = use_id("switch");
    let about = format!("{id}-about");
    let onchange = {
        let change = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                change.emit(input.checked());
            }
        })
    };
    html! {
        <div class="switch-row">
            <div class="switch-text">
                <label for={id.clone()}>{ &props.label }</label>
                if let Some(help) = &props.help { <p id={about.clone()} class="field-help">{ help }</p> }
            </div>
            <input
                {id}
                class="switch"
                type="checkbox"
                role="switch"
                name={props.name.clone()}
                checked={props.on}
                aria-describedby={props.help.is_some().then_some(about)}
                {onchange}
            />
        </div>
    }
}
