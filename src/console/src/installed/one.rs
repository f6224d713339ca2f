//! One installation: how it is doing, what it may do, what it did, its end.

use encaixe_api::id::IntegrationId;
use encaixe_api::integration::{Installation, InstallationState};
use encaixe_ui::hooks::{use_follow, use_now, use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::{self, link};
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use encaixe_ui::time;
use yew::prelude::*;

use super::agree::Agree;
use super::done::Done;
use super::pause::Pause;
use super::state::{chip, told, used};
use super::uninstall::Uninstall;
use crate::api_client;
use crate::marketplace::parts::{crumb, failed, loading, logo, wants};
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn InstallationPage(props: &Props) -> Html {
    let (words, shell, now) = (use_words(), use_shell(), use_now());
    let id = IntegrationId::new(props.id.as_str());
    let installation = use_resource(id, Topic::Integrations, |id| {
        let id = id.clone();
        async move { api_client::installation(&id).await }
    });
    let is_waiting = |one: &Installation| one.state == InstallationState::Waiting;
    // No stream tells of a use.
    use_follow(
        installation.value.ready().is_some_and(is_waiting),
        &installation.again,
    );
    let found = match &**installation.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            let what = ("installation", "installed", &Route::Installations);
            return failed(&words, &shell, what, failure, installation.retry());
        }
        Remote::Ready(found) => found,
    };
    let onchanged = installation.again.clone();
    html! {
        <>
            { head(&words, &shell, found, &onchanged) }
            if let Some(waiting) = found.waiting.clone() {
                <Agree installation={found.clone()} {waiting} onchanged={onchanged.clone()} />
            }
            { standing(&words, found, now) }
            <section class="section">
                <h2>{ words.t("installation-can") }</h2>
                { wants(&words, &found.scopes) }
            </section>
            <Done id={found.id.clone()} />
            <Uninstall installation={found.clone()} />
        </>
    }
}

fn head(words: &Words, shell: &Shell, found: &Installation, onchanged: &Callback<()>) -> Html {
    let by = found.company.as_deref().map_or_else(
        || words.t("installation-gone"),
        |company| words.with("market-by", [("company", company.into())]),
    );
    let at = time::date_time(words, &found.since);
    let who = if found.by.is_empty() {
        words.with("installation-since", [("at", at.into())])
    } else {
        let who = found.by.as_str().into();
        words.with("installation-since-by", [("at", at.into()), ("name", who)])
    };
    html! {
        <header class="settings-head">
            <div class="market-title">
                { crumb(shell, &Route::Installations, words.t("installed")) }
                <div class="market-head">
                    { logo(&found.id, &found.name, found.logo.as_deref()) }
                    <div class="line-main">
                        <h1 dir="auto">{ found.name.clone() }</h1>
                        <p class="market-facts">{ chip(words, found.state) }<span dir="auto">{ format!("{by} · {who}") }</span></p>
                    </div>
                </div>
            </div>
            <div class="settings-actions">
                if let Some(plugin) = &found.plugin {
                    { link(shell, link::plugin(plugin.as_str()), "button button-plain", html! { <>{ small_icon("settings") }{ words.t("installation-configure") }</> }) }
                }
                <Pause installation={found.clone()} onchanged={onchanged.clone()} />
            </div>
        </header>
    }
}

/// How it is doing, in sentences.
fn standing(words: &Words, found: &Installation, now: f64) -> Html {
    let (class, icon, key) = match found.state {
        InstallationState::Waiting => ("standing-warn", "clock", "installation-waiting-text"),
        InstallationState::Active => ("standing-good", "circle-check", "installation-active-text"),
        InstallationState::Paused => ("", "info", "installation-paused-text"),
        InstallationState::Suspended => (
            "standing-bad",
            "shield-alert",
            "installation-suspended-text",
        ),
    };
    let mut facts = vec![used(words, found, now)];
    if let (InstallationState::Waiting, Some(sent)) = (found.state, &found.told) {
        let at = time::date_time(words, &sent.at);
        facts = vec![
            told(words, Some(sent)),
            words.with("installation-told-at", [("at", at.into())]),
        ];
    } else if let Some(at) = &found.exchanged_at {
        let at = time::date_time(words, at);
        facts.push(words.with("installation-exchanged", [("at", at.into())]));
    }
    html! {
        <div class={classes!("standing", class)} data-testid="installation-standing">
            { small_icon(icon) }
            <div>
                <p>{ words.t(key) }</p>
                <p class="line-more">{ facts.join(" · ") }</p>
            </div>
        </div>
    }
}
