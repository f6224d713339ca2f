//! A labelled input: the label above, help under it, the mistake in its place and in words.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::small_icon;
use crate::hooks::use_id;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) label: AttrValue,
    pub(crate) name: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    #[prop_or_default]
    pub(crate) onblur: Callback<FocusEvent>,
    #[prop_or(AttrValue::Static("text"))]
    pub(crate) kind: AttrValue,
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) class: Classes,
    #[prop_or_default]
    pub(crate) node: NodeRef,
    #[prop_or(AttrValue::Static("off"))]
    pub(crate) autocomplete: AttrValue,
}

#[component]
pub(crate) fn Field(props: &Props) -> Html {
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

#[derive(Properties, PartialEq)]
pub(crate) struct SwitchProps {
    pub(crate) label: AttrValue,
    pub(crate) name: AttrValue,
    pub(crate) on: bool,
    pub(crate) onchange: Callback<bool>,
    #[prop_or_default]
    pub(crate) help: Option<AttrValue>,
}

/// A switch with its label and what it means.
#[component]
pub(crate) fn Switch(props: &SwitchProps) -> Html {
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
