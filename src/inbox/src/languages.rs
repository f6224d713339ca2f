//! The page's languages. The texts of the one that the page begins in come with it: `boot.js` fetches them beside this module,
//! and starts it when both are there. Those of another are fetched when it is taken.

use std::cell::Cell;

use encaixe_protocol::command::toast::Kind;
use encaixe_ui::i18n::{self, Locale, Words};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use wasm_bindgen::throw_str;

use crate::flow::notice;
use crate::state::Action;
use crate::store::Store;

#[wasm_bindgen]
extern "C" {
    /// The tag of the language that the page begins in.
    #[wasm_bindgen(js_namespace = encaixe, js_name = language)]
    fn first_tag() -> String;

    /// The texts of that language.
    #[wasm_bindgen(js_namespace = encaixe, js_name = firstTexts)]
    fn first_texts() -> String;

    /// Fetches the texts of another language. `boot.js` knows where they are.
    #[wasm_bindgen(catch, js_namespace = encaixe, js_name = texts)]
    async fn fetch(tag: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// The language that was asked for last, here or not.
    static WANTED: Cell<Option<Locale>> = const { Cell::new(None) };
}

/// Takes the texts that came with the page.
pub(crate) fn begin() {
    i18n::begin(encaixe_ui::keys!());
    if !i18n::come(first(), first_texts()) {
        throw_str("the texts are not those of this page");
    }
}

/// The language that the page begins in.
pub(crate) fn first() -> Locale {
    Locale::of(&first_tag()).unwrap_or(Locale::PtBr)
}

/// Takes a language once its texts are here, unless another one was asked for meanwhile. Where they do not come, the page stays
/// as it is, and a notice says so. What the agent chose is remembered in this browser.
pub(crate) async fn take(store: &Store, locale: Locale, is_chosen: bool) {
    WANTED.set(Some(locale));
    let is_here = i18n::is_here(locale) || come(locale).await;
    if WANTED.get() != Some(locale) {
        return;
    }
    if is_here {
        locale.apply(is_chosen);
        store.dispatch(Action::Locale(locale));
    } else {
        let words = Words::of(store.state().locale);
        let message = [words.t("problem-language"), words.t("fetch-failed-text")];
        notice(store, Kind::Error, message.join(" "));
    }
}

async fn come(locale: Locale) -> bool {
    let texts = fetch(locale.tag()).await.ok();
    let texts = texts.and_then(|texts| texts.as_string());
    texts.is_some_and(|texts| i18n::come(locale, texts))
}
