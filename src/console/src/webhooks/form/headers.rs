//! The headers of an endpoint's own, as lines of a name and a value.

use encaixe_api::webhook::MAX_HEADERS;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::props;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) headers: Vec<(String, String)>,
    /// What is wrong, by the line and whether it is of the value.
    pub(super) error: Option<(usize, String)>,
    pub(super) onchange: Callback<Vec<(String, String)>>,
}

#[component]
pub(super) fn Headers(props: &Props) -> Html {
    let words = use_words();
    let headers = &props.headers;
    let typed = |place: usize, set: fn(&mut (String, String), String)| {
        let (headers, onchange) = (headers.clone(), props.onchange.clone());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let mut headers = headers.clone();
            if let Some(header) = headers.get_mut(place) {
                set(header, input.value());
            }
            onchange.emit(headers);
        })
    };
    let remove = |place: usize| {
        let headers = headers.clone();
        props.onchange.reform(move |_: MouseEvent| {
            let mut headers = headers.clone();
            headers.remove(place);
            headers
        })
    };
    let add = {
        let headers = headers.clone();
        props.onchange.reform(move |_: MouseEvent| {
            let mut headers = headers.clone();
            headers.push(Default::default());
            headers
        })
    };
    let lines = headers.iter().enumerate().map(|(place, (name, value))| {
        let error = props.error.as_ref().filter(|(wrong, _)| *wrong == place);
        let error = error.map(|(_, text)| text.clone());
        let invalid = error.is_some().then_some("true");
        let number = (place + 1).to_string();
        html! {
            <li key={place} class={classes!("field", error.is_some().then_some("has-error"))}>
                <div class="header-line">
                    <input name="headerName" value={name.clone()} placeholder={words.t("webhook-header-name")} aria-label={format!("{} {number}", words.t("webhook-header-name"))} aria-invalid={invalid} autocomplete="off" spellcheck="false" oninput={typed(place, |header, text| header.0 = text)} />
                    <input name="headerValue" value={value.clone()} placeholder={words.t("webhook-header-value")} aria-label={format!("{} {number}", words.t("webhook-header-value"))} aria-invalid={invalid} autocomplete="off" spellcheck="false" oninput={typed(place, |header, text| header.1 = text)} />
                    { push_button(&props!(encaixe_ui::button::Props { label: words.with("webhook-header-remove", [("name", name.as_str().into())]), icon: "trash-2", look: Look::Quiet, bare: true, onclick: remove(place) })) }
                </div>
                if let Some(error) = error { <p class="field-error" role="alert">{ small_icon("circle-alert") }{ error }</p> }
            </li>
        }
    });
    html! {
        <fieldset class="field">
            <legend class="label">{ words.t("webhook-headers") }</legend>
            <ul class="header-lines">{ for lines }</ul>
            <div>
                if headers.len() < MAX_HEADERS {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("webhook-header-add"), icon: "plus", onclick: add, testid: "webhook-header-add" })) }
                }
            </div>
            <p class="field-help">{ words.t("webhook-headers-help") }</p>
        </fieldset>
    }
}
