//! What stands beside the list while no conversation is chosen: how to move, or, where there is none at all, how to begin.

use yew::prelude::*;
use yew_router::prelude::*;

use super::button::Button;
use super::copy::CopyButton;
use super::empty::Empty;
use crate::api_client::has_conversations;
use crate::hooks::{use_remote, use_select, use_store};
use crate::i18n::{Words, use_words};
use crate::route::Route;
use crate::state::list::Phase;
use crate::state::revisions::Topic;
use crate::state::{Action, Remote};

#[component]
pub(crate) fn Unselected() -> Html {
    let words = use_words();
    let is_bare =
        use_select(|state| state.list.items.is_empty() && state.list.phase == Phase::Ready);
    if *is_bare {
        html! { <Bare /> }
    } else {
        unchosen(&words)
    }
}

/// What the place is for.
fn unchosen(words: &Words) -> Html {
    html! {
        <Empty icon="messages-square" title={words.t("conversation-none")} text={words.t("conversation-none-text")}>
            <p class="hint"><kbd>{ "j" }</kbd><kbd>{ "k" }</kbd>{ words.t("hint-move") }<kbd>{ "?" }</kbd>{ words.t("hint-help") }</p>
        </Empty>
    }
}

/// The list is empty: by what it is asked for, or because nobody has written yet.
#[component]
fn Bare() -> Html {
    let words = use_words();
    let has = use_remote(Topic::Nothing, has_conversations);
    match &**has.value {
        Remote::Ready(false) => html! { <Welcome /> },
        Remote::Ready(true) | Remote::Failed(_) => unchosen(&words),
        Remote::Loading => Html::default(),
    }
}

/// The way from nothing to the first message and the first plugin.
#[component]
fn Welcome() -> Html {
    let words = use_words();
    let store = use_store();
    let directory = use_select(|state| state.directory.clone());
    let is_admin = use_select(crate::state::State::is_admin);
    let token = use_select(|state| state.new_token.clone());
    let start = Callback::from(move |_: MouseEvent| store.dispatch(Action::Starting(true)));
    let active = directory.channels.iter().find(|channel| channel.is_active);
    let command = active.map(|channel| {
        let token = (*token).as_deref().unwrap_or("TOKEN");
        line(
            &origin(),
            channel.id.as_str(),
            token,
            &words.t("welcome-sample"),
        )
    });
    let about = if token.is_some() {
        "welcome-message-ready"
    } else {
        "welcome-message-text"
    };
    html! {
        <section class="first-run" data-testid="welcome">
            <h2 class="first-run-title">{ words.t("welcome") }</h2>
            <p class="first-run-text">{ words.t("welcome-text") }</p>
            <ol class="first-run-steps">
                <li>
                    <h3>{ words.t("welcome-message") }</h3>
                    if let Some(command) = command {
                        <p>{ words.t(about) }</p>
                        <div class="first-run-code">
                            <pre tabindex="0"><code>{ command.clone() }</code></pre>
                            <CopyButton value={command} />
                        </div>
                    }
                    <div class="first-run-next">
                        if *is_admin {
                            <Link<Route> to={Route::NewToken} classes="button button-plain">{ words.t("welcome-token") }</Link<Route>>
                        } else {
                            <p>{ words.t("welcome-token-ask") }</p>
                        }
                        <Button label={words.t("welcome-start")} look="quiet" icon="plus" onclick={start} />
                    </div>
                </li>
                <li>
                    <h3>{ words.t("welcome-plugin") }</h3>
                    <p>{ words.t("welcome-plugin-text") }</p>
                    <div class="first-run-next">
                        if *is_admin {
                            <Link<Route> to={Route::NewPlugin} classes="button button-plain">{ words.t("welcome-plugin-add") }</Link<Route>>
                        }
                        <a class="button button-quiet" href="/docs">{ words.t("welcome-reference") }</a>
                    </div>
                </li>
            </ol>
        </section>
    }
}

/// The command that hands over a message, to be pasted into a terminal.
pub(crate) fn line(origin: &str, channel: &str, token: &str, text: &str) -> String {
    let body = format!(
        r#"{{"sender": "visitor-1", "type": "text", "content": "{text}", "contactInfo": {{"name": "Maria"}}}}"#
    );
    format!(
        "curl {origin}/api/channels/{channel}/messages \\\n  -H 'Authorization: Bearer {token}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{body}'"
    )
}

/// The page's own origin.
pub(crate) fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    location
        .and_then(|location| location.origin().ok())
        .unwrap_or_default()
}
