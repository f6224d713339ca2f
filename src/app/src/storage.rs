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

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn name(key: &str) -> String {
    format!("encaixe.{key}")
}
