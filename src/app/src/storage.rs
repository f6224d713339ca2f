//! What this browser remembers of the agent's choices. Where storage is refused, nothing is remembered.

/// The value kept under `key`.
pub(crate) fn get(key: &str) -> Option<String> {
    store()?.get_item(&name(key)).ok()?
}

/// Keeps `value` under `key`.
pub(crate) fn set(key: &str, value: &str) {
    if let Some(store) = store() {
        // A full or forbidden storage costs the memory of a choice, nothing else.
        let _ = store.set_item(&name(key), value);
    }
}

/// Keeps nothing under `key` any more.
pub(crate) fn forget(key: &str) {
    if let Some(store) = store() {
        // What cannot be reached keeps nothing.
        let _ = store.remove_item(&name(key));
    }
}

/// The value kept under `key` for this tab.
pub(crate) fn get_in_tab(key: &str) -> Option<String> {
    tab()?.get_item(&name(key)).ok()?
}

/// Keeps `value` under `key` for as long as this tab lives; an empty one is forgotten.
pub(crate) fn set_in_tab(key: &str, value: &str) {
    if let Some(tab) = tab() {
        // A full or forbidden storage costs what is kept over a reload, nothing else.
        let _ = if value.is_empty() {
            tab.remove_item(&name(key))
        } else {
            tab.set_item(&name(key), value)
        };
    }
}

fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn name(key: &str) -> String {
    format!("encaixe.{key}")
}
