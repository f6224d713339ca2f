//! Badges with what they mean behind them, and what goes with them.

use crate::part;
use yew::prelude::*;
use yew::props;

use crate::i18n::Words;
use crate::icon::small_icon;
use crate::popover::use_popover;

/// The badge of a development address, with what it means.
pub fn dev_badge(words: &Words) -> Html {
    let button = html! { words.t("dev-badge") };
    html! {
        { part!(use_popover, props!(crate::popover::Props { button, class: "badge badge-dev", children: html! { <><div class="explanation">
                <h3>{ words.t("dev-title") }</h3>
                <p>{ words.t("dev-text") }</p>
            </div></> } })) }
    }
}

/// What a browser may do to a plugin on the reader's own machine, where the inbox is served by https; else nothing.
pub fn far_note(words: &Words) -> Html {
    let protocol = web_sys::window().map(|window| window.location().protocol());
    if protocol.is_some_and(|protocol| protocol.as_deref() == Ok("https:")) {
        html! { <p class="note" data-testid="dev-far">{ small_icon("info") }<span>{ words.t("dev-far") }</span></p> }
    } else {
        Html::default()
    }
}
