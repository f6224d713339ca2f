//! One question of a form, with its control.

use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use encaixe_ui::textarea::put_in;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yew::props;

use super::asks::{Ask, Control};
use super::colors::Colors;
use super::items::Items;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) ask: Ask,
    pub(crate) value: AttrValue,
    pub(crate) error: Option<AttrValue>,
    pub(crate) onchange: Callback<String>,
}

#[component]
pub(crate) fn Question(props: &Props) -> Html {
    let ask = &props.ask;
    let words = use_words();
    let id = use_id("own");
    let about = format!("{id}-about");
    let area = use_node_ref();
    let help = ask.help.clone().map(AttrValue::from);
    let under = html! {
        <div id={about.clone()} class="field-about" aria-live="polite">
            if let Some(error) = &props.error {
                <p class="field-error">{ small_icon("circle-alert") }{ error }</p>
            } else if let Some(help) = &help {
                <p class="field-help">{ help }</p>
            }
        </div>
    };
    let class = classes!("field", props.error.is_some().then_some("has-error"));
    let label = AttrValue::from(ask.label.clone());
    match &ask.control {
        Control::Line => html! {
            { part!(use_field_part, ask.path, props!(encaixe_ui::field::Props { label, name: ask.path, value: props.value.clone(), help, error: props.error.clone(), oninput: props.onchange.clone() })) }
        },
        Control::One(options) => {
            let options = options
                .iter()
                .map(|(value, word)| (value.clone().into(), word.clone().into()));
            html! {
                <div {class}>
                    <span class="label" aria-hidden="true">{ label.clone() }</span>
                    { part!(use_select_part, ask.path, props!(encaixe_ui::select::Props { class: "select", name: ask.path, label, value: props.value.clone(), options: options.collect::<Vec<_>>(), onchange: props.onchange.clone() })) }
                    { under }
                </div>
            }
        }
        Control::Text | Control::Template(_) => {
            let oninput = {
                let change = props.onchange.clone();
                Callback::from(move |event: InputEvent| {
                    if let Some(text) = event.target_dyn_into::<HtmlTextAreaElement>() {
                        change.emit(text.value());
                    }
                })
            };
            let variables = match &ask.control {
                Control::Template(variables) => variables.as_slice(),
                _ => &[],
            };
            html! {
                <div {class}>
                    <label for={id.clone()}>{ label }</label>
                    <textarea
                        ref={area.clone()} {id} class="own-text" name={ask.path} rows="5" dir="auto"
                        value={props.value.clone()} aria-invalid={props.error.is_some().then_some("true")}
                        aria-describedby={about} {oninput}
                    />
                    { under }
                    if !variables.is_empty() {
                        { variables_line(&words, variables, &area) }
                    }
                </div>
            }
        }
        Control::Color => html! {
            <fieldset {class} aria-describedby={about}>
                <legend class="label">{ label }</legend>
                <Colors value={props.value.clone()} onchange={props.onchange.clone()} />
                { under }
            </fieldset>
        },
        Control::Items => html! {
            <fieldset {class} aria-describedby={about}>
                <legend class="label">{ label }</legend>
                <Items value={props.value.clone()} onchange={props.onchange.clone()} />
                { under }
            </fieldset>
        },
        Control::Some(options) => {
            let chosen: Vec<&str> = props.value.lines().collect();
            let boxes = options.iter().map(|(value, word)| {
                let is_chosen = chosen.contains(&value.as_str());
                let others: Vec<String> = (chosen.iter())
                    .filter(|one| *one != value)
                    .map(ToString::to_string)
                    .collect();
                let (change, value) = (props.onchange.clone(), value.clone());
                let onchange = Callback::from({
                    let value = value.clone();
                    move |_: Event| {
                        let mut all = others.clone();
                        if !is_chosen {
                            all.push(value.clone());
                        }
                        change.emit(all.join("\n"));
                    }
                });
                html! {
                    <label key={value.clone()} class="choice">
                        <input type="checkbox" name={ask.path} {value} checked={is_chosen} {onchange} />
                        <span>{ word }</span>
                    </label>
                }
            });
            html! {
                <fieldset {class} aria-describedby={about}>
                    <legend class="label">{ label }</legend>
                    <div class="choice-list own-choices">{ for boxes }</div>
                    { under }
                </fieldset>
            }
        }
    }
}

/// What can be put into the text where its caret is.
fn variables_line(words: &Words, variables: &[(String, String)], node: &NodeRef) -> Html {
    let buttons = variables.iter().map(|(name, word)| {
        let (node, name) = (node.clone(), name.clone());
        let onclick = {
            let name = name.clone();
            Callback::from(move |_: MouseEvent| {
                if let Some(text) = node.cast::<HtmlTextAreaElement>() {
                    put_in(&text, &format!("{{{{{name}}}}}"));
                }
            })
        };
        html! { <button key={name.clone()} type="button" class="variable" title={format!("{{{{{name}}}}}")} {onclick}>{ word }</button> }
    });
    html! {
        <div class="variables" role="group" aria-label={words.t("own-replies-variables")}>{ for buttons }</div>
    }
}
