//! Plugins that one member alone sees while developing: their own, and for admins everybody's.

use std::rc::Rc;

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{DEV_PLUGINS, NAME_CHARS, Plugin};
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::badge::{dev_badge, far_note};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::failure;
use encaixe_ui::field::use_field_part;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_resource, use_shared, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::part;
use encaixe_ui::plugin_icon::large_plugin_icon;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Request;
use serde_json::json;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::plugin_form::refusal_text;
use super::plugins::last_state;
use crate::api_client;

/// The list of the API that has one's own.
const OWN: &str = "me/plugins";

/// Settings > My plugins, for whoever is no admin.
#[component]
pub(super) fn OwnPlugins() -> Html {
    let words = use_words();
    let plugins = use_resource((), Topic::Plugins, |()| api_client::own::<Plugin>(OWN));
    let all = match &**plugins.value {
        Remote::Ready(all) => all.clone(),
        Remote::Loading | Remote::Failed(_) => Vec::new(),
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("dev-plugins-own") }</h1><p>{ words.t("dev-plugins-own-text") }</p></div>
                <div class="settings-actions">{ super::plugins::reference_link(&words) }</div>
            </header>
            <DevPlugins {all} onchanged={plugins.again.clone()} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// Those that are shown: one's own, and for admins everybody's.
    pub(super) all: Vec<Plugin>,
    pub(super) onchanged: Callback<()>,
}

/// Those that there are, and the form of one more.
#[component]
pub(super) fn DevPlugins(props: &Props) -> Html {
    let words = use_words();
    let may = use_shared(|shared| {
        let me = shared.me.ready()?;
        let is_https = me.public_origin.starts_with("https:");
        let workspace = &shared.directory.workspace;
        Some((me.member.id.clone(), workspace.allows_dev_plugins(is_https)))
    });
    let Some((me, is_allowed)) = &*may else {
        return Html::default();
    };
    let own = props
        .all
        .iter()
        .filter(|one| one.owner.as_ref() == Some(me));
    let is_full = own.count() >= DEV_PLUGINS;
    html! {
        <section class="section" data-testid="dev-plugins">
            if *is_allowed { { far_note(&words) } } else {
                <p class="note">{ small_icon("info") }<span>{ words.t("dev-plugins-off") }</span></p>
            }
            if !props.all.is_empty() {
                <ul class="cards">
                    { for props.all.iter().map(|plugin| html! { <Line key={plugin.id.to_string()} plugin={plugin.clone()} onchanged={props.onchanged.clone()} /> }) }
                </ul>
            }
            if *is_allowed && is_full {
                <p class="section-text">{ words.with("dev-plugins-full", [("count", DEV_PLUGINS.into())]) }</p>
            } else if *is_allowed {
                <Form onchanged={props.onchanged.clone()} />
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    plugin: Plugin,
    onchanged: Callback<()>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let plugin = &props.plugin;
    let asks = use_state_eq(|| false);
    let owner = {
        let owner = plugin.owner.clone();
        use_shared(move |shared| {
            let me = shared.me.ready()?;
            let mut members = shared.directory.members.iter();
            let owner = members.find(|one| Some(&one.id) == owner.as_ref())?;
            (owner.id != me.member.id).then(|| owner.name.clone())
        })
    };
    let is_own = owner.is_none();
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let answer = {
        let (asks, id, words) = (asks.clone(), plugin.id.clone(), words.clone());
        let onchanged = props.onchanged.clone();
        Callback::from(move |confirmed: bool| {
            asks.set(false);
            if confirmed {
                remove(&shell, &words, is_own, id.clone(), onchanged.clone());
            }
        })
    };
    html! {
        <li class="line-card" data-plugin={plugin.id.to_string()}>
            <span class="line-icon" aria-hidden="true">{ large_plugin_icon(plugin.icon.as_deref()) }</span>
            <div class="line-main">
                <p class="line-name"><span dir="auto">{ &plugin.name }</span>{ dev_badge(&words) }</p>
                <p class="line-more clip" title={plugin.endpoint.clone()}>{ &plugin.endpoint }</p>
                if let Some(owner) = &*owner { <p class="line-more" data-testid="dev-owner">{ words.with("dev-owner", [("name", owner.as_str().into())]) }</p> }
            </div>
            <div class="line-end">
                { last_state(&words, plugin, "end") }
                { push_button(&props!(encaixe_ui::button::Props { label: words.with("dev-remove", [("name", plugin.name.as_str().into())]), icon: "trash-2", bare: true, onclick: ask, testid: "dev-remove" })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with("plugin-delete-title", [("plugin", plugin.name.as_str().into())]), text: words.t("dev-remove-text"), ok: words.t("plugin-delete"), cancel: words.t("cancel"), danger: true, onanswer: answer })) }
            }
        </li>
    }
}

fn remove(
    shell: &encaixe_ui::shell::Shell,
    words: &Words,
    is_own: bool,
    id: PluginId,
    onchanged: Callback<()>,
) {
    let (shell, done) = (shell.clone(), words.t("plugin-deleted"));
    spawn_local(async move {
        let list = if is_own { OWN } else { "plugins" };
        match api_client::delete_own(list, id.as_str()).await {
            Ok(()) => {
                shell.notice(Kind::Success, done);
                shell.ask(Request::Frames);
            }
            Err(failure) => shell.complain("problem-change", &failure),
        }
        onchanged.emit(());
    });
}

#[derive(Properties, PartialEq)]
struct FormProps {
    onchanged: Callback<()>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let draft = use_state_eq(|| (String::new(), String::new()));
    let busy = use_state_eq(|| false);
    let mistakes = use_state_eq(Mistakes::default);
    let general = use_state_eq(|| None::<Failure>);
    let nodes = (use_node_ref(), use_node_ref());
    let page = use_shared(|shared| {
        let me = shared.me.ready();
        me.and_then(|me| PageOrigin::parse(&me.public_origin))
    });
    let edit = |change: fn(&mut (String, String), String)| {
        let draft = draft.clone();
        Callback::from(move |value: String| {
            let mut new = (*draft).clone();
            change(&mut new, value);
            draft.set(new);
        })
    };
    let onsubmit = {
        let (draft, busy, mistakes, general) = (
            draft.clone(),
            busy.clone(),
            mistakes.clone(),
            general.clone(),
        );
        let (words, page, onchanged) = (words.clone(), Rc::clone(&page), props.onchanged.clone());
        let nodes = nodes.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (name, url) = &*draft;
            let found = check(&words, name, url, page.as_ref().as_ref());
            mistakes.set(found.clone());
            focus_first(&found, &nodes);
            if found != (None, None) {
                return;
            }
            busy.set(true);
            let body = json!({"name": name.trim(), "endpoint": url.trim()});
            let (draft, busy, mistakes, general) = (
                draft.clone(),
                busy.clone(),
                mistakes.clone(),
                general.clone(),
            );
            let (shell, words, onchanged) = (shell.clone(), words.clone(), onchanged.clone());
            let nodes = nodes.clone();
            spawn_local(async move {
                match api_client::create_own(OWN, &body).await {
                    Ok(()) => {
                        general.set(None);
                        draft.set((String::new(), String::new()));
                        shell.notice(Kind::Success, words.t("plugin-created"));
                        shell.ask(Request::Frames);
                        onchanged.emit(());
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        let told = of_failure(&words, &found);
                        focus_first(&told, &nodes);
                        general.set(Some(found).filter(|_| told == (None, None)));
                        mistakes.set(told);
                    }
                }
                busy.set(false);
            });
        })
    };
    let (name, url) = &*draft;
    let (name_error, url_error) = (*mistakes).clone();
    let (name_node, url_node) = nodes;
    html! {
        <form class="form" {onsubmit} novalidate=true data-testid="dev-form">
            <h2>{ words.t("dev-plugin-new") }</h2>
            { part!(use_field_part, "name", props!(encaixe_ui::field::Props { label: words.t("plugin-name"), name: "name", value: name.clone(), node: name_node, error: name_error.map(AttrValue::from), oninput: edit(|draft, value| draft.0 = value) })) }
            { part!(use_field_part, "endpoint", props!(encaixe_ui::field::Props { label: words.t("plugin-endpoint"), name: "endpoint", value: url.clone(), kind: "url", node: url_node, placeholder: "http://localhost:5173/", help: words.t("dev-endpoint-help"), error: url_error.map(AttrValue::from), oninput: edit(|draft, value| draft.1 = value) })) }
            if let Some(failure) = &*general {
                <p class="form-error" role="alert">{ small_icon("circle-alert") }{ failure::reason(&words, failure) }</p>
            }
            <div class="form-buttons">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("dev-plugin-add"), look: Look::Primary, submit: true, busy: *busy, testid: "dev-add" })) }
            </div>
        </form>
    }
}

/// What is wrong with the name and with the address.
type Mistakes = (Option<String>, Option<String>);

fn focus_first((name, url): &Mistakes, nodes: &(NodeRef, NodeRef)) {
    if name.is_some() {
        focus::to(&nodes.0);
    } else if url.is_some() {
        focus::to(&nodes.1);
    }
}

fn check(words: &Words, name: &str, url: &str, page: Option<&PageOrigin>) -> Mistakes {
    let name = match name.trim().chars().count() {
        0 => Some(words.t("mistake-name-empty")),
        count => (count > NAME_CHARS).then(|| words.t("mistake-name-too-long")),
    };
    let refusal = page.and_then(|page| PluginUrl::for_one(url, page).err());
    (name, refusal.map(|refusal| refusal_text(words, &refusal)))
}

fn of_failure(words: &Words, failure: &Failure) -> Mistakes {
    let url = failure.field("endpoint");
    let url = url.map(|(code, message)| {
        let key = format!("refusal-{}", code.replace('_', "-"));
        words.find(&key).unwrap_or_else(|| message.to_owned())
    });
    (failure::mistake(words, failure, "name"), url)
}
