//! Settings > Preferences: how the page is for whoever is signed in, in this browser.

use yew::prelude::*;

use crate::components::user_menu::{GoesOn, Languages, Themes, Zones, other_zone};
use crate::hooks::use_select;
use crate::i18n::use_words;

#[component]
pub(super) fn Preferences() -> Html {
    let words = use_words();
    let zone = use_select(|state| other_zone(state.me.ready()?));
    let choice = |label: &str, choices: Html| {
        html! { <div class="field"><span class="label" aria-hidden="true">{ words.t(label) }</span>{ choices }</div> }
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("preferences") }</h1><p>{ words.t("preferences-text") }</p></div>
            </header>
            <section class="section form preferences">
                { choice("theme-label", html! { <Themes /> }) }
                { choice("language-label", html! { <Languages /> }) }
                if zone.is_some() { { choice("timezone-label", html! { <Zones /> }) } }
                <GoesOn />
            </section>
        </>
    }
}
