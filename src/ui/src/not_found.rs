//! An address that is none of the page's.

use crate::part;
use yew::prelude::*;
use yew::props;

use crate::empty::use_empty;
use crate::hooks::use_shell;
use crate::i18n::use_words;
use crate::link::{HOME, link};

/// Says that there is no such page.
#[hook]
pub fn use_not_found() -> Html {
    let (words, shell) = (use_words(), use_shell());
    html! {
        <main class="alone">
            { part!(use_empty, props!(crate::empty::Props { icon: "search-x", alone: true, title: words.t("not-found"), text: words.t("not-found-text"), children: html! { <>{ link(&shell, HOME, "button button-primary", words.t("back-to-inbox").into()) }</> } })) }
        </main>
    }
}
