//! Calls in the classic dialect: what is posted, in which order, and which answer is whose.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use encaixe_plugin::protocol::command::Name;
use encaixe_plugin::protocol::event;
use encaixe_plugin::{Limits, Options, PlainObject, Plugin, Times, command};
use support::{Host, Log, code, function, parse, settled, turn, until};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::AbortController;

wasm_bindgen_test_configure!(run_in_browser);

const ONE: &str = r#"{"event":"conversation","data":{"conversation":{"id":"c1","tags":[]}}}"#;
const TWO: &str = r#"{"event":"conversation","data":{"conversation":{"id":2,"tags":[]}}}"#;
const NONE: &str = r#"{"event":"no_conversation"}"#;
const QUICK: Limits = Limits {
    fallback_ms: 20,
    ..Limits::STANDARD
};
const SHORT: Limits = Limits {
    command_ms: 80,
    ..QUICK
};

fn call(plugin: &Plugin, name: Name, params: Result<PlainObject, JsValue>) -> JsValue {
    plugin.call(name, params, Ok(Options::default())).into()
}

fn question(title: &str) -> Result<PlainObject, JsValue> {
    let question = parse(&format!(r#"{{"title":"{title}"}}"#));
    command::dialog::params(&"confirm".into(), &question)
}

fn dialog(plugin: &Plugin, title: &str) -> JsValue {
    call(plugin, Name::Dialog, question(title))
}

fn form(plugin: &Plugin, title: &str) -> JsValue {
    let form = parse(&format!(r#"{{"title":"{title}","items":[]}}"#));
    call(plugin, Name::SendForm, command::send_form::params(&form))
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
async fn every_command_of_the_original_goes_out_in_its_words() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    host.say(ONE);
    host.heard().await;
    let property = r#"{"key":"k","contactId":7,"fields":{"a":{"value":1}}}"#;
    let form = r#"{"title":"t","type":"drawer","items":[{"name":"a","type":"text"}],"own":1}"#;
    let confirm = r#"{"title":"t","description":"d","okText":"o","cancelText":"c"}"#;
    for (name, params, wanted) in [
        (Name::Loading, command::loading::params(&JsValue::TRUE), r#"{"event":"loading","data":true}"#.to_owned()),
        (Name::AddTag, command::add_tag::params(&5.into()), r#"{"event":"add-tag","data":"5"}"#.into()),
        (Name::RemoveTag, command::remove_tag::params(&"5".into()), r#"{"event":"remove-tag","data":"5"}"#.into()),
        (Name::AssignTo, command::assign_to::params(&"8".into()), r#"{"event":"assign","data":"8"}"#.into()),
        (Name::MoveToGroup, command::move_to_group::params(&JsValue::NULL), r#"{"event":"move","data":null}"#.into()),
        (
            Name::SetProperty,
            command::set_property::params(&parse(property)),
            r#"{"event":"set-property","data":{"key":"k","contactId":"7","fields":{"a":{"value":1}},"type":"contact"}}"#.into(),
        ),
        (
            Name::SendForm,
            command::send_form::params(&parse(form)),
            format!(r#"{{"event":"form","data":{form}}}"#),
        ),
        (
            Name::Dialog,
            command::dialog::params(&"confirm".into(), &parse(confirm)),
            r#"{"event":"dialog","data":{"title":"t","description":"d","okText":"o","cancelText":"c","type":"confirm"}}"#.into(),
        ),
    ] {
        drop(call(&plugin, name, params));
        assert_eq!(host.told().await, wanted, "{name:?}");
    }
}

#[wasm_bindgen_test]
async fn what_the_original_has_no_word_for_is_refused_and_not_posted() {
    let host = Host::new();
    let plugin = host.plugin_with(QUICK);
    plugin.connect(None);
    let note = || command::add_note::params(&"hi".into());
    let queued = call(&plugin, Name::AddNote, note());
    let refused = settled(&queued).await.unwrap_err();
    assert_eq!(
        refused,
        "unsupported: the host speaks the older protocol, which has no word for this"
    );
    assert_eq!(plugin.wire().as_str(), "classic");
    let text = || command::copy::params(&"hi".into());
    let scope = JsValue::UNDEFINED;
    for (name, params) in [
        (Name::AddNote, note()),
        (Name::InsertText, note()),
        (Name::Copy, text()),
        (
            Name::OpenConversation,
            command::open_conversation::params(&"1".into()),
        ),
        (
            Name::ListMessages,
            command::list_messages::params(&scope, &scope),
        ),
        (Name::GetToken, command::get_token::params()),
        (
            Name::Request,
            command::request::params(&"asana".into(), &js_sys::Object::new()),
        ),
        (Name::SetBadge, command::set_badge::params(&1.into())),
        (Name::SetHeight, command::set_height::params(&"auto".into())),
        (
            Name::StorageGet,
            command::storage_get::params(&"a".into(), &scope),
        ),
        (
            Name::StorageSet,
            command::storage_set::params(&"a".into(), &1.into(), &scope),
        ),
        (
            Name::StorageRemove,
            command::storage_remove::params(&"a".into(), &scope),
        ),
        (Name::StorageKeys, command::storage_keys::params(&scope)),
    ] {
        assert_eq!(
            code(&call(&plugin, name, params)).await,
            "unsupported",
            "{name:?}"
        );
    }
    host.heard().await;
    assert_eq!(host.untold(), 0);
}

#[wasm_bindgen_test]
async fn what_is_open_is_answered_once_it_is_told_and_not_by_any_other_message() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let call = call(
        &plugin,
        Name::GetConversation,
        command::get_conversation::params(),
    );
    host.say(r#"{"event":"callback","data":{"key":1,"success":true}}"#);
    host.say(r#"{"event":["conversation"],"data":{}}"#);
    host.say(r#"{"event":{"toString":1,"valueOf":1},"data":{}}"#);
    host.heard().await;
    host.say(NONE);
    assert_eq!(settled(&call).await.unwrap(), "null");
}

#[wasm_bindgen_test]
async fn a_message_of_the_author_s_own_is_posted_as_it_stands_and_refused_on_the_channel() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let call = plugin.dispatch_event(&"send-note".into(), &parse("[1]"));
    assert_eq!(host.told().await, r#"{"event":"send-note","data":[1]}"#);
    assert_eq!(settled(&call).await.unwrap(), "undefined");
    let host = Host::new();
    let (plugin, line) = host.connected("null").await;
    let call = plugin.dispatch_event(&"send-note".into(), &parse("[1]"));
    assert_eq!(code(&call).await, "unsupported");
    line.round_trip().await;
    assert_eq!((line.waiting(), host.untold()), (0, 0));
}

#[wasm_bindgen_test]
async fn questions_go_out_one_at_a_time_and_an_answer_settles_one_of_its_kind() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let log = Log::default();
    for reply in [
        "dialog_confirm",
        "form_callback",
        "get_workspace_info_callback",
    ] {
        host.say(&format!(
            r#"{{"event":"{reply}","data":{{"confirmed":true}}}}"#
        ));
    }
    host.heard().await;
    let again = plugin.clone();
    let inner = log.clone();
    let ask: Box<dyn Fn(JsValue)> = Box::new(move |_| {
        inner.add("callback");
        drop(dialog(&again, "third"));
    });
    let ask = Closure::wrap(ask).into_js_value();
    let first = plugin.call(Name::Dialog, question("first"), Options::read(&[ask]));
    let second = dialog(&plugin, "second");
    let workspace = [info(&plugin), info(&plugin)];
    let forms = [form(&plugin, "a"), form(&plugin, "b")];
    assert!(host.told().await.contains("first"));
    assert_eq!(host.told().await, r#"{"event":"get-workspace-info"}"#);
    assert!(host.told().await.contains(r#""title":"a""#));
    host.heard().await;
    assert_eq!(host.untold(), 0);

    host.say(r#"{"event":"form_callback","data":{"name":"Ana"}}"#);
    assert!(host.told().await.contains(r#""title":"b""#));
    assert_eq!(settled(&forms[0]).await.unwrap(), r#"{"name":"Ana"}"#);
    host.say(r#"{"event":"get_workspace_info_callback","data":{"n":1}}"#);
    assert_eq!(host.told().await, r#"{"event":"get-workspace-info"}"#);
    assert!(still_open(&first).await);
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    assert!(host.told().await.contains("second"));
    assert_eq!(settled(&first).await.unwrap(), "true");
    host.say(r#"{"event":"get_workspace_info_callback","data":{"n":2}}"#);
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":false}}"#);
    host.say(r#"{"event":"form_callback","data":{"name":"Bia"}}"#);
    assert_eq!(settled(&second).await.unwrap(), "false");
    assert_eq!(settled(&forms[1]).await.unwrap(), r#"{"name":"Bia"}"#);
    assert_eq!(settled(&workspace[0]).await.unwrap(), r#"{"n":1}"#);
    assert_eq!(settled(&workspace[1]).await.unwrap(), r#"{"n":2}"#);
    assert!(host.told().await.contains("third"));
    assert_eq!(log.lines(), ["callback"]);
}

#[wasm_bindgen_test]
async fn a_question_given_up_keeps_its_place_until_its_answer_comes() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let control = AbortController::new().unwrap();
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"signal".into(), &control.signal()).unwrap();
    let given_up = plugin.call(
        Name::Dialog,
        question("1"),
        Options::read(&[options.into()]),
    );
    let next = dialog(&plugin, "2");
    assert!(host.told().await.contains("\"1\""));
    control.abort();
    assert_eq!(code(&given_up).await, "aborted");
    host.heard().await;
    assert_eq!(host.untold(), 0);
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    assert!(host.told().await.contains("\"2\""));
    assert!(still_open(&next).await);
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":false}}"#);
    assert_eq!(settled(&next).await.unwrap(), "false");
}

#[wasm_bindgen_test]
async fn only_what_a_machine_answers_has_a_deadline_and_a_lost_answer_blocks_nobody() {
    let host = Host::new();
    let plugin = host.classic(SHORT).await;
    host.say(NONE);
    host.heard().await;
    let (posted, waiting) = (dialog(&plugin, "1"), dialog(&plugin, "2"));
    let lost = info(&plugin);
    assert_eq!(code(&lost).await, "timeout");
    assert!(still_open(&posted).await && still_open(&waiting).await);
    host.told().await;
    host.told().await;
    let next = info(&plugin);
    assert_eq!(host.told().await, r#"{"event":"get-workspace-info"}"#);
    host.say(r#"{"event":"get_workspace_info_callback","data":{}}"#);
    assert_eq!(settled(&next).await.unwrap(), "{}");
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    assert_eq!(settled(&posted).await.unwrap(), "true");
}

#[wasm_bindgen_test]
async fn where_nobody_ever_speaks_a_question_ends_too() {
    let host = Host::new();
    let plugin = host.classic(SHORT).await;
    let (posted, waiting) = (dialog(&plugin, "1"), dialog(&plugin, "2"));
    assert_eq!(code(&posted).await, "timeout");
    assert_eq!(code(&waiting).await, "timeout");
}

#[wasm_bindgen_test]
async fn a_form_asked_for_by_a_click_takes_the_place_of_one_that_was_cancelled() {
    let activate = |active: bool| {
        let define = "Object.defineProperty(navigator, 'userActivation', {value: {isActive: active}, configurable: true})";
        function("active", define)
            .call1(&JsValue::NULL, &active.into())
            .unwrap();
    };
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let log = Log::default();
    activate(true);
    let params = command::send_form::params(&parse(r#"{"title":"1","items":[]}"#));
    let first = plugin.call(
        Name::SendForm,
        params,
        Options::read(&[log.listener("answers").into()]),
    );
    let posted = js_sys::Date::now();
    assert!(host.told().await.contains("\"1\""));
    // A second click at once is no sign that the form is gone.
    let second = form(&plugin, "2");
    until(|| js_sys::Date::now() - posted > 1_050.0).await;
    activate(false);
    let third = form(&plugin, "3");
    host.heard().await;
    assert_eq!(host.untold(), 0);
    activate(true);
    let fourth = form(&plugin, "4");
    function("", "delete navigator.userActivation")
        .call0(&JsValue::NULL)
        .unwrap();
    // Those that waited before it go first.
    assert!(host.told().await.contains("\"2\""));
    assert_eq!(settled(&first).await.unwrap(), "null");
    for (call, title) in [(&second, "3"), (&third, "4")] {
        host.say(r#"{"event":"form_callback","data":{}}"#);
        assert!(host.told().await.contains(title));
        assert_eq!(settled(call).await.unwrap(), "{}");
    }
    assert!(still_open(&fourth).await);
    assert!(log.lines().is_empty());
}

#[wasm_bindgen_test]
async fn the_open_conversation_is_the_last_that_was_told() {
    let host = Host::new();
    let plugin = host.classic(SHORT).await;
    assert_eq!(code(&open(&plugin)).await, "timeout");
    let waiting = open(&plugin);
    host.say(ONE);
    let one = r#"{"conversation":{"id":"c1","tags":[]}}"#;
    assert_eq!(settled(&waiting).await.unwrap(), one);
    assert_eq!(settled(&open(&plugin)).await.unwrap(), one);
    host.say(NONE);
    host.heard().await;
    assert_eq!(settled(&open(&plugin)).await.unwrap(), "null");
    assert_eq!(host.untold(), 0);
}

#[wasm_bindgen_test]
async fn a_bound_call_for_another_conversation_ends_here() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let (any, c1) = (JsValue::UNDEFINED, JsValue::from("c1"));
    settled(&add_tag(&plugin, &any)).await.unwrap();
    assert_eq!(code(&add_tag(&plugin, &c1)).await, "no_conversation");
    host.say(ONE);
    host.heard().await;
    settled(&add_tag(&plugin, &any)).await.unwrap();
    settled(&add_tag(&plugin, &c1)).await.unwrap();
    assert_eq!(
        code(&add_tag(&plugin, &"2".into())).await,
        "conversation_changed"
    );
    assert_eq!(
        code(&add_tag(&plugin, &JsValue::NULL)).await,
        "conversation_changed"
    );
    host.say(TWO);
    host.heard().await;
    settled(&add_tag(&plugin, &"2".into())).await.unwrap();
    assert_eq!(code(&add_tag(&plugin, &c1)).await, "conversation_changed");
    host.say(NONE);
    host.heard().await;
    assert_eq!(code(&add_tag(&plugin, &any)).await, "no_conversation");
    assert_eq!(code(&add_tag(&plugin, &c1)).await, "no_conversation");
    assert_eq!(host.untold(), 4);
}

#[wasm_bindgen_test]
async fn the_host_tells_how_a_property_was_set_and_this_side_why_it_was_not_asked() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let log = Log::default();
    plugin.on(event::Name::Callback, log.listener("told"), Times::Every);
    let property = |key: &str| {
        let property = format!(r#"{{"key":"{key}","contactId":"7","fields":{{}}}}"#);
        command::set_property::params(&parse(&property))
    };
    let asked = call(&plugin, Name::SetProperty, property("a"));
    assert_eq!(settled(&asked).await.unwrap(), "undefined");
    host.say(r#"{"event":"callback","data":{"key":"a","success":true,"more":1}}"#);
    log.until(1).await;
    let refused = plugin.call(Name::SetProperty, property("b"), Err(JsValue::NULL));
    drop(refused.catch(&Closure::wrap(Box::new(|_| ()) as Box<dyn FnMut(JsValue)>)));
    assert_eq!(
        log.until(2).await,
        [
            r#"told {"key":"a","success":true,"more":1}"#,
            r#"told {"key":"b","success":false}"#
        ]
    );
}

#[wasm_bindgen_test]
async fn what_cannot_be_copied_is_refused_and_the_next_in_line_goes_out() {
    let host = Host::new();
    let plugin = host.classic(QUICK).await;
    let bad = || {
        let bad = function("", "return {title: 'bad', items: [() => {}]}");
        command::send_form::params(&bad.call0(&JsValue::NULL).unwrap())
    };
    let first = form(&plugin, "1");
    let refused = call(&plugin, Name::SendForm, bad());
    let last = form(&plugin, "3");
    host.told().await;
    host.say(r#"{"event":"form_callback","data":{}}"#);
    assert!(host.told().await.contains("\"3\""));
    assert_eq!(code(&refused).await, "invalid");
    settled(&first).await.unwrap();
    assert!(still_open(&last).await);
}
