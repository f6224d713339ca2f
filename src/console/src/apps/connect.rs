//! Settings > Apps > one app > Connect: the form, tried before it is saved.

use encaixe_api::app::{App, AuthenticationKind, NewConnection, PingKind, PingResult};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_id, use_resource, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::select::use_select_part;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yew::props;

use super::form::{ByField, check, fields, host, of_failure, typed_field};
use super::head::{below, failed, loading};
use super::outcome::outcome;
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

/// What the form holds.
#[derive(Debug, Clone, Default, PartialEq)]
struct Draft {
    name: String,
    environment: String,
    values: ByField,
    /// The host that was confirmed.
    confirmed: Option<String>,
}

impl Draft {
    fn new(app: &App) -> Self {
        let default = app.environments.iter().find(|one| one.default);
        Self {
            name: app.name.clone(),
            environment: default.map(|one| one.key.clone()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The host that the reader typed, in an app that runs anywhere.
    fn host(&self, app: &App) -> Option<String> {
        host(self.values.get(typed_field(app)?)?)
    }

    fn request(&self, app: &App) -> NewConnection {
        let host = self.host(app);
        NewConnection {
            name: self.name.trim().to_owned(),
            environment: Some(self.environment.clone()),
            fields: self.values.clone(),
            confirmed_host: self.confirmed.clone().filter(|_| self.confirmed == host),
        }
    }
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
    let (form, environment_id) = (use_node_ref(), use_id("environment"));
    let is_oauth = app.authentication == AuthenticationKind::OAuth2;
    {
        let form = form.clone();
        use_effect_with((*mistakes).clone(), move |mistakes| {
            if !mistakes.is_empty() {
                focus::to_first(&form, "[aria-invalid]");
            }
        });
    }
    let oninput = {
        let (draft, mistakes, tried) = (draft.clone(), mistakes.clone(), tried.clone());
        Callback::from(move |(name, value): (String, String)| {
            let (mut new, mut left) = ((*draft).clone(), (*mistakes).clone());
            left.remove(&name);
            if name == "name" {
                new.name = value;
            } else if name == "environment" {
                new.environment = value;
            } else {
                new.values.insert(name, value);
            }
            draft.set(new);
            mistakes.set(left);
            tried.set(None);
        })
    };
    let found = {
        let (draft, words, app) = (draft.clone(), words.clone(), app.clone());
        move || {
            let mut found = check(&words, &app, &draft.values, false);
            if draft.name.trim().is_empty() {
                found.insert("name".to_owned(), words.t("connection-name-empty"));
            }
            let host = draft.host(&app);
            if typed_field(&app).is_some() && (host.is_none() || draft.confirmed != host) {
                found.insert(
                    "confirmed".to_owned(),
                    words.t("connection-confirm-missing"),
                );
            }
            found
        }
    };
    let told = {
        let (mistakes, refused, words) = (mistakes.clone(), refused.clone(), words.clone());
        let shell = shell.clone();
        move |failure: Failure| {
            shell.signed_out(&failure);
            let mut found = of_failure(&words, &failure);
            if let Some((_, message)) = failure.field("name") {
                found.insert("name".to_owned(), message.to_owned());
            }
            let is_general = found.is_empty();
            mistakes.set(found);
            refused.set(Some(failure).filter(|_| is_general));
        }
    };
    let onsubmit = {
        let (draft, mistakes, refused) = (draft.clone(), mistakes.clone(), refused.clone());
        let (busy, shell, words, app) = (busy.clone(), shell.clone(), words.clone(), app.clone());
        let (found, told) = (found.clone(), told.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let wrong = found();
            refused.set(None);
            if !wrong.is_empty() {
                return mistakes.set(wrong);
            }
            busy.set(true);
            let (shell, words, app) = (shell.clone(), words.clone(), app.clone());
            let (busy, told, new) = (busy.clone(), told.clone(), draft.request(&app));
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
        let (draft, mistakes, refused) = (draft.clone(), mistakes.clone(), refused.clone());
        let (trying, tried, app) = (trying.clone(), tried.clone(), app.clone());
        Callback::from(move |_: MouseEvent| {
            let wrong = found();
            refused.set(None);
            if !wrong.is_empty() {
                return mistakes.set(wrong);
            }
            trying.set(true);
            tried.set(None);
            let (trying, tried, app) = (trying.clone(), tried.clone(), app.clone());
            let (told, new) = (told.clone(), draft.request(&app));
            spawn_local(async move {
                match api_client::try_connection(&app.app_id, &new).await {
                    Ok(result) => tried.set(Some(result)),
                    Err(failure) => told(failure),
                }
                trying.set(false);
            });
        })
    };
    let one = |name: &'static str| oninput.reform(move |value: String| (name.to_owned(), value));
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
            { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("connection-name"), name: "name", value: draft.name.clone(), help: words.t("connection-name-help"), error: mistake("name"), oninput: one("name") })) }
            <div class="field">
                <label id={environment_id.clone()}>{ words.t("connection-environment") }</label>
                { part!(use_select_part, "environment", props!(encaixe_ui::select::Props { class: "select", name: "environment", label: words.t("connection-environment"), value: draft.environment.clone(), options: options.collect::<Vec<_>>(), onchange: one("environment") })) }
                if let Some(found) = uri { <p class="field-help"><code>{ found.uri.clone() }</code></p> }
            </div>
            { fields(&words, app, &draft.values, &mistakes, false, &oninput) }
            { confirm(&words, app, &draft, mistakes.get("confirmed")) }
            if is_oauth { <p class="note">{ small_icon("info") }<span>{ words.with("connection-oauth", [("app", app.name.as_str().into())]) }</span></p> }
            if let Some(failure) = &*refused {
                <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
            }
            <div role="status">
                if let Some(result) = &*tried { { outcome(&words, result) } }
            </div>
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("connection-save"), look: Look::Primary, submit: true, busy: *busy, testid: "connection-save" })) }
                if !is_oauth && app.ping != PingKind::None {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("connection-try"), icon: "send", busy: *trying, onclick: try_it, testid: "connection-try" })) }
                }
            </div>
        </form>
    }
}

/// In an app that runs anywhere: where calls will go, which the reader has to confirm.
fn confirm(
    words: &encaixe_ui::i18n::Words,
    app: &App,
    draft: &UseStateHandle<Draft>,
    mistake: Option<&String>,
) -> Html {
    let Some(host) = draft.host(app) else {
        return Html::default();
    };
    let is_confirmed = draft.confirmed.as_ref() == Some(&host);
    let onchange = {
        let (draft, host) = (draft.clone(), host.clone());
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let mut new = (*draft).clone();
                new.confirmed = input.checked().then(|| host.clone());
                draft.set(new);
            }
        })
    };
    html! {
        <div class={classes!("field", mistake.is_some().then_some("has-error"))}>
            <label class="app-confirm">
                <input type="checkbox" name="confirmedHost" checked={is_confirmed} aria-invalid={mistake.is_some().then_some("true")} {onchange} />
                <span>{ words.with("connection-confirm", [("host", host.as_str().into())]) }</span>
            </label>
            if let Some(mistake) = mistake { <p class="field-error">{ small_icon("circle-alert") }{ mistake.clone() }</p> }
        </div>
    }
}
