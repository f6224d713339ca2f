//! How a delivery stands, and why an attempt failed, in words.

use encaixe_api::webhook::{AttemptFailure, Delivery, DeliveryStatus};
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use yew::prelude::*;

use super::health::mark;

/// How a delivery stands, as a chip.
pub(super) fn status_chip(words: &Words, delivery: &Delivery) -> Html {
    let (class, key) = match delivery.status {
        DeliveryStatus::Delivered => ("mark-good", "delivery-delivered"),
        DeliveryStatus::Waiting if delivery.attempts > 0 => ("mark-warn", "delivery-retrying"),
        DeliveryStatus::Waiting => ("mark-still", "delivery-waiting"),
        DeliveryStatus::Dead => ("mark-bad", "delivery-failed"),
    };
    mark(class, &words.t(key), "delivery-status")
}

/// A state in a word, as it is filtered by.
pub(super) fn status_word(words: &Words, status: DeliveryStatus) -> String {
    words.t(match status {
        DeliveryStatus::Waiting => "delivery-waiting",
        DeliveryStatus::Delivered => "delivery-delivered",
        DeliveryStatus::Dead => "delivery-failed",
    })
}

/// What more there is to say of a delivery, in a line.
pub(super) fn more(words: &Words, delivery: &Delivery) -> String {
    let mut parts = Vec::new();
    if delivery.test {
        parts.push(words.t("delivery-test"));
    }
    if delivery.attempts > 0 {
        parts.push(words.with("delivery-attempts", [("count", delivery.attempts.into())]));
        parts.push(answer(words, delivery.last_status));
    }
    if let Some(at) = next(delivery) {
        parts.push(words.with("delivery-next", [("at", soon(words, at).into())]));
    }
    parts.join(" · ")
}

/// A time that is near: of today without its date.
fn soon(words: &Words, at: &str) -> String {
    if time::same_day(at, &time::before(0.0)) {
        time::clock(words, at)
    } else {
        time::date_time(words, at)
    }
}

/// When a delivery is attempted again.
pub(super) fn next(delivery: &Delivery) -> Option<&str> {
    let next = delivery.next_at.as_deref();
    next.filter(|_| delivery.status == DeliveryStatus::Waiting && delivery.attempts > 0)
}

/// What was answered, in short.
pub(super) fn answer(words: &Words, status: Option<u16>) -> String {
    status.map_or_else(
        || words.t("attempt-no-answer"),
        |status| words.with("attempt-status", [("status", status.to_string().into())]),
    )
}

/// Why an attempt failed and what to do, with the server's own words where they say more.
pub(super) fn why(
    words: &Words,
    failure: Option<AttemptFailure>,
    status: Option<u16>,
    error: Option<&str>,
) -> Option<Html> {
    let failure = failure?;
    let key = match (failure, status) {
        (AttemptFailure::Status, Some(410)) => "attempt-error-gone".to_owned(),
        (AttemptFailure::Status, Some(429)) => "attempt-error-too-many".to_owned(),
        (AttemptFailure::Status, Some(300..400)) => "attempt-error-redirect".to_owned(),
        (failure, _) => format!("attempt-error-{}", failure.as_str()),
    };
    let status = status.map(|status| status.to_string()).unwrap_or_default();
    let text = words.with(&key, [("status", status.into())]);
    let says_more = matches!(
        failure,
        AttemptFailure::Refused | AttemptFailure::Connect | AttemptFailure::Broken
    );
    let detail = error.filter(|_| says_more);
    Some(html! {
        <p class="attempt-why" data-testid="attempt-why">
            { text }
            if let Some(detail) = detail { { " " }<code lang="en">{ detail.to_owned() }</code> }
        </p>
    })
}

#[cfg(test)]
mod tests {
    use encaixe_api::webhook::AttemptFailure;
    use encaixe_ui::i18n::{Locale, Words};

    #[test]
    fn each_failure_has_words_in_each_language() {
        encaixe_ui::i18n::add(encaixe_ui::texts!());
        for words in Locale::ALL.map(Words::of) {
            for failure in AttemptFailure::ALL {
                let key = format!("attempt-error-{}", failure.as_str());
                assert!(words.find(&key).is_some(), "{key}");
            }
        }
    }
}
