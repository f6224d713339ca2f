//! What a program saw of a version before a person looks at it.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Check, CheckOutcome, Checks};
use encaixe_ui::button::push_button;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: IntegrationId,
    pub(super) checks: Option<Checks>,
    /// There is news.
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn ChecksPart(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let onclick = {
        let (busy, id, onchanged) = (busy.clone(), props.id.clone(), props.onchanged.clone());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (busy, id, onchanged) = (busy.clone(), id.clone(), onchanged.clone());
            let shell = shell.clone();
            spawn_local(async move {
                match api_client::check_review(&id).await {
                    Ok(_) => onchanged.emit(()),
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                busy.set(false);
            });
        })
    };
    html! {
        <section class="section" data-testid="review-checks">
            <h2>{ words.t("review-checks") }</h2>
            <p class="section-text">{ about(&words, props.checks.as_ref()) }</p>
            if let Some(checks) = &props.checks {
                <ul class="review-checks">{ for checks.items.iter().map(|check| line(&words, check)) }</ul>
            }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("review-check-again"), icon: "refresh-cw", busy: *busy, onclick, testid: "review-check-again" })) }
            </div>
        </section>
    }
}

fn about(words: &Words, checks: Option<&Checks>) -> String {
    checks.map_or_else(
        || words.t("review-unchecked"),
        |checks| {
            let at = time::date_time(words, &checks.at);
            words.with("review-checked", [("at", at.into())])
        },
    )
}

fn line(words: &Words, check: &Check) -> Html {
    let (icon, class) = match check.outcome {
        CheckOutcome::Passed => ("circle-check", "is-good"),
        CheckOutcome::Failed => ("circle-alert", "is-bad"),
        CheckOutcome::Skipped => ("info", "is-still"),
    };
    let kind = check.kind.as_str();
    let outcome = check.outcome.as_str();
    html! {
        <li key={kind} class={class} data-check={kind} data-outcome={outcome}>
            { small_icon(icon) }
            <div class="line-main">
                <p>{ words.t(&format!("review-check-{kind}")) }{ " " }<span class="line-more">{ words.t(&format!("review-outcome-{outcome}")) }</span></p>
                if !check.seen.is_empty() { <p class="line-more" lang="en">{ check.seen.clone() }</p> }
            </div>
        </li>
    }
}
