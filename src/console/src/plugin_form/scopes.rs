//! What a plugin may see and do, as a list to be ticked, with when it last used each.

use encaixe_api::plugin::Plugin;
use encaixe_protocol::scope::{AnyScope, Grants, Scope};
use encaixe_ui::field::use_switch;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::time;
use js_sys::Date;
use yew::prelude::*;
use yew::props;

use crate::app_scopes::{self, Apps, box_id, toggled, use_apps};

/// After how long without a use a scope can likely be taken away, in milliseconds.
const IDLE_MS: f64 = 30.0 * 24.0 * 3_600_000.0;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scopes: Grants,
    /// The registered plugin, with the uses of its scopes.
    pub(super) plugin: Option<Plugin>,
    pub(super) onchange: Callback<Grants>,
}

/// Everything that the form proposes: each scope for itself, so that one can be taken away. Apps are chosen one by one.
pub(crate) fn proposed() -> Grants {
    named().collect()
}

fn named() -> impl Iterator<Item = AnyScope> {
    Scope::EACH.iter().copied().map(AnyScope::Named)
}

#[component]
pub(super) fn ScopeList(props: &Props) -> Html {
    let words = use_words();
    let apps = use_apps();
    let all = {
        let change = props.onchange.clone();
        Callback::from(move |on: bool| change.emit(if on { Grants::ALL } else { proposed() }))
    };
    let scopes = named().chain(app_scopes::listed(&apps, &props.scopes));
    let rows = scopes.map(|scope| row(&words, &apps, props, scope));
    html! {
        <fieldset class="scopes">
            <legend class="label">{ words.t("scopes") }</legend>
            <p class="field-help">{ words.t("scopes-help") }</p>
            { part!(use_switch, "scope-all", props!(encaixe_ui::field::SwitchProps { label: words.t("scope-all"), name: "scope-all", on: props.scopes == Grants::ALL, help: words.t("scope-all-help"), onchange: all })) }
            <ul class="scope-list">{ for rows }</ul>
        </fieldset>
    }
}

/// One scope, with its box.
fn row(words: &Words, apps: &Apps, props: &Props, scope: AnyScope) -> Html {
    let id = box_id(&scope);
    let use_id = format!("{id}-use");
    let plugin = props.plugin.as_ref();
    let last = plugin.filter(|plugin| plugin.scopes.has(&scope));
    let label = sentence(words, apps, &scope);
    let marks = html! { <>{ mark(words, &scope) }{ app_scopes::gone(words, apps, &scope) }</> };
    let last_use = last.map(|plugin| last_use(words, plugin, &scope));
    let name = scope.as_str().to_owned();
    let checked = props.scopes.has(&scope);
    let onchange = {
        let (scopes, change) = (props.scopes.clone(), props.onchange.clone());
        Callback::from(move |_: Event| change.emit(toggled(&scopes, &scope)))
    };
    html! {
        <li key={id.clone()} class="scope">
            <input
                id={id.clone()}
                type="checkbox"
                name="scopes"
                value={name}
                {checked}
                disabled={props.scopes == Grants::ALL}
                aria-describedby={last.map(|_| use_id.clone())}
                {onchange}
            />
            <div>
                <label for={id}>{ label }{ marks }</label>
                if let Some(last_use) = last_use {
                    <p id={use_id} class="field-help">{ last_use }</p>
                }
            </div>
        </li>
    }
}

/// What a scope allows, in a sentence.
pub(crate) fn sentence(words: &Words, apps: &Apps, scope: &AnyScope) -> String {
    if *scope == Scope::All {
        return words.t("scope-all");
    }
    app_scopes::sentence(words, apps, scope)
        .or_else(|| words.find(&box_id(scope)))
        .unwrap_or_default()
}

/// That a scope changes what the team works with, or replaces it.
pub(crate) fn mark(words: &Words, scope: &AnyScope) -> Html {
    let AnyScope::Named(scope) = scope else {
        return Html::default();
    };
    match scope {
        Scope::NotesWrite => {
            html! { <span class="badge">{ words.t("scope-adds") }</span> }
        }
        Scope::ContactWrite
        | Scope::TagsWrite
        | Scope::AssignmentWrite
        | Scope::AttendanceWrite => {
            html! { <span class="badge badge-warn">{ words.t("scope-replaces") }</span> }
        }
        Scope::All
        | Scope::ConversationRead
        | Scope::ContactRead
        | Scope::MessagesRead
        | Scope::ComposerWrite
        | Scope::WorkspaceRead
        | Scope::Storage => Html::default(),
    }
}

fn last_use(words: &Words, plugin: &Plugin, scope: &AnyScope) -> Html {
    let used = plugin.scope_uses.iter().find(|used| used.scope == *scope);
    let since = used.map_or(&plugin.scopes_since, |used| &used.at);
    let is_idle = Date::now() - Date::parse(since) > IDLE_MS;
    let text = match used {
        Some(used) => words.with(
            "scope-used",
            [("at", time::date_time(words, &used.at).into())],
        ),
        None => words.t("scope-unused"),
    };
    html! {
        <>
            { text }
            if is_idle { { " " }<strong class="scope-idle">{ words.t("scope-idle") }</strong> }
        </>
    }
}
