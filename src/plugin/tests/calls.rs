//! Every call is settled, once, by its own answer or by what ended it.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::protocol::event;
use encaixe_plugin::{Limits, Options, Plugin, Times, command};
use js_sys::futures::JsFuture;
use js_sys::{Array, Function, Promise};
use support::{Console, Host, Log, code, function, get, json, parse, settled, text, turn, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::AbortController;

wasm_bindgen_test_configure!(run_in_browser);

const OPEN: &str = r#"{"conversation":{"id":"c1"}}"#;
const QUICK: Limits = Limits {
    command_ms: 60,
    ..Limits::STANDARD
};

fn options(rest: &[JsValue]) -> Result<Options, JsValue> {
    Options::read(rest)
}

fn toast(plugin: &Plugin, message: &str, rest: &[JsValue]) -> JsValue {
    let params = command::toast::params(&"info".into(), &message.into());
    plugin.call(Name::Toast, params, options(rest)).into()
}

fn dialog(plugin: &Plugin, rest: &[JsValue]) -> JsValue {
    let question = parse(r#"{"title":"Sure?"}"#);
    let params = command::dialog::params(&"confirm".into(), &question);
    plugin.call(Name::Dialog, params, options(rest)).into()
}

fn info(plugin: &Plugin, rest: &[JsValue]) -> JsValue {
    let params = command::get_workspace_info::params();
    plugin
        .call(Name::GetWorkspaceInfo, params, options(rest))
        .into()
}

fn add_tag(plugin: &Plugin, tag: &JsValue, rest: &[JsValue]) -> JsValue {
    plugin
        .call(Name::AddTag, command::add_tag::params(tag), options(rest))
        .into()
}

fn given(key: &str, value: &JsValue) -> JsValue {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &key.into(), value).unwrap();
    options.into()
}

#[wasm_bindgen_test]
async fn calls_made_before_the_welcome_go_out_in_order_after_it() {
    let host = Host::new();
    let plugin = host.plugin();
    let first = toast(&plugin, "1", &[]);
    plugin.connect(None);
    let line = host.hello().await;
    let second = info(&plugin, &[]);
    let third = add_tag(&plugin, &5.into(), &[]);
    assert_eq!(line.waiting(), 0);
    line.welcome(OPEN);
    let requests = [line.next().await, line.next().await, line.next().await];
    assert_eq!(
        requests.each_ref().map(json),
        [
            r#"{"type":"request","id":1,"command":"toast","params":{"kind":"info","message":"1"}}"#,
            r#"{"type":"request","id":2,"command":"get_workspace_info","params":{}}"#,
            r#"{"type":"request","id":3,"command":"add_tag","params":{"tag":"5"},"conversation":"c1"}"#,
        ]
    );
    line.reply(&requests[2], r#"{"tags":[{"id":"5"}]}"#);
    line.reply(&requests[1], r#"{"tags":[]}"#);
    line.reply(&requests[0], "null");
    assert_eq!(settled(&first).await.unwrap(), "undefined");
    assert_eq!(settled(&second).await.unwrap(), r#"{"tags":[]}"#);
    assert_eq!(settled(&third).await.unwrap(), r#"[{"id":"5"}]"#);
}

#[wasm_bindgen_test]
async fn many_calls_answered_out_of_order_get_each_its_own_answer() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let calls: Vec<JsValue> = (0..200).map(|_| info(&plugin, &[])).collect();
    let mut requests = Vec::new();
    for _ in 0..200 {
        requests.push(line.next().await);
    }
    let odd = requests
        .iter()
        .enumerate()
        .filter(|(place, _)| place % 2 == 1);
    let even = requests
        .iter()
        .enumerate()
        .filter(|(place, _)| place % 2 == 0);
    for (place, request) in odd.rev().chain(even) {
        line.reply(request, &format!(r#"{{"n":{place}}}"#));
    }
    for (place, call) in calls.iter().enumerate() {
        assert_eq!(settled(call).await.unwrap(), format!(r#"{{"n":{place}}}"#));
    }
}

#[wasm_bindgen_test]
async fn a_confirm_dialog_is_never_answered_by_another_call_s_reply() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let log = Log::default();
    let workspace = info(&plugin, &[log.listener("info").into()]);
    let question = dialog(&plugin, &[log.listener("dialog").into()]);
    let asked = [line.next().await, line.next().await];
    line.reply(&asked[0], r#"{"members":[]}"#);
    assert_eq!(settled(&workspace).await.unwrap(), r#"{"members":[]}"#);
    line.round_trip().await;
    assert_eq!(log.lines(), [r#"info {"members":[]}"#]);
    line.reply(&asked[1], r#"{"confirmed":false}"#);
    assert_eq!(settled(&question).await.unwrap(), "false");
    assert_eq!(log.lines()[1..], ["dialog false"]);
}

#[wasm_bindgen_test]
async fn only_a_true_confirmation_confirms() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    for (ok, wanted) in [
        (r#"{"confirmed":true}"#, "true"),
        (r#"{"confirmed":false}"#, "false"),
        (r#"{"confirmed":1}"#, "false"),
        ("{}", "false"),
        ("null", "false"),
        ("true", "false"),
    ] {
        let question = dialog(&plugin, &[]);
        line.reply(&line.next().await, ok);
        assert_eq!(settled(&question).await.unwrap(), wanted);
    }
}

#[wasm_bindgen_test]
async fn a_call_made_inside_a_callback_is_answered_too() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let log = Log::default();
    let (again, inner) = (plugin.clone(), log.clone());
    let ask: Box<dyn Fn(JsValue)> = Box::new(move |_| {
        dialog(&again, &[inner.listener("inner").into()]);
    });
    let ask = Closure::wrap(ask).into_js_value();
    drop(dialog(&plugin, &[ask]));
    line.reply(&line.next().await, r#"{"confirmed":true}"#);
    line.reply(&line.next().await, r#"{"confirmed":true}"#);
    assert_eq!(log.until(1).await, ["inner true"]);
}

#[wasm_bindgen_test]
async fn a_callback_that_throws_is_reported_and_breaks_nothing() {
    let console = Console::listen();
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let throws = function("", "throw new Error('oh no')");
    let call = info(&plugin, &[throws.into()]);
    line.reply(&line.next().await, "{}");
    assert_eq!(settled(&call).await.unwrap(), "{}");
    assert_eq!(console.errors(), ["Kinbox: a callback threw Error: oh no"]);
    line.round_trip().await;
}

#[wasm_bindgen_test]
async fn the_host_s_error_reaches_the_caller_with_its_code() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let call = add_tag(&plugin, &"9".into(), &[]);
    line.fail(
        &line.next().await,
        r#"{"code":"not_found","message":"no tag 9","detail":"more"}"#,
    );
    assert_eq!(settled(&call).await.unwrap_err(), "not_found: no tag 9");
    let call = add_tag(&plugin, &"9".into(), &[]);
    line.fail(&line.next().await, r#"{"code":"brand_new","message":7}"#);
    assert_eq!(settled(&call).await.unwrap_err(), "host_error: ");
}

#[wasm_bindgen_test]
async fn a_rejection_counts_as_handled_only_where_a_callback_was_given() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let unhandled: Array = Array::new();
    let listen = function(
        "seen",
        "const f = e => { e.preventDefault(); seen.push(e.reason.message); };
         addEventListener('unhandledrejection', f);
         return () => removeEventListener('unhandledrejection', f);",
    );
    let stop: Function = listen
        .call1(&JsValue::NULL, &unhandled)
        .unwrap()
        .unchecked_into();
    let log = Log::default();
    drop(info(&plugin, &[log.listener("never").into()]));
    drop(info(&plugin, &[]));
    line.fail(
        &line.next().await,
        r#"{"code":"denied","message":"with a callback"}"#,
    );
    line.fail(
        &line.next().await,
        r#"{"code":"denied","message":"without"}"#,
    );
    until(|| unhandled.length() > 0).await;
    turn().await;
    stop.call0(&JsValue::NULL).unwrap();
    assert_eq!(json(&unhandled), r#"["without"]"#);
    assert!(log.lines().is_empty());
}

#[wasm_bindgen_test]
async fn a_call_that_no_host_takes_ends_by_its_deadline_also_when_a_human_would_decide() {
    let host = Host::new();
    let plugin = host.plugin_with(QUICK);
    plugin.connect(None);
    let (toast, dialog) = (toast(&plugin, "hi", &[]), dialog(&plugin, &[]));
    assert_eq!(
        settled(&toast).await.unwrap_err(),
        "timeout: no host answered in time"
    );
    assert_eq!(code(&dialog).await, "timeout");
    let line = host.hello().await;
    line.welcome(OPEN);
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn an_unanswered_call_ends_by_its_deadline_but_a_question_waits_for_the_agent() {
    let host = Host::new();
    let (plugin, line) = host.connected_with(OPEN, QUICK).await;
    let question = dialog(&plugin, &[]);
    let asked = line.next().await;
    let info = info(&plugin, &[]);
    let late = line.next().await;
    assert_eq!(
        settled(&info).await.unwrap_err(),
        "timeout: the host did not answer the call in time"
    );
    line.reply(&late, "{}");
    line.reply(&asked, r#"{"confirmed":true}"#);
    assert_eq!(settled(&question).await.unwrap(), "true");
}

#[wasm_bindgen_test]
async fn a_question_that_waited_for_the_welcome_has_no_deadline_after_it() {
    let host = Host::new();
    let plugin = host.plugin_with(QUICK);
    plugin.connect(None);
    let question = dialog(&plugin, &[]);
    let line = host.hello().await;
    line.welcome(OPEN);
    let asked = line.next().await;
    let other = info(&plugin, &[]);
    assert_eq!(code(&other).await, "timeout");
    line.next().await;
    line.reply(&asked, r#"{"confirmed":true}"#);
    assert_eq!(settled(&question).await.unwrap(), "true");
}

#[wasm_bindgen_test]
async fn a_call_of_an_app_is_given_up_by_the_host_alone_once_it_has_it() {
    let host = Host::new();
    let plugin = host.plugin_with(QUICK);
    plugin.connect(None);
    let call = || -> JsValue {
        let params = command::request::params(&"asana".into(), &parse(r#"{"path":"/"}"#));
        plugin.call(Name::Request, params, options(&[])).into()
    };
    let early = call();
    let line = host.hello().await;
    line.welcome(OPEN);
    let first = line.next().await;
    let late = call();
    let second = line.next().await;
    assert_eq!(code(&info(&plugin, &[])).await, "timeout");
    line.next().await;
    line.reply(&first, r#"{"status":200}"#);
    assert_eq!(settled(&early).await.unwrap(), r#"{"status":200}"#);
    line.fail(
        &second,
        r#"{"code":"denied","message":"m","detail":{"reconnect":true}}"#,
    );
    let late: Promise = late.unchecked_into();
    let error = JsFuture::from(late).await;
    assert_eq!(
        json(&get(&error.unwrap_err(), "detail")),
        r#"{"reconnect":true}"#
    );
}

#[wasm_bindgen_test]
async fn the_host_s_limits_hold_from_the_welcome_on() {
    let host = Host::new();
    let plugin = host.plugin();
    plugin.connect(None);
    let line = host.hello().await;
    line.welcome_in(r#"{"limits":{"commandMs":50,"messageBytes":60}}"#, OPEN);
    until(|| plugin.wire().as_str() == "channel").await;
    assert_eq!(code(&info(&plugin, &[])).await, "timeout");
    assert_eq!(
        code(&toast(&plugin, &"x".repeat(60), &[])).await,
        "too_large"
    );
    line.next().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_signal_gives_the_call_up_and_tells_the_host() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let control = AbortController::new().unwrap();
    let rest = [given("signal", &control.signal())];
    let question = dialog(&plugin, &rest);
    let asked = line.next().await;
    control.abort();
    assert_eq!(code(&question).await, "aborted");
    let abort = line.next().await;
    assert_eq!(text(&abort, "type"), "abort");
    assert_eq!(get(&abort, "id"), get(&asked, "id"));
    line.reply(&asked, r#"{"confirmed":true}"#);
    line.round_trip().await;

    assert_eq!(code(&dialog(&plugin, &rest)).await, "aborted");
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_queued_call_that_is_given_up_is_never_sent() {
    let host = Host::new();
    let plugin = host.plugin();
    plugin.connect(None);
    let line = host.hello().await;
    let control = AbortController::new().unwrap();
    let call = toast(&plugin, "no", &[given("signal", &control.signal())]);
    drop(toast(&plugin, "yes", &[]));
    control.abort();
    assert_eq!(code(&call).await, "aborted");
    line.welcome(OPEN);
    assert_eq!(text(&get(&line.next().await, "params"), "message"), "yes");
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_signal_raised_after_the_answer_does_nothing() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let control = AbortController::new().unwrap();
    let call = toast(&plugin, "hi", &[given("signal", &control.signal())]);
    line.reply(&line.next().await, "null");
    settled(&call).await.unwrap();
    control.abort();
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn a_call_is_bound_to_the_conversation_known_when_it_was_made() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let other = [given("conversation", &7.into())];
    drop(add_tag(&plugin, &1.into(), &[]));
    drop(add_tag(&plugin, &2.into(), &other));
    drop(toast(&plugin, "hi", &other));
    assert_eq!(text(&line.next().await, "conversation"), "c1");
    assert_eq!(text(&line.next().await, "conversation"), "7");
    assert!(get(&line.next().await, "conversation").is_undefined());
    line.event("no_conversation", "null", "null");
    line.round_trip().await;
    drop(add_tag(&plugin, &3.into(), &[]));
    assert!(get(&line.next().await, "conversation").is_null());
}

#[wasm_bindgen_test]
async fn a_call_made_in_a_listener_is_bound_to_that_event_s_conversation() {
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let again = plugin.clone();
    let tag: Box<dyn Fn()> = Box::new(move || drop(add_tag(&again, &1.into(), &[])));
    let tag: Function = Closure::wrap(tag).into_js_value().unchecked_into();
    plugin.on(event::Name::Conversation, tag, Times::Every);
    line.event("conversation", OPEN, "\"c1\"");
    line.event("conversation", r#"{"conversation":{"id":"c2"}}"#, "\"c2\"");
    assert_eq!(text(&line.next().await, "conversation"), "c1");
    assert_eq!(text(&line.next().await, "conversation"), "c2");
}

#[wasm_bindgen_test]
async fn arguments_are_checked_before_anything_is_sent() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let confirm = JsValue::from("confirm");
    let message = |message: &JsValue| command::toast::params(&"info".into(), message);
    let wrong = [
        (
            command::toast::params(&"sucess".into(), &"hi".into()),
            r#"kind: expected success, error, warning or info, got "sucess""#,
        ),
        (
            message(&7.into()),
            "message: expected a text of 1 to 500 characters, got 7",
        ),
        (
            message(&"".into()),
            r#"message: expected a text of 1 to 500 characters, got """#,
        ),
        (
            command::dialog::params(&"alert".into(), &parse("{}")),
            r#"kind: expected confirm, got "alert""#,
        ),
        (
            command::dialog::params(&confirm, &JsValue::UNDEFINED),
            "dialog: expected an object with a title, got nothing",
        ),
        (
            command::dialog::params(&confirm, &parse("{}")),
            "title: expected a text of 1 to 2000 characters, got nothing",
        ),
        (
            command::dialog::params(&confirm, &parse(r#"{"title":"a","okText":{}}"#)),
            "okText: expected a text of 1 to 2000 characters, got an object",
        ),
        (
            command::add_tag::params(&JsValue::NULL),
            "tag: expected an id, a text or a whole number, got null",
        ),
        (
            command::add_tag::params(&1.5.into()),
            "tag: expected an id, a text or a whole number, got 1.5",
        ),
        (
            command::remove_tag::params(&"".into()),
            r#"tag: expected an id, a text or a whole number, got """#,
        ),
    ];
    for (params, problem) in wrong {
        let call = plugin.call(Name::Toast, params, Ok(Options::default()));
        assert_eq!(
            settled(&call).await.unwrap_err(),
            format!("invalid: {problem}")
        );
    }
    for (rest, problem) in [
        (
            JsValue::from("x"),
            r#"last argument: expected a callback or options, got "x""#,
        ),
        (
            given("signal", &1.into()),
            "options.signal: expected an AbortSignal, got 1",
        ),
        (
            given("conversation", &JsValue::TRUE),
            "options.conversation: expected a conversation's id, got true",
        ),
    ] {
        let call = toast(&plugin, "hi", &[rest]);
        assert_eq!(
            settled(&call).await.unwrap_err(),
            format!("invalid: {problem}")
        );
    }
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn characters_are_counted_not_bytes() {
    let message = |length| command::toast::params(&"info".into(), &"é😀".repeat(length).into());
    assert!(message(250).is_ok());
    assert!(message(251).is_err());
}

#[wasm_bindgen_test]
async fn what_a_getter_of_the_options_throws_rejects_the_call() {
    let host = Host::new();
    let (plugin, line) = host.connected(OPEN).await;
    let hostile = function(
        "",
        "return { get signal() { throw Object.assign(new Error('x'), {name: 'KinboxError', code: 'mine'}) } }",
    );
    let call = toast(&plugin, "hi", &[hostile.call0(&JsValue::NULL).unwrap()]);
    assert_eq!(code(&call).await, "mine");
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}
