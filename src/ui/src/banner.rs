//! The thin line that says that live changes do not arrive.

use yew::prelude::*;

use crate::hooks::use_shared;
use crate::i18n::use_words;
use crate::icon::small_icon;
use crate::shell::Live;

/// Says that live changes do not arrive, while they do not.
#[hook]
pub fn use_banner() -> Html {
    let words = use_words();
    let live = use_shared(|state| state.live);
    html! {
        <div class="banner-place" role="status">
            if *live == Live::Reconnecting {
                <div class="banner" title={words.t("live-reconnecting")}>{ small_icon("wifi-off") }{ words.t("live-reconnecting") }</div>
            }
        </div>
    }
}
