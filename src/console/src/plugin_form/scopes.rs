//! What a plugin may see and do, as a list to be ticked, with when it last used each.

use encaixe_api::plugin::Plugin;
use encaixe_protocol::scope::{Scope, Scopes};
use encaixe_ui::field::use_switch;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::part;
use encaixe_ui::time;
use js_sys::Date;
use yew::prelude::*;
use yew::props;

/// After how long without a use a scope can likely be taken away, in milliseconds.
const IDLE_MS: f64 = 30.0 * 24.0 * 3_600_000.0;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) scopes: Scopes,
    /// The registered plugin, with the uses of its scopes.
    pub(super) plugin: Option<Plugin>,
    pub(super) onchange: Callback<Scopes>,
}

/// Everything that the form proposes: each scope for itself, so that one can be taken away.
pub(crate) fn proposed() -> Scopes {
    Scope::EACH.iter().copied().collect()
}

#[component]
pub(super) fn ScopeList(props: &Props) -> Html {
    let words = use_words();
    let is_all = props.scopes == Scopes::ALL;
    let all = {
        let change = props.onchange.clone();
        Callback::from(move |on: bool| change.emit(if on { Scopes::ALL } else { proposed() }))
    };
    let rows = Scope::EACH.iter().map(|scope| {
        let (scope, scopes) = (*scope, props.scopes);
        let is_held = scopes.has(scope);
        let change = props.onchange.clone();
        let onchange = Callback::from(move |_: Event| {
            change.emit(if is_held {
                scopes.without(scope)
            } else {
                scopes.with(scope)
            });
        });
        let id = format!("scope-{}", key(scope));
        let use_id = format!("{id}-use");
        let last = props
            .plugin
            .as_ref()
            .filter(|plugin| plugin.scopes.has(scope));
        html! {
            <li key={id.clone()} class="scope">
                <input
                    id={id.clone()}
                    type="checkbox"
                    name="scopes"
                    value={scope.as_str()}
                    checked={is_held}
                    disabled={is_all}
                    aria-describedby={last.map(|_| use_id.clone())}
                    {onchange}
                />
                <div>
                    <label for={id}>{ sentence(&words, scope) }{ mark(&words, scope) }</label>
                    if let Some(plugin) = last {
                        <p id={use_id} class="field-help">{ last_use(&words, plugin, scope) }</p>
                    }
                </div>
            </li>
        }
    });
    html! {
        <fieldset class="scopes">
            <legend class="label">{ words.t("scopes") }</legend>
            <p class="field-help">{ words.t("scopes-help") }</p>
            { part!(use_switch, "scope-all", props!(encaixe_ui::field::SwitchProps { label: words.t("scope-all"), name: "scope-all", on: is_all, help: words.t("scope-all-help"), onchange: all })) }
            <ul class="scope-list">{ for rows }</ul>
        </fieldset>
    }
}

/// What a scope allows, in a sentence.
pub(crate) fn sentence(words: &Words, scope: Scope) -> String {
    match scope {
        Scope::All => words.t("scope-all"),
        scope => words
            .find(&format!("scope-{}", key(scope)))
            .unwrap_or_default(),
    }
}

/// That a scope changes what the team works with, or replaces it.
pub(crate) fn mark(words: &Words, scope: Scope) -> Html {
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

fn last_use(words: &Words, plugin: &Plugin, scope: Scope) -> Html {
    let used = plugin.scope_uses.iter().find(|used| used.scope == scope);
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

fn key(scope: Scope) -> String {
    scope.as_str().replace(':', "-")
}
