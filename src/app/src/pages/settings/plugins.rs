//! Settings > Plugins: the list.

use encaixe_api::plugin::Plugin;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::api_client;
use crate::components::empty::{Empty, Trouble};
use crate::components::icon::small_icon;
use crate::components::panel::dev_badge;
use crate::components::plugin_icon::large_plugin_icon;
use crate::components::state_chip::StateChip;
use crate::hooks::use_remote;
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::state::Remote;
use crate::state::revisions::Topic;
use crate::time;

#[component]
pub(super) fn Plugins() -> Html {
    let words = use_words();
    let plugins = use_remote(Topic::Plugins, api_client::plugins);
    let new = html! {
        <Link<Route> to={Route::NewPlugin} classes="button button-primary">
            { small_icon("plus") }{ words.t("plugin-new") }
        </Link<Route>>
    };
    let list = match &**plugins.value {
        Remote::Loading => html! {
            <div class="cards" aria-hidden="true">
                { for (0..3).map(|_| html! { <div class="line-card"><span class="bone bone-text" /></div> }) }
            </div>
        },
        Remote::Failed(failure) => {
            html! { <Trouble failure={failure.clone()} onretry={plugins.retry()} /> }
        }
        Remote::Ready(plugins) if plugins.is_empty() => html! {
            <Empty icon="puzzle" title={words.t("plugins-empty")} text={words.t("plugins-empty-text")}>
                { new.clone() }
            </Empty>
        },
        Remote::Ready(plugins) => html! {
            <ul class="cards">{ for plugins.iter().map(|plugin| line(&words, plugin)) }</ul>
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

fn line(words: &Words, plugin: &Plugin) -> Html {
    let to = Route::Plugin {
        id: plugin.id.to_string(),
    };
    html! {
        <li key={plugin.id.to_string()} class={classes!("line-card", "is-link", (!plugin.enabled).then_some("is-off"))}>
            <span class="line-icon" aria-hidden="true">
                { large_plugin_icon(plugin.icon.as_deref()) }
            </span>
            <div class="line-main">
                <Link<Route> {to} classes="line-name">{ &plugin.name }</Link<Route>>
                <p class="line-more clip" title={plugin.endpoint.clone()}>{ &plugin.endpoint }</p>
            </div>
            <div class="line-end">
                if plugin.dev { { dev_badge(words) } }
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
                <StateChip
                    state={last.state}
                    reason={last.reason}
                    seen={last.seen.clone().map(AttrValue::from)}
                    expected={AttrValue::from(plugin.endpoint.clone())}
                    at={words.with("state-at", [("at", at.into())])}
                    {align}
                />
            }
        },
    )
}
