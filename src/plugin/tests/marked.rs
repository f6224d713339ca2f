//! The name that a host gives its frames: with it silence is never taken for a classic host.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::{Limits, Options, Page, Plugin, command};
use support::{Console, Embedded, Host, code, own_window, settled, text, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Window;

wasm_bindgen_test_configure!(run_in_browser);

const LIMITS: Limits = Limits {
    fallback_ms: 50,
    command_ms: 400,
    ..Limits::STANDARD
};

fn add_tag(plugin: &Plugin) -> JsValue {
    let params = command::add_tag::params(&5.into());
    plugin
        .call(Name::AddTag, params, Ok(Options::default()))
        .into()
}

/// A frame of this name, within this page.
fn frame(name: &str) -> (Host, Window) {
    let frame = Host::new();
    frame.run(&format!("frameElement.name = window.name = {name:?}"));
    let window = frame.run("window").unchecked_into();
    (frame, window)
}

#[wasm_bindgen_test]
async fn calls_wait_and_are_rejected_in_a_host_that_has_not_verified_the_page() {
    let console = Console::listen();
    for name in ["encaixe:2", "encaixe:7"] {
        let around = Embedded::listen();
        let (_frame, own) = frame(name);
        let plugin = Plugin::new(Some(Page::new(own, own_window())), LIMITS);
        plugin.connect(None);
        let calls = [add_tag(&plugin), add_tag(&plugin)];
        around.hello().await;
        assert_eq!(code(&calls[0]).await, "closed");
        assert_eq!(code(&calls[1]).await, "closed");
        assert_eq!(plugin.wire().as_str(), "none");
        assert_eq!(around.untold(), 0, "nothing is said in the classic dialect");
        assert_eq!(code(&add_tag(&plugin)).await, "closed");
    }
    let errors = console.errors();
    assert_eq!(errors.len(), 2, "one for each page: {errors:?}");
    assert_eq!(errors[0], "Kinbox: the host has not verified this page");
}

#[wasm_bindgen_test]
async fn a_late_welcome_still_wins() {
    let around = Embedded::listen();
    let (_frame, own) = frame("encaixe:2");
    let plugin = Plugin::new(Some(Page::new(own, own_window())), LIMITS);
    plugin.connect(None);
    let late = add_tag(&plugin);
    let line = around.hello().await;
    assert_eq!(code(&late).await, "closed");
    let waiting = add_tag(&plugin);
    line.welcome("null");
    until(|| plugin.wire().as_str() == "channel").await;
    let request = line.next().await;
    assert_eq!(text(&request, "command"), "add_tag");
    line.reply(&request, r#"{"tags":[]}"#);
    assert_eq!(settled(&waiting).await.unwrap(), "[]");
}

#[wasm_bindgen_test]
async fn a_name_counts_only_from_a_page_that_nothing_embeds() {
    // The window in the parent's place is itself within another page, as a plugin's page is within the inbox.
    let host = Host::new();
    let (_frame, own) = frame("encaixe:2");
    let page = Page::new(own, host.run("window").unchecked_into());
    let plugin = Plugin::new(Some(page), LIMITS);
    plugin.connect(None);
    until(|| plugin.wire().as_str() == "classic").await;
}

#[wasm_bindgen_test]
async fn no_other_name_counts() {
    for name in ["", "encaixe", "plugin", " encaixe:2", "ENCAIXE:2"] {
        let (_frame, own) = frame(name);
        let plugin = Plugin::new(Some(Page::new(own, own_window())), LIMITS);
        plugin.connect(None);
        until(|| plugin.wire().as_str() == "classic").await;
    }
}

#[wasm_bindgen_test]
async fn the_name_is_read_once() {
    let (frame, own) = frame("encaixe:2");
    let plugin = Plugin::new(Some(Page::new(own, own_window())), LIMITS);
    frame.run("window.name = 'something of the page itself'");
    plugin.connect(None);
    assert_eq!(code(&add_tag(&plugin)).await, "closed");
    assert_eq!(plugin.wire().as_str(), "none");
}
