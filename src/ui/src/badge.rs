//! Badges with what they mean behind them.

use crate::part;
use yew::prelude::*;
use yew::props;

use crate::i18n::Words;
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
