//! The JavaScript face of the plugin side: the object that plugins know as `Kinbox`.
//!
//! The only crate with exports, and it has one: [`install`]. What the object's members do for a
//! plugin's author is told in `typings/`.

mod command;
mod events;
mod member;

use encaixe_plugin::{Bag, Limits, Page, Plugin, Times, VERSION};
use wasm_bindgen::prelude::*;

use crate::member::Member;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());

/// Makes a complete `Kinbox` object and, as its last act, says hello to the page that embeds this one.
///
/// `host_origins` are the origins that may embed the page, separated by spaces; without it any may.
/// Each call makes an object of its own, with a connection of its own.
#[wasm_bindgen]
#[must_use]
pub fn install(host_origins: Option<String>) -> Bag {
    let plugin = Plugin::new(Page::current(), Limits::STANDARD);
    let kinbox = build(&plugin);
    plugin.connect(host_origins.as_deref());
    // It lives as long as the page: listeners hear also when nothing holds the object any more.
    std::mem::forget(plugin);
    kinbox
}

/// The object for this plugin, which has yet to connect.
#[must_use]
pub fn build(plugin: &Plugin) -> Bag {
    let kinbox = Bag::new();
    kinbox.set_text("version", VERSION);
    kinbox.set("embedded", &plugin.is_embedded().into());
    Member::Wire.as_getter(plugin, &kinbox, "wire");
    Member::Context.as_getter(plugin, &kinbox, "context");
    for (name, member) in [
        ("on", Member::On(Times::Every)),
        ("once", Member::On(Times::Once)),
        ("off", Member::Off),
        ("onCallback", Member::OnCallback),
        ("dispatchEvent", Member::DispatchEvent),
    ] {
        kinbox.set(name, &member.function(plugin));
    }
    command::add_to(&kinbox, plugin);
    kinbox
}
