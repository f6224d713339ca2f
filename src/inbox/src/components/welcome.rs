//! What stands beside the list while no conversation is chosen: how to move, or, where there is none at all, how to begin.

use encaixe_ui::button::{Look, push_button};
use encaixe_ui::copy::use_copy_button;
use encaixe_ui::empty::use_empty;
use encaixe_ui::hooks::use_resource;
use encaixe_ui::hooks::use_shell;
use encaixe_ui::i18n::{Words, use_words};
use encaixe_ui::link::{NEW_PLUGIN, NEW_TOKEN, link};
use encaixe_ui::part;
use encaixe_ui::remote::Remote;
use encaixe_ui::revisions::Topic;
use encaixe_ui::sample::{line, page};
use yew::prelude::*;
use yew::props;

use crate::api_client::has_conversations;
use crate::hooks::{use_select, use_store};
use crate::state::Action;
use crate::state::list::Phase;

#[hook]
pub(crate) fn use_unselected() -> Html {
    let words = use_words();
    let is_bare =
        use_select(|state| state.list.items.is_empty() && state.list.phase == Phase::Ready);
    if *is_bare {
        part!(use_bare)
    } else {
        unchosen(&words)
    }
}

/// What the place is for.
fn unchosen(words: &Words) -> Html {
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "messages-square", title: words.t("conversation-none"), text: words.t("conversation-none-text"), children: html! { <><p class="hint"><kbd>{ "j" }</kbd><kbd>{ "k" }</kbd>{ words.t("hint-move") }<kbd>{ "?" }</kbd>{ words.t("hint-help") }</p></> } })) }
    }
}

/// The list is empty: by what it is asked for, or because nobody has written yet.
#[hook]
fn use_bare() -> Html {
    let words = use_words();
    let has = use_resource((), Topic::Nothing, |()| has_conversations());
    match &**has.value {
        Remote::Ready(false) => part!(use_welcome),
        Remote::Ready(true) | Remote::Failed(_) => unchosen(&words),
        Remote::Loading => Html::default(),
    }
}

/// The way from nothing to the first message and the first plugin.
#[hook]
fn use_welcome() -> Html {
    let words = use_words();
    let (store, shell) = (use_store(), use_shell());
    let directory = use_select(|state| state.directory.clone());
    let is_admin = use_select(|state| state.is_admin());
    let token = use_select(|state| state.new_token.clone());
    let start = Callback::from(move |_: MouseEvent| store.dispatch(Action::Starting(true)));
    let active = directory.channels.iter().find(|channel| channel.is_active);
    let command = active.map(|channel| {
        let token = (*token).as_deref().unwrap_or("TOKEN");
        line(
            &page(),
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
                            { part!(use_copy_button, props!(encaixe_ui::copy::Props { value: command })) }
                        </div>
                    }
                    <div class="first-run-next">
                        if *is_admin {
                            { link(&shell, NEW_TOKEN, "button button-plain", words.t("welcome-token").into()) }
                        } else {
                            <p>{ words.t("welcome-token-ask") }</p>
                        }
                        { push_button(&props!(encaixe_ui::button::Props { label: words.t("welcome-start"), look: Look::Quiet, icon: "plus", onclick: start })) }
                    </div>
                </li>
                <li>
                    <h3>{ words.t("welcome-plugin") }</h3>
                    <p>{ words.t("welcome-plugin-text") }</p>
                    <div class="first-run-next">
                        if *is_admin {
                            { link(&shell, NEW_PLUGIN, "button button-plain", words.t("welcome-plugin-add").into()) }
                        }
                        <a class="button button-quiet" href="/docs">{ words.t("welcome-reference") }</a>
                    </div>
                </li>
            </ol>
        </section>
    }
}
