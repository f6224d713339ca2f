//! Badges with what they mean behind them.

use yew::prelude::*;

use crate::i18n::Words;
use crate::popover::Popover;

/// The badge of a development address, with what it means.
pub fn dev_badge(words: &Words) -> Html {
    let button = html! { words.t("dev-badge") };
    html! {
        <Popover {button} class="badge badge-dev">
            <div class="explanation">
                <h3>{ words.t("dev-title") }</h3>
                <p>{ words.t("dev-text") }</p>
            </div>
        </Popover>
    }
}
