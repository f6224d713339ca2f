//! What a moderator can do with an integration as it stands.

use encaixe_api::integration::{
    IntegrationState, ModeratorStep, ReviewDetails, ReviewStep, STEP_REASON_CHARS, Step,
};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::hooks::{use_id, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::integrations::confirm::Confirm;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) review: ReviewDetails,
    /// It is no longer as it is shown.
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Steps(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let asks = use_state_eq(|| None::<ModeratorStep>);
    let going = use_state_eq(|| None::<ModeratorStep>);
    let reason = use_state_eq(String::new);
    let failure = use_state_eq(|| None::<Failure>);
    let (reason_id, error_id) = (use_id("reason"), use_id("reason-error"));
    let one = &props.review.review.integration;
    let take = {
        let (asks, going, reason) = (asks.clone(), going.clone(), reason.clone());
        let (failure, words, shell) = (failure.clone(), words.clone(), shell.clone());
        let (id, version, onchanged) = (one.id.clone(), one.version, props.onchanged.clone());
        Callback::from(move |step: ModeratorStep| {
            if going.is_some() {
                return;
            }
            going.set(Some(step));
            failure.set(None);
            let said = if Step::Moderator(step).needs_reason() {
                reason.trim().to_owned()
            } else {
                String::new()
            };
            let wanted = ReviewStep {
                step,
                version,
                reason: said,
            };
            let (asks, going, reason) = (asks.clone(), going.clone(), reason.clone());
            let (failure, words, shell) = (failure.clone(), words.clone(), shell.clone());
            let (id, onchanged) = (id.clone(), onchanged.clone());
            spawn_local(async move {
                match api_client::step_review(&id, &wanted).await {
                    Ok(_) => {
                        let done = format!("review-{}-done", step.as_str());
                        shell.notice(Kind::Success, words.t(&done));
                        asks.set(None);
                        reason.set(String::new());
                        onchanged.emit(());
                    }
                    Err(found) if found.status == Some(409) => {
                        shell.notice(Kind::Warning, words.t("integration-changed"));
                        asks.set(None);
                        onchanged.emit(());
                    }
                    Err(found) if Step::Moderator(step).needs_reason() => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                    Err(found) => shell.complain("problem-change", &found),
                }
                going.set(None);
            });
        })
    };
    let button = |(place, step): (usize, ModeratorStep)| {
        let word = step.as_str();
        let onclick = {
            let (asks, failure, take) = (asks.clone(), failure.clone(), take.clone());
            let reason = reason.clone();
            Callback::from(move |_: MouseEvent| {
                if Step::Moderator(step).needs_reason() {
                    failure.set(None);
                    // What was written for another step is none for this one.
                    reason.set(String::new());
                    asks.set(Some(step));
                } else {
                    take.emit(step);
                }
            })
        };
        let look = if place == 0 && !Step::Moderator(step).needs_reason() {
            Look::Primary
        } else {
            Look::Plain
        };
        let is_going = *going == Some(step);
        let disabled = going.is_some() && !is_going;
        let (label, testid) = (words.t(&format!("review-{word}")), format!("review-{word}"));
        html! {
            <div key={word} class="integration-step">
                { push_button(&props!(encaixe_ui::button::Props { label, look, icon: icon(step), busy: is_going && asks.is_none(), disabled, onclick, testid })) }
            </div>
        }
    };
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = event.target_dyn_into::<HtmlTextAreaElement>() {
                reason.set(text.value());
            }
        })
    };
    let onanswer = {
        let (asks, take) = (asks.clone(), take.clone());
        Callback::from(move |confirmed: bool| match *asks {
            Some(step) if confirmed => take.emit(step),
            Some(_) | None => asks.set(None),
        })
    };
    let error = failure.as_ref().map(|found| {
        let own = failure::mistake(&words, found, "reason");
        own.unwrap_or_else(|| failure::reason(&words, found))
    });
    let question = (*asks).map(|step| {
        let word = step.as_str();
        let name = one.manifest.name.as_str();
        let title = words.with(&format!("review-{word}-title"), [("name", name.into())]);
        html! {
            <Confirm
                {title} text={words.t(&format!("review-{word}-text"))} ok={words.t(&format!("review-{word}"))}
                is_danger={step != ModeratorStep::RequestChanges} is_held={reason.trim().is_empty()}
                busy={going.is_some()} {onanswer}
            >
                <div class={classes!("field", "integration-asked", error.is_some().then_some("has-error"))}>
                    <label for={reason_id.clone()}>{ words.t("review-reason") }</label>
                    <textarea
                        id={reason_id} class="own-text" name="reason" rows="4" dir="auto" maxlength={STEP_REASON_CHARS.to_string()}
                        value={(*reason).clone()} aria-describedby={error.is_some().then(|| error_id.clone())} data-testid="review-reason" {oninput}
                    />
                    if let Some(error) = &error { <p id={error_id} class="field-error" role="alert">{ small_icon("circle-alert") }{ error.clone() }</p> }
                </div>
            </Confirm>
        }
    });
    html! {
        <>
            { for open(one.state).iter().copied().enumerate().map(button) }
            { for question }
        </>
    }
}

/// The steps that lead on from a state, the likeliest first.
const fn open(state: IntegrationState) -> &'static [ModeratorStep] {
    match state {
        IntegrationState::Submitted => &[
            ModeratorStep::Take,
            ModeratorStep::Approve,
            ModeratorStep::RequestChanges,
            ModeratorStep::Reject,
            ModeratorStep::Suspend,
        ],
        IntegrationState::InReview => &[
            ModeratorStep::Approve,
            ModeratorStep::RequestChanges,
            ModeratorStep::Reject,
            ModeratorStep::Suspend,
        ],
        IntegrationState::Suspended => &[ModeratorStep::Lift],
        IntegrationState::Draft
        | IntegrationState::ChangesRequested
        | IntegrationState::Rejected
        | IntegrationState::Approved
        | IntegrationState::Published
        | IntegrationState::Retired
        | IntegrationState::Withdrawn => &[ModeratorStep::Suspend],
    }
}

const fn icon(step: ModeratorStep) -> &'static str {
    match step {
        ModeratorStep::Take => "eye",
        ModeratorStep::Approve => "check",
        ModeratorStep::RequestChanges => "pencil",
        ModeratorStep::Reject => "x",
        ModeratorStep::Suspend => "power",
        ModeratorStep::Lift => "rotate-ccw",
    }
}

#[cfg(test)]
mod tests {
    use encaixe_api::integration::{VersionState, Working, next};

    use super::*;

    #[test]
    fn each_step_that_is_offered_leads_on_and_none_is_missing() {
        for state in VersionState::ALL {
            for is_suspended in [false, true] {
                let now = Working {
                    state: *state,
                    published: Some(1),
                    is_suspended,
                    ..Working::default()
                };
                let mut leads: Vec<_> = ModeratorStep::ALL
                    .iter()
                    .filter(|step| next(now, Step::Moderator(**step)).is_some())
                    .map(|step| step.as_str())
                    .collect();
                let mut offered: Vec<_> =
                    open(now.shown()).iter().map(|step| step.as_str()).collect();
                leads.sort_unstable();
                offered.sort_unstable();
                if !is_suspended {
                    assert_eq!(offered, leads, "{state:?}");
                }
                assert!(offered.iter().all(|step| leads.contains(step)), "{state:?}");
            }
        }
    }
}
