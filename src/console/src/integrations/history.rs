//! What happened to an integration: the steps that were taken, and the versions that were submitted.

use encaixe_api::integration::{DeveloperStep, ModeratorStep, Step, Transition, Version};
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use yew::prelude::*;

use super::state::state_chip;

/// The steps, in the order that they come in: who took each, when, and why.
pub(crate) fn history(words: &Words, items: &[Transition]) -> Html {
    if items.is_empty() {
        return html! { <p class="section-text">{ words.t("integration-history-empty") }</p> };
    }
    let line = |(place, item): (usize, &Transition)| {
        let key = format!("{} {place}", item.at);
        html! {
            <li {key} data-testid="integration-transition" data-step={item.step.clone()}>
                <p class="integration-did">
                    <span dir="auto">{ did(words, item) }</span>
                    if item.is_moderator { <span class="badge">{ words.t("integration-moderator") }</span> }
                    { state_chip(words, item.state) }
                </p>
                <p class="line-more"><time datetime={item.at.clone()}>{ time::date_time(words, &item.at) }</time></p>
                if !item.reason.is_empty() {
                    <blockquote class="integration-reason" dir="auto">{ item.reason.clone() }</blockquote>
                }
            </li>
        }
    };
    html! {
        <ol class="integration-history" data-testid="integration-history">{ for items.iter().enumerate().map(line) }</ol>
    }
}

/// The versions that were submitted, with the mark of the one that others have.
pub(super) fn versions(words: &Words, items: &[Version], published: Option<u32>) -> Html {
    if items.is_empty() {
        return html! { <p class="section-text">{ words.t("integration-versions-empty") }</p> };
    }
    let line = |item: &Version| {
        let at = time::date_time(words, &item.submitted_at);
        html! {
            <li class="line-card" key={item.version.to_string()} data-testid="integration-version" data-version={item.version.to_string()}>
                <div class="line-main">
                    <p class="integration-did">
                        <strong>{ words.with("integration-version", [("version", item.version.into())]) }</strong>
                        if published == Some(item.version) { <span class="badge webhook-mark mark-good">{ words.t("integration-state-published") }</span> }
                    </p>
                    <p class="line-more">{ words.with("integration-version-at", [("at", at.into())]) }</p>
                </div>
            </li>
        }
    };
    html! { <ul class="cards">{ for items.iter().map(line) }</ul> }
}

/// Who did what, in a sentence.
fn did(words: &Words, item: &Transition) -> String {
    let word = item.step.as_str();
    let is_known = word == Step::Edit.as_str()
        || DeveloperStep::parse(word).is_some()
        || ModeratorStep::parse(word).is_some();
    let key = if is_known {
        format!("integration-did-{word}")
    } else {
        "integration-did-other".to_owned()
    };
    let name = item.actor.as_str().into();
    words.with(
        &key,
        [
            ("name", name),
            ("version", item.version.into()),
            ("step", word.into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use encaixe_api::integration::{IntegrationState, Step, Transition};
    use encaixe_ui::i18n::{Locale, Words};

    use super::did;

    #[test]
    fn each_step_has_a_sentence_of_its_own_in_each_language() {
        encaixe_ui::i18n::add(encaixe_ui::texts!());
        for locale in Locale::ALL {
            let words = Words::of(locale);
            for step in Step::all() {
                let item = Transition {
                    step: step.as_str().to_owned(),
                    version: 2,
                    state: IntegrationState::Draft,
                    actor: "Ana".to_owned(),
                    is_moderator: false,
                    reason: String::new(),
                    at: String::new(),
                };
                let said = did(&words, &item);
                assert!(said.starts_with("Ana "), "{said}");
                assert!(!said.contains('_'), "{said}");
            }
        }
    }
}
