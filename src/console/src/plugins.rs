//! Settings > Plugins: the list.

use encaixe_api::plugin::Plugin;
use encaixe_protocol::scope::Scopes;
use encaixe_ui::badge::dev_badge;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{self, NEW_PLUGIN, link};
use encaixe_ui::part;
use encaixe_ui::plugin_icon::large_plugin_icon;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use encaixe_ui::state_chip::use_state_chip;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use super::plugin_secrets::PluginSecrets;
use crate::api_client;

#[component]
pub(super) fn Plugins() -> Html {
    let (words, shell) = (use_words(), use_shell());
    let plugins = use_resource((), Topic::Plugins, |()| api_client::plugins());
    let new = link(
        &shell,
        NEW_PLUGIN,
        "button button-primary",
        html! {
            <>{ small_icon("plus") }{ words.t("plugin-new") }</>
        },
    );
    let list = match &**plugins.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="skeleton skeleton-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: plugins.retry() })) } }
        }
        Remote::Ready(plugins) if plugins.is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "puzzle", title: words.t("plugins-empty"), text: words.t("plugins-empty-text"), children: html! { <>{ new.clone() }</> } })) }
        },
        Remote::Ready(plugins) => html! {
            <>
                <PluginSecrets plugins={plugins.clone()} />
                <ul class="cards">{ for plugins.iter().map(|plugin| line(&words, &shell, plugin)) }</ul>
            </>
        },
    };
    html! {
        <>
            <header class="settings-head">
                <div>
                    <h1>{ words.t("plugins") }</h1>
                    <p>{ words.t("plugins-text") }</p>
                </div>
                <div class="settings-actions">{ reference_link(&words) }{ new }</div>
            </header>
            { list }
        </>
    }
}

/// The way to the reference of the SDK, in a tab of its own: the inbox stays as it is.
fn reference_link(words: &Words) -> Html {
    html! {
        <a class="button button-plain" href="/docs" target="_blank" rel="noopener" data-testid="reference">
            { small_icon("external-link") }{ words.t("reference") }
        </a>
    }
}

fn line(words: &Words, shell: &Shell, plugin: &Plugin) -> Html {
    html! {
        <li key={plugin.id.to_string()} class={classes!("line-card", "is-link", (!plugin.enabled).then_some("is-off"))}>
            <span class="line-icon" aria-hidden="true">
                { large_plugin_icon(plugin.icon.as_deref()) }
            </span>
            <div class="line-main">
                { link(shell, link::plugin(plugin.id.as_str()), "line-name", plugin.name.as_str().into()) }
                <p class="line-more clip" title={plugin.endpoint.clone()}>{ &plugin.endpoint }</p>
            </div>
            <div class="line-end">
                if plugin.dev { { dev_badge(words) } }
                if plugin.requested_scopes.is_some() { <span class="badge badge-warning">{ words.t("scope-request-badge") }</span> }
                if plugin.scopes == Scopes::ALL { <span class="badge" title={words.t("scope-all-help")}>{ words.t("scope-all-badge") }</span> }
                if !plugin.enabled { <span class="badge">{ words.t("plugin-disabled") }</span> }
                { last_state(words, plugin, "end") }
                { small_icon("chevron-right") }
            </div>
        </li>
    }
}

/// What an agent's page saw last, as a chip; its sheet meets the chip at the edge `align`.
pub(super) fn last_state(words: &Words, plugin: &Plugin, align: &'static str) -> Html {
    plugin.last_state.as_ref().map_or_else(
        || html! { <span class="badge">{ words.t("plugin-unseen") }</span> },
        |last| {
            let at = time::date_time(words, &last.at);
            html! {
                { part!(use_state_chip, props!(encaixe_ui::state_chip::Props { state: last.state, reason: last.reason, seen: last.seen.clone().map(AttrValue::from), expected: AttrValue::from(plugin.endpoint.clone()), at: words.with("state-at", [("at", at.into())]), align })) }
            }
        },
    )
}
