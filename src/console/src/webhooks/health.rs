//! How an endpoint is doing, in a word, and what that means.

use encaixe_api::webhook::{DisabledReason, Endpoint};
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use yew::prelude::*;

/// How an endpoint is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// The last attempt was taken.
    Works,
    /// Nothing was sent yet.
    Idle,
    /// Every attempt failed since then.
    Failing(String),
    /// Somebody switched it off.
    Off,
    /// The server switched it off, then.
    Disabled(DisabledReason, String),
}

impl State {
    pub(super) fn of(endpoint: &Endpoint) -> Self {
        let health = &endpoint.health;
        match (endpoint.enabled, endpoint.disabled, &health.failing_since) {
            (false, Some(reason), _) => {
                let at = endpoint.disabled_at.clone();
                Self::Disabled(reason, at.unwrap_or_default())
            }
            (false, None, _) => Self::Off,
            (true, _, Some(since)) => Self::Failing(since.clone()),
            (true, _, None) if health.last_attempt_at.is_some() => Self::Works,
            (true, _, None) => Self::Idle,
        }
    }

    /// It in a word or two.
    fn word(&self, words: &Words) -> String {
        words.t(match self {
            Self::Works => "webhook-works",
            Self::Idle => "webhook-idle",
            Self::Failing(_) => "webhook-failing",
            Self::Off => "webhook-is-off",
            Self::Disabled(..) => "webhook-disabled",
        })
    }

    /// What it means.
    pub(super) fn text(&self, words: &Words) -> String {
        match self {
            Self::Works => words.t("webhook-works-text"),
            Self::Idle => words.t("webhook-idle-text"),
            Self::Failing(since) => words.with(
                "webhook-failing-text",
                [("at", time::date_time(words, since).into())],
            ),
            Self::Off => words.t("webhook-off-text"),
            Self::Disabled(reason, at) => {
                let key = match reason {
                    DisabledReason::Failing => "webhook-disabled-failing",
                    DisabledReason::Gone => "webhook-disabled-gone",
                };
                words.with(key, [("at", time::date_time(words, at).into())])
            }
        }
    }

    const fn class(&self) -> &'static str {
        match self {
            Self::Works => "mark-good",
            Self::Idle | Self::Off => "mark-still",
            Self::Failing(_) => "mark-warn",
            Self::Disabled(..) => "mark-bad",
        }
    }
}

/// How an endpoint is doing, as a chip.
pub(super) fn chip(words: &Words, state: &State) -> Html {
    mark(state.class(), &state.word(words), "webhook-state")
}

/// A dot in a colour, and a word.
pub(super) fn mark(class: &'static str, word: &str, testid: &'static str) -> Html {
    html! {
        <span class={classes!("badge", "webhook-mark", class)} data-testid={testid}>
            <span class="state-dot" />{ word.to_owned() }
        </span>
    }
}

/// How many deliveries wait, and how many did not arrive: nothing where there are none.
pub(super) fn counts(words: &Words, endpoint: &Endpoint) -> Vec<String> {
    let health = &endpoint.health;
    let counts = [
        ("webhook-waiting", health.waiting),
        ("webhook-lost", health.dead),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    counts
        .map(|(key, count)| words.with(key, [("count", count.into())]))
        .collect()
}

/// What an endpoint is called: what was written of it, else where it leads.
pub(super) fn name(endpoint: &Endpoint) -> String {
    if endpoint.description.is_empty() {
        address(&endpoint.url).to_owned()
    } else {
        endpoint.description.clone()
    }
}

/// An address without the beginning that all have.
pub(super) fn address(url: &str) -> &str {
    url.strip_prefix("https://").unwrap_or(url)
}
