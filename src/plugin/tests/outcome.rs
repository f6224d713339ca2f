//! The event `callback`: how every `set_property` ended, by its mark.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::protocol::event;
use encaixe_plugin::{Limits, Options, Plugin, Times, command};
use support::{Host, Log, code, function, get, json, parse, settled};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const OPEN: &str = r#"{"conversation":{"id":"c1"}}"#;

fn set(plugin: &Plugin, property: &str, options: Result<Options, JsValue>) -> JsValue {
    let params = command::set_property::params(&parse(property));
    plugin.call(Name::SetProperty, params, options).into()
}

fn listen(plugin: &Plugin) -> Log {
    let log = Log::default();
    plugin.on(event::Name::Callback, log.listener("told"), Times::Every);
    log
}

#[wasm_bindgen_test]
async fn the_answer_and_the_error_are_told_after_the_call_returned() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let log = listen(&plugin);
    let done = set(
        &plugin,
        r#"{"key":"a","fields":{}}"#,
        Ok(Options::default()),
    );
    let failed = set(&plugin, r#"{"key":7,"fields":{}}"#, Ok(Options::default()));
    let unmarked = set(&plugin, r#"{"fields":{}}"#, Ok(Options::default()));
    let requests = [line.next().await, line.next().await, line.next().await];
    line.fail(&requests[1], r#"{"code":"denied","message":"no"}"#);
    line.reply(&requests[2], r#"{"key":null,"success":true}"#);
    line.reply(&requests[0], r#"{"key":"a","success":true}"#);
    assert_eq!(
        settled(&done).await.unwrap(),
        r#"{"key":"a","success":true}"#
    );
    assert_eq!(code(&failed).await, "denied");
    settled(&unmarked).await.unwrap();
    assert_eq!(
        log.until(3).await,
        [
            r#"told {"key":7,"success":false}"#,
            r#"told {"key":null,"success":true}"#,
            r#"told {"key":"a","success":true}"#,
        ]
    );
}

#[wasm_bindgen_test]
async fn a_call_that_never_went_out_is_told_too_but_not_before_it_returned() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let log = listen(&plugin);
    let wrong = set(&plugin, "7", Ok(Options::default()));
    let options = Options::read(&["x".into()]);
    let refused = set(&plugin, r#"{"key":"b","fields":{}}"#, options);
    assert!(log.lines().is_empty());
    assert_eq!(
        settled(&wrong).await.unwrap_err(),
        "invalid: property: expected an object with fields, got 7"
    );
    assert_eq!(code(&refused).await, "invalid");
    assert_eq!(
        log.lines(),
        [
            r#"told {"key":null,"success":false}"#,
            r#"told {"key":"b","success":false}"#
        ]
    );
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_deadline_and_the_end_of_the_port_are_told() {
    let host = Host::new();
    let limits = Limits {
        command_ms: 60,
        ..Limits::STANDARD
    };
    let (plugin, line) = host.connected_with(OPEN, limits).await;
    let log = listen(&plugin);
    let late = set(
        &plugin,
        r#"{"key":"late","fields":{}}"#,
        Ok(Options::default()),
    );
    assert_eq!(code(&late).await, "timeout");
    line.next().await;
    let closed = set(
        &plugin,
        r#"{"key":"closed","fields":{}}"#,
        Ok(Options::default()),
    );
    line.next().await;
    line.post(r#"{"type":"closed","again":false}"#);
    assert_eq!(code(&closed).await, "closed");
    assert_eq!(
        log.until(2).await,
        [
            r#"told {"key":"late","success":false}"#,
            r#"told {"key":"closed","success":false}"#
        ]
    );
}

#[wasm_bindgen_test]
async fn a_call_is_bound_unless_it_says_whose_fields_it_sets() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    for (property, bound) in [
        (r#"{"fields":{}}"#, true),
        (r#"{"scope":"user","fields":{}}"#, true),
        (r#"{"contactId":25,"fields":{}}"#, false),
        (r#"{"type":"contact","sessionId":"7","fields":{}}"#, true),
        (r#"{"type":"session","contactId":"25","fields":{}}"#, true),
        (r#"{"type":"session","sessionId":"7","fields":{}}"#, false),
    ] {
        drop(set(
            &plugin,
            property,
            Ok(Options::default().bind(&"c7".into())),
        ));
        let request = line.next().await;
        let wanted = if bound { "\"c7\"" } else { "undefined" };
        assert_eq!(json(&get(&request, "conversation")), wanted, "{property}");
    }
    for (scope, bound) in [
        ("user", false),
        ("workspace", false),
        ("conversation", true),
    ] {
        let params = command::storage_keys::params(&scope.into());
        drop(plugin.call(Name::StorageKeys, params, Ok(Options::default())));
        let request = line.next().await;
        let wanted = if bound { "\"c1\"" } else { "undefined" };
        assert_eq!(json(&get(&request, "conversation")), wanted, "{scope}");
    }
}

/// Counts the rejections that nobody handled from here on.
fn unhandled() -> JsValue {
    let body = "const seen = []; addEventListener('unhandledrejection', (event) => seen.push(String(event.reason))); return seen";
    function("", body).call0(&JsValue::NULL).unwrap()
}

#[wasm_bindgen_test]
async fn who_listens_to_the_outcome_is_not_told_of_a_rejection_besides() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let seen = unhandled();
    let log = listen(&plugin);
    let awaited = set(&plugin, r#"{"fields":{}}"#, Ok(Options::default()));
    drop(set(&plugin, r#"{"fields":{}}"#, Ok(Options::default())));
    drop(set(&plugin, "7", Ok(Options::default())));
    for _ in 0..2 {
        let request = line.next().await;
        line.fail(&request, r#"{"code":"denied","message":"no"}"#);
    }
    // Who awaits is told all the same.
    assert_eq!(code(&awaited).await, "denied");
    log.until(3).await;
    line.round_trip().await;
    support::turn().await;
    assert_eq!(json(&seen), "[]");

    plugin.off(event::Name::Callback, None);
    drop(set(&plugin, r#"{"fields":{}}"#, Ok(Options::default())));
    let request = line.next().await;
    line.fail(&request, r#"{"code":"denied","message":"no"}"#);
    support::until(|| get(&seen, "length") == 1).await;
}
