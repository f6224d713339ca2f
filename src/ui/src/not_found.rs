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
    // Whoever has no inbox is led on from there.
    let way = if shell.shared().is_developer() {
        "settings"
    } else {
        "back-to-inbox"
    };
    let out = link(&shell, HOME, "button button-primary", words.t(way).into());
    part!(use_nothing, props!(Props { out }))
}

/// Says that there is no page because the address is that of no company of this server. The first company has one.
#[hook]
pub fn use_no_company() -> Html {
    let words = use_words();
    let out = html! { <a class="button button-primary" href="/">{ words.t("back-to-inbox") }</a> };
    part!(use_nothing, props!(Props { out }))
}

#[derive(Properties, PartialEq)]
struct Props {
    /// The way out.
    out: Html,
}

#[hook]
fn use_nothing(props: &Props) -> Html {
    let words = use_words();
    html! {
        <main class="alone">
            { part!(use_empty, props!(crate::empty::Props { icon: "search-x", alone: true, title: words.t("not-found"), text: words.t("not-found-text"), children: props.out.clone() })) }
        </main>
    }
}
