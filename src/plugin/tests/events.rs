//! Who hears what, when, and how often.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::event::Name;
use encaixe_plugin::{Plugin, Times};
use js_sys::Function;
use support::{Console, Host, Log, function, microtasks, turn};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ONE: &str = r#"{"contact":{"name":"Ana"},"conversation":{"id":"c1","tags":[],"own":1}}"#;
const TWO: &str = r#"{"contact":{"name":"Bia"},"conversation":{"id":"c2","tags":[]}}"#;

fn every(plugin: &Plugin, event: Name, listener: Function) -> u32 {
    plugin.on(event, listener, Times::Every)
}

/// A function that runs this.
fn running(body: impl Fn() + 'static) -> Function {
    let body: Box<dyn Fn()> = Box::new(body);
    Closure::wrap(body).into_js_value().unchecked_into()
}

/// A function that gives this.
fn returning(value: &JsValue) -> Function {
    let value = value.clone();
    let body: Box<dyn Fn() -> JsValue> = Box::new(move || value.clone());
    Closure::wrap(body).into_js_value().unchecked_into()
}

#[wasm_bindgen_test]
async fn a_welcome_with_a_conversation_fires_conversation() {
    let host = Host::new();
    let (log, plugin) = (Log::default(), host.plugin());
    every(&plugin, Name::Conversation, log.listener("open"));
    every(&plugin, Name::NoConversation, log.listener("none"));
    plugin.connect(None);
    host.hello().await.welcome(ONE);
    log.until(1).await;
    turn().await;
    assert_eq!(log.lines(), [format!("open {ONE}")]);
}

#[wasm_bindgen_test]
async fn a_welcome_without_one_fires_no_conversation() {
    let host = Host::new();
    let (log, plugin) = (Log::default(), host.plugin());
    every(&plugin, Name::Conversation, log.listener("open"));
    every(&plugin, Name::NoConversation, log.listener("none"));
    plugin.connect(None);
    host.hello().await.welcome("null");
    log.until(1).await;
    turn().await;
    assert_eq!(log.lines(), ["none null"]);
}

#[wasm_bindgen_test]
async fn every_listener_hears_every_event_in_the_order_of_registration() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let log = Log::default();
    every(&plugin, Name::Conversation, log.listener("first"));
    every(&plugin, Name::Conversation, log.listener("second"));
    line.event("conversation", ONE, "\"c1\"");
    line.event("no_conversation", "null", "null");
    line.event("conversation", TWO, "\"c2\"");
    line.round_trip().await;
    let wanted = [
        ("first", ONE),
        ("second", ONE),
        ("first", TWO),
        ("second", TWO),
    ];
    assert_eq!(
        log.lines(),
        wanted.map(|(who, what)| format!("{who} {what}"))
    );
}

#[wasm_bindgen_test]
async fn one_function_registered_twice_is_called_twice() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let log = Log::default();
    let listener = log.listener("got");
    let first = every(&plugin, Name::Conversation, listener.clone());
    every(&plugin, Name::Conversation, listener.clone());
    line.event("conversation", "{}", "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines().len(), 2);
    plugin.remove(first);
    line.event("conversation", "{}", "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines().len(), 3);
    plugin.off(Name::Conversation, Some(&listener));
    line.event("conversation", "{}", "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines().len(), 3);
}

#[wasm_bindgen_test]
async fn a_late_listener_is_told_the_current_state_once_in_a_microtask() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    every(&plugin, Name::Conversation, log.listener("late"));
    every(&plugin, Name::NoConversation, log.listener("none"));
    every(&plugin, Name::ConversationUpdated, log.listener("updated"));
    assert!(log.lines().is_empty());
    microtasks().await;
    assert_eq!(log.lines(), [format!("late {ONE}")]);
    line.round_trip().await;
    assert_eq!(log.lines().len(), 1);

    line.event("no_conversation", "null", "null");
    line.round_trip().await;
    every(&plugin, Name::NoConversation, log.listener("late none"));
    microtasks().await;
    let wanted = [
        format!("late {ONE}"),
        "none null".into(),
        "late none null".into(),
    ];
    assert_eq!(log.lines(), wanted);
}

#[wasm_bindgen_test]
async fn a_late_listener_that_is_taken_back_at_once_hears_nothing() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    let number = every(&plugin, Name::Conversation, log.listener("late"));
    let unsubscribe = plugin.unsubscriber(number);
    unsubscribe.call0(&JsValue::NULL).unwrap();
    line.event("conversation", TWO, "\"c2\"");
    line.round_trip().await;
    assert!(log.lines().is_empty());
}

#[wasm_bindgen_test]
async fn a_late_listener_that_already_heard_something_newer_is_not_told_again() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let log = Log::default();
    // The inner listener is registered while the event is being delivered, so that its microtask is
    // queued before the next event arrives, and the outer one hears that event meanwhile.
    let (inner, again) = (log.clone(), plugin.clone());
    plugin.on(
        Name::Conversation,
        running(move || {
            every(&again, Name::Conversation, inner.listener("inner"));
        }),
        Times::Once,
    );
    line.event("conversation", ONE, "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines(), [format!("inner {ONE}")]);
    line.event("conversation", TWO, "\"c2\"");
    line.round_trip().await;
    assert_eq!(
        log.lines(),
        [format!("inner {ONE}"), format!("inner {TWO}")]
    );
}

#[wasm_bindgen_test]
async fn once_hears_one_event_which_may_be_the_current_state() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    plugin.on(Name::Conversation, log.listener("late"), Times::Once);
    plugin.on(Name::NoConversation, log.listener("none"), Times::Once);
    microtasks().await;
    line.event("conversation", TWO, "\"c2\"");
    line.event("no_conversation", "null", "null");
    line.event("no_conversation", "null", "null");
    line.round_trip().await;
    assert_eq!(log.lines(), [format!("late {ONE}"), "none null".into()]);
}

#[wasm_bindgen_test]
async fn off_without_a_function_takes_back_every_listener_of_that_event() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let log = Log::default();
    every(&plugin, Name::Conversation, log.listener("a"));
    every(&plugin, Name::Conversation, log.listener("b"));
    every(&plugin, Name::ConversationUpdated, log.listener("updated"));
    plugin.off(Name::Conversation, None);
    line.event("conversation", ONE, "\"c1\"");
    line.event("conversation_updated", "{}", "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines(), ["updated {}"]);
}

#[wasm_bindgen_test]
async fn a_listener_that_throws_harms_no_other_and_is_reported() {
    let console = Console::listen();
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let log = Log::default();
    every(&plugin, Name::Conversation, log.listener("before"));
    every(
        &plugin,
        Name::Conversation,
        function("", "throw new Error('oh no')"),
    );
    every(&plugin, Name::Conversation, function("", "throw null"));
    every(&plugin, Name::Conversation, log.listener("after"));
    line.event("conversation", ONE, "\"c1\"");
    line.event("conversation", TWO, "\"c2\"");
    line.round_trip().await;
    assert_eq!(log.lines().len(), 4);
    let errors = console.errors();
    assert_eq!(errors.len(), 4);
    assert_eq!(errors[0], "Kinbox: a listener threw Error: oh no");
}

#[wasm_bindgen_test]
async fn a_listener_made_during_an_event_waits_and_one_taken_back_hears_nothing_more() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let log = Log::default();
    let (inner, again) = (log.clone(), plugin.clone());
    plugin.on(
        Name::ConversationUpdated,
        running(move || {
            inner.add("outer");
            again.off(Name::ConversationUpdated, None);
            every(&again, Name::ConversationUpdated, inner.listener("new"));
        }),
        Times::Every,
    );
    every(
        &plugin,
        Name::ConversationUpdated,
        log.listener("taken back"),
    );
    line.event("conversation_updated", "{}", "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines(), ["outer"]);
    line.event("conversation_updated", "{}", "\"c1\"");
    line.round_trip().await;
    assert_eq!(log.lines(), ["outer", "new {}"]);
}

#[wasm_bindgen_test]
async fn an_update_is_part_of_what_later_listeners_are_told() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    let kept = function("log", "return data => { log.kept = data }");
    let holder: JsValue = js_sys::Object::new().into();
    let keep: Function = kept
        .call1(&JsValue::NULL, &holder)
        .unwrap()
        .unchecked_into();
    every(&plugin, Name::Conversation, keep);
    microtasks().await;
    let update = r#"{"changed":["tags"],"conversation":{"id":"c1","tags":[{"id":"5"}]}}"#;
    line.event("conversation_updated", update, "\"c1\"");
    line.round_trip().await;
    every(&plugin, Name::Conversation, log.listener("late"));
    microtasks().await;
    assert_eq!(
        log.lines(),
        [
            r#"late {"contact":{"name":"Ana"},"conversation":{"id":"c1","tags":[{"id":"5"}],"own":1}}"#
        ]
    );
    let before = support::get(&holder, "kept");
    assert_eq!(support::json(&before), ONE);
}

#[wasm_bindgen_test]
async fn an_update_of_another_conversation_changes_nothing_that_is_kept() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    line.event(
        "conversation_updated",
        r#"{"changed":[],"conversation":{"id":"c2"}}"#,
        "\"c2\"",
    );
    line.round_trip().await;
    every(&plugin, Name::Conversation, log.listener("late"));
    microtasks().await;
    assert_eq!(log.lines(), [format!("late {ONE}")]);
}

#[wasm_bindgen_test]
async fn payloads_pass_through_with_every_type_that_can_be_copied() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let holder: JsValue = js_sys::Object::new().into();
    let keep = function("log", "return data => { log.kept = data }");
    let keep: Function = keep
        .call1(&JsValue::NULL, &holder)
        .unwrap()
        .unchecked_into();
    every(&plugin, Name::Conversation, keep);
    let message = function(
        "",
        "return {type: 'event', event: 'conversation', conversation: 'c', data: {map: new Map([[1, 2]]), date: new Date(0), big: 1n}}",
    );
    line.post_value(&message.call0(&JsValue::NULL).unwrap());
    line.round_trip().await;
    let seen = function(
        "d",
        "return d.map.get(1) === 2 && d.date.getTime() === 0 && d.big === 1n",
    );
    let seen = seen
        .call1(&JsValue::NULL, &support::get(&holder, "kept"))
        .unwrap();
    assert_eq!(seen, JsValue::TRUE);
}

/// What is told of the open conversation now.
async fn told(plugin: &Plugin) -> JsValue {
    let holder: JsValue = js_sys::Object::new().into();
    let keep = function("log", "return data => { log.kept = data }");
    let keep = keep.call1(&JsValue::NULL, &holder).unwrap();
    plugin.on(Name::Conversation, keep.unchecked_into(), Times::Once);
    microtasks().await;
    support::get(&holder, "kept")
}

#[wasm_bindgen_test]
async fn an_update_replaces_the_contact_and_the_attendance_and_no_kept_object_changes() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let before = told(&plugin).await;
    let update = r#"{"changed":["contact","session"],"conversation":{"id":"c1"},"contact":{"name":"Bia"},"session":{"id":"7"}}"#;
    line.event("conversation_updated", update, "\"c1\"");
    line.round_trip().await;
    let after = told(&plugin).await;
    assert_eq!(
        support::json(&after),
        r#"{"contact":{"name":"Bia"},"conversation":{"id":"c1","tags":[],"own":1},"session":{"id":"7"}}"#
    );
    let other = update.replace("c1", "c2").replace("Bia", "Caio");
    line.event("conversation_updated", &other, "\"c2\"");
    line.round_trip().await;
    assert_eq!(told(&plugin).await, after);
    assert_eq!(support::json(&before), ONE);
}

#[wasm_bindgen_test]
async fn a_message_joins_the_last_twenty_and_another_conversation_s_does_not() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    every(&plugin, Name::Message, log.listener("message"));
    let message = |id: usize, conversation: &str| {
        format!(
            r#"{{"message":{{"id":"{id}"}},"conversation":{{"id":"{conversation}","lastMessage":{{"id":"{id}"}}}}}}"#
        )
    };
    let first = message(1, "c1");
    line.event("message", &first, "\"c1\"");
    line.round_trip().await;
    let one = told(&plugin).await;
    assert_eq!(
        support::json(&one),
        r#"{"contact":{"name":"Ana"},"conversation":{"id":"c1","tags":[],"own":1,"lastMessage":{"id":"1"}},"messages":[{"id":"1"}]}"#
    );
    assert_eq!(log.lines(), [format!("message {first}")]);
    for id in 2..=25 {
        line.event("message", &message(id, "c1"), "\"c1\"");
    }
    line.event("message", &message(99, "c2"), "\"c2\"");
    line.event("message", r#"{"conversation":{"id":"c1"}}"#, "\"c1\"");
    line.round_trip().await;
    let now = told(&plugin).await;
    let messages: js_sys::Array = support::get(&now, "messages").unchecked_into();
    assert_eq!(messages.length(), 20);
    assert_eq!(support::text(&messages.get(0), "id"), "6");
    assert_eq!(support::text(&messages.get(19), "id"), "25");
    assert!(support::json(&one).ends_with(r#""messages":[{"id":"1"}]}"#));
}

#[wasm_bindgen_test]
async fn the_context_is_as_new_as_the_event_when_a_listener_hears_it() {
    let host = Host::new();
    let plugin = host.plugin();
    plugin.connect(None);
    let line = host.hello().await;
    line.welcome_in(
        r#"{"theme":"light","locale":"en","visible":false,"own":1}"#,
        "null",
    );
    support::until(|| !plugin.context().is_null()).await;
    let first = plugin.context();
    let log = Log::default();
    for name in [Name::Theme, Name::Locale, Name::Visible, Name::Hidden] {
        let (again, inner) = (plugin.clone(), log.clone());
        let context = move || inner.add(&support::json(&again.context()));
        every(&plugin, name, running(context));
    }
    line.event("theme", r#"{"theme":"dark"}"#, "null");
    line.event("locale", r#"{"locale":"pt-BR"}"#, "null");
    line.event("visible", "null", "null");
    line.event("hidden", "null", "null");
    line.event("theme", "null", "null");
    line.round_trip().await;
    assert_eq!(
        log.lines(),
        [
            r#"{"theme":"dark","locale":"en","visible":false,"own":1}"#,
            r#"{"theme":"dark","locale":"pt-BR","visible":false,"own":1}"#,
            r#"{"theme":"dark","locale":"pt-BR","visible":true,"own":1}"#,
            r#"{"theme":"dark","locale":"pt-BR","visible":false,"own":1}"#,
        ]
    );
    assert_eq!(
        support::json(&first),
        r#"{"theme":"light","locale":"en","visible":false,"own":1}"#
    );
}

#[wasm_bindgen_test]
async fn closing_is_heard_and_then_the_port_ends() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    let log = Log::default();
    every(&plugin, Name::Closing, log.listener("closing"));
    line.event("closing", r#"{"reason":"removed"}"#, "\"c1\"");
    line.post(r#"{"type":"closed","again":false}"#);
    assert_eq!(log.until(1).await, [r#"closing {"reason":"removed"}"#]);
    support::until(|| plugin.wire().as_str() == "none").await;
    line.event("closing", r#"{"reason":"removed"}"#, "\"c1\"");
    turn().await;
    turn().await;
    assert_eq!(log.lines().len(), 1);
}

fn ack(id: u32) -> String {
    format!(
        r#"{{"type":"event","event":"no_conversation","data":null,"conversation":null,"ack":{id}}}"#
    )
}

#[wasm_bindgen_test]
async fn an_event_that_is_waited_for_is_acknowledged_once_what_its_listeners_promised_is_settled() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    line.post(&ack(1));
    assert_eq!(
        support::json(&line.next().await),
        r#"{"type":"ack","id":1}"#,
        "nobody listens"
    );

    let (first, settle, _) = support::pending();
    let (second, _, break_off) = support::pending();
    every(&plugin, Name::NoConversation, returning(&first.into()));
    every(&plugin, Name::NoConversation, returning(&5.into()));
    every(&plugin, Name::NoConversation, returning(&second.into()));
    line.post(&ack(2));
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
    settle.call0(&JsValue::NULL).unwrap();
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
    // Who gave it looks after its failure; the plugin is done with the event all the same.
    break_off.call0(&JsValue::NULL).unwrap();
    assert_eq!(
        support::json(&line.next().await),
        r#"{"type":"ack","id":2}"#
    );
}

#[wasm_bindgen_test]
async fn what_is_not_waited_for_is_not_acknowledged() {
    let host = Host::new();
    let (plugin, line) = host.connected(ONE).await;
    every(&plugin, Name::NoConversation, returning(&JsValue::NULL));
    line.event("no_conversation", "null", "null");
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}
