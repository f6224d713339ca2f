//! Sends the reader to the app's page, where they agree.

use encaixe_api::app::Connection;
use encaixe_ui::api_client::{Answer, Failure};
use encaixe_ui::button::{Look, push_button};
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::use_words;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew::props;

use crate::api_client;

/// Sends the reader there. The browser is on its way when this ends well.
pub(super) async fn leave(connection: &Connection) -> Answer<()> {
    let url = api_client::authorize(&connection.app_id, &connection.id).await?;
    let window = web_sys::window();
    let gone = window.and_then(|window| window.location().set_href(&url).ok());
    gone.ok_or_else(|| Failure::new(None, "unreachable", url))
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) connection: Connection,
    /// It is what has to be done now.
    pub(super) is_due: bool,
}

#[component]
pub(super) fn Authorize(props: &Props) -> Html {
    let (words, shell) = (use_words(), use_shell());
    let busy = use_state_eq(|| false);
    let onclick = {
        let (busy, connection) = (busy.clone(), props.connection.clone());
        Callback::from(move |_: MouseEvent| {
            let (busy, connection, shell) = (busy.clone(), connection.clone(), shell.clone());
            busy.set(true);
            spawn_local(async move {
                if let Err(failure) = leave(&connection).await {
                    shell.complain("problem-authorize", &failure);
                    busy.set(false);
                }
            });
        })
    };
    let look = if props.is_due {
        Look::Primary
    } else {
        Look::Plain
    };
    html! {
        { push_button(&props!(encaixe_ui::button::Props { label: words.t("connection-authorize"), icon: "external-link", look, busy: *busy, onclick, testid: "connection-authorize" })) }
    }
}
