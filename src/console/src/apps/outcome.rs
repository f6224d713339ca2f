//! What a ping found, in words, with what was asked and answered.

use encaixe_api::app::{PingOutcome, PingResult};
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::time;
use yew::prelude::*;

use super::said::reason;

/// What a ping found.
pub(super) fn outcome(words: &Words, result: &PingResult) -> Html {
    let is_empty = result.proves_nothing == Some(true);
    let (class, icon) = match result.outcome {
        PingOutcome::Passed if is_empty => ("standing-warn", "triangle-alert"),
        PingOutcome::Passed => ("standing-good", "circle-check"),
        PingOutcome::RateLimited | PingOutcome::ServiceDown => ("standing-warn", "triangle-alert"),
        PingOutcome::NoPing => ("", "info"),
        _ => ("standing-bad", "circle-alert"),
    };
    let text = match (result.outcome, result.proves_nothing, &result.until) {
        (PingOutcome::RateLimited, _, Some(until)) => {
            let until = time::date_time(words, until);
            words.with("ping-rate-limited-until", [("at", until.into())])
        }
        (_, Some(true), _) => words.t("ping-proves-nothing"),
        (
            PingOutcome::Passed
            | PingOutcome::CredentialsRefused
            | PingOutcome::RightsMissing
            | PingOutcome::Refused,
            Some(false),
            _,
        ) => words.t("ping-proves"),
        // What made-up credentials came to before says nothing of why this one did not come through.
        (outcome, _, _) => words.t(key(outcome)),
    };
    let status = result
        .status
        .map(|status| words.with("attempt-status", [("status", status.to_string().into())]));
    html! {
        <div class={classes!("standing", class)} data-testid="ping" data-outcome={key(result.outcome)}>
            { small_icon(icon) }
            <div>
                <p>{ text }</p>
                if let Some(reason) = reason(words, &result.message) { <p class="attempt-why">{ reason }</p> }
                <p class="line-more">
                    if let Some(request) = &result.request { <code class="ping-request">{ request.clone() }</code>{ " · " } }
                    if let Some(status) = status { { status }{ " · " } }
                    <time datetime={result.at.clone()}>{ time::date_time(words, &result.at) }</time>
                </p>
            </div>
        </div>
    }
}

/// The words of an outcome.
const fn key(outcome: PingOutcome) -> &'static str {
    match outcome {
        PingOutcome::Passed => "ping-passed",
        PingOutcome::CredentialsRefused => "ping-credentials-refused",
        PingOutcome::RightsMissing => "ping-rights-missing",
        PingOutcome::RateLimited => "ping-rate-limited",
        PingOutcome::ServiceDown => "ping-service-down",
        PingOutcome::Refused => "ping-refused",
        PingOutcome::AddressRefused => "ping-address-refused",
        PingOutcome::ScriptFailed => "ping-script-failed",
        PingOutcome::NoPing => "ping-no-ping",
    }
}
