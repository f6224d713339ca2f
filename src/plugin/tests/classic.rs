//! The classic dialect, where no host answers the hello.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails, and another page may post too"
)]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::protocol::event;
use encaixe_plugin::{Limits, Options, Page, PlainObject, Plugin, Times, command};
use support::{Host, Log, code, get, own_window, parse, settled, text, turn, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Window;

wasm_bindgen_test_configure!(run_in_browser);

const ONE: &str = r#"{"event":"conversation","data":{"conversation":{"id":"c1","tags":[]}}}"#;
const TWO: &str = r#"{"event":"conversation","data":{"conversation":{"id":2,"tags":[]}}}"#;
const NONE: &str = r#"{"event":"no_conversation"}"#;
const QUICK: Limits = Limits {
    fallback_ms: 20,
    ..Limits::STANDARD
};

fn call(plugin: &Plugin, name: Name, params: Result<PlainObject, JsValue>) -> JsValue {
    plugin.call(name, params, Ok(Options::default())).into()
}

fn toast(plugin: &Plugin, message: &str) -> JsValue {
    let params = command::toast::params(&"info".into(), &message.into());
    call(plugin, Name::Toast, params)
}

fn question(title: &str) -> Result<PlainObject, JsValue> {
    let question = parse(&format!(r#"{{"title":"{title}"}}"#));
    command::dialog::params(&"confirm".into(), &question)
}

fn dialog(plugin: &Plugin, title: &str) -> JsValue {
    call(plugin, Name::Dialog, question(title))
}

fn info(plugin: &Plugin) -> JsValue {
    let params = command::get_workspace_info::params();
    call(plugin, Name::GetWorkspaceInfo, params)
}

fn open(plugin: &Plugin) -> JsValue {
    let params = command::get_conversation::params();
    call(plugin, Name::GetConversation, params)
}

fn add_tag(plugin: &Plugin, conversation: &JsValue) -> JsValue {
    let options = Options::default().bind(conversation);
    let params = command::add_tag::params(&5.into());
    plugin.call(Name::AddTag, params, Ok(options)).into()
}

async fn still_open(promise: &JsValue) -> bool {
    turn().await;
    let undecided = js_sys::Array::of2(promise, &"open".into());
    settled(&js_sys::Promise::race(&undecided)).await == Ok("\"open\"".into())
}

#[wasm_bindgen_test]
async fn queued_calls_go_out_in_order_when_no_welcome_comes_and_nothing_before() {
    let host = Host::new();
    let plugin = host.plugin_with(Limits {
        fallback_ms: 150,
        ..QUICK
    });
    let workspace = info(&plugin);
    plugin.connect(None);
    let (first, second) = (toast(&plugin, "1"), toast(&plugin, "2"));
    host.heard().await;
    assert_eq!((plugin.wire().as_str(), host.untold()), ("none", 0));
    assert_eq!(host.told().await, r#"{"event":"get-workspace-info"}"#);
    assert_eq!(plugin.wire().as_str(), "classic");
    for (call, message) in [(first, "1"), (second, "2")] {
        let wanted =
            format!(r#"{{"event":"toast","data":{{"message":"{message}","type":"info"}}}}"#);
        assert_eq!(host.told().await, wanted);
        assert_eq!(settled(&call).await.unwrap(), "undefined");
    }
    host.say(r#"{"event":"get_workspace_info_callback","data":{"tags":[1]}}"#);
    assert_eq!(settled(&workspace).await.unwrap(), r#"{"tags":[1]}"#);
}

#[wasm_bindgen_test]
async fn a_document_that_is_being_parsed_is_waited_for() {
    let (host, own) = (Host::new(), Host::new());
    own.run("document.open(); document.write('<p>half')");
    let window: Window = own.run("window").unchecked_into();
    let parent: Window = host.run("window").unchecked_into();
    let plugin = Plugin::new(Some(Page::new(window, parent)), QUICK);
    plugin.connect(None);
    drop(toast(&plugin, "1"));
    let before = js_sys::Date::now();
    until(|| js_sys::Date::now() - before > 100.0).await;
    assert_eq!((plugin.wire().as_str(), host.untold()), ("none", 0));
    own.run("document.close()");
    host.told().await;
    assert_eq!(plugin.wire().as_str(), "classic");
}

#[wasm_bindgen_test]
async fn messages_are_taken_from_the_parent_alone() {
    let (host, stranger) = (Host::new(), Host::new());
    let plugin = host.classic(QUICK).await;
    let log = Log::default();
    plugin.on(event::Name::Conversation, log.listener("got"), Times::Every);
    stranger.say(ONE);
    own_window().post_message(&parse(ONE), "*").unwrap();
    stranger.heard().await;
    host.heard().await;
    assert!(log.lines().is_empty());
    host.say(TWO);
    log.until(1).await;
}

#[wasm_bindgen_test]
async fn named_hosts_alone_are_heard_and_told() {
    let own = own_window().location().origin().unwrap();
    let host = Host::new();
    let log = Log::default();
    let strange = host.plugin_with(QUICK);
    strange.on(
        event::Name::Conversation,
        log.listener("strange"),
        Times::Every,
    );
    strange.connect(Some("https://inbox.example.com"));
    let named = host.plugin_with(QUICK);
    named.on(
        event::Name::Conversation,
        log.listener("named"),
        Times::Every,
    );
    named.connect(Some(&format!("https://inbox.example.com {own}/")));
    until(|| strange.wire().as_str() == "classic" && named.wire().as_str() == "classic").await;
    drop(toast(&strange, "strange"));
    drop(toast(&named, "named"));
    host.say(ONE);
    host.heard().await;
    assert_eq!(
        log.lines(),
        [r#"named {"conversation":{"id":"c1","tags":[]}}"#]
    );
    assert!(host.told().await.contains("named"));
    assert_eq!(host.untold(), 0);
}

#[wasm_bindgen_test]
async fn messages_that_come_before_the_fallback_are_delivered_at_it_in_order() {
    let host = Host::new();
    let plugin = host.plugin_with(Limits {
        fallback_ms: 200,
        ..QUICK
    });
    let log = Log::default();
    plugin.on(
        event::Name::Conversation,
        log.listener("open"),
        Times::Every,
    );
    plugin.on(
        event::Name::NoConversation,
        log.listener("none"),
        Times::Every,
    );
    plugin.connect(None);
    let tag = add_tag(&plugin, &JsValue::UNDEFINED);
    for _ in 0..150 {
        host.say(NONE);
    }
    host.say(ONE);
    host.say(TWO);
    host.heard().await;
    assert!(log.lines().is_empty());
    let lines = log.until(100).await;
    assert_eq!(lines.len(), 100);
    assert_eq!(lines[97], "none null");
    assert!(lines[98].contains("c1") && lines[99].contains("\"id\":2"));
    assert_eq!(host.told().await, r#"{"event":"add-tag","data":"5"}"#);
    settled(&tag).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_welcome_before_the_fallback_drops_what_was_kept() {
    let host = Host::new();
    let plugin = host.plugin_with(Limits {
        fallback_ms: 100,
        ..QUICK
    });
    let log = Log::default();
    plugin.on(
        event::Name::Conversation,
        log.listener("open"),
        Times::Every,
    );
    plugin.on(
        event::Name::NoConversation,
        log.listener("none"),
        Times::Every,
    );
    plugin.connect(None);
    host.say(ONE);
    host.heard().await;
    let line = host.hello().await;
    line.welcome("null");
    log.until(1).await;
    let before = js_sys::Date::now();
    until(|| js_sys::Date::now() - before > 150.0).await;
    host.say(TWO);
    host.heard().await;
    assert_eq!(log.lines(), ["none null"]);
    assert_eq!(plugin.wire().as_str(), "channel");
    drop(toast(&plugin, "1"));
    assert_eq!(text(&line.next().await, "command"), "toast");
    assert_eq!(host.untold(), 0);
}

#[wasm_bindgen_test]
async fn a_welcome_after_the_fallback_wins() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let line = host.hello().await;
    let (posted, queued) = (dialog(&plugin, "1"), dialog(&plugin, "2"));
    let first = open(&plugin);
    host.told().await;
    line.welcome(r#"{"conversation":{"id":"c9"}}"#);
    assert_eq!(code(&posted).await, "closed");
    let requests = [line.next().await, line.next().await];
    assert_eq!(text(&get(&requests[0], "params"), "title"), "2");
    assert_eq!(text(&requests[1], "command"), "get_conversation");
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    host.say(ONE);
    host.heard().await;
    assert!(still_open(&queued).await);
    line.reply(&requests[0], r#"{"confirmed":true}"#);
    line.reply(&requests[1], "null");
    assert_eq!(settled(&queued).await.unwrap(), "true");
    assert_eq!(settled(&first).await.unwrap(), "null");
    assert_eq!(plugin.wire().as_str(), "channel");
    assert_eq!(host.untold(), 0);
}

#[wasm_bindgen_test]
async fn the_data_is_read_as_the_channel_has_it_and_the_rest_passes() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let log = Log::default();
    plugin.on(
        event::Name::Conversation,
        log.listener("open"),
        Times::Every,
    );
    host.say(
        r#"{"event":"conversation","data":{"conversation":{"id":1,"tags":null,"referral":{"a":1}},"own":[1],
        "messages":[{"id":1,"url":"u","content":"c"},{"url":"u","mediaUrl":"m","text":"","content":"c"},null]}}"#,
    );
    assert_eq!(
        log.until(1).await,
        [concat!(
            r#"open {"conversation":{"id":1,"tags":[],"referral":{"a":1}},"own":[1],"#,
            r#""messages":[{"id":1,"url":"u","content":"c","mediaUrl":"u","text":"c"},"#,
            r#"{"url":"u","mediaUrl":"m","text":"","content":"c"},null]}"#
        )]
    );
}

#[wasm_bindgen_test]
async fn odd_messages_are_met_with_silence_before_and_after_the_fallback() {
    let console = support::Console::listen();
    let host = Host::new();
    let plugin = host.plugin_with(QUICK);
    let log = Log::default();
    for name in event::Name::ALL {
        plugin.on(*name, log.listener(name.as_str()), Times::Every);
    }
    plugin.connect(None);
    let odd = [
        "null",
        "undefined",
        "0",
        "''",
        "[]",
        "{}",
        "{event: null}",
        "{event: 7, data: {}}",
        "{event: 'conversation'}",
        "{event: 'conversation', data: null}",
        "{event: 'conversation', data: 7}",
        "{event: 'callback'}",
        "{event: 'message', data: {}}",
        "{event: 'conversation_updated', data: {}}",
        "{event: 'visible'}",
        "{event: 'unheard_of', data: {}}",
        "{event: 'dialog_confirm'}",
        "{event: 'form_callback', data: null}",
        "{type: 'welcome', wire: 2}",
    ];
    for round in 0..2 {
        for message in odd {
            host.say(message);
        }
        host.heard().await;
        assert!(log.lines().is_empty(), "{round}");
        until(|| plugin.wire().as_str() == "classic").await;
    }
    assert!(console.errors().is_empty());
    host.say("{event: 'conversation', data: {messages: 7, conversation: 'x'}}");
    assert_eq!(log.until(1).await.len(), 1);
}
