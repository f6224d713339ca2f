//! The form of a thing, new or known: label above, help under, the mistake in its place.

use encaixe_api::inbox::tag::{COLORS, text_color};
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::asks::{Ask, Control, body};
use super::kind::{Kind, Thing};
use crate::api_client::{self, Failure};
use crate::components::button::Button;
use crate::components::field::Field;
use crate::components::icon::small_icon;
use crate::components::select::Select;
use crate::flow;
use crate::focus::use_form;
use crate::hooks::{use_effect_with, use_id, use_store};
use crate::i18n::{Words, use_words};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) kind: Kind,
    #[prop_or_default]
    pub(super) thing: Option<Thing>,
    pub(super) part: AttrValue,
    pub(super) asks: Vec<Ask>,
    pub(super) ondone: Callback<()>,
    pub(super) oncancel: Callback<MouseEvent>,
}

#[component]
pub(super) fn OwnForm(props: &Props) -> Html {
    let words = use_words();
    let store = use_store();
    let answers = use_state_eq(|| values(&props.asks));
    let busy = use_state_eq(|| false);
    let node = use_form(*busy);
    let failure = use_state(|| None::<Failure>);
    {
        // What another admin changed is followed where nothing was typed.
        let (answers, before) = (answers.clone(), use_mut_ref(|| values(&props.asks)));
        use_effect_with(values(&props.asks), move |now| {
            let before = before.replace(now.clone());
            let followed = answers.iter().zip(before.iter().zip(now));
            let followed = followed
                .map(|(typed, (before, now))| if typed == before { now } else { typed }.clone());
            answers.set(followed.collect());
        });
    }
    let onsubmit = {
        let (answers, busy, failure) = (answers.clone(), busy.clone(), failure.clone());
        let (kind, thing, part) = (props.kind, props.thing.clone(), props.part.clone());
        let (asks, ondone) = (props.asks.clone(), props.ondone.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let body = body(kind, thing.as_ref(), &part, &asks, &answers);
            let (store, busy, failure) = (store.clone(), busy.clone(), failure.clone());
            let (ondone, id) = (
                ondone.clone(),
                thing.as_ref().map(|thing| thing.id().to_owned()),
            );
            busy.set(true);
            spawn_local(async move {
                let done = match id {
                    Some(id) => api_client::change_own(kind.list(), &id, &body).await,
                    None => api_client::create_own(kind.list(), &body).await,
                };
                busy.set(false);
                match done {
                    Ok(()) => ondone.emit(()),
                    Err(found) => {
                        flow::signed_out(&store, &found);
                        failure.set(Some(found));
                    }
                }
            });
        })
    };
    let onkeydown = {
        let oncancel = props.oncancel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                event.stop_propagation();
                if let Ok(event) = MouseEvent::new("click") {
                    oncancel.emit(event);
                }
            }
        })
    };
    let chosen_type = props.asks.iter().zip(answers.iter());
    let chosen_type = chosen_type
        .filter(|(ask, _)| ask.path == "type")
        .map(|(_, answer)| answer.as_str())
        .next();
    let fields = props.asks.iter().enumerate().filter_map(|(place, ask)| {
        let hidden = ask.path == "part"
            || (ask.path == "options"
                && chosen_type
                    .is_some_and(|kind| !encaixe_api::inbox::custom_field::has_options(kind)));
        if hidden {
            return None;
        }
        let answers = answers.clone();
        let onchange = {
            let answers = answers.clone();
            Callback::from(move |value: String| {
                let mut new = (*answers).clone();
                if let Some(answer) = new.get_mut(place) {
                    *answer = value;
                }
                answers.set(new);
            })
        };
        let value = answers.get(place).cloned().unwrap_or_default();
        let error = failure
            .as_ref()
            .and_then(|failure| mistake(&words, failure, ask.path));
        Some(html! {
            <Asked key={ask.path} ask={ask.clone()} {value} {error} {onchange} />
        })
    });
    let fields: Vec<Html> = fields.collect();
    let elsewhere = failure.as_ref().filter(|failure| {
        let of = |path: &str| mistake(&words, failure, path).is_some();
        !props.asks.iter().any(|ask| of(ask.path))
    });
    html! {
        <form ref={node} class="form" {onsubmit} {onkeydown} novalidate=true data-testid="own-form">
            { fields }
            if let Some(failure) = elsewhere {
                <p class="field-error" role="alert">{ small_icon("circle-alert") }{ flow::reason(&words, failure) }</p>
            }
            <div class="form-buttons">
                <Button label={words.t("cancel")} onclick={props.oncancel.clone()} />
                <Button label={if props.thing.is_some() { words.t("save") } else { words.t("own-create") }} look="primary" submit=true busy={*busy} testid="own-save" />
            </div>
        </form>
    }
}

fn values(asks: &[Ask]) -> Vec<String> {
    asks.iter().map(|ask| ask.value.clone()).collect()
}

/// What is wrong with a field, or with a part of it such as `options[2].value`.
fn mistake(words: &Words, failure: &Failure, path: &str) -> Option<AttrValue> {
    let whole = |found: &str| {
        found == path
            || found
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('['))
    };
    let field = failure
        .error
        .fields
        .iter()
        .find(|field| whole(&field.path))?;
    let key = format!("mistake-{path}-{}", field.code.replace('_', "-"));
    let own = words.find(&key);
    Some(own.unwrap_or_else(|| field.message.clone()).into())
}

#[derive(Properties, PartialEq)]
struct AskedProps {
    ask: Ask,
    value: AttrValue,
    error: Option<AttrValue>,
    onchange: Callback<String>,
}

/// One question with its control.
#[component]
fn Asked(props: &AskedProps) -> Html {
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
            <Field {label} name={ask.path} value={props.value.clone()} {help} error={props.error.clone()} oninput={props.onchange.clone()} />
        },
        Control::One(options) => {
            let options = options
                .iter()
                .map(|(value, word)| (value.clone().into(), word.clone().into()));
            html! {
                <div {class}>
                    <span class="label" aria-hidden="true">{ label.clone() }</span>
                    <Select class="select" name={ask.path} {label} value={props.value.clone()} options={options.collect::<Vec<_>>()} onchange={props.onchange.clone()} />
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

#[derive(Properties, PartialEq)]
struct ColorsProps {
    value: AttrValue,
    onchange: Callback<String>,
}

/// Colours to choose from, and any other.
#[component]
fn Colors(props: &ColorsProps) -> Html {
    let words = use_words();
    let name = use_id("color");
    let choices = COLORS.iter().enumerate().map(|(place, color)| {
        let word = words.t(&format!("color-{place}"));
        html! {
            <label key={*color} class="color" title={word.clone()} style={format!("--color: {color}; --mark: {}", text_color(color))}>
                <input
                    type="radio" name={name.clone()} value={*color} checked={props.value == *color} aria-label={word}
                    onchange={props.onchange.reform(move |_: Event| (*color).to_owned())}
                />
            </label>
        }
    });
    let other = {
        let change = props.onchange.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                change.emit(input.value());
            }
        })
    };
    html! {
        <div class="colors">
            { for choices }
            <label class="color-other"><span>{ words.t("color-other") }</span><input type="color" name="other" value={props.value.clone()} oninput={other} /></label>
        </div>
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
                    crate::components::textarea::put_in(&text, &format!("{{{{{name}}}}}"));
                }
            })
        };
        html! { <button key={name.clone()} type="button" class="variable" title={format!("{{{{{name}}}}}")} {onclick}>{ word }</button> }
    });
    html! {
        <div class="variables" role="group" aria-label={words.t("own-replies-variables")}>{ for buttons }</div>
    }
}
