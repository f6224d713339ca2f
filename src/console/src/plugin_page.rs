//! Settings > Plugins, one of them: its form, its secret, how it was last seen, its end.

use encaixe_api::id::PluginId;
use encaixe_api::plugin::{Plugin, PluginPatch};
use encaixe_api::plugin_url::{PageOrigin, PluginUrl};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Failure;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::hooks::{use_resource, use_shared, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{PLUGINS, link};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Request;
use encaixe_ui::shell::Shell;
use encaixe_ui::state_chip::{explain, to_do};
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::installed::InstalledPlugin;
use super::plugin_danger::Danger;
use super::plugin_form::scope_request::ScopeRequest;
use super::plugin_form::{Draft, PluginForm, refusal_text};
use super::plugin_secret::PluginSecret;
use super::plugin_signing::PluginSigning;
use super::plugins::last_state;
use crate::api_client;

/// The title of a page under the list, with the way back.
pub(super) fn crumb(words: &Words, shell: &Shell, title: &str, text: Option<String>) -> Html {
    html! {
        <header class="settings-head">
            <div>
                { link(shell, PLUGINS, "crumb", html! {
                    <>{ small_icon("chevron-left") }{ words.t("plugins") }</>
                }) }
                <h1>{ title.to_owned() }</h1>
                if let Some(text) = text { <p>{ text }</p> }
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn PluginPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let id = PluginId::new(props.id.as_str());
    let plugin = {
        use_resource(id.clone(), Topic::Plugins, |id| {
            let id = id.clone();
            async move { api_client::plugin(&id).await }
        })
    };
    match &**plugin.value {
        Remote::Loading => {
            html! { <div class="section" aria-busy="true"><span class="skeleton skeleton-text" /></div> }
        }
        Remote::Failed(failure) if failure.is_missing() => html! {
            { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t("plugin-missing"), text: words.t("plugin-missing-text"), children: html! { <>{ link(&shell, PLUGINS, "button button-plain", words.t("plugins").into()) }</> } })) }
        },
        Remote::Failed(failure) => {
            html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry: plugin.retry() })) } }
        }
        Remote::Ready(found) => {
            // A change is shown by what is fetched after it, so that no answer to an older one overtakes it.
            let onchanged = plugin.again.reform(|_: Plugin| ());
            // What was installed is changed and ended where it came from.
            if let Some(integration) = found.integration.clone() {
                return html! {
                    <>
                        { crumb(&words, &shell, &found.name, None) }
                        <InstalledPlugin plugin={found.clone()} {integration} {onchanged} />
                        { seen(&words, found) }
                    </>
                };
            }
            html! {
                <>
                    { crumb(&words, &shell, &found.name, None) }
                    if let Some(requested) = found.requested_scopes.clone() {
                        <ScopeRequest plugin={found.clone()} {requested} onchanged={onchanged.clone()} />
                    }
                    <Edit plugin={found.clone()} {onchanged} />
                    { seen(&words, found) }
                    <PluginSecret id={id.clone()} is_sent={found.auth_secret} />
                    <PluginSigning {id} algorithm={found.proof_algorithm} />
                    <Danger plugin={found.clone()} />
                </>
            }
        }
    }
}

#[derive(Properties, PartialEq)]
struct EditProps {
    plugin: Plugin,
    onchanged: Callback<Plugin>,
}

#[component]
fn Edit(props: &EditProps) -> Html {
    let words = use_words();
    let shell = use_shell();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let onsubmit = {
        let (busy, failure, words) = (busy.clone(), failure.clone(), words.clone());
        let (id, onchanged) = (props.plugin.id.clone(), props.onchanged.clone());
        let before = Draft::of(&props.plugin);
        Callback::from(move |draft: Draft| {
            busy.set(true);
            failure.set(None);
            let (shell, words, id) = (shell.clone(), words.clone(), id.clone());
            let is_placed = draft.placement != before.placement;
            let is_granted = draft.scopes != before.scopes;
            let (busy, failure, onchanged) = (busy.clone(), failure.clone(), onchanged.clone());
            spawn_local(async move {
                let mut patch = PluginPatch {
                    name: Some(draft.name.trim().to_owned()),
                    endpoint: Some(draft.url.trim().to_owned()),
                    enabled: Some(draft.enabled),
                    classic: Some(draft.classic),
                    // A request for more is decided by whoever changes them, and by nobody else.
                    scopes: is_granted.then(|| draft.scopes.clone()),
                    auth_secret: Some(draft.auth_secret),
                    proof_algorithm: Some(draft.algorithm),
                    icon: Some(draft.icon.trim().to_owned()),
                    ..PluginPatch::default()
                };
                if is_placed {
                    draft.placement.put_into(&mut patch);
                }
                match api_client::change_plugin(&id, &patch).await {
                    Ok(plugin) => {
                        shell.notice(Kind::Success, words.t("saved"));
                        shell.ask(Request::Frames);
                        onchanged.emit(plugin);
                    }
                    Err(found) => {
                        shell.signed_out(&found);
                        failure.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    let refused = use_shared({
        let plugin = props.plugin.clone();
        move |shared| {
            let page = PageOrigin::parse(&shared.me.ready()?.public_origin)?;
            PluginUrl::registered(&plugin.endpoint, &page).err()
        }
    });
    html! {
        <section class="section">
            if let Some(refusal) = (*refused).as_ref().filter(|_| !props.plugin.enabled) {
                <p class="note" data-testid="plugin-refused">
                    { small_icon("circle-alert") }
                    <span>{ words.t("plugin-refused") }{ " " }{ refusal_text(&words, refusal) }</span>
                </p>
            }
            if props.plugin.owner.is_some() {
                <p class="note">{ small_icon("info") }<span>{ words.t("dev-plugin-owned") }</span></p>
            }
            <PluginForm initial={Draft::of(&props.plugin)} plugin={props.plugin.clone()} owned={props.plugin.owner.is_some()} busy={*busy} failure={(*failure).clone()} {onsubmit} />
        </section>
    }
}

/// How the plugin was last seen, and what to do about it.
fn seen(words: &Words, plugin: &Plugin) -> Html {
    let Some(last) = &plugin.last_state else {
        return html! {
            <section class="section">
                <h2>{ words.t("last-state") }</h2>
                <p class="section-text">{ words.t("last-state-none") }</p>
            </section>
        };
    };
    html! {
        <section class="section">
            <div class="section-line">
                <h2>{ words.t("last-state") }</h2>
                { last_state(words, plugin, "start") }
            </div>
            <p class="section-text">
                { words.with("state-at", [("at", time::date_time(words, &last.at).into())]) }{ ". " }
                { explain(words, last.state, last.reason) }
            </p>
            if let Some(seen) = &last.seen {
                <dl class="facts">
                    <dt>{ words.t("state-expected") }</dt><dd><code>{ &plugin.endpoint }</code></dd>
                    <dt>{ words.t("state-seen") }</dt><dd><code>{ seen }</code></dd>
                </dl>
            }
            // An agent's page said so, and may say anything: it is shown, and never taken over from here.
            if last.seen.is_some() {
                <p class="section-text">{ words.t("last-state-reported") }</p>
            } else if let Some(todo) = to_do(words, last.state, last.reason) {
                <p class="section-text">{ todo }</p>
            }
        </section>
    }
}
