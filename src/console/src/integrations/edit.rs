//! What is written of an integration, to be changed. What was submitted stays as it is: a change begins the next version.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Integration, IntegrationState};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::form::{Draft, IntegrationForm, Sending};
use crate::api_client;
use crate::marketplace::parts::{crumb, failed, loading};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: String,
}

#[component]
pub(super) fn EditIntegration(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let id = IntegrationId::new(props.id.as_str());
    let integration = use_resource(id.clone(), Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::integration(&id).await }
    });
    // A form in which somebody may have typed is not taken away again.
    let was_open = use_mut_ref(|| false);
    let page = Route::Integration {
        id: props.id.clone(),
    };
    let onsend = {
        let (shell, words, to) = (shell.clone(), words.clone(), page.path());
        Callback::from(move |sending: Sending| {
            let (shell, words) = (shell.clone(), words.clone());
            let (id, to) = (id.clone(), to.clone());
            spawn_local(async move {
                match api_client::put_integration(&id, &sending.manifest).await {
                    Ok(_) => {
                        shell.notice(Kind::Success, words.t("saved"));
                        shell.replace(to);
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        sending.onrefused.emit(failure);
                    }
                }
            });
        })
    };
    let found = match &**integration.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            let what = (
                "integration-form",
                "integration-form-list",
                &Route::Integrations,
            );
            return failed(&words, &shell, what, failure, integration.retry());
        }
        Remote::Ready(found) => found,
    };
    let is_waiting = waits(found.state);
    if !is_waiting {
        was_open.replace(true);
    }
    let is_shown = *was_open.borrow();
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &page, found.manifest.name.clone()) }
                    <h1>{ words.t("integration-form-edit") }</h1>
                </div>
            </header>
            <section class="section">
                if is_waiting {
                    <p class="note" role="status" data-testid="integration-waits">
                        { small_icon("info") }
                        <span>{ words.t("integration-form-waits") }{ " " }{ link(&shell, page.path(), "", words.t("integration-form-waits-go").into()) }</span>
                    </p>
                } else if let Some(text) = standing(&words, found) {
                    <p class="note" data-testid="integration-version">{ small_icon("info") }<span>{ text }</span></p>
                }
                if is_shown {
                    <IntegrationForm initial={Draft::of(found)} is_locked={is_waiting} {onsend} />
                }
            </section>
        </>
    }
}

/// Whether it is with the moderators, who look at what does not change meanwhile.
const fn waits(state: IntegrationState) -> bool {
    matches!(
        state,
        IntegrationState::Submitted | IntegrationState::InReview
    )
}

/// Which version a change is written into, and what goes on meanwhile; none for the first one, which is only written yet.
fn standing(words: &Words, one: &Integration) -> Option<String> {
    // As they are: numbers would get separators.
    let now = one.version.to_string();
    let next = (one.version + 1).to_string();
    let published = one.published.map(|version| version.to_string());
    let begins = match one.state {
        IntegrationState::Draft | IntegrationState::Submitted | IntegrationState::InReview => false,
        IntegrationState::ChangesRequested
        | IntegrationState::Rejected
        | IntegrationState::Approved
        | IntegrationState::Published
        | IntegrationState::Retired
        | IntegrationState::Withdrawn => true,
        // How far its version is, is not said then; what was published is never changed.
        IntegrationState::Suspended => one.published == Some(one.version),
    };
    Some(match (begins, published) {
        (true, Some(published)) => words.with(
            "integration-form-next-published",
            [("next", next.into()), ("published", published.into())],
        ),
        (true, None) => words.with(
            "integration-form-next",
            [("next", next.into()), ("now", now.into())],
        ),
        (false, Some(published)) => words.with(
            "integration-form-draft-published",
            [("now", now.into()), ("published", published.into())],
        ),
        (false, None) => return None,
    })
}

#[cfg(test)]
mod tests {
    use encaixe_api::integration::IntegrationState;

    use super::waits;

    #[test]
    fn what_is_with_the_moderators_is_not_changed() {
        let waiting: Vec<_> = (IntegrationState::ALL.iter().copied())
            .filter(|state| waits(*state))
            .collect();
        let expected = [IntegrationState::Submitted, IntegrationState::InReview];
        assert_eq!(waiting, expected);
    }
}
