//! The thin line that says that live changes do not arrive.

use yew::prelude::*;

use super::icon::small_icon;
use crate::hooks::use_select;
use crate::i18n::use_words;
use crate::state::Live;

#[component]
pub(crate) fn Banner() -> Html {
    let words = use_words();
    let live = use_select(|state| state.live);
    html! {
        <div class="banner-place" role="status">
            if *live == Live::Reconnecting {
                <div class="banner" title={words.t("live-reconnecting")}>{ small_icon("wifi-off") }{ words.t("live-reconnecting") }</div>
            }
        </div>
    }
}
