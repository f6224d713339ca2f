//! What an integration asks for: each scope in a sentence, and why where it is asked for.

use encaixe_protocol::scope::AnyScope;
use encaixe_ui::i18n::{Locale, Words, use_words};
use encaixe_ui::icon::small_icon;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::draft::{Asked, Draft, write};
use super::mistakes::{Mistakes, of_scope};
use super::sheet::{Change, typed};
use super::texts::{Both, both};
use crate::plugin_form::{mark, sentence};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scopes: Vec<Asked>,
    pub(super) mistakes: Mistakes,
    pub(super) onchange: Callback<Change>,
}

#[component]
pub(super) fn Scopes(props: &Props) -> Html {
    let words = use_words();
    let error = props.mistakes.at("scopes");
    let rows = props.scopes.iter().map(|asked| row(&words, props, asked));
    html! {
        <fieldset class="scopes" data-testid="integration-scopes">
            <legend class="label">{ words.t("integration-form-scopes") }</legend>
            <p class="field-help">{ words.t("integration-form-scopes-help") }</p>
            <ul class="scope-list">{ for rows }</ul>
            if let Some(error) = error { <p class="field-error" role="alert">{ small_icon("circle-alert") }{ error }</p> }
        </fieldset>
    }
}

fn row(words: &Words, props: &Props, asked: &Asked) -> Html {
    let (scope, name) = (AnyScope::Named(asked.scope), asked.scope.as_str());
    let id = format!("asked-{}", name.replace(':', "-"));
    let place = of_scope(name, "scope");
    let error = props.mistakes.at(&place);
    let about = format!("{id}-about");
    let which = asked.scope;
    let toggle = typed(
        &props.onchange,
        place,
        move |draft: &mut Draft, on: bool| {
            let mut scopes = draft.scopes.iter_mut();
            if let Some(asked) = scopes.find(|asked| asked.scope == which) {
                asked.is_wanted = on;
            }
        },
    );
    let onchange = Callback::from(move |event: Event| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            toggle.emit(input.checked());
        }
    });
    html! {
        <li key={name} class="scope">
            <input
                id={id.clone()} type="checkbox" name="scopes" value={name} checked={asked.is_wanted}
                aria-invalid={error.is_some().then_some("true")} aria-describedby={error.is_some().then(|| about.clone())} {onchange}
            />
            <div>
                <label for={id}>{ sentence(words, &None, &scope) }{ mark(words, &scope) }</label>
                if let Some(error) = error { <p id={about} class="field-error" role="alert">{ small_icon("circle-alert") }{ error }</p> }
                if asked.is_wanted { <div class="scope-reason">{ reason(words, props, asked) }</div> }
            </div>
        </li>
    }
}

/// Why, in each language.
fn reason(words: &Words, props: &Props, asked: &Asked) -> Html {
    let which = asked.scope;
    let ontyped = |language: Locale, place: String| {
        typed(
            &props.onchange,
            place,
            move |draft: &mut Draft, text: String| {
                let mut scopes = draft.scopes.iter_mut();
                if let Some(asked) = scopes.find(|asked| asked.scope == which) {
                    write(&mut asked.reason, language, text);
                }
            },
        )
    };
    let place = of_scope(which.as_str(), "reason");
    let asked = Both {
        place: &place,
        texts: &asked.reason,
        label: "integration-form-reason",
        rows: "2",
    };
    both(words, &asked, &props.mistakes, ontyped)
}
