//! An address that is none of the page's.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::components::empty::Empty;
use crate::i18n::use_words;
use crate::route::Route;

#[component]
pub(crate) fn NotFound() -> Html {
    let words = use_words();
    html! {
        <main class="alone">
            <Empty icon="search-x" alone=true title={words.t("not-found")} text={words.t("not-found-text")}>
                <Link<Route> to={Route::Home} classes="button button-primary">{ words.t("back-to-inbox") }</Link<Route>>
            </Empty>
        </main>
    }
}
