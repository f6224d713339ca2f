//! The picture of an integration: chosen from a file, shown, taken away again.

use encaixe_ui::button::{Look, push_button};
use encaixe_ui::company;
use encaixe_ui::focus::{Heir, use_never_lost};
use encaixe_ui::hooks::use_id;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use gloo_events::EventListener;
use web_sys::{FileReader, HtmlInputElement};
use yew::prelude::*;
use yew::props;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The address of the picture; empty is none.
    pub(super) logo: String,
    pub(super) error: Option<AttrValue>,
    pub(super) onchange: Callback<String>,
}

#[component]
pub(super) fn Logo(props: &Props) -> Html {
    let words = use_words();
    let (about, node) = (use_id("logo-about"), use_node_ref());
    use_never_lost(&node, Heir::Neighbour);
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let file = input.files().and_then(|files| files.get(0));
            let (Some(file), Ok(reader)) = (file, FileReader::new()) else {
                return;
            };
            let (result, onchange) = (reader.clone(), onchange.clone());
            let read = EventListener::once(&reader, "load", move |_| {
                if let Some(address) = result.result().ok().and_then(|value| value.as_string()) {
                    onchange.emit(address);
                }
                // The same file can be chosen again.
                input.set_value("");
            });
            // A file that cannot be read changes nothing; the listener goes with the reader.
            if reader.read_as_data_url(&file).is_ok() {
                read.forget();
            }
        })
    };
    let remove = props.onchange.reform(|_: MouseEvent| String::new());
    let (is_there, error) = (!props.logo.is_empty(), props.error.as_ref());
    let word = words.t(if is_there {
        "integration-form-logo-other"
    } else {
        "integration-form-logo-choose"
    });
    html! {
        <fieldset ref={node} class="scopes" data-testid="integration-logo">
            <legend class="label">{ words.t("integration-form-logo") }</legend>
            <div class="picture-choice">
                if is_there {
                    <span class="market-logo" aria-hidden="true"><img src={shown(&props.logo)} alt="" /></span>
                }
                <label class="button button-plain picture-file">
                    { small_icon("image") }<span>{ word }</span>
                    <input
                        type="file" name="logo" accept="image/png,image/webp,image/svg+xml"
                        aria-invalid={error.map(|_| "true")} aria-describedby={about.clone()} {onchange}
                    />
                </label>
                if is_there {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-form-logo-remove"), look: Look::Quiet, onclick: remove, testid: "integration-logo-remove" })) }
                }
            </div>
            <div id={about} class="field-about" aria-live="polite">
                if let Some(error) = error {
                    <p class="field-error">{ small_icon("circle-alert") }{ error }</p>
                } else {
                    <p class="field-help">{ words.t("integration-form-logo-help") }</p>
                }
            </div>
        </fieldset>
    }
}

/// The address from which the page has it.
fn shown(logo: &str) -> String {
    if logo.starts_with('/') {
        company::path(company::within(logo))
    } else {
        logo.to_owned()
    }
}
