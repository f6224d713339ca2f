//! Tries a connection: with what is kept, or with credentials that are made up, which shows whether the ping proves anything.

use encaixe_api::app::{App, AuthenticationKind, Connection, PingKind, PingResult};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus::use_kept;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::outcome::outcome;
use crate::api_client;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) app: App,
    pub(super) connection: Connection,
    pub(super) onpinged: Callback<()>,
}

#[component]
pub(super) fn Pings(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    // Which of the two is on its way, and what the last one found.
    let busy = use_state_eq(|| None::<bool>);
    let found = use_state_eq(|| None::<PingResult>);
    let now = use_kept(*busy == Some(false));
    let made_up = use_kept(*busy == Some(true));
    let ping = |made_up: bool| {
        let (busy, found, shell) = (busy.clone(), found.clone(), shell.clone());
        let (connection, onpinged) = (props.connection.clone(), props.onpinged.clone());
        Callback::from(move |_: MouseEvent| {
            let (busy, found, shell) = (busy.clone(), found.clone(), shell.clone());
            let (connection, onpinged) = (connection.clone(), onpinged.clone());
            busy.set(Some(made_up));
            spawn_local(async move {
                let (app, id) = (&connection.app_id, &connection.id);
                match api_client::ping_connection(app, id, made_up).await {
                    Ok(result) => found.set(Some(result)),
                    Err(failure) => shell.complain("problem-ping", &failure),
                }
                busy.set(None);
                onpinged.emit(());
            });
        })
    };
    let last = found.as_ref().or(props.connection.last_ping.as_ref());
    if props.app.ping == PingKind::None {
        return html! {
            <section class="section">
                <h2>{ words.t("ping") }</h2>
                <p class="section-text">{ words.t("ping-no-ping") }</p>
            </section>
        };
    }
    // Where there are no credentials, none can be made up.
    let has_credentials = props.app.authentication != AuthenticationKind::NoAuth;
    html! {
        <section class="section" data-testid="pings">
            <h2>{ words.t("ping") }</h2>
            <p class="section-text">{ words.t("ping-text") }</p>
            <div role="status">{ for last.map(|result| outcome(&words, result)) }</div>
            <div class="form-buttons app-pings">
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("ping-now"), icon: "send", look: Look::Primary, busy: *busy == Some(false), disabled: busy.is_some(), onclick: ping(false), testid: "ping-now", node: now })) }
                if has_credentials {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("ping-made-up"), busy: *busy == Some(true), disabled: busy.is_some(), onclick: ping(true), testid: "ping-made-up", node: made_up })) }
                }
            </div>
            if has_credentials {
                <p class="field-help">{ words.t("ping-made-up-text") }</p>
            }
        </section>
    }
}
