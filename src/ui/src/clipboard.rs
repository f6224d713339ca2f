//! The clipboard, which browsers give to pages that somebody just did something in.

use wasm_bindgen_futures::JsFuture;

/// Whether there is one: outside of a secure context there is none, and asking for it would throw.
pub fn is_there() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Puts a text on it; gives whether the browser allowed that.
pub async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window().filter(|_| is_there()) else {
        return false;
    };
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}
