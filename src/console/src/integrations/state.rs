//! How an integration stands, in a word and in a line.

use encaixe_api::integration::{Integration, IntegrationState};
use encaixe_ui::i18n::Words;
use yew::prelude::*;

/// A dot in a colour, and a word.
pub(crate) fn state_chip(words: &Words, state: IntegrationState) -> Html {
    let class = match state {
        IntegrationState::Draft | IntegrationState::Withdrawn | IntegrationState::Retired => {
            "mark-still"
        }
        IntegrationState::Submitted | IntegrationState::InReview => "mark-wait",
        IntegrationState::ChangesRequested => "mark-warn",
        IntegrationState::Approved | IntegrationState::Published => "mark-good",
        IntegrationState::Rejected | IntegrationState::Suspended => "mark-bad",
    };
    let word = state.as_str();
    html! {
        <span class={classes!("badge", "webhook-mark", class)} data-testid="integration-state" data-state={word}>
            <span class="state-dot" />{ words.t(&format!("integration-state-{word}")) }
        </span>
    }
}

/// How far the version is that is worked on, and which one others have.
pub(super) fn line(words: &Words, one: &Integration) -> String {
    let key = format!("integration-line-{}", one.state.as_str());
    let now = words.with(&key, [("version", one.version.into())]);
    match one.published {
        Some(published) if published != one.version => {
            let others = [("version", published.into())];
            format!(
                "{now} · {}",
                words.with("integration-line-published", others)
            )
        }
        Some(_) | None => now,
    }
}
