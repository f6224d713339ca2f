//! Settings > Apps > Upload: the files are looked at as soon as they are chosen, and taken when nothing is wrong.

use std::rc::Rc;

use encaixe_api::app::Problem;
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
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
    let busy = use_state_eq(|| false);
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
            busy.set(true);
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
                busy.set(false);
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
            busy.set(true);
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
                        busy.set(false);
                    }
                }
            });
        })
    };
    let input = |key: &str,
                 name: &'static str,
                 accept: &'static str,
                 folder: bool,
                 several: bool| {
        html! {
            <label class="button button-plain picture-file">
                { small_icon(if folder { "file" } else { "plus" }) }{ words.t(key) }
                <input type="file" {name} {accept} multiple={several} webkitdirectory={folder} disabled={*busy} onchange={choose.clone()} />
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
            <section class="section" aria-busy={busy.then_some("true")}>
                <h2>{ words.t("app-pick") }</h2>
                <div class="app-pick">
                    { input("app-pick-folder", "folder", "", true, true) }
                    { input("app-pick-zip", "zip", ".zip,application/zip", false, false) }
                    { input("app-pick-files", "files", ".json,.js", false, true) }
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
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("app-upload-now"), look: Look::Primary, busy: *busy, disabled: picked.is_none() || !found.is_good(), onclick: upload, testid: "app-upload" })) }
                </div>
            </section>
            { problems(&words, &found.problems) }
        </>
    }
}
