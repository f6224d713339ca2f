//! One attempt: what was asked, and what was answered.

use encaixe_api::webhook::{Attempt, Header};
use encaixe_ui::i18n::Words;
use encaixe_ui::time;
use yew::prelude::*;

use super::health::mark;
use super::sample::pretty;
use super::status::{answer, why};

/// An attempt, folded away unless it is the last one.
pub(super) fn attempt(words: &Words, attempt: &Attempt, is_last: bool) -> Html {
    let number = attempt.number.to_string();
    let name = words.with("attempt-number", [("number", number.into())]);
    let took = words.with("attempt-took", [("ms", attempt.ms.to_string().into())]);
    let (class, word) = if attempt.failure.is_none() {
        ("mark-good", "delivery-delivered")
    } else {
        ("mark-bad", "delivery-failed")
    };
    let sent = format!("{}\n{}", attempt.request, lines(&attempt.request_headers));
    let status = attempt.status.map(|status| format!("HTTP {status}\n"));
    let back = status.unwrap_or_default() + &lines(&attempt.answer_headers);
    let body = attempt
        .answer_body
        .as_deref()
        .filter(|body| !body.is_empty());
    html! {
        <li key={attempt.number}>
            <details class="attempt" open={is_last} data-testid="attempt">
                <summary>
                    <strong>{ name }</strong>
                    { mark(class, &words.t(word), "attempt-state") }
                    <span class="attempt-facts">
                        { answer(words, attempt.status) }{ " · " }{ took }{ " · " }
                        <time datetime={attempt.at.clone()}>{ time::date_time(words, &attempt.at) }</time>
                    </span>
                </summary>
                { why(words, attempt.failure, attempt.status, attempt.error.as_deref()).unwrap_or_default() }
                <h4>{ words.t("attempt-request") }</h4>
                <pre class="wire" tabindex="0"><code>{ sent }</code></pre>
                if attempt.status.is_some() {
                    <h4>{ words.t("attempt-answer") }</h4>
                    <pre class="wire" tabindex="0"><code>{ back }</code></pre>
                    if let Some(body) = body {
                        <pre class="wire" tabindex="0" data-testid="attempt-answer"><code>{ pretty(body) }</code></pre>
                    } else {
                        <p class="field-help">{ words.t("attempt-answer-empty") }</p>
                    }
                }
            </details>
        </li>
    }
}

fn lines(headers: &[Header]) -> String {
    let lines = headers.iter();
    let lines = lines.map(|header| format!("{}: {}", header.name, header.value));
    lines.collect::<Vec<_>>().join("\n")
}
