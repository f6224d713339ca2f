//! Pages of the older dialect, where the registration allows it: what they are told, asked and spared.

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_host::{Call, encode};
use encaixe_protocol::command::{Name, add_tag, dialog, toast};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event;
use encaixe_protocol::id::ConversationId;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{PLUGIN, Stage, until};

const OPEN: &str = r#"{"conversation":{"id":"955"},"contact":{"name":"Fulano"}}"#;

/// Sends a message of the older dialect from the plugin's page.
fn say(stage: &Stage, message: &str) {
    stage.plugin(&format!("parent.postMessage({message}, '*')"));
}

/// A page that is spoken to in the older dialect, with conversation 955 open.
async fn spoken() -> Stage {
    let stage = Stage::older(PLUGIN);
    stage.inbox.open("955");
    *stage.inbox.data.borrow_mut() = Some(js_sys::JSON::parse(OPEN).unwrap());
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 1").await;
    stage
}

fn called(stage: &Stage) -> Vec<Name> {
    let calls = stage.inbox.calls.borrow();
    calls.iter().map(|call| call.command).collect()
}

#[wasm_bindgen_test]
async fn a_page_that_says_no_hello_is_told_what_is_open_and_then_what_changes() {
    let stage = spoken().await;
    stage
        .frame
        .send(event::Name::ConversationUpdated, &JsValue::NULL);
    *stage.inbox.open.borrow_mut() = None;
    stage
        .frame
        .send(event::Name::NoConversation, &JsValue::NULL);
    stage.until("plugin.windowHeard.length === 2").await;
    assert_eq!(
        stage.json("plugin.windowHeard"),
        format!(
            r#"[{{"event":"conversation","data":{OPEN}}},{{"event":"no_conversation","data":null}}]"#
        )
    );
}

#[wasm_bindgen_test]
async fn without_an_open_conversation_the_page_is_told_so() {
    let stage = Stage::older(PLUGIN);
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 1").await;
    assert_eq!(
        stage.json("plugin.windowHeard[0]"),
        r#"{"event":"no_conversation","data":null}"#
    );
}

#[wasm_bindgen_test]
async fn commands_arrive_in_the_words_of_the_channel() {
    let stage = spoken().await;
    say(
        &stage,
        "{event: 'toast', data: {message: 'Oi', type: 'warning'}}",
    );
    say(&stage, "{event: 'loading', data: true}");
    say(&stage, "{event: 'add-tag', data: 5}");
    say(&stage, "{event: 'remove-tag', data: '6'}");
    until("all", || called(&stage).len() == 4).await;
    assert_eq!(
        called(&stage),
        [Name::Toast, Name::Loading, Name::AddTag, Name::RemoveTag]
    );
    let calls = stage.inbox.calls.borrow();
    let shown: toast::Params = encaixe_host::decode(calls[0].params.clone()).unwrap();
    assert_eq!(
        (shown.kind, shown.message.as_str()),
        (toast::Kind::Warning, "Oi")
    );
    let tagged: add_tag::Params = encaixe_host::decode(calls[2].params.clone()).unwrap();
    assert_eq!(tagged.tag.as_str(), "5");
    assert_eq!(calls[2].conversation, Some(ConversationId::new("955")));
}

#[wasm_bindgen_test]
async fn a_question_is_answered_once_and_one_without_an_answer_was_not_confirmed() {
    let stage = spoken().await;
    stage.inbox.answer(async |call: Call| {
        let asked: dialog::Params = encaixe_host::decode(call.params)?;
        if asked.title == "no room" {
            return Err(WireError::new(Code::RateLimited, "too many"));
        }
        encode(&dialog::Reply { confirmed: true })
    });
    say(
        &stage,
        "{event: 'dialog', data: {type: 'confirm', title: 'Sure?'}}",
    );
    stage.until("plugin.windowHeard.length === 2").await;
    say(
        &stage,
        "{event: 'dialog', data: {type: 'confirm', title: 'no room'}}",
    );
    stage.until("plugin.windowHeard.length === 3").await;
    assert_eq!(
        stage.json("plugin.windowHeard.slice(1)"),
        r#"[{"event":"dialog_confirm","data":{"confirmed":true}},{"event":"dialog_confirm","data":{"confirmed":false}}]"#
    );
}

#[wasm_bindgen_test]
async fn what_was_asked_before_the_page_had_loaded_is_answered() {
    let stage = Stage::older("/tests/pages/plugin.html?ask");
    stage.inbox.answer(async |_| encode(&"info"));
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 2").await;
    assert_eq!(
        stage.json("plugin.windowHeard[1]"),
        r#"{"event":"get_workspace_info_callback","data":"info"}"#
    );
}

#[wasm_bindgen_test]
async fn odd_messages_are_met_by_silence() {
    let stage = spoken().await;
    for message in [
        "{event: 'format-disk', data: 1}",
        "{event: 'add_tag', data: 5}",
        "{event: 5}",
        "null",
        "'toast'",
        "{event: 'toast', data: {message: new Map(), type: 'info'}}",
        "{event: 'toast'}",
    ] {
        say(&stage, message);
    }
    say(&stage, "{event: 'loading', data: 0}");
    until("the last", || called(&stage).last() == Some(&Name::Loading)).await;
    assert_eq!(stage.number("plugin.windowHeard.length"), 1.0);
    assert_eq!(stage.frame.status().state, FrameState::Classic);
}

#[wasm_bindgen_test]
async fn another_load_stops_the_frame() {
    let stage = spoken().await;
    stage.plugin("window.before = true; location.reload()");
    stage.state(FrameState::Left).await;
    assert_eq!(stage.frame.status().reason, Some(FrameReason::Gone));
    stage.ready(PLUGIN).await;
    stage.until("!window.before").await;
    stage
        .frame
        .send(event::Name::NoConversation, &JsValue::NULL);
    say(
        &stage,
        "{event: 'toast', data: {message: 'Oi', type: 'info'}}",
    );
    until("counted", || stage.frame.status().classic_ignored == 1).await;
    assert_eq!(stage.json("plugin.windowHeard"), "[]");
    assert!(called(&stage).is_empty());
    assert_eq!(stage.inbox.gone.get(), 1);
}

#[wasm_bindgen_test]
async fn a_hello_ends_the_older_dialect() {
    let stage = spoken().await;
    stage.plugin("plugin.hello()");
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
    say(
        &stage,
        "{event: 'toast', data: {message: 'Oi', type: 'info'}}",
    );
    until("counted", || stage.frame.status().classic_ignored == 1).await;
    stage
        .frame
        .send(event::Name::NoConversation, &JsValue::NULL);
    stage.settled().await;
    assert_eq!(stage.number("plugin.windowHeard.length"), 1.0);
    assert_eq!(called(&stage), [Name::Loading]);
}

#[wasm_bindgen_test]
async fn a_page_that_says_hello_in_time_is_never_spoken_to_in_the_older_dialect() {
    let stage = Stage::older("/tests/pages/plugin.html?hello");
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
    gloo_timers::future::TimeoutFuture::new(2 * crate::support::LIMITS.classic_ms).await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert_eq!(stage.json("plugin.windowHeard"), "[]");
}
