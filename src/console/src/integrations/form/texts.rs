//! Texts of several lines, each in the languages of the product.

use encaixe_api::integration::Texts;
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::{Locale, Words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yew::props;

use super::draft::in_language;
use super::mistakes::{self, Mistakes};

/// A text of several lines.
#[derive(Properties, PartialEq)]
struct AreaProps {
    label: AttrValue,
    /// The field's name in the API.
    name: AttrValue,
    value: AttrValue,
    /// In which language it is written.
    lang: &'static str,
    /// How many lines are shown of it.
    rows: &'static str,
    error: Option<AttrValue>,
    oninput: Callback<String>,
}

#[hook]
fn use_area(props: &AreaProps) -> Html {
    let id = use_id("area");
    let about = format!("{id}-about");
    let oninput = {
        let change = props.oninput.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = event.target_dyn_into::<HtmlTextAreaElement>() {
                change.emit(text.value());
            }
        })
    };
    let described = props.error.is_some().then(|| about.clone());
    html! {
        <div class={classes!("field", props.error.is_some().then_some("has-error"))}>
            <label for={id.clone()}>{ &props.label }</label>
            <textarea
                {id} class="own-text" name={props.name.clone()} rows={props.rows} dir="auto" lang={props.lang}
                value={props.value.clone()} aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={described} {oninput}
            />
            <div id={about} class="field-about" aria-live="polite">
                if let Some(error) = &props.error {
                    <p class="field-error">{ small_icon("circle-alert") }{ error }</p>
                }
            </div>
        </div>
    }
}

/// What is asked in each language.
pub(super) struct Both<'a> {
    /// The place of the text, such as `description`.
    pub(super) place: &'a str,
    pub(super) texts: &'a Texts,
    /// The beginning of the names of what is asked in each language.
    pub(super) label: &'a str,
    pub(super) rows: &'static str,
}

/// A text in each language, side by side where there is room; `ontyped` gives what is to be done with one.
pub(super) fn both(
    words: &Words,
    asked: &Both<'_>,
    wrong: &Mistakes,
    ontyped: impl Fn(Locale, String) -> Callback<String>,
) -> Html {
    let area = |language: Locale| {
        let place = mistakes::in_language(asked.place, language);
        let value = in_language(asked.texts, language).to_owned();
        let error = wrong.at(&place);
        let oninput = ontyped(language, place.clone());
        let asks = match language {
            Locale::PtBr => "pt",
            Locale::En => "en",
        };
        let label = words.t(&format!("{}-{asks}", asked.label));
        html! {
            { part!(use_area, language.tag(), props!(AreaProps { label, name: place, value, lang: language.tag(), rows: asked.rows, error, oninput })) }
        }
    };
    html! { <div class="field-pair">{ for Locale::ALL.into_iter().map(area) }</div> }
}
