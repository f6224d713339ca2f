//! How a connection stands, in a word.

use encaixe_api::app::{Connection, ConnectionState};
use encaixe_ui::i18n::Words;
use yew::prelude::*;

/// How a connection stands, as a chip.
pub(super) fn chip(words: &Words, connection: &Connection) -> Html {
    let (class, key) = match connection.state {
        ConnectionState::Connected => ("mark-good", "connection-connected"),
        ConnectionState::Pending => ("mark-still", "connection-pending"),
        ConnectionState::Reconnect => ("mark-bad", "connection-reconnect"),
    };
    html! {
        <span class={classes!("badge", "webhook-mark", class)} data-testid="connection-state">
            <span class="state-dot" />{ words.t(key) }
        </span>
    }
}

/// The label of its environment.
pub(super) fn environment(app: &encaixe_api::app::App, key: &str) -> String {
    let found = app.environments.iter().find(|one| one.key == key);
    found.map_or_else(|| key.to_owned(), |one| one.label.clone())
}
