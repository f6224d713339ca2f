//! What most integrations do without: where they are told of their end, and the rules of older programs.

use encaixe_api::integration::IntegrationProfile;
use encaixe_ui::field::use_field_part;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew::props;

use super::draft::Draft;
use super::mistakes::Mistakes;
use super::sheet::{Change, typed};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) draft: Draft,
    pub(super) mistakes: Mistakes,
    pub(super) is_open: bool,
    pub(super) onchange: Callback<Change>,
    /// It was unfolded, or folded away.
    pub(super) onfold: Callback<bool>,
}

#[component]
pub(super) fn More(props: &Props) -> Html {
    let words = use_words();
    let Props {
        draft,
        mistakes,
        onchange,
        ..
    } = props;
    let ontoggle = {
        let onfold = props.onfold.clone();
        Callback::from(move |event: Event| {
            if let Some(details) = event.target_dyn_into::<HtmlElement>() {
                onfold.emit(details.has_attribute("open"));
            }
        })
    };
    let revocation = typed(
        onchange,
        "revocationUrl",
        |draft: &mut Draft, text: String| draft.revocation_url = text,
    );
    let profile = typed(onchange, "profile", |draft: &mut Draft, word: String| {
        draft.profile = IntegrationProfile::parse(&word).unwrap_or_default();
    });
    let options = IntegrationProfile::ALL
        .iter()
        .map(|one| (one.as_str().into(), profile_word(&words, *one).into()));
    let label = words.t("integration-form-profile");
    let help = words.t(match draft.profile {
        IntegrationProfile::Default => "integration-form-profile-default-help",
        IntegrationProfile::Kommo => "integration-form-profile-kommo-help",
    });
    let error = mistakes.at("profile");
    html! {
        <details class="form-more" open={props.is_open} {ontoggle}>
            <summary data-testid="integration-more">{ words.t("integration-form-more") }</summary>
            <div class="form">
                { part!(use_field_part, "revocationUrl", props!(encaixe_ui::field::Props { label: words.t("integration-form-revocation"), name: "revocationUrl", value: draft.revocation_url.clone(), kind: "url", placeholder: "https://", help: words.t("integration-form-revocation-help"), error: mistakes.at("revocationUrl"), oninput: revocation })) }
                <div class={classes!("field", error.is_some().then_some("has-error"))}>
                    <span class="label" aria-hidden="true">{ label.clone() }</span>
                    { part!(use_select_part, "profile", props!(encaixe_ui::select::Props { class: "select", name: "profile", label, value: draft.profile.as_str(), options: options.collect::<Vec<_>>(), onchange: profile })) }
                    if let Some(error) = error { <p class="field-error" role="alert">{ small_icon("circle-alert") }{ error }</p> }
                    <p class="field-help" aria-live="polite">{ help }</p>
                </div>
            </div>
        </details>
    }
}

fn profile_word(words: &Words, profile: IntegrationProfile) -> String {
    words.t(match profile {
        IntegrationProfile::Default => "integration-form-profile-default",
        IntegrationProfile::Kommo => "integration-form-profile-kommo",
    })
}
