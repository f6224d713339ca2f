//! One connection: how it stands, its ping, what was filled in, its last calls, its end. One that is only tried has none of these.

use encaixe_api::app::{App, AuthenticationKind, Connection, ConnectionState};
use encaixe_api::id::ConnectionId;
use encaixe_ui::hooks::{use_resource, use_shell};
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::icon::small_icon;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::time;
use yew::prelude::*;

use super::back::use_come_back;
use super::calls::Calls;
use super::danger::DeleteConnection;
use super::edit::Edit;
use super::head::{below, failed, loading};
use super::made_up::Pings;
use super::rejoin::Authorize;
use super::said::said;
use super::state::{chip, environment};
use super::trial::Trial;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    /// The app's `app_id`.
    pub(super) id: AttrValue,
    pub(super) connection: AttrValue,
}

#[component]
pub(super) fn ConnectionPage(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    use_come_back(props.id.clone(), Some(props.connection.clone()));
    let key = (
        props.id.clone(),
        ConnectionId::new(props.connection.as_str()),
    );
    let both = use_resource(key, Topic::Apps, |(id, connection)| {
        let (id, connection) = (id.clone(), connection.clone());
        async move {
            let app = api_client::app(&id).await?;
            Ok((app, api_client::connection(&id, &connection).await?))
        }
    });
    let (app, connection) = match &**both.value {
        Remote::Loading => return loading(),
        Remote::Failed(failure) => {
            return failed(&words, &shell, "connection", failure, both.retry());
        }
        Remote::Ready(found) => found,
    };
    html! {
        <>
            { below(&shell, app, connection.name.clone(), String::new()) }
            if connection.trial_until.is_some() {
                <Trial app={app.clone()} connection={connection.clone()} onchanged={both.again.clone()} />
            } else {
                { standing(&words, app, connection) }
                <Pings app={app.clone()} connection={connection.clone()} onpinged={both.again.clone()} />
                <Edit app={app.clone()} connection={connection.clone()} onchanged={both.again.clone()} />
                <Calls id={props.id.clone()} connection={connection.id.clone()} />
                <DeleteConnection connection={connection.clone()} />
            }
        </>
    }
}

/// How it stands, in sentences.
fn standing(words: &Words, app: &App, connection: &Connection) -> Html {
    let (class, icon, key) = match connection.state {
        ConnectionState::Connected => {
            ("standing-good", "circle-check", "connection-connected-text")
        }
        ConnectionState::Pending => ("", "info", "connection-pending-text"),
        ConnectionState::Reconnect => ("standing-bad", "circle-alert", "connection-reconnect-text"),
    };
    let is_oauth = app.authentication == AuthenticationKind::OAuth2;
    let is_due = connection.state != ConnectionState::Connected;
    html! {
        <div class={classes!("standing", class)} data-testid="connection-standing">
            { small_icon(icon) }
            <div>
                <p>{ chip(words, connection) }{ " " }{ words.t(key) }</p>
                { facts(words, app, connection) }
                if connection.is_default { <p class="line-more">{ words.t("connection-default-text") }</p> }
                if is_oauth { <div class="form-buttons"><Authorize connection={connection.clone()} {is_due} /></div> }
            </div>
        </div>
    }
}

/// Why it stands so, where there is a reason, where its calls go, and when its token ends.
pub(super) fn facts(words: &Words, app: &App, connection: &Connection) -> Html {
    let mut facts = vec![
        environment(app, &connection.environment),
        connection.base_uri.clone(),
    ];
    if let Some(at) = &connection.expires_at {
        let at = time::date_time(words, at);
        facts.push(words.with("connection-expires", [("at", at.into())]));
    }
    html! {
        <>
            if let Some(reason) = &connection.reason { <p class="attempt-why">{ said(words, reason) }</p> }
            <p class="line-more">{ facts.join(" · ") }</p>
        </>
    }
}
