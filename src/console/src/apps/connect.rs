//! Settings > Apps > one app > Connect: the form, tried before it is saved.

use std::rc::Rc;

use encaixe_api::app::{App, NewConnection, PingKind, PingResult};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::{Answer, Failure};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_id, use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::select::use_select_part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::confirm::confirm;
use super::draft::{CONFIRMED, Draft, NAME, mistakes_of};
use super::form::{ByField, fields, general, use_mistakes};
use super::head::{below, failed, loading};
use super::outcome::outcome;
use super::trial;
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn Connect(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let app = use_resource(props.id.clone(), Topic::Nothing, |id| {
        let id = id.clone();
        async move { api_client::app(&id).await }
    });
    match &**app.value {
        Remote::Loading => loading(),
        Remote::Failed(failure) => failed(&words, &shell, "app", failure, app.retry()),
        Remote::Ready(found) => {
            let title = words.with("connection-new", [("app", found.name.as_str().into())]);
            html! {
                <>
                    { below(&shell, found, title, words.t("connection-new-text")) }
                    <section class="section"><Form app={found.clone()} /></section>
                </>
            }
        }
    }
}

/// Whether a person has to agree on the app's page.
fn needs_person(app: &App) -> bool {
    app.client
        .as_ref()
        .is_some_and(|client| client.needs_person)
}

/// Tries what was filled in; gives what was found. Where a person has to agree it gives nothing: the browser is on its way to the app's
/// page then, and what was found is told when the reader comes back.
async fn attempt(app: &App, new: NewConnection) -> Answer<Option<PingResult>> {
    if needs_person(app) {
        trial::begin(app, new).await?;
        return Ok(None);
    }
    let found = api_client::try_connection(&app.app_id, &new).await?;
    Ok(Some(found))
}

#[derive(Properties, PartialEq)]
struct FormProps {
    app: App,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let app = &props.app;
    let draft = use_state_eq(|| Draft::new(app));
    let mistakes = use_state_eq(ByField::new);
    let (busy, trying) = (use_state_eq(|| false), use_state_eq(|| false));
    let refused = use_state_eq(|| None::<Failure>);
    let tried = use_state_eq(|| None::<PingResult>);
    let (save, test) = (focus::use_kept(*busy), focus::use_kept(*trying));
    let mistaken = use_state_eq(|| 0_u32);
    let (form, environment_id) = (use_mistakes(*mistaken), use_id("environment"));
    let needs_person = needs_person(app);
    let refuse = {
        let (mistakes, mistaken) = (mistakes.clone(), mistaken.clone());
        move |found: ByField| {
            mistakes.set(found);
            mistaken.set(*mistaken + 1);
        }
    };
    // What was tried says nothing of what is filled in since.
    let changes = use_mut_ref(|| 0_u32);
    let change = {
        let (draft, mistakes, tried) = (draft.clone(), mistakes.clone(), tried.clone());
        let changes = Rc::clone(&changes);
        move |mends: &str, change: &dyn Fn(&mut Draft)| {
            let (mut new, mut left) = ((*draft).clone(), (*mistakes).clone());
            change(&mut new);
            left.remove(mends);
            *changes.borrow_mut() += 1;
            draft.set(new);
            mistakes.set(left);
            tried.set(None);
        }
    };
    let oninput = {
        let change = change.clone();
        Callback::from(move |(name, value): (String, String)| {
            change(&name, &|draft| {
                draft.values.insert(name.clone(), value.clone());
            });
        })
    };
    let rename = {
        let change = change.clone();
        Callback::from(move |name: String| change(NAME, &|draft| draft.name.clone_from(&name)))
    };
    let choose = {
        let change = change.clone();
        Callback::from(move |key: String| change("", &|draft| draft.environment.clone_from(&key)))
    };
    let onconfirm = Callback::from(move |host: Option<String>| {
        change(CONFIRMED, &|draft| draft.confirmed.clone_from(&host));
    });
    // What is filled in; none where something is wrong with it, which is told.
    let request = {
        let (draft, refuse, refused) = (draft.clone(), refuse.clone(), refused.clone());
        let (words, app) = (words.clone(), app.clone());
        move || {
            refused.set(None);
            let wrong = draft.mistakes(&words, &app);
            if wrong.is_empty() {
                return Some(draft.request(&app));
            }
            refuse(wrong);
            None
        }
    };
    let told = {
        let (refused, words, shell) = (refused.clone(), words.clone(), shell.clone());
        move |failure: Failure| {
            shell.signed_out(&failure);
            let found = mistakes_of(&words, &failure);
            if found.is_empty() {
                refused.set(Some(failure));
            } else {
                refuse(found);
            }
        }
    };
    let onsubmit = {
        let (busy, shell, words, app) = (busy.clone(), shell.clone(), words.clone(), app.clone());
        let (request, told) = (request.clone(), told.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(new) = request() else { return };
            busy.set(true);
            let (shell, words, app) = (shell.clone(), words.clone(), app.clone());
            let (busy, told) = (busy.clone(), told.clone());
            spawn_local(async move {
                match api_client::connect(&app.app_id, &new).await {
                    Ok(made) => {
                        shell.notice(Kind::Success, words.t("connection-saved"));
                        let connection = made.id.to_string();
                        let id = app.app_id;
                        shell.replace(Route::Connection { id, connection }.path());
                    }
                    Err(failure) => {
                        told(failure);
                        busy.set(false);
                    }
                }
            });
        })
    };
    let try_it = {
        let (trying, tried, app) = (trying.clone(), tried.clone(), app.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(new) = request() else { return };
            trying.set(true);
            tried.set(None);
            let (trying, tried, app) = (trying.clone(), tried.clone(), app.clone());
            let told = told.clone();
            let (changes, begun) = (Rc::clone(&changes), *changes.borrow());
            spawn_local(async move {
                match attempt(&app, new).await {
                    // The browser is on its way.
                    Ok(None) => return,
                    Ok(result) => tried.set(result.filter(|_| *changes.borrow() == begun)),
                    Err(failure) => told(failure),
                }
                trying.set(false);
            });
        })
    };
    let options = app.environments.iter().map(|one| {
        let label = if one.default {
            words.with(
                "environment-default",
                [("label", one.label.as_str().into())],
            )
        } else {
            one.label.clone()
        };
        (one.key.clone().into(), label.into())
    });
    let uri = app
        .environments
        .iter()
        .find(|one| one.key == draft.environment);
    let mistake = |name: &str| mistakes.get(name).cloned().map(AttrValue::from);
    html! {
        <form class="form" ref={form} {onsubmit} novalidate=true>
            { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("connection-name"), name: "name", value: draft.name.clone(), help: words.t("connection-name-help"), error: mistake(NAME), oninput: rename })) }
            <div class="field">
                <label id={environment_id.clone()}>{ words.t("connection-environment") }</label>
                { part!(use_select_part, "environment", props!(encaixe_ui::select::Props { class: "select", name: "environment", label: words.t("connection-environment"), value: draft.environment.clone(), options: options.collect::<Vec<_>>(), onchange: choose })) }
                if let Some(found) = uri { <p class="field-help"><code>{ found.uri.as_str() }</code></p> }
            </div>
            { fields(&words, app, &draft.values, &mistakes, false, &oninput) }
            { for draft.host(app).map(|host| confirm(&words, host, draft.confirmed.as_ref(), mistakes.get(CONFIRMED), &onconfirm)) }
            if needs_person { <p class="note">{ small_icon("info") }<span>{ words.with("connection-oauth", [("app", app.name.as_str().into())]) }</span></p> }
            if let Some(failure) = &*refused {
                <p class="form-error" role="alert">{ small_icon("circle-alert") }{ general(&words, failure) }</p>
            }
            <div role="status">
                if let Some(result) = &*tried { { outcome(&words, result) } }
            </div>
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("connection-save"), look: Look::Primary, submit: true, busy: *busy, disabled: *trying, testid: "connection-save", node: save })) }
                if app.ping != PingKind::None {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("connection-try"), icon: "send", busy: *trying, disabled: *busy, onclick: try_it, testid: "connection-try", node: test })) }
                }
            </div>
            if needs_person && app.ping != PingKind::None {
                <p class="field-help">{ words.with("connection-try-oauth", [("app", app.name.as_str().into())]) }</p>
            }
        </form>
    }
}
