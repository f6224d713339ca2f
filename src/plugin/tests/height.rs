//! `setHeight("auto")`: the frame follows the content, and content that follows the frame ends it.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::{Limits, Options, Page, Plugin, command};
use js_sys::Date;
use support::{Console, Host, HostPort, code, get, settled, text, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Window;

wasm_bindgen_test_configure!(run_in_browser);

/// A plugin in a frame of its own, 150 px high, with this in its page.
async fn framed(host: &Host, own: &Host, content: &str) -> (Plugin, HostPort) {
    let style = "<!doctype html><style>body { margin: 0 }</style>";
    own.run(&format!(
        "frameElement.style.cssText = 'border: 0; height: 150px'; document.open(); document.write(`{style}{content}`); document.close()"
    ));
    let window: Window = own.run("window").unchecked_into();
    let parent: Window = host.run("window").unchecked_into();
    let plugin = Plugin::new(Some(Page::new(window, parent)), Limits::STANDARD);
    plugin.connect(None);
    let line = host.hello().await;
    line.welcome("null");
    until(|| plugin.wire().as_str() == "channel").await;
    (plugin, line)
}

fn set_height(plugin: &Plugin, height: impl Into<JsValue>) -> JsValue {
    let params = command::set_height::params(&height.into());
    plugin
        .call(Name::SetHeight, params, Ok(Options::default()))
        .into()
}

/// The height that the next request asks for; the frame gets it, as in a host.
async fn granted(line: &HostPort, own: &Host) -> f64 {
    let request = line.next().await;
    assert_eq!(text(&request, "command"), "set_height");
    let height = get(&get(&request, "params"), "height").as_f64().unwrap();
    own.run(&format!("frameElement.style.height = '{height}px'"));
    line.reply(&request, &format!(r#"{{"height":{height}}}"#));
    height
}

async fn pause(ms: f64) {
    let start = Date::now();
    until(|| Date::now() - start > ms).await;
}

#[wasm_bindgen_test]
async fn the_frame_grows_and_shrinks_with_the_content_until_a_number_ends_it() {
    let (host, own) = (Host::new(), Host::new());
    let (plugin, line) = framed(&host, &own, "<div id=a style='height: 300px'></div>").await;
    let first = set_height(&plugin, "auto");
    assert!((granted(&line, &own).await - 300.0).abs() < 0.1);
    assert_eq!(settled(&first).await.unwrap(), "300");
    for height in [420.5, 90.0, 500.0] {
        own.run(&format!(
            "document.getElementById('a').style.height = '{height}px'"
        ));
        assert!((granted(&line, &own).await - height).abs() < 0.1);
    }
    own.run("document.getElementById('a').style.height = '500.6px'");
    pause(150.0).await;
    assert_eq!(line.waiting(), 0);

    let fixed = set_height(&plugin, 200);
    granted(&line, &own).await;
    settled(&fixed).await.unwrap();
    own.run("document.getElementById('a').style.height = '700px'");
    pause(150.0).await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn many_changes_in_one_frame_are_one_call() {
    let (host, own) = (Host::new(), Host::new());
    let (plugin, line) = framed(&host, &own, "<div id=a style='height: 300px'></div>").await;
    drop(set_height(&plugin, "auto"));
    granted(&line, &own).await;
    own.run(
        "for (let i = 0; i < 50; i++) document.getElementById('a').style.height = 400 + i + 'px'",
    );
    assert!((granted(&line, &own).await - 449.0).abs() < 0.1);
    pause(150.0).await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn content_that_follows_the_frame_settles_with_one_word_to_the_author() {
    let console = Console::listen();
    let (host, own) = (Host::new(), Host::new());
    let content = "<div style='height: 100vh; margin-bottom: 16px; border: 1px solid'></div>";
    let (plugin, line) = framed(&host, &own, content).await;
    drop(set_height(&plugin, "auto"));
    let mut last = granted(&line, &own).await;
    let mut growths = 0;
    while console.errors().is_empty() {
        if line.waiting() > 0 {
            let now = granted(&line, &own).await;
            assert!(now > last);
            last = now;
            growths += 1;
        }
        support::turn().await;
        assert!(growths < 10);
    }
    pause(500.0).await;
    assert_eq!(line.waiting(), 0);
    let errors = console.errors();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("grows with its frame"), "{errors:?}");
}

#[wasm_bindgen_test]
async fn an_animation_is_followed_to_its_end() {
    let console = Console::listen();
    let (host, own) = (Host::new(), Host::new());
    let content = "<div id=a style='height: 200px; transition: height 400ms linear'></div>";
    let (plugin, line) = framed(&host, &own, content).await;
    drop(set_height(&plugin, "auto"));
    let mut last = granted(&line, &own).await;
    own.run("document.getElementById('a').style.height = '600px'");
    while (last - 600.0).abs() > 0.1 {
        last = granted(&line, &own).await;
    }
    pause(400.0).await;
    assert_eq!(line.waiting(), 0);
    own.run("document.getElementById('a').style.cssText = 'height: 100px'");
    assert!((granted(&line, &own).await - 100.0).abs() < 0.1);
    assert!(console.errors().is_empty());
}

#[wasm_bindgen_test]
async fn what_was_asked_before_the_welcome_is_made_good_after_it() {
    let (host, own) = (Host::new(), Host::new());
    own.run("document.open(); document.write('<!doctype html><body style=\"margin: 0\"><p id=a style=\"margin: 0; height: 50px\">'); document.close()");
    let window: Window = own.run("window").unchecked_into();
    let parent: Window = host.run("window").unchecked_into();
    let plugin = Plugin::new(Some(Page::new(window, parent)), Limits::STANDARD);
    drop(set_height(&plugin, "auto"));
    plugin.connect(None);
    let line = host.hello().await;
    own.run("document.getElementById('a').style.height = '250px'");
    pause(100.0).await;
    line.welcome("null");
    assert!((granted(&line, &own).await - 50.0).abs() < 0.1);
    assert!((granted(&line, &own).await - 250.0).abs() < 0.1);
}

#[wasm_bindgen_test]
async fn a_host_that_took_the_page_in_anew_is_told_the_height_again() {
    let (host, own) = (Host::new(), Host::new());
    let (plugin, line) = framed(&host, &own, "<div style='height: 300px'></div>").await;
    drop(set_height(&plugin, "auto"));
    granted(&line, &own).await;
    pause(100.0).await;
    line.post(r#"{"type":"closed","again":true}"#);
    let line = host.hello().await;
    line.welcome("null");
    assert!((granted(&line, &own).await - 300.0).abs() < 0.1);
    pause(150.0).await;
    assert_eq!(line.waiting(), 0);
    drop(plugin);
}

#[wasm_bindgen_test]
async fn a_height_that_was_refused_is_told_again() {
    let (host, own) = (Host::new(), Host::new());
    let (plugin, line) = framed(&host, &own, "<div id=a style='height: 300px'></div>").await;
    drop(set_height(&plugin, "auto"));
    granted(&line, &own).await;
    own.run("document.getElementById('a').style.height = '400px'");
    let limited = line.next().await;
    line.fail(&limited, r#"{"code":"rate_limited","message":"slowly"}"#);
    // By itself, since nothing changes any more.
    let refused = line.next().await;
    assert_eq!(text(&refused, "command"), "set_height");
    line.fail(&refused, r#"{"code":"host_error","message":"no"}"#);
    pause(400.0).await;
    assert_eq!(line.waiting(), 0);
    // At the next occasion, though the content is as it was.
    own.run("frameElement.style.height = '160px'");
    assert!((granted(&line, &own).await - 400.0).abs() < 0.1);
    drop(plugin);
}

#[wasm_bindgen_test]
async fn a_host_of_the_classic_dialect_is_asked_nothing() {
    let host = Host::new();
    let limits = Limits {
        fallback_ms: 20,
        ..Limits::STANDARD
    };
    let plugin = host.classic(limits).await;
    assert_eq!(code(&set_height(&plugin, "auto")).await, "unsupported");
    host.heard().await;
    assert_eq!(host.untold(), 0);
    drop(plugin);
}

#[wasm_bindgen_test]
async fn content_that_stands_out_of_the_page_is_followed_with_one_word_to_the_author() {
    for content in [
        "<style>html, body { height: 100% }</style><div id=a style='height: 900px'></div>",
        "<style>html, body { height: 100%; margin: 0 }</style><main style='min-height: 100%'><div id=a style='height: 900px'></div></main>",
        "<p>A</p><div id=a style='position: absolute; top: 0; height: 900px; width: 9px'></div>",
        "<div style='height: 20px; position: relative'><div id=a style='position: absolute; top: 0; height: 900px; width: 9px'></div></div>",
        "<div style='float: left'><div id=a style='height: 900px; width: 9px'></div></div>",
    ] {
        let console = Console::listen();
        let (host, own) = (Host::new(), Host::new());
        let (plugin, line) = framed(&host, &own, content).await;
        drop(set_height(&plugin, "auto"));
        assert!(
            (granted(&line, &own).await - 900.0).abs() < 1.0,
            "{content}"
        );
        pause(200.0).await;
        assert_eq!(line.waiting(), 0, "it rests: {content}");
        let errors = console.errors();
        assert!(errors.len() <= 1, "{errors:?}");
    }
}
