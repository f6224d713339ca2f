//! Settings > Apps > Upload: the files are looked at as soon as they are chosen, and taken when nothing is wrong.

use std::rc::Rc;

use encaixe_api::app::Problem;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::focus::use_kept;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::props;

use super::head::crumb;
use super::pick::{Picked, Unread, read};
use super::problems::problems;
use crate::api_client;
use crate::route::Route;

/// What may be under way, by the names of the inputs and of the button.
const FOLDER: &str = "folder";
const ZIP: &str = "zip";
const FILES: &str = "files";
const SEND: &str = "send";

/// What was found in the files.
#[derive(Debug, Clone, Default, PartialEq)]
struct Found {
    problems: Rc<[Problem]>,
    /// Why they could not be read or sent.
    failure: Option<String>,
    /// They were looked at.
    is_checked: bool,
}

impl Found {
    fn said(text: String) -> Self {
        Self {
            failure: Some(text),
            ..Self::default()
        }
    }

    fn of(problems: Vec<Problem>) -> Self {
        Self {
            problems: problems.into(),
            failure: None,
            is_checked: true,
        }
    }

    fn is_good(&self) -> bool {
        let is_error = |one: &Problem| one.severity == encaixe_api::app::Severity::Error;
        self.is_checked && !self.problems.iter().any(is_error)
    }
}

#[component]
pub(super) fn UploadApp() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let picked = use_state_eq(|| None::<Picked>);
    let found = use_state_eq(Found::default);
    // What began what is on its way: it has the keyboard again afterwards.
    let busy = use_state_eq(|| None::<String>);
    let is_by = |name: &str| busy.as_deref() == Some(name);
    let folder = use_kept(is_by(FOLDER));
    let zip = use_kept(is_by(ZIP));
    let files = use_kept(is_by(FILES));
    let send = use_kept(is_by(SEND));
    let told = {
        let words = words.clone();
        move |failure: &Failure| match &*failure.error.problems {
            [] => Found::said(failure::reason(&words, failure)),
            all => Found::of(all.to_vec()),
        }
    };
    let choose = {
        let (picked, found, busy) = (picked.clone(), found.clone(), busy.clone());
        let (words, shell, told) = (words.clone(), shell.clone(), told.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let Some(list) = input.files().filter(|list| list.length() > 0) else {
                return;
            };
            let (picked, found, busy) = (picked.clone(), found.clone(), busy.clone());
            let (words, shell, told) = (words.clone(), shell.clone(), told.clone());
            busy.set(Some(input.name()));
            picked.set(None);
            found.set(Found::default());
            spawn_local(async move {
                match read(words, list).await {
                    Err(Unread::Said(text)) => found.set(Found::said(text)),
                    Err(Unread::Problem(problem)) => found.set(Found::of(vec![*problem])),
                    Ok(chosen) => {
                        match api_client::check_app(&chosen.files).await {
                            Ok(all) => found.set(Found::of(all)),
                            Err(failure) => {
                                shell.signed_out(&failure);
                                found.set(told(&failure));
                            }
                        }
                        picked.set(Some(chosen));
                    }
                }
                // The same files can be chosen again, once they were mended.
                input.set_value("");
                busy.set(None);
            });
        })
    };
    let upload = {
        let (picked, found, busy) = (picked.clone(), found.clone(), busy.clone());
        let (words, shell) = (words.clone(), shell.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(chosen) = (*picked).clone() else {
                return;
            };
            let (found, busy, words) = (found.clone(), busy.clone(), words.clone());
            let (shell, told) = (shell.clone(), told.clone());
            busy.set(Some(SEND.to_owned()));
            spawn_local(async move {
                match api_client::upload_app(&chosen.files).await {
                    Ok(app) => {
                        shell.notice(Kind::Success, words.t("app-uploaded"));
                        let id = app.app_id;
                        shell.replace(Route::App { id }.path());
                    }
                    Err(failure) => {
                        shell.signed_out(&failure);
                        found.set(told(&failure));
                        busy.set(None);
                    }
                }
            });
        })
    };
    let input = |node: NodeRef, key: &str, name: &'static str, accept: &'static str| {
        let (is_folder, is_busy) = (name == FOLDER, is_by(name));
        let icon = match name {
            _ if is_busy => "loader-circle",
            FOLDER => "file",
            _ => "plus",
        };
        html! {
            <label class={classes!("button", "button-plain", "picture-file", is_busy.then_some("is-busy"))}>
                { small_icon(icon) }{ words.t(key) }
                <input ref={node} type="file" {name} {accept} multiple={name != ZIP} webkitdirectory={is_folder} disabled={busy.is_some()} onchange={choose.clone()} />
            </label>
        }
    };
    html! {
        <>
            <header class="settings-head">
                <div>
                    { crumb(&shell, &Route::Apps, words.t("apps")) }
                    <h1>{ words.t("app-upload") }</h1>
                    <p>{ words.t("app-upload-text") }</p>
                </div>
            </header>
            <section class="section" aria-busy={busy.as_ref().map(|_| "true")}>
                <h2>{ words.t("app-pick") }</h2>
                <div class="app-pick">
                    { input(folder, "app-pick-folder", FOLDER, "") }
                    { input(zip, "app-pick-zip", ZIP, ".zip,application/zip") }
                    { input(files, "app-pick-files", FILES, ".json,.js") }
                </div>
                <p class="field-help">{ words.t("app-pick-help") }{ " " }<a href="/app-descriptor.schema.json" target="_blank">{ words.t("app-schema") }</a></p>
                <div role="status" data-testid="app-found">
                    if let Some(chosen) = &*picked { <p class="app-picked">{ small_icon("file") }<strong>{ chosen.name.clone() }</strong></p> }
                    if found.is_good() {
                        <p class="section-text">{ words.t(if found.problems.is_empty() { "app-good" } else { "app-good-warnings" }) }</p>
                    } else if found.is_checked {
                        <p class="section-text">{ words.t("app-bad") }</p>
                    }
                </div>
                if let Some(text) = &found.failure {
                    <p class="form-error" role="alert">{ small_icon("circle-alert") }{ text.clone() }</p>
                }
                <div class="form-buttons">
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("app-upload-now"), look: Look::Primary, busy: is_by(SEND), disabled: busy.is_some() || picked.is_none() || !found.is_good(), onclick: upload, testid: "app-upload", node: send })) }
                </div>
            </section>
            { problems(&words, &found.problems) }
        </>
    }
}
