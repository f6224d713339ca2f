//! The end of an integration that was never published: deleted, once its name was typed.

use encaixe_api::id::IntegrationId;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::field::use_field_part;
use encaixe_ui::hooks::{use_shared, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::shell::{Request, Shared};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::confirm::Confirm;
use super::problems::problems;
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: IntegrationId,
    pub(super) name: AttrValue,
    /// It is no longer as it is shown.
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Danger(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let is_admin = use_shared(Shared::is_admin);
    let (asks, busy) = (use_state_eq(|| false), use_state_eq(|| false));
    let typed = use_state_eq(String::new);
    let failure = use_state_eq(|| None::<Failure>);
    let ask = {
        let (asks, typed, failure) = (asks.clone(), typed.clone(), failure.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            failure.set(None);
            asks.set(true);
        })
    };
    let is_held = typed.trim() != props.name.trim();
    let onanswer = {
        let (asks, busy, failure) = (asks.clone(), busy.clone(), failure.clone());
        let (id, onchanged, words) = (props.id.clone(), props.onchanged.clone(), words.clone());
        let has_frames = *is_admin;
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            if is_held || *busy {
                return;
            }
            busy.set(true);
            failure.set(None);
            let (shell, id, words) = (shell.clone(), id.clone(), words.clone());
            let (asks, busy, failure) = (asks.clone(), busy.clone(), failure.clone());
            let onchanged = onchanged.clone();
            spawn_local(async move {
                match api_client::remove_integration(&id).await {
                    Ok(()) => {
                        shell.notice(Kind::Success, words.t("integration-deleted"));
                        if has_frames {
                            shell.ask(Request::Frames);
                        }
                        shell.replace(Route::Integrations.path());
                    }
                    Err(found) if found.status == Some(409) => {
                        shell.notice(Kind::Warning, words.t("integration-changed"));
                        busy.set(false);
                        asks.set(false);
                        onchanged.emit(());
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        busy.set(false);
                        failure.set(Some(found));
                    }
                }
            });
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |value: String| typed.set(value))
    };
    let name = || [("name", props.name.as_str().into())];
    html! {
        <section class="section section-danger">
            <h2>{ words.t("danger") }</h2>
            <div class="section-line">
                <p class="section-text">{ words.t("integration-delete-text") }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-delete"), icon: "trash-2", look: Look::Danger, onclick: ask, testid: "integration-delete" })) }
            </div>
            if *asks {
                <Confirm
                    title={words.with("integration-delete-title", name())} text={words.t("integration-delete-text")}
                    ok={words.t("integration-delete")} is_danger=true {is_held} busy={*busy} {onanswer}
                >
                    <div class="integration-asked">
                        { part!(use_field_part, "typed", props!(encaixe_ui::field::Props { label: words.with("integration-delete-type", name()), name: "typed", value: (*typed).clone(), oninput })) }
                        if let Some(failure) = &*failure { { problems(&words, failure) } }
                    </div>
                </Confirm>
            }
        </section>
    }
}
