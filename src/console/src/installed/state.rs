//! How an installation is doing, in a word and in a sentence.

use encaixe_api::integration::{Installation, InstallationState, Told};
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use yew::prelude::*;

/// What the server says of one that took too long.
const SLOW: &str = "it took longer than 3 seconds";

/// A dot in a colour, and a word.
pub(super) fn chip(words: &Words, state: InstallationState) -> Html {
    let (class, key) = match state {
        InstallationState::Waiting => ("mark-warn", "installation-waiting"),
        InstallationState::Active => ("mark-good", "installation-active"),
        InstallationState::Paused => ("mark-still", "installation-paused"),
        InstallationState::Suspended => ("mark-bad", "installation-suspended"),
    };
    html! {
        <span class={classes!("badge", "webhook-mark", class)} data-testid="installation-state" data-state={state.as_str()}>
            <span class="state-dot" />{ words.t(key) }
        </span>
    }
}

/// What it waits for, or when it was last used.
pub(super) fn doing(words: &Words, one: &Installation, now: f64) -> String {
    match one.state {
        InstallationState::Waiting => told(words, one.told.as_ref()),
        InstallationState::Active | InstallationState::Paused | InstallationState::Suspended => {
            used(words, one, now)
        }
    }
}

/// When its program last asked for something.
pub(super) fn used(words: &Words, one: &Installation, now: f64) -> String {
    one.last_used_at.as_deref().map_or_else(
        || words.t("installation-unused"),
        |at| {
            words.with(
                "installation-used",
                [("at", time::ago(words, at, now).into())],
            )
        },
    )
}

/// What came of the one request by which its server was told.
pub(super) fn told(words: &Words, told: Option<&Told>) -> String {
    let Some(told) = told else {
        return words.t("installation-told-none");
    };
    match (told.status, told.failure.as_deref()) {
        (Some(status), _) => {
            // As it is: a number would get separators.
            let status = status.to_string();
            words.with("installation-told-status", [("status", status.into())])
        }
        (None, Some(SLOW)) => words.t("installation-told-slow"),
        (None, Some(why)) => words.with("installation-told-failure", [("reason", why.into())]),
        (None, None) => words.t("installation-told-sent"),
    }
}
