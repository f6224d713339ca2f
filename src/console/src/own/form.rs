//! The form of a thing, new or known: label above, help under, the mistake in its place.

use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::focus::use_form;
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::asks::Ask;
use super::body::body;
use super::kind::{Kind, Thing};
use super::question::Question;
use crate::api_client;

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
    let shell = use_shell();
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
            let (shell, busy, failure) = (shell.clone(), busy.clone(), failure.clone());
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
                        shell.signed_out(&found);
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
            <Question key={ask.path} ask={ask.clone()} {value} {error} {onchange} />
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
                <p class="field-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
            }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), onclick: props.oncancel.clone() })) }
                { push_button(&props!(encaixe_ui::button::Props { label: if props.thing.is_some() { words.t("save") } else { words.t("own-create") }, look: Look::Primary, submit: true, busy: *busy, testid: "own-save" })) }
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
