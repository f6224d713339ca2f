//! How people come to an integration: by a page beside the conversation, or by the site of whoever makes it.

use encaixe_ui::field::{use_field_part, use_switch};
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use yew::prelude::*;
use yew::props;

use super::draft::Draft;
use super::mistakes::Mistakes;
use super::sheet::{Change, typed};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) draft: Draft,
    pub(super) mistakes: Mistakes,
    pub(super) onchange: Callback<Change>,
}

#[component]
pub(super) fn Way(props: &Props) -> Html {
    let words = use_words();
    let Props {
        draft,
        mistakes,
        onchange,
    } = props;
    let choose = |has_page: bool| {
        typed(onchange, "way", move |draft: &mut Draft, _: Event| {
            draft.has_page = has_page;
        })
    };
    let text = |place: &'static str, set: fn(&mut Draft, String)| typed(onchange, place, set);
    let classic = typed(onchange, "widget.classic", |draft: &mut Draft, on: bool| {
        draft.classic = on;
    });
    let radio = |value: &'static str, has_page: bool, key: &str| {
        html! {
            <label class="choice">
                <input type="radio" name="way" {value} checked={draft.has_page == has_page} onchange={choose(has_page)} />
                <span>{ words.t(key) }</span>
            </label>
        }
    };
    html! {
        <>
            <fieldset class="scopes">
                <legend class="label">{ words.t("integration-form-way") }</legend>
                <div class="own-choices">
                    { radio("page", true, "integration-form-way-page") }
                    { radio("site", false, "integration-form-way-site") }
                </div>
            </fieldset>
            if draft.has_page {
                { part!(use_field_part, "endpoint", props!(encaixe_ui::field::Props { label: words.t("integration-form-endpoint"), name: "widget.endpoint", value: draft.endpoint.clone(), kind: "url", placeholder: "https://", help: words.t("integration-form-endpoint-help"), error: mistakes.at("widget.endpoint"), oninput: text("widget.endpoint", |draft, text| draft.endpoint = text) })) }
                { part!(use_switch, "classic", props!(encaixe_ui::field::SwitchProps { label: words.t("integration-form-classic"), name: "widget.classic", on: draft.classic, help: words.t("integration-form-classic-help"), onchange: classic })) }
            }
            if !draft.has_page || draft.has_both {
                { part!(use_field_part, "installUrl", props!(encaixe_ui::field::Props { label: words.t("integration-form-install"), name: "installUrl", value: draft.install_url.clone(), kind: "url", placeholder: "https://", help: words.t("integration-form-install-help"), error: mistakes.at("installUrl"), oninput: text("installUrl", |draft, text| draft.install_url = text) })) }
            }
        </>
    }
}
