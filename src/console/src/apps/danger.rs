//! The end of an app, or of a connection: deleted, after a question.

use encaixe_api::app::{App, Connection};
use encaixe_protocol::command::toast::Kind;
use encaixe_ui::api_client::Answer;
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::dialog::use_dialog;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;
use crate::route::Route;

#[derive(Properties, PartialEq)]
pub(super) struct AppProps {
    pub(super) app: App,
}

#[component]
pub(super) fn DeleteApp(props: &AppProps) -> Html {
    let app = &props.app;
    html! { <Danger what="app" name={app.name.clone()} id={app.app_id.clone()} /> }
}

#[derive(Properties, PartialEq)]
pub(super) struct ConnectionProps {
    pub(super) connection: Connection,
}

#[component]
pub(super) fn DeleteConnection(props: &ConnectionProps) -> Html {
    let connection = &props.connection;
    html! { <Danger what="connection" name={connection.name.clone()} id={connection.app_id.clone()} connection={connection.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct Props {
    /// What begins the words.
    what: &'static str,
    name: AttrValue,
    /// The app's `app_id`.
    id: AttrValue,
    #[prop_or_default]
    connection: Option<Connection>,
}

async fn delete(id: &str, connection: Option<&Connection>) -> Answer<()> {
    match connection {
        Some(connection) => api_client::delete_connection(id, &connection.id).await,
        None => api_client::delete_app(id).await,
    }
}

#[component]
fn Danger(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let (asks, busy) = (use_state_eq(|| false), use_state_eq(|| false));
    let ask = {
        let asks = asks.clone();
        Callback::from(move |_: MouseEvent| asks.set(true))
    };
    let word = |rest: &str| words.t(&format!("{}-{rest}", props.what));
    let answer = {
        let (asks, busy) = (asks.clone(), busy.clone());
        let (id, connection) = (props.id.clone(), props.connection.clone());
        let deleted = word("deleted");
        Callback::from(move |confirmed: bool| {
            if !confirmed {
                return asks.set(false);
            }
            busy.set(true);
            let (shell, id, connection) = (shell.clone(), id.clone(), connection.clone());
            let (asks, busy, deleted) = (asks.clone(), busy.clone(), deleted.clone());
            spawn_local(async move {
                match delete(&id, connection.as_ref()).await {
                    Ok(()) => {
                        shell.notice(Kind::Success, deleted);
                        let id = id.to_string();
                        let to = connection.map_or(Route::Apps, |_| Route::App { id });
                        shell.replace(to.path());
                    }
                    Err(failure) => {
                        shell.complain("problem-change", &failure);
                        busy.set(false);
                        asks.set(false);
                    }
                }
            });
        })
    };
    let title = format!("{}-delete-title", props.what);
    html! {
        <section class="section section-danger">
            <h2>{ words.t("danger") }</h2>
            <div class="section-line">
                <p class="section-text">{ word("delete-text") }</p>
                { push_button(&props!(encaixe_ui::button::Props { label: word("delete"), icon: "trash-2", look: Look::Danger, onclick: ask, testid: "app-delete" })) }
            </div>
            if *asks {
                { part!(use_dialog, props!(encaixe_ui::dialog::Props { title: words.with(&title, [("name", props.name.as_str().into())]), text: word("delete-text"), ok: word("delete"), cancel: words.t("cancel"), danger: true, busy: *busy, onanswer: answer })) }
            }
        </section>
    }
}
