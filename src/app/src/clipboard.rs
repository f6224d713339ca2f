//! The clipboard, which browsers give to pages that somebody just did something in.

use encaixe_api::id::PluginId;
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

/// Whether the agent clicked or pressed a key just now in that plugin's frame, the one that `shown` says is
/// before their eyes. What they do elsewhere in the page is no leave for a plugin, and some browsers would
/// let any page in front write at any time.
pub(crate) async fn is_used(shown: impl Fn() -> bool, plugin: &PluginId) -> bool {
    let now = || is_leave(shown(), focused().as_ref() == Some(plugin), is_active());
    if now() {
        return true;
    }
    TimeoutFuture::new(NEWS_MS).await;
    now()
}

const fn is_leave(shown: bool, focused: bool, active: bool) -> bool {
    shown && focused && active
}

/// The plugin whose frame has the focus.
fn focused() -> Option<PluginId> {
    let focused = web_sys::window()?.document()?.active_element()?;
    let holder = focused.parent_element()?;
    (focused.tag_name() == "IFRAME")
        .then(|| holder.get_attribute("data-plugin"))?
        .map(PluginId::from)
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

#[cfg(test)]
mod tests {
    use super::is_leave;

    #[test]
    fn only_what_the_agent_does_in_the_shown_frame_is_leave_to_copy() {
        for bits in 0..8 {
            let [shown, focused, active] = [1, 2, 4].map(|bit| bits & bit != 0);
            assert_eq!(is_leave(shown, focused, active), bits == 7, "{bits}");
        }
    }
}
