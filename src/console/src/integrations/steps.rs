//! The steps of an integration on its way to other companies: each a button, the next one first.

use encaixe_api::integration::{DeveloperStep, Integration, Reviewed, Working};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::{use_id, use_shell};
use encaixe_ui::i18n::use_words;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yew::props;

use super::confirm::Confirm;
use super::problems::problems;
use super::working::open;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) integration: Integration,
    /// How it stands; none until its history is known.
    pub(super) working: Option<Working>,
    /// It is no longer as it is shown.
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Steps(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let asks = use_state_eq(|| None::<DeveloperStep>);
    // What is on its way.
    let going = use_state_eq(|| None::<DeveloperStep>);
    let note = use_state_eq(String::new);
    let failure = use_state_eq(|| None::<Failure>);
    let note_id = use_id("note");
    // Known at once, before the buttons are drawn again.
    let running = use_mut_ref(|| false);
    let take = {
        let (asks, going, note) = (asks.clone(), going.clone(), note.clone());
        let (failure, words) = (failure.clone(), words.clone());
        let (id, onchanged) = (props.integration.id.clone(), props.onchanged.clone());
        Callback::from(move |step: DeveloperStep| {
            if running.replace(true) {
                return;
            }
            going.set(Some(step));
            failure.set(None);
            let reason = match step {
                DeveloperStep::Submit => note.trim().to_owned(),
                DeveloperStep::Withdraw
                | DeveloperStep::Publish
                | DeveloperStep::Retire
                | DeveloperStep::Offer => String::new(),
            };
            let (asks, going, note) = (asks.clone(), going.clone(), note.clone());
            let (failure, running) = (failure.clone(), running.clone());
            let (id, onchanged) = (id.clone(), onchanged.clone());
            let (words, shell) = (words.clone(), shell.clone());
            spawn_local(async move {
                match api_client::step_integration(&id, &Reviewed { step, reason }).await {
                    Ok(_) => {
                        let done = format!("integration-step-{}-done", step.as_str());
                        shell.notice(Kind::Success, words.t(&done));
                        asks.set(None);
                        note.set(String::new());
                        onchanged.emit(());
                    }
                    Err(found) if found.status == Some(409) => {
                        shell.notice(Kind::Warning, words.t("integration-changed"));
                        asks.set(None);
                        onchanged.emit(());
                    }
                    Err(found) if is_asked(step) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                    Err(found) => shell.complain("problem-change", &found),
                }
                *running.borrow_mut() = false;
                going.set(None);
            });
        })
    };
    let press = |step: DeveloperStep| {
        let (asks, failure, take) = (asks.clone(), failure.clone(), take.clone());
        Callback::from(move |_: MouseEvent| {
            if is_asked(step) {
                failure.set(None);
                asks.set(Some(step));
            } else {
                take.emit(step);
            }
        })
    };
    let steps = props.working.map(open).unwrap_or_default();
    let button = |(place, step): (usize, DeveloperStep)| {
        let word = step.as_str();
        let is_going = *going == Some(step);
        let look = if place == 0 && is_onward(step) {
            Look::Primary
        } else {
            Look::Plain
        };
        let label = words.t(&format!("integration-step-{word}"));
        let testid = format!("integration-step-{word}");
        let disabled = going.is_some() && !is_going;
        // By its word: the keyboard is not left on another step in the place of the one that was taken.
        html! {
            <div key={word} class="integration-step">
                { push_button(&props!(encaixe_ui::button::Props { label, look, icon: icon(step), busy: is_going, disabled, onclick: press(step), testid })) }
            </div>
        }
    };
    let buttons = steps.iter().copied().enumerate().map(button);
    let onanswer = {
        let (asks, take) = (asks.clone(), take.clone());
        Callback::from(move |confirmed: bool| match *asks {
            Some(step) if confirmed => take.emit(step),
            Some(_) | None => asks.set(None),
        })
    };
    let oninput = {
        let note = note.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(text) = event.target_dyn_into::<HtmlTextAreaElement>() {
                note.set(text.value());
            }
        })
    };
    let question = (*asks).map(|step| {
        let word = step.as_str();
        let name = props.integration.manifest.name.as_str();
        let title = format!("integration-step-{word}-title");
        let title = words.with(&title, [("name", name.into())]);
        let text = words.t(&format!("integration-step-{word}-text"));
        let ok = words.t(&format!("integration-step-{word}"));
        html! {
            <Confirm
                {title} {text} {ok} is_danger={step == DeveloperStep::Retire} busy={going.is_some()} {onanswer}
            >
                <div class="integration-asked">
                    if step == DeveloperStep::Submit {
                        <div class="field">
                            <label for={note_id.clone()}>{ words.t("integration-note") }</label>
                            <textarea
                                id={note_id} class="own-text" name="reason" rows="3" dir="auto"
                                value={(*note).clone()} data-testid="integration-note" {oninput}
                            />
                        </div>
                    }
                    if let Some(failure) = &*failure { { problems(&words, failure) } }
                </div>
            </Confirm>
        }
    });
    html! {
        <>
            { for buttons }
            { for question }
        </>
    }
}

/// Whether it is asked about first.
const fn is_asked(step: DeveloperStep) -> bool {
    match step {
        DeveloperStep::Submit | DeveloperStep::Publish | DeveloperStep::Retire => true,
        DeveloperStep::Withdraw | DeveloperStep::Offer => false,
    }
}

/// Whether it brings the integration nearer to others.
const fn is_onward(step: DeveloperStep) -> bool {
    match step {
        DeveloperStep::Submit | DeveloperStep::Publish | DeveloperStep::Offer => true,
        DeveloperStep::Withdraw | DeveloperStep::Retire => false,
    }
}

const fn icon(step: DeveloperStep) -> &'static str {
    match step {
        DeveloperStep::Submit => "send",
        DeveloperStep::Withdraw => "undo-2",
        DeveloperStep::Publish | DeveloperStep::Offer => "store",
        DeveloperStep::Retire => "power",
    }
}
