//! One endpoint's settings: its form, its secret, its end.

use encaixe_api::id::EndpointId;
use encaixe_api::webhook::Endpoint;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::danger::Danger;
use super::form::{Draft, EndpointForm};
use super::head::{Head, failed, loading};
use super::secret::EndpointSecrets;
use super::switch::Switch;
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) id: AttrValue,
}

#[component]
pub(crate) fn WebhookSettings(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let id = EndpointId::new(props.id.as_str());
    let endpoint = use_resource(id.clone(), Topic::Webhooks, |id| {
        let id = id.clone();
        async move { api_client::endpoint(&id).await }
    });
    match &**endpoint.value {
        Remote::Loading => loading(),
        Remote::Failed(failure) => failed(
            &words,
            &shell,
            ("webhook", &Route::Webhooks),
            failure,
            endpoint.retry(),
        ),
        Remote::Ready(found) => html! {
            <>
                <Head endpoint={found.clone()} is_settings=true>
                    <Switch endpoint={found.clone()} onchanged={endpoint.again.clone()} />
                </Head>
                <Edit endpoint={found.clone()} onchanged={endpoint.again.clone()} />
                <EndpointSecrets {id} />
                <Danger endpoint={found.clone()} />
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct EditProps {
    endpoint: Endpoint,
    onchanged: Callback<()>,
}

#[component]
fn Edit(props: &EditProps) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let is_unfound = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let initial = Draft::of(&props.endpoint);
    let onsubmit = {
        let (busy, failure, words) = (busy.clone(), failure.clone(), words.clone());
        let (id, onchanged) = (props.endpoint.id.clone(), props.onchanged.clone());
        let (known, is_unfound) = (initial.clone(), is_unfound.clone());
        Callback::from(move |draft: Draft| {
            busy.set(true);
            failure.set(None);
            let patch = draft.into_patch(&known);
            let (shell, id, onchanged) = (shell.clone(), id.clone(), onchanged.clone());
            let (busy, failure, is_unfound) = (busy.clone(), failure.clone(), is_unfound.clone());
            let saved = words.t("saved");
            spawn_local(async move {
                match api_client::change_endpoint(&id, &patch).await {
                    Ok(changed) => {
                        is_unfound.set(changed.warning.is_some());
                        shell.notice(Kind::Success, saved);
                        onchanged.emit(());
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    html! {
        <section class="section">
            <h2 class="hidden-text">{ words.t("webhook-settings") }</h2>
            <EndpointForm {initial} busy={*busy} is_unfound={*is_unfound} failure={(*failure).clone()} {onsubmit} />
        </section>
    }
}
