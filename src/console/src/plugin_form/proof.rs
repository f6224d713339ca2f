//! How a plugin's server learns who asks: by signed tokens, and by its secret in the frame's address.

use encaixe_api::plugin::proof::ProofAlgorithm;
use encaixe_ui::field::use_switch;
use encaixe_ui::i18n::Words;
use encaixe_ui::part;
use encaixe_ui::select::use_select_part;
use yew::prelude::*;
use yew::props;

use super::Draft;

/// The fields.
pub(super) fn proof_fields(
    words: &Words,
    draft: &Draft,
    onsecret: Callback<bool>,
    onalgorithm: Callback<String>,
) -> Html {
    let label = words.t("plugin-algorithm");
    let options = ProofAlgorithm::ALL.map(|one| {
        let word = match one {
            ProofAlgorithm::EdDsa => words.t("algorithm-eddsa"),
            ProofAlgorithm::Hs256 => words.t("algorithm-hs256"),
        };
        (one.as_str().into(), word.into())
    });
    html! {
        <>
            <div class="field">
                <span class="label" aria-hidden="true">{ label.clone() }</span>
                { part!(use_select_part, "proofAlgorithm", props!(encaixe_ui::select::Props { class: "select", name: "proofAlgorithm", label, value: draft.algorithm.as_str(), options: options.to_vec(), onchange: onalgorithm })) }
                <p class="field-help">{ words.t("plugin-algorithm-help") }</p>
            </div>
            { part!(use_switch, "authSecret", props!(encaixe_ui::field::SwitchProps { label: words.t("plugin-auth-secret"), name: "authSecret", on: draft.auth_secret, help: words.t("plugin-auth-secret-help"), onchange: onsecret })) }
        </>
    }
}
