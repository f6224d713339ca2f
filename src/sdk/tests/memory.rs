//! What listeners and calls take is given back: the real object, over a real port.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../plugin/tests/support/mod.rs"]
mod support;

use encaixe_sdk::build;
use js_sys::Promise;
use support::{Host, function};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn pages() -> usize {
    core::arch::wasm32::memory_size(0)
}

/// Runs a body with `Kinbox` and the host's `port`, so many times in rounds of a hundred.
async fn run(kinbox: &JsValue, port: &JsValue, times: u32, body: &str) {
    let body =
        format!("return (async () => {{ for (let n = 0; n < {times}; n += 100) {{ {body} }} }})()");
    let promise: Promise = function("Kinbox, port", &body)
        .call2(&JsValue::NULL, kinbox, port)
        .unwrap()
        .unchecked_into();
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn listeners_and_answered_calls_leave_the_memory_as_it_was() {
    let host = Host::new();
    let (plugin, line) = host.connected(r#"{"conversation":{"id":"c1"}}"#).await;
    let kinbox: JsValue = build(&plugin).into();
    let port: JsValue = line.into_port().into();
    function(
        "port",
        "port.addEventListener('message', event => {
            port.postMessage({type: 'reply', id: event.data.id, ok: {tags: [], key: null, success: true}});
        })",
    )
    .call1(&JsValue::NULL, &port)
    .unwrap();
    let listen = "for (let i = 0; i < 100; i++) {
        const listener = () => {};
        if (i % 2) Kinbox.on('conversation', listener)();
        else { Kinbox.once('message', listener); Kinbox.off('message', listener); }
    }";
    let ask = "const calls = [];
        for (let i = 0; i < 100; i++) {
            if (i % 4 == 0) calls.push(Kinbox.addTag(5, () => {}));
            else if (i % 4 == 1) calls.push(Kinbox.setProperty({key: i, fields: {}}));
            else if (i % 4 == 2) calls.push(Kinbox.toast('info', 'hi', {signal: new AbortController().signal}));
            else calls.push(Kinbox.getWorkspaceInfo());
        }
        await Promise.all(calls);";
    for body in [listen, ask] {
        run(&kinbox, &port, 1_000, body).await;
    }
    let before = pages();
    for (body, what) in [(listen, "listeners"), (ask, "calls")] {
        run(&kinbox, &port, 100_000, body).await;
        assert_eq!(pages(), before, "{what}");
    }
}
