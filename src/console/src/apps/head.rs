//! The heads of the pages of one app, with the way back.

use encaixe_api::app::App;
use encaixe_ui::api_client::Failure;
use encaixe_ui::empty::{use_empty, use_trouble};
use encaixe_ui::i18n::Words;
use encaixe_ui::icon::small_icon;
use encaixe_ui::link::link;
use encaixe_ui::part;
use encaixe_ui::shell::Shell;
use yew::prelude::*;
use yew::props;

use super::card::dot;
use crate::route::Route;

/// The way to a page above this one.
pub(super) fn crumb(shell: &Shell, to: &Route, word: String) -> Html {
    link(
        shell,
        to.path(),
        "crumb",
        html! { <>{ small_icon("chevron-left") }{ word }</> },
    )
}

/// The head of a page below an app's own.
pub(super) fn below(shell: &Shell, app: &App, title: String, text: String) -> Html {
    let to = Route::App {
        id: app.app_id.clone(),
    };
    html! {
        <header class="settings-head">
            <div>
                { crumb(shell, &to, app.name.clone()) }
                <h1 class="app-title">{ dot(app) }{ title }</h1>
                if !text.is_empty() { <p>{ text }</p> }
            </div>
        </header>
    }
}

/// In the place of a page that is being fetched.
pub(super) fn loading() -> Html {
    html! { <div class="section" aria-busy="true"><span class="skeleton skeleton-text" /></div> }
}

/// In the place of a page that did not come; `what` begins the words of what is not there.
pub(super) fn failed(
    words: &Words,
    shell: &Shell,
    what: &str,
    failure: &Failure,
    onretry: Callback<MouseEvent>,
) -> Html {
    if !failure.is_missing() {
        return html! { { part!(use_trouble, props!(encaixe_ui::empty::TroubleProps { failure: failure.clone(), onretry })) } };
    }
    let (title, text) = (format!("{what}-missing"), format!("{what}-missing-text"));
    let back = link(
        shell,
        Route::Apps.path(),
        "button button-plain",
        words.t("apps").into(),
    );
    html! {
        { part!(use_empty, props!(encaixe_ui::empty::Props { icon: "search-x", title: words.t(&title), text: words.t(&text), children: back })) }
    }
}
