//! Settings > Plugins: the list.

use encaixe_api::plugin::Plugin;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{NEW_PLUGIN, link};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::state_chip::use_state_chip;
use encaixe_ui::time;
use yew::prelude::*;
use yew::props;

use super::dev_plugins::DevPlugins;
use super::plugin_list::PluginList;
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
        Remote::Ready(all) if shared(all).is_empty() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "puzzle", title: words.t("plugins-empty"), text: words.t("plugins-empty-text"), children: html! { <>{ new.clone() }</> } })) }
        },
        Remote::Ready(all) => html! {
            <>
                <PluginSecrets plugins={all.clone()} />
                <PluginList plugins={shared(all)} onchanged={plugins.again.clone()} />
            </>
        },
    };
    let own = match &**plugins.value {
        Remote::Ready(all) => Some(
            all.iter()
                .filter(|one| one.owner.is_some())
                .cloned()
                .collect(),
        ),
        Remote::Loading | Remote::Failed(_) => None::<Vec<Plugin>>,
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
            if let Some(all) = own {
                <div class="own-part">
                    <h2>{ words.t("dev-plugins") }</h2>
                    <p class="section-text">{ words.t("dev-plugins-text") }</p>
                    <DevPlugins {all} onchanged={plugins.again.clone()} />
                </div>
            }
        </>
    }
}

/// Those of the workspace.
fn shared(all: &[Plugin]) -> Vec<Plugin> {
    let shared = all.iter().filter(|one| one.owner.is_none());
    shared.cloned().collect()
}

/// The way to the reference of the SDK, in a tab of its own: the inbox stays as it is.
pub(super) fn reference_link(words: &Words) -> Html {
    html! {
        <a class="button button-plain" href="/docs" target="_blank" rel="noopener" data-testid="reference">
            { small_icon("external-link") }{ words.t("reference") }
        </a>
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
