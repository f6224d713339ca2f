//! The head of an integration's page: its name, how it stands, the steps that lead on, and what that means.

use encaixe_api::integration::{Integration, IntegrationState, Step, Working, next};
use encaixe_ui::button::push_button;
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use super::state::{line, state_chip};
use super::steps::Steps;
use crate::marketplace::parts::{crumb, logo};
use crate::route::Route;

/// Whether nobody changes what is written now.
pub(super) fn is_held(working: Working) -> bool {
    next(working, Step::Edit).is_none()
}

/// Its name and its buttons; `is_known` says whether its history came, which tells what leads on.
pub(super) fn head(
    words: &Words,
    shell: &Shell,
    found: &Integration,
    (working, is_known): (Working, bool),
    onchanged: &Callback<()>,
) -> Html {
    let name = &found.manifest.name;
    let to = Route::EditIntegration {
        id: found.id.to_string(),
    };
    let onedit = {
        let (shell, to) = (shell.clone(), to.path());
        Callback::from(move |_: MouseEvent| shell.go(to.as_str()))
    };
    html! {
        <header class="settings-head">
            <div class="market-title">
                { crumb(shell, &Route::Integrations, words.t("integrations")) }
                <div class="market-head">
                    { logo(&found.id, name, found.manifest.logo.as_deref()) }
                    <div class="line-main">
                        <h1 dir="auto">{ name.clone() }</h1>
                        <p class="market-facts">{ state_chip(words, found.state) }<span>{ line(words, found) }</span></p>
                    </div>
                </div>
            </div>
            <div class="settings-actions integration-actions">
                <Steps integration={found.clone()} working={is_known.then_some(working)} onchanged={onchanged.clone()} />
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-edit"), icon: "pencil", disabled: is_held(working), onclick: onedit, testid: "integration-edit" })) }
            </div>
        </header>
    }
}

/// What it means to stand so, what a moderator said, and who can install it.
pub(super) fn standing(
    words: &Words,
    shell: &Shell,
    found: &Integration,
    working: Working,
) -> Html {
    let (class, icon) = match found.state {
        IntegrationState::Draft => ("", "pencil"),
        IntegrationState::Submitted | IntegrationState::InReview => ("", "clock"),
        IntegrationState::ChangesRequested => ("standing-warn", "triangle-alert"),
        IntegrationState::Rejected => ("standing-bad", "circle-alert"),
        IntegrationState::Suspended => ("standing-bad", "shield-alert"),
        IntegrationState::Approved => ("standing-good", "shield-check"),
        IntegrationState::Published => ("standing-good", "circle-check"),
        IntegrationState::Retired => ("", "info"),
        IntegrationState::Withdrawn => ("", "undo-2"),
    };
    let text = words.t(&format!("integration-text-{}", found.state.as_str()));
    let reason = found.reason.as_deref().filter(|reason| !reason.is_empty());
    html! {
        <>
            <div class={classes!("standing", class)} data-testid="integration-standing">
                { small_icon(icon) }
                <div>
                    <p>{ text }</p>
                    if let Some(reason) = reason {
                        <blockquote class="integration-reason" dir="auto" data-testid="integration-reason">{ reason.to_owned() }</blockquote>
                    }
                    if is_held(working) { <p class="line-more" data-testid="integration-held">{ words.t("integration-held") }</p> }
                </div>
            </div>
            { offered(words, shell, found) }
        </>
    }
}

/// Who can install it, with the way to its page in the marketplace; nothing of one that nobody can.
fn offered(words: &Words, shell: &Shell, found: &Integration) -> Html {
    if found.state == IntegrationState::Suspended {
        return Html::default();
    }
    let key = found
        .published
        .map_or("integration-own", |_| "integration-all");
    let to = Route::Listing {
        id: found.id.to_string(),
    };
    html! {
        <p class="note market-note" data-testid="integration-offered">
            { small_icon("info") }
            <span>{ words.t(key) }{ " " }{ link(shell, to.path(), "integration-link", words.t("integration-listing").into()) }</span>
        </p>
    }
}
