//! The manifest of an integration as JSON, to be kept in a repository, and one that is pasted in its place.

use encaixe_api::integration::Integration;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::focus::{use_back, use_form};
use encaixe_ui::hooks::{use_id, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yew::props;

use super::pasted::{Wrong, read};
use super::problems::{listed, problems};
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) integration: Integration,
    /// Nobody changes it now.
    pub(super) is_held: bool,
    /// It is no longer as it is shown.
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Manifest(props: &Props) -> Html {
    let words = use_words();
    let pastes = use_state_eq(|| false);
    let opener = use_back(*pastes);
    let text = serde_json::to_string_pretty(&props.integration.manifest).unwrap_or_default();
    let toggle = {
        let pastes = pastes.clone();
        Callback::from(move |_: MouseEvent| pastes.set(!*pastes))
    };
    let onclose = {
        let pastes = pastes.clone();
        Callback::from(move |()| pastes.set(false))
    };
    html! {
        <section class="section" data-testid="integration-manifest">
            <h2>{ words.t("integration-manifest") }</h2>
            <p class="section-text">{ words.t("integration-manifest-text") }</p>
            <pre class="integration-json" tabindex="0" aria-label={words.t("integration-manifest")} data-testid="integration-json">{ text.clone() }</pre>
            <div class="section-line">
                { part!(use_copy_button, "manifest", props!(encaixe_ui::copy::Props { value: text })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-paste"), icon: "code-xml", disabled: props.is_held, onclick: toggle, node: opener, testid: "integration-paste" })) }
                if props.is_held { <p class="line-more">{ words.t("integration-held") }</p> }
            </div>
            if *pastes {
                <Paste integration={props.integration.clone()} onchanged={props.onchanged.clone()} {onclose} />
            }
        </section>
    }
}

/// Why a manifest was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Refused {
    /// It was not sent.
    Here(Wrong),
    /// The server did not take it.
    There(Failure),
}

#[derive(Properties, PartialEq)]
struct PasteProps {
    integration: Integration,
    onchanged: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Paste(props: &PasteProps) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let text = use_state_eq(String::new);
    let refused = use_state_eq(|| None::<Refused>);
    let node = use_form(*busy);
    let (id, about) = (use_id("paste"), use_id("paste-about"));
    let onsubmit = {
        let (busy, text, refused) = (busy.clone(), text.clone(), refused.clone());
        let (integration, words) = (props.integration.id.clone(), words.clone());
        let (onchanged, onclose) = (props.onchanged.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let manifest = match read(&text) {
                Ok(manifest) => manifest,
                Err(wrong) => return refused.set(Some(Refused::Here(wrong))),
            };
            busy.set(true);
            refused.set(None);
            let (busy, refused, words) = (busy.clone(), refused.clone(), words.clone());
            let (integration, shell) = (integration.clone(), shell.clone());
            let (onchanged, onclose) = (onchanged.clone(), onclose.clone());
            spawn_local(async move {
                match api_client::put_integration(&integration, &manifest).await {
                    Ok(_) => {
                        shell.notice(Kind::Success, words.t("integration-pasted"));
                        busy.set(false);
                        onclose.emit(());
                        onchanged.emit(());
                    }
                    Err(found) if found.status == Some(409) => {
                        // What was typed stays.
                        shell.notice(Kind::Warning, words.t("integration-changed"));
                        busy.set(false);
                        onchanged.emit(());
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        refused.set(Some(Refused::There(found)));
                        busy.set(false);
                    }
                }
            });
        })
    };
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                text.set(area.value());
            }
        })
    };
    let oncancel = props.onclose.reform(|_: MouseEvent| ());
    let is_wrong = refused.is_some();
    html! {
        <form class="form integration-paste" ref={node} {onsubmit} novalidate=true data-testid="integration-paste-form">
            <div class={classes!("field", is_wrong.then_some("has-error"))}>
                <label for={id.clone()}>{ words.t("integration-paste-label") }</label>
                <textarea
                    {id} class="own-text integration-json-text" name="manifest" rows="12" spellcheck="false" dir="ltr"
                    value={(*text).clone()} aria-invalid={is_wrong.then_some("true")} aria-describedby={about.clone()}
                    data-testid="integration-paste-text" {oninput}
                />
                <div id={about} class="field-about">
                    <p class="field-help">{ words.t("integration-paste-help") }</p>
                </div>
            </div>
            if let Some(refused) = &*refused { { why(&words, refused) } }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("cancel"), disabled: *busy, onclick: oncancel, testid: "integration-paste-cancel" })) }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("integration-paste-save"), look: Look::Primary, submit: true, busy: *busy, disabled: text.trim().is_empty(), testid: "integration-paste-save" })) }
            </div>
        </form>
    }
}

fn why(words: &Words, refused: &Refused) -> Html {
    match refused {
        Refused::There(failure) => problems(words, failure),
        Refused::Here(Wrong::Unknown(paths)) => {
            let lines = paths.iter().map(|path| (path, String::new()));
            listed(words.t("integration-paste-unknown"), lines)
        }
        Refused::Here(Wrong::Unread { line, column, why }) => {
            let place = [
                ("line", (*line).into()),
                ("column", (*column).into()),
                ("reason", why.as_str().into()),
            ];
            let why = words.with("integration-paste-unread", place);
            let no_lines: [(&String, String); 0] = [];
            listed(why, no_lines.into_iter())
        }
    }
}
