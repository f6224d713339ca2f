//! Where people may be sent back to: one address a row.

use encaixe_api::integration::MAX_REDIRECTS;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus::{self, Heir, use_never_lost};
use encaixe_ui::hooks::{use_effect_with, use_id};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::props;

use super::draft::{Draft, Row};
use super::mistakes::{Mistakes, of_row};
use super::sheet::{Change, typed};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) rows: Vec<Row>,
    pub(super) mistakes: Mistakes,
    pub(super) onchange: Callback<Change>,
}

#[component]
pub(super) fn Redirects(props: &Props) -> Html {
    let (words, about) = (use_words(), use_id("redirects-about"));
    let list = use_node_ref();
    use_never_lost(&list, Heir::Neighbour);
    let added = use_state_eq(|| false);
    {
        // A row that was just added is where one goes on.
        let (list, added) = (list.clone(), added.clone());
        use_effect_with(props.rows.len(), move |_| {
            if *added {
                focus::to_first(&list, "li:last-child input");
                added.set(false);
            }
        });
    }
    let add = {
        let onchange = props.onchange.clone();
        Callback::from(move |_: MouseEvent| {
            added.set(true);
            onchange.emit(Box::new(|draft: &mut Draft, left: &mut Mistakes| {
                draft.add_row();
                left.mend("redirectUris");
            }));
        })
    };
    let error = props.mistakes.at("redirectUris");
    let rows = props.rows.iter().zip(1_usize..);
    let rows = rows.map(|(row, number)| line(&words, props, row, number));
    html! {
        <fieldset ref={list} class={classes!("field", error.is_some().then_some("has-error"))} aria-describedby={about.clone()}>
            <legend class="label">{ words.t("integration-form-redirects") }</legend>
            <ul class="header-lines">{ for rows }</ul>
            if props.rows.len() < MAX_REDIRECTS {
                <div>
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-form-redirect-add"), icon: "plus", onclick: add, testid: "integration-redirect-add" })) }
                </div>
            }
            <div id={about} class="field-about" aria-live="polite">
                if let Some(error) = error {
                    <p class="field-error">{ small_icon("circle-alert") }{ error }</p>
                } else {
                    <p class="field-help">{ words.t("integration-form-redirects-help") }</p>
                }
            </div>
        </fieldset>
    }
}

fn line(words: &Words, props: &Props, row: &Row, number: usize) -> Html {
    let (place, key) = (of_row(row), row.key);
    let error = props.mistakes.at(&place);
    let set = typed(
        &props.onchange,
        place.clone(),
        move |draft, text: String| {
            let mut rows = draft.redirects.iter_mut();
            if let Some(row) = rows.find(|row| row.key == key) {
                row.text = text;
            }
        },
    );
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            set.emit(input.value());
        }
    });
    let remove = typed(&props.onchange, place, move |draft, _: MouseEvent| {
        draft.redirects.retain(|row| row.key != key);
    });
    let args = [("number", number.into())];
    let label = words.with("integration-form-redirect", args);
    let what = [("number", number.into())];
    let remove_label = words.with("integration-form-redirect-remove", what);
    let about = format!("redirect-{key}-about");
    html! {
        <li key={key.to_string()} class={classes!("field", error.is_some().then_some("has-error"))}>
            <div class="address-line">
                <input
                    type="url" name="redirectUris" value={row.text.clone()} placeholder="https://" aria-label={label} dir="auto"
                    aria-invalid={error.is_some().then_some("true")} aria-describedby={error.is_some().then(|| about.clone())}
                    autocomplete="off" spellcheck="false" {oninput}
                />
                { push_button(&props!(encaixe_ui::button::Props { label: remove_label, icon: "trash-2", look: Look::Quiet, bare: true, onclick: remove })) }
            </div>
            if let Some(error) = error { <p id={about} class="field-error" role="alert">{ small_icon("circle-alert") }{ error }</p> }
        </li>
    }
}
