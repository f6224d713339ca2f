//! A connection that is only tried, since a person has to agree before it can be pinged: what its ping found, and whether it is saved.

use encaixe_api::app::{App, Connection, NewConnection, PingKind, PingResult};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Answer;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::focus::{self, use_kept};
use encaixe_ui::hooks::{use_effect_with, use_shell};
use encaixe_ui::i18n::use_words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::time;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use super::connection::facts;
use super::outcome::outcome;
use super::rejoin::{Authorize, leave};
use crate::api_client;
use crate::route::Route;

/// Makes a connection that is only tried, and sends the reader to the app's page, which sends them back to the connection's own.
pub(super) async fn begin(app: &App, new: NewConnection) -> Answer<()> {
    let new = NewConnection { trial: true, ..new };
    let made = api_client::connect(&app.app_id, &new).await?;
    let gone = leave(&made).await;
    if gone.is_err() {
        // Nobody comes back to it. What cannot be discarded goes by itself.
        let _ = api_client::delete_connection(&made.app_id, &made.id).await;
    }
    gone
}

/// What is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Save,
    Ping,
    Discard,
}

impl Doing {
    /// Does it; gives what a ping found.
    async fn run(self, connection: &Connection) -> Answer<Option<PingResult>> {
        let (app, id) = (&connection.app_id, &connection.id);
        match self {
            Self::Save => {
                api_client::keep_connection(app, id).await?;
                Ok(None)
            }
            Self::Ping => {
                let found = api_client::ping_connection(app, id, false).await?;
                Ok(Some(found))
            }
            Self::Discard => match api_client::delete_connection(app, id).await {
                // It went by itself meanwhile.
                Err(failure) if !failure.is_missing() => Err(failure),
                Ok(()) | Err(_) => Ok(None),
            },
        }
    }

    /// The words for when it did not work.
    const fn problem(self) -> &'static str {
        match self {
            Self::Save | Self::Discard => "problem-change",
            Self::Ping => "problem-ping",
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) app: App,
    pub(super) connection: Connection,
    pub(super) onchanged: Callback<()>,
}

#[component]
pub(super) fn Trial(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let connection = &props.connection;
    let busy = use_state_eq(|| None::<Doing>);
    let found = use_state_eq(|| None::<PingResult>);
    let save = use_kept(*busy == Some(Doing::Save));
    let again = use_kept(*busy == Some(Doing::Ping));
    let discard = use_kept(*busy == Some(Doing::Discard));
    let heading = use_node_ref();
    {
        let heading = heading.clone();
        // Whoever comes back from the app's page begins here, with the buttons next.
        use_effect_with((), move |()| {
            if focus::is_lost() {
                focus::to(&heading);
            }
        });
    }
    let act = |doing: Doing| {
        let (words, shell, busy, found) =
            (words.clone(), shell.clone(), busy.clone(), found.clone());
        let (connection, onchanged) = (connection.clone(), props.onchanged.clone());
        Callback::from(move |_: MouseEvent| {
            let (words, shell, busy, found) =
                (words.clone(), shell.clone(), busy.clone(), found.clone());
            let (connection, onchanged) = (connection.clone(), onchanged.clone());
            busy.set(Some(doing));
            spawn_local(async move {
                match (doing.run(&connection).await, doing) {
                    // It stays busy until the page shows it as any other connection.
                    (Ok(_), Doing::Save) => {
                        shell.notice(Kind::Success, words.t("connection-saved"));
                        onchanged.emit(());
                    }
                    (Ok(result), Doing::Ping) => {
                        found.set(result);
                        busy.set(None);
                        onchanged.emit(());
                    }
                    (Ok(_), Doing::Discard) => {
                        shell.notice(Kind::Success, words.t("trial-discarded"));
                        let id = connection.app_id;
                        shell.replace(Route::App { id }.path());
                    }
                    (Err(failure), doing) => {
                        shell.complain(doing.problem(), &failure);
                        busy.set(None);
                        // One that went by itself is shown as gone.
                        onchanged.emit(());
                    }
                }
            });
        })
    };
    let until = connection.trial_until.as_deref().unwrap_or_default();
    let until = time::date_time(&words, until);
    let last = found.as_ref().or(connection.last_ping.as_ref());
    let is_agreed = connection.agreed;
    html! {
        <section class="section" data-testid="connection-trial">
            <div class="standing">
                { small_icon("info") }
                <div>
                    <h2 ref={heading} tabindex="-1">{ words.t("trial") }</h2>
                    <p>{ words.with("trial-text", [("at", until.into())]) }</p>
                    if !is_agreed { <p>{ words.t("trial-pending") }</p> }
                    { facts(&words, &props.app, connection) }
                </div>
            </div>
            <div role="status">{ for last.map(|result| outcome(&words, result)) }</div>
            <div class="form-buttons app-pings">
                if is_agreed {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("trial-keep"), look: Look::Primary, busy: *busy == Some(Doing::Save), disabled: busy.is_some(), onclick: act(Doing::Save), testid: "trial-keep", node: save })) }
                }
                <Authorize connection={connection.clone()} is_due={!is_agreed} />
                if is_agreed && props.app.ping != PingKind::None {
                    { push_button(&props!(encaixe_ui::button::Props { label: words.t("trial-again"), icon: "send", busy: *busy == Some(Doing::Ping), disabled: busy.is_some(), onclick: act(Doing::Ping), testid: "trial-again", node: again })) }
                }
                { push_button(&props!(encaixe_ui::button::Props { label: words.t("trial-discard"), icon: "trash-2", busy: *busy == Some(Doing::Discard), disabled: busy.is_some(), onclick: act(Doing::Discard), testid: "trial-discard", node: discard })) }
            </div>
        </section>
    }
}
