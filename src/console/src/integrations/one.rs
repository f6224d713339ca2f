//! One integration of the company: how it stands and what comes next, what is written of it, its secrets, what happened, its end.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Transition, Version};
use encaixe_ui::empty::use_trouble;
use encaixe_ui::hooks::{Resource, use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use yew::prelude::*;
use yew::props;

use super::danger::Danger;
use super::facts::facts;
use super::head::{head, is_held, standing};
use super::history::{history, versions};
use super::manifest::Manifest;
use super::secrets::Secrets;
use super::working::working;
use crate::api_client;
use crate::marketplace::parts::{failed, loading};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn IntegrationPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let id = IntegrationId::new(props.id.as_str());
    let integration = use_resource(id.clone(), Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::integration(&id).await }
    });
    let taken = use_resource(id.clone(), Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::integration_history(&id).await }
    });
    let submitted = use_resource(id, Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::integration_versions(&id).await }
    });
    let onchanged = {
        let again = [
            integration.again.clone(),
            taken.again.clone(),
            submitted.again.clone(),
        ];
        Callback::from(move |()| again.iter().for_each(|again| again.emit(())))
    };
    let found = match &**integration.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            let what = ("integration", "integrations", &Route::Integrations);
            return failed(&words, &shell, what, failure, integration.retry());
        }
        Remote::Ready(found) => found,
    };
    let steps = taken.value.ready().map(Vec::as_slice).unwrap_or_default();
    let is_known = !matches!(&**taken.value, Remote::Loading);
    let now = working(found, steps);
    html! {
        <>
            { head(&words, &shell, found, (now, is_known), &onchanged) }
            { standing(&words, &shell, found, now) }
            { facts(&words, found) }
            <Secrets integration={found.clone()} onchanged={onchanged.clone()} />
            <section class="section" data-testid="integration-happened">
                <h2>{ words.t("integration-history") }</h2>
                { came(&taken, |items: &Vec<Transition>| history(&words, items)) }
            </section>
            <section class="section" data-testid="integration-versions">
                <h2>{ words.t("integration-versions") }</h2>
                <p class="section-text">{ words.t("integration-versions-text") }</p>
                { came(&submitted, |items: &Vec<Version>| versions(&words, items, found.published)) }
            </section>
            <Manifest integration={found.clone()} is_held={is_held(now)} onchanged={onchanged.clone()} />
            if found.published.is_none() {
                <Danger id={found.id.clone()} name={found.manifest.name.clone()} {onchanged} />
            }
        </>
    }
}

/// What came, or that it is still to come or did not.
fn came<T: 'static>(resource: &Resource<T>, shown: impl FnOnce(&T) -> Html) -> Html {
    match &**resource.value {
        Remote::Loading => html! { <span class="skeleton skeleton-text" aria-hidden="true" /> },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: resource.retry() })) } }
        }
        Remote::Ready(found) => shown(found),
    }
}
