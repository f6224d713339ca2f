//! What this browser remembers of the agent's choices. Where storage is refused, nothing is remembered.

use crate::company;

/// What every key begins with, by the company: the demo plugin may lie on the same host.
const PREFIX: &str = "encaixe";

fn prefix() -> String {
    company::name(PREFIX) + "."
}

/// The value kept under `key`.
pub fn get(key: &str) -> Option<String> {
    store()?.get_item(&name(key)).ok()?
}

/// Keeps `value` under `key`.
pub fn set(key: &str, value: &str) {
    if let Some(store) = store() {
        // A full or forbidden storage costs the memory of a choice, nothing else.
        let _ = store.set_item(&name(key), value);
    }
}

/// Keeps nothing under `key` any more.
pub fn forget(key: &str) {
    if let Some(store) = store() {
        // What cannot be reached keeps nothing.
        let _ = store.remove_item(&name(key));
    }
}

/// Keeps `value` under `key`; whether that was possible.
pub fn try_set(key: &str, value: &str) -> bool {
    store().is_some_and(|store| store.set_item(&name(key), value).is_ok())
}

/// The keys that begin like this.
pub fn names(begin: &str) -> Vec<String> {
    store().map_or_else(Vec::new, |store| names_in(&store, begin))
}

/// Keeps nothing for this tab under keys that begin like this.
pub fn forget_in_tab(begin: &str) {
    if let Some(tab) = tab() {
        for key in names_in(&tab, begin) {
            // Fails where nothing could be kept either.
            let _ = tab.remove_item(&name(&key));
        }
    }
}

/// The key of what another tab kept or forgot.
pub fn key_of(event: &web_sys::StorageEvent) -> Option<String> {
    event.key()?.strip_prefix(&prefix()).map(ToOwned::to_owned)
}

fn names_in(store: &web_sys::Storage, begin: &str) -> Vec<String> {
    let count = store.length().unwrap_or_default();
    let keys = (0..count).filter_map(|at| store.key(at).ok()?);
    keys.filter_map(|key| key.strip_prefix(&prefix()).map(ToOwned::to_owned))
        .filter(|key| key.starts_with(begin))
        .collect()
}

/// The value kept under `key` for this tab.
pub fn get_in_tab(key: &str) -> Option<String> {
    tab()?.get_item(&name(key)).ok()?
}

/// Keeps `value` under `key` for as long as this tab lives; an empty one is forgotten.
pub fn set_in_tab(key: &str, value: &str) {
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
    prefix() + key
}
