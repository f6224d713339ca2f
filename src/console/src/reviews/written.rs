//! What is written of a version, in both languages, since moderators answer for both.

use encaixe_api::integration::{Integration, Texts, WantedScope};
use encaixe_protocol::scope::AnyScope;
use encaixe_ui::i18n::Words;
use yew::prelude::*;

use crate::integrations::facts::addresses;
use crate::plugin_form::{mark, sentence};

pub(super) fn written(words: &Words, found: &Integration) -> Html {
    let manifest = &found.manifest;
    let category = format!("market-category-{}", manifest.category.as_str());
    html! {
        <>
            <section class="section" data-testid="review-about">
                <h2>{ words.t("integration-fact-about") }</h2>
                <p class="market-facts"><span class="badge">{ words.t(&category) }</span></p>
                { both(words, &manifest.description, "market-description") }
            </section>
            <section class="section">
                <h2>{ words.t("integration-fact-addresses") }</h2>
                { addresses(words, found) }
            </section>
            <section class="section">
                <h2>{ words.t("integration-fact-scopes") }</h2>
                if manifest.scopes.is_empty() { <p class="section-text">{ words.t("market-no-scopes") }</p> }
                <ul class="market-wants">{ for manifest.scopes.iter().map(|wanted| line(words, wanted)) }</ul>
            </section>
        </>
    }
}

/// A text in each language; that it is missing where it is.
fn both(words: &Words, texts: &Texts, class: &'static str) -> Html {
    let languages = [("pt-BR", &texts.pt_br), ("en", &texts.en)];
    html! {
        <div class="review-sides">
            { for languages.into_iter().map(|(tag, text)| html! {
                <div key={tag}>
                    <p class="line-more">{ words.t(&format!("review-language-{tag}")) }</p>
                    if text.trim().is_empty() {
                        <p class="field-error">{ words.t("review-missing") }</p>
                    } else {
                        <p {class} lang={tag} dir="auto">{ text.clone() }</p>
                    }
                </div>
            }) }
        </div>
    }
}

fn line(words: &Words, wanted: &WantedScope) -> Html {
    let scope = AnyScope::Named(wanted.scope);
    html! {
        <li key={scope.as_str()} data-scope={scope.as_str().to_owned()}>
            <p><strong>{ sentence(words, &None, &scope) }</strong>{ mark(words, &scope) }</p>
            { both(words, &wanted.reason, "review-why") }
        </li>
    }
}
