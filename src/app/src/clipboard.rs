//! The clipboard, which browsers give to pages that somebody just did something in.

use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long the news of a click in a frame may take to this page, in milliseconds: it goes another way
/// than the frame's messages.
const NEWS_MS: u32 = 100;

/// Whether there is one: outside of a secure context there is none, and asking for it would throw.
pub(crate) fn is_there() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Puts a text on it; gives whether the browser allowed that.
pub(crate) async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window().filter(|_| is_there()) else {
        return false;
    };
    JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}

/// Whether the agent clicked or pressed a key just now, in this page or in a frame. Some browsers would let
/// any page in front write at any time.
pub(crate) async fn is_agent_active() -> bool {
    if is_active() {
        return true;
    }
    TimeoutFuture::new(NEWS_MS).await;
    is_active()
}

/// A browser that does not say is one that asks for itself.
fn is_active() -> bool {
    let activation = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"userActivation".into()).ok());
    activation
        .filter(JsValue::is_object)
        .and_then(|activation| Reflect::get(&activation, &"isActive".into()).ok())
        .and_then(|active| active.as_bool())
        .unwrap_or(true)
}
