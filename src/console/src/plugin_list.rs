//! The plugins of the workspace, in the order of their tabs, which is changed by a line's handle.

use encaixe_api::id::PluginId;
use encaixe_api::inbox::Directory;
use encaixe_api::plugin::{Audience, Plugin};
use encaixe_protocol::scope::Grants;
use encaixe_ui::badge::dev_badge;
use encaixe_ui::focus;
use encaixe_ui::hooks::{use_effect_with, use_shared, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{self, link};
use encaixe_ui::plugin_icon::large_plugin_icon;
use encaixe_ui::shell::{Request, Shell};
use serde_json::json;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::plugins::last_state;
use crate::api_client;
use crate::drag::{Label, Move, use_dragging};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) plugins: Vec<Plugin>,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn PluginList(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let directory = use_shared(|shared| Rc::clone(&shared.directory));
    // As it was put in order, until the server's list is here.
    let plugins = use_state_eq(|| props.plugins.clone());
    let said = use_state_eq(AttrValue::default);
    {
        let plugins = plugins.clone();
        use_effect_with(props.plugins.clone(), move |now| plugins.set(now.clone()));
    }
    // The handle that moved a line keeps the keyboard.
    let moved = use_mut_ref(|| None::<PluginId>);
    let is_fresh = use_mut_ref(|| false);
    {
        let (moved, is_fresh) = (Rc::clone(&moved), Rc::clone(&is_fresh));
        let order: Vec<PluginId> = plugins.iter().map(|one| one.id.clone()).collect();
        use_effect_with(order, move |_| {
            // A line that is put elsewhere in the document loses it.
            if let Some(id) = &*moved.borrow()
                && (is_fresh.take() || focus::is_lost())
            {
                focus::on(&format!("[data-plugin='{id}'] .line-grip"));
            }
        });
    }
    let put = {
        let (plugins, said, words, shell) =
            (plugins.clone(), said.clone(), words.clone(), shell.clone());
        let onchanged = props.onchanged.clone();
        Callback::from(move |Move { from, to, .. }| {
            let mut all = (*plugins).clone();
            if from.max(to) >= all.len() {
                return;
            }
            let one = all.remove(from);
            let (id, place) = (
                one.id.clone(),
                [
                    ("name", one.name.as_str().into()),
                    ("place", (to + 1).into()),
                    ("count", (all.len() + 1).into()),
                ],
            );
            said.set(words.with("own-moved", place).into());
            all.insert(to, one);
            plugins.set(all);
            moved.replace(Some(id.clone()));
            is_fresh.replace(true);
            let (shell, onchanged) = (shell.clone(), onchanged.clone());
            spawn_local(async move {
                let body = json!({"position": to});
                match api_client::change_own("plugins", id.as_str(), &body).await {
                    Ok(()) => shell.ask(Request::Frames),
                    Err(failure) => shell.complain("problem-change", &failure),
                }
                onchanged.emit(());
            });
        })
    };
    let dragging = use_dragging(&put);
    let count = plugins.len();
    let lines = plugins.iter().enumerate().map(|(place, plugin)| {
        let dragged = dragging.class("plugin", place);
        let grip = (count > 1).then(|| {
            let text = words.with("plugin-move", [("name", plugin.name.as_str().into())]);
            dragging.grip("plugin", place, Some(Label { text, count }))
        });
        html! {
            <li
                key={plugin.id.to_string()} data-plugin={plugin.id.to_string()}
                class={classes!("line-card", "is-link", (!plugin.enabled).then_some("is-off"), dragged)}
            >
                { grip }
                <span class="line-icon" aria-hidden="true">{ large_plugin_icon(plugin.icon.as_deref()) }</span>
                { about(&words, &shell, &directory, plugin) }
            </li>
        }
    });
    html! {
        <>
            <ul class="cards" data-testid="plugin-list">{ for lines }</ul>
            <p class="hidden-text" role="status">{ (*said).clone() }</p>
        </>
    }
}

fn about(words: &Words, shell: &Shell, directory: &Directory, plugin: &Plugin) -> Html {
    html! {
        <>
            <div class="line-main">
                { link(shell, link::plugin(plugin.id.as_str()), "line-name", plugin.name.as_str().into()) }
                <p class="line-more clip" title={plugin.endpoint.clone()}>{ &plugin.endpoint }</p>
                if let Some(whom) = whom(words, directory, plugin) { <p class="line-more clip" title={whom.clone()} data-testid="plugin-whom">{ whom }</p> }
            </div>
            <div class="line-end">
                if is_for_nobody(directory, plugin) { <span class="badge badge-warn" data-testid="plugin-nobody">{ words.t("plugin-nobody") }</span> }
                if plugin.requested_scopes.is_some() { <span class="badge badge-warn">{ words.t("scope-request-badge") }</span> }
                if plugin.scopes == Grants::ALL { <span class="badge" title={words.t("scope-all-help")}>{ words.t("scope-all-badge") }</span> }
                if plugin.dev { { dev_badge(words) } }
                if !plugin.enabled { <span class="badge">{ words.t("plugin-disabled") }</span> }
                { last_state(words, plugin, "end") }
                { small_icon("chevron-right") }
            </div>
        </>
    }
}

/// For whom a plugin is that is not for everybody everywhere.
fn whom(words: &Words, directory: &Directory, plugin: &Plugin) -> Option<String> {
    let groups = directory
        .groups
        .iter()
        .filter(|it| plugin.groups.contains(&it.id));
    let members = directory
        .members
        .iter()
        .filter(|it| plugin.members.contains(&it.id));
    let people: Vec<&str> = match plugin.audience {
        Audience::Everyone => Vec::new(),
        Audience::Groups => groups.map(|it| it.name.as_str()).collect(),
        Audience::Members => members.map(|it| it.name.as_str()).collect(),
    };
    let channels = plugin.channels.as_deref().unwrap_or_default();
    let channels = directory
        .channels
        .iter()
        .filter(|it| channels.contains(&it.id));
    let channels: Vec<&str> = channels.map(|it| it.name.as_str()).collect();
    let said = [("plugin-whom", people), ("plugin-in", channels)];
    let said = said.into_iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = said
        .map(|(key, names)| words.with(key, [("names", names.join(", ").into())]))
        .collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// Whether what a plugin's lists name was removed or switched off, so that nobody sees it any more.
fn is_for_nobody(directory: &Directory, plugin: &Plugin) -> bool {
    let mut members = directory.members.iter().filter(|it| it.is_active);
    let somebody = match plugin.audience {
        Audience::Everyone => true,
        Audience::Members => members.any(|it| plugin.members.contains(&it.id)),
        Audience::Groups => {
            let groups = directory.groups.iter().filter(|it| it.is_active);
            let groups: Vec<_> = groups.filter(|it| plugin.groups.contains(&it.id)).collect();
            members.any(|it| groups.iter().any(|group| group.members.contains(&it.id)))
        }
    };
    !somebody || plugin.channels.as_ref().is_some_and(Vec::is_empty)
}
