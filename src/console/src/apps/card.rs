//! What an app looks like, and what it says of itself.

use encaixe_api::app::App;
use encaixe_ui::i18n::{Locale, Words};
use yew::prelude::*;

/// What it does, in the reader's language.
pub(super) fn said(words: &Words, app: &App) -> String {
    match words.locale() {
        Locale::PtBr => app.description.pt_br.clone(),
        Locale::En => app.description.en.clone(),
    }
}

/// Its colour, with the first letter of its name.
pub(super) fn dot(app: &App) -> Html {
    let first: String = app.name.chars().take(1).collect();
    let style = format!(
        "--color: {}; --mark: {}",
        app.color,
        encaixe_api::inbox::tag::text_color(&app.color)
    );
    html! { <span class="app-dot" {style} aria-hidden="true">{ first.to_uppercase() }</span> }
}
