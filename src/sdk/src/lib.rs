//! The JavaScript face of the plugin side: the object that plugins know as `Kinbox`.
//!
//! The only crate with exports, and it has one: [`install`]. The object's members are made in `js/kinbox.js`; what they
//! do for a plugin's author is told in `typings`.

use encaixe_plugin::{Limits, Page, PlainObject, Plugin, VERSION, Values};
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

#[wasm_bindgen(module = "/js/kinbox.js")]
extern "C" {
    fn face(values: &Values, version: &str) -> PlainObject;
}

/// Makes a complete `Kinbox` object and, as its last act, says hello to the page that embeds this one.
///
/// `host_origins` are the origins that may embed the page, a text with spaces between them; undefined for any.
/// Each call makes an object of its own, with a connection of its own.
#[wasm_bindgen]
#[must_use]
pub fn install(host_origins: &JsValue) -> PlainObject {
    let plugin = Plugin::new(Page::current(), Limits::STANDARD);
    let kinbox = build(&plugin);
    plugin.connect_to(host_origins);
    kinbox
}

/// The object for this plugin, which has yet to connect. Both live as long as the page: listeners hear also when nothing
/// holds the object any more.
#[must_use]
pub fn build(plugin: &Plugin) -> PlainObject {
    std::mem::forget(plugin.clone());
    face(plugin.values(), VERSION)
}
