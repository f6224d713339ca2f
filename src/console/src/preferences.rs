//! Settings > Preferences: how the page is for whoever is signed in, in this browser.

use encaixe_ui::hooks::use_shared;
use encaixe_ui::i18n::use_words;
use encaixe_ui::part;
use encaixe_ui::user_menu::{other_zone, use_goes_on, use_languages, use_themes, use_zones};
use yew::prelude::*;

#[component]
pub(super) fn Preferences() -> Html {
    let words = use_words();
    let zone = use_shared(|shared| other_zone(shared.me.ready()?));
    let choice = |label: &str, choices: Html| {
        html! { <div class="field"><span class="label" aria-hidden="true">{ words.t(label) }</span>{ choices }</div> }
    };
    html! {
        <>
            <header class="settings-head">
                <div><h1>{ words.t("preferences") }</h1><p>{ words.t("preferences-text") }</p></div>
            </header>
            <section class="section form preferences">
                { choice("theme-label", part!(use_themes)) }
                { choice("language-label", part!(use_languages)) }
                if zone.is_some() { { choice("timezone-label", part!(use_zones)) } }
                { part!(use_goes_on) }
            </section>
        </>
    }
}
