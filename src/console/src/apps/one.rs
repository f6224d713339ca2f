//! One app: what it says of itself, who we are to it, its connections, its end.

use encaixe_api::app::{App, PingKind};
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::shell::Shell;
use encaixe_ui::time;
use yew::prelude::*;

use super::back::use_come_back;
use super::card::{dot, said};
use super::client::Client;
use super::connections::Connections;
use super::danger::DeleteApp;
use super::head::{crumb, failed, loading};
use super::outward;
use super::problems::problems;
use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) id: AttrValue,
}

#[component]
pub(super) fn AppPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let app = use_resource(props.id.clone(), Topic::Apps, |id| {
        let id = id.clone();
        async move { api_client::app(&id).await }
    });
    use_come_back(props.id.clone(), None);
    let found = match &**app.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => return failed(&words, &shell, "app", failure, app.retry()),
        Remote::Ready(found) => found,
    };
    html! {
        <>
            { head(&words, &shell, found) }
            { facts(&words, found) }
            if let Some(client) = &found.client {
                <Client id={found.app_id.clone()} client={client.clone()} onchanged={app.again.clone()} />
            }
            <Connections app={found.clone()} />
            { problems(&words, &found.warnings) }
            <DeleteApp app={found.clone()} />
        </>
    }
}

fn head(words: &Words, shell: &Shell, app: &App) -> Html {
    let files = Route::AppFiles {
        id: app.app_id.clone(),
    };
    html! {
        <header class="settings-head">
            <div>
                { crumb(shell, &Route::Apps, words.t("apps")) }
                <h1 class="app-title">{ dot(app) }{ app.name.clone() }</h1>
                <p>{ said(words, app) }</p>
                <p class="line-more app-links">
                    { outward(&app.website, words.t("app-website")) }
                    { outward(&app.signup_url, words.t("app-signup")) }
                </p>
            </div>
            <div class="settings-actions">
                { link(shell, files.path(), "button button-plain", html! { <>{ small_icon("file") }{ words.t("app-files") }</> }) }
                { link(shell, Route::UploadApp.path(), "button button-plain", html! { <>{ small_icon("plus") }{ words.t("app-new-version") }</> }) }
            </div>
        </header>
    }
}

fn facts(words: &Words, app: &App) -> Html {
    let at = time::date_time(words, &app.uploaded_at);
    let kind = match app.authentication {
        encaixe_api::app::AuthenticationKind::OAuth2 => "app-kind-oauth",
        encaixe_api::app::AuthenticationKind::BasicAuth => "app-kind-basic",
        encaixe_api::app::AuthenticationKind::PassThroughHeader => "app-kind-header",
        encaixe_api::app::AuthenticationKind::PassThroughQueryString => "app-kind-query",
        encaixe_api::app::AuthenticationKind::NoAuth => "app-kind-none",
    };
    let ping = match app.ping {
        PingKind::None => "app-ping-none",
        PingKind::Request => "app-ping-request",
        PingKind::Script => "app-ping-script",
    };
    let environments = app.environments.iter().map(|one| {
        html! {
            <dd key={one.key.clone()}>
                { one.label.clone() }
                if one.default { <span class="badge">{ words.t("environment-is-default") }</span> }
                <code>{ one.uri.as_str() }</code>
            </dd>
        }
    });
    html! {
        <dl class="facts app-facts">
            <dt>{ words.t("app-id") }</dt><dd><code>{ app.app_id.clone() }</code></dd>
            <dt>{ words.t("app-version") }</dt><dd>{ app.version.clone() }{ " · " }<time datetime={app.uploaded_at.clone()}>{ at }</time></dd>
            <dt>{ words.t("app-kind") }</dt><dd>{ words.t(kind) }</dd>
            <dt>{ words.t("app-ping") }</dt><dd>{ words.t(ping) }</dd>
            <dt>{ words.t("app-environments") }</dt>{ for environments }
        </dl>
    }
}
