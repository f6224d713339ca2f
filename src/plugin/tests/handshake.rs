//! How a plugin says hello, whom it takes for its host, and how it leaves.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::protocol::event;
use encaixe_plugin::{Limits, Options, Page, Plugin, Times, command};
use js_sys::Object;
use support::{Console, Host, Log, code, get, json, own_window, settled, text, turn, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{PageTransitionEvent, PageTransitionEventInit};

wasm_bindgen_test_configure!(run_in_browser);

const OPEN: &str = r#"{"conversation":{"id":"c1"}}"#;

fn leave(persisted: bool) {
    let init = PageTransitionEventInit::new();
    init.set_persisted(persisted);
    let event = PageTransitionEvent::new_with_event_init_dict("pagehide", &init).unwrap();
    own_window().dispatch_event(&event).unwrap();
}

fn toast(plugin: &Plugin) -> JsValue {
    let params = command::toast::params(&"info".into(), &"hi".into());
    plugin
        .call(Name::Toast, params, Ok(Options::default()))
        .into()
}

#[wasm_bindgen_test]
async fn hello_has_the_contract_s_keys_and_no_other() {
    let host = Host::new();
    host.plugin().connect(None);
    let line = host.hello().await;
    let keys = Object::keys(line.hello.unchecked_ref::<Object>());
    assert_eq!(
        json(&keys),
        r#"["kinbox","wire","sdk","origin","path","nonce"]"#
    );
    assert_eq!(text(&line.hello, "kinbox"), "hello");
    assert_eq!(get(&line.hello, "wire"), 2.0);
    assert_eq!(text(&line.hello, "sdk"), encaixe_plugin::VERSION);
    let location = own_window().location();
    assert_eq!(text(&line.hello, "origin"), location.origin().unwrap());
    assert_eq!(host.hellos(), 0);
}

#[wasm_bindgen_test]
async fn hello_has_neither_query_nor_hash() {
    let history = own_window().history().unwrap();
    let location = own_window().location();
    let address = location.href().unwrap();
    history
        .replace_state_with_url(&JsValue::NULL, "", Some("/a/b?auth_secret=s3cret#top"))
        .unwrap();
    let host = Host::new();
    host.plugin().connect(None);
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(&address))
        .unwrap();
    let line = host.hello().await;
    assert_eq!(text(&line.hello, "path"), "/a/b");
    assert!(!json(&line.hello).contains("s3cret"));
    assert!(!json(&line.hello).contains("top"));
}

#[wasm_bindgen_test]
async fn every_hello_has_another_nonce_of_16_bytes() {
    let host = Host::new();
    let mut nonces = Vec::new();
    for _ in 0..8 {
        host.plugin().connect(None);
        let nonce = host.hello().await.nonce();
        assert_eq!(nonce.len(), 22);
        assert!(
            nonce
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        );
        assert!(!nonces.contains(&nonce));
        nonces.push(nonce);
    }
}

#[wasm_bindgen_test]
async fn named_hosts_get_a_hello_each_and_no_other_page_does() {
    let host = Host::new();
    let own = own_window().location().origin().unwrap();
    let plugin = host.plugin();
    plugin.connect(Some(&format!(
        "https://inbox.example.com\n {own}  https://other.example"
    )));
    let line = host.hello().await;
    line.welcome("null");
    until(|| plugin.wire().as_str() == "channel").await;
    assert_eq!(host.hellos(), 0);
    line.round_trip().await;

    host.plugin().connect(Some("https://inbox.example.com"));
    turn().await;
    turn().await;
    assert_eq!(host.hellos(), 0);
}

#[wasm_bindgen_test]
async fn a_host_name_that_is_no_origin_is_reported_and_the_others_are_tried() {
    let console = Console::listen();
    let host = Host::new();
    let own = own_window().location().origin().unwrap();
    host.plugin()
        .connect(Some(&format!("inbox.example.com {own}")));
    host.hello().await;
    assert_eq!(console.errors().len(), 1);
    assert!(console.errors()[0].starts_with("Kinbox: no hello to inbox.example.com"));
}

#[wasm_bindgen_test]
async fn an_empty_list_of_hosts_is_reported_and_no_page_is_trusted() {
    let console = Console::listen();
    let host = Host::new();
    host.plugin().connect(Some("  "));
    turn().await;
    turn().await;
    assert_eq!(host.hellos(), 0);
    assert_eq!(console.errors().len(), 1);
}

#[wasm_bindgen_test]
async fn a_welcome_with_another_nonce_or_wire_is_ignored() {
    let host = Host::new();
    let plugin = host.plugin();
    let log = Log::default();
    plugin.on(event::Name::Conversation, log.listener("got"), Times::Every);
    plugin.connect(None);
    let line = host.hello().await;
    let nonce = line.nonce();
    for (wire, nonce) in [
        ("2", "\"AAAAAAAAAAAAAAAAAAAAAA\""),
        ("2", "null"),
        ("3", &format!("\"{nonce}\"")),
    ] {
        line.post(&format!(
            r#"{{"type":"welcome","wire":{wire},"nonce":{nonce},"context":{{}},"conversation":{OPEN}}}"#
        ));
    }
    line.event("conversation", OPEN, "\"c1\"");
    turn().await;
    turn().await;
    assert_eq!(plugin.wire().as_str(), "none");
    assert!(log.lines().is_empty());
    line.welcome(OPEN);
    assert_eq!(log.until(1).await, [format!("got {OPEN}")]);
}

#[wasm_bindgen_test]
async fn a_second_welcome_changes_nothing() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let log = Log::default();
    plugin.on(
        event::Name::NoConversation,
        log.listener("none"),
        Times::Every,
    );
    line.welcome("null");
    line.round_trip().await;
    assert!(log.lines().is_empty());
}

#[wasm_bindgen_test]
async fn the_context_is_the_host_s_own_object() {
    let host = Host::new();
    let plugin = host.plugin();
    assert!(plugin.context().is_null());
    plugin.connect(None);
    let line = host.hello().await;
    line.welcome_in(r#"{"locale":"pt-BR","future":[1]}"#, "null");
    until(|| plugin.wire().as_str() == "channel").await;
    assert_eq!(
        json(&plugin.context()),
        r#"{"locale":"pt-BR","future":[1]}"#
    );
}

#[wasm_bindgen_test]
async fn a_ping_is_answered_with_its_own_id() {
    let host = Host::new();
    let (_plugin, line) = host.connected("null").await;
    line.post(r#"{"type":"ping","id":7}"#);
    assert_eq!(json(&line.next().await), r#"{"type":"pong","id":7}"#);
}

#[wasm_bindgen_test]
async fn odd_messages_are_met_with_silence() {
    let console = Console::listen();
    let host = Host::new();
    let plugin = host.plugin();
    plugin.connect(None);
    let line = host.hello().await;
    let odd = [
        "null",
        "true",
        "0",
        "\"welcome\"",
        "[]",
        "{}",
        r#"{"type":null}"#,
        r#"{"type":{}}"#,
        r#"{"type":"welcome"}"#,
        r#"{"type":"event"}"#,
        r#"{"type":"event","event":7}"#,
        r#"{"type":"event","event":"conversation"}"#,
        r#"{"type":"event","event":"conversation","data":7}"#,
        r#"{"type":"event","event":"conversation_updated","data":{"conversation":null}}"#,
        r#"{"type":"event","event":"unheard_of","data":{}}"#,
        r#"{"type":"reply"}"#,
        r#"{"type":"reply","id":"x"}"#,
        r#"{"type":"reply","id":99,"ok":1}"#,
        r#"{"type":"reply","id":-1,"error":7}"#,
        r#"{"type":"unheard_of","id":1}"#,
        r#"{"event":"conversation","data":{}}"#,
    ];
    for message in odd {
        line.post(message);
    }
    line.post_value(&JsValue::UNDEFINED);
    line.welcome(OPEN);
    until(|| plugin.wire().as_str() == "channel").await;
    let log = Log::default();
    for event in event::Name::ALL {
        plugin.on(*event, log.listener(event.as_str()), Times::Every);
    }
    log.until(1).await;
    for message in odd {
        line.post(message);
    }
    line.post_value(&JsValue::UNDEFINED);
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
    assert_eq!(
        log.lines(),
        [
            format!("conversation {OPEN}"),
            r#"conversation_updated {"conversation":null}"#.into()
        ]
    );
    assert!(console.errors().is_empty());
}

#[wasm_bindgen_test]
async fn a_page_that_goes_away_for_good_says_bye() {
    let host = Host::new();
    let (_plugin, line) = host.connected("null").await;
    leave(true);
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
    leave(false);
    assert_eq!(json(&line.next().await), r#"{"type":"bye"}"#);
}

#[wasm_bindgen_test]
async fn a_page_that_nothing_embeds_is_told_at_once() {
    let page = Page::current().unwrap();
    assert!(!page.is_embedded());
    let plugin = Plugin::new(Some(page), Limits::STANDARD);
    plugin.connect(None);
    assert!(!plugin.is_embedded());
    assert_eq!(plugin.wire().as_str(), "none");
    assert_eq!(code(&toast(&plugin)).await, "not_embedded");
}

#[wasm_bindgen_test]
async fn code_without_a_page_is_told_at_once() {
    let plugin = Plugin::new(None, Limits::STANDARD);
    plugin.connect(None);
    let log = Log::default();
    let number = plugin.on(event::Name::Conversation, log.listener("got"), Times::Every);
    plugin.remove(number);
    assert_eq!(code(&toast(&plugin)).await, "not_embedded");
}

#[wasm_bindgen_test]
async fn two_plugins_on_one_page_are_independent() {
    let host = Host::new();
    let (one, first) = host.connected("null").await;
    let (two, second) = host.connected(OPEN).await;
    assert_ne!(first.nonce(), second.nonce());
    drop(toast(&one));
    drop(toast(&two));
    drop(toast(&two));
    first.next().await;
    second.next().await;
    second.next().await;
    assert_eq!((first.waiting(), second.waiting()), (0, 0));
}

#[wasm_bindgen_test]
async fn a_page_that_was_too_busy_to_answer_says_hello_anew() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let open = toast(&plugin);
    line.next().await;
    line.post(r#"{"type":"closed","again":true}"#);
    assert_eq!(code(&open).await, "closed");
    let queued = toast(&plugin);
    let fresh = host.hello().await;
    assert_ne!(fresh.nonce(), line.nonce());
    let log = Log::default();
    plugin.on(event::Name::Conversation, log.listener("got"), Times::Every);
    fresh.welcome(OPEN);
    log.until(1).await;
    fresh.reply(&fresh.next().await, "null");
    assert_eq!(settled(&queued).await, Ok("undefined".into()));
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_page_whose_place_another_took_stays_silent() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let open = toast(&plugin);
    line.next().await;
    line.post(r#"{"type":"closed","again":false}"#);
    assert_eq!(code(&open).await, "closed");
    assert_eq!(plugin.wire().as_str(), "none");
    assert_eq!(code(&toast(&plugin)).await, "closed");
    assert_eq!(host.hellos(), 0);
}
