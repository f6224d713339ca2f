//! How a delivery stands, and why an attempt failed, in words.

use encaixe_api::webhook::{Delivery, DeliveryStatus};
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

/// Why an attempt failed and what to do: by what was answered, with what the server says where nothing was.
pub(super) fn why(words: &Words, status: Option<u16>, error: Option<&str>) -> Option<Html> {
    let error = error?;
    let (text, detail) = match status {
        None => (words.t("attempt-error-none"), Some(error.to_owned())),
        Some(410) => (words.t("attempt-error-gone"), None),
        Some(429) => (words.t("attempt-error-too-many"), None),
        Some(300..400) => (words.t("attempt-error-redirect"), None),
        // It began well.
        Some(200..300) => (words.t("attempt-error-answer"), Some(error.to_owned())),
        Some(status) => {
            let status = [("status", status.to_string().into())];
            (words.with("attempt-error-status", status), None)
        }
    };
    Some(html! {
        <p class="attempt-why" data-testid="attempt-why">
            { text }
            if let Some(detail) = detail { { " " }<code lang="en">{ detail }</code> }
        </p>
    })
}
