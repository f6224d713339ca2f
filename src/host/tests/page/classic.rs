//! Pages of the classic dialect, where the registration allows it: what they are told, asked and spared.

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_host::encode;
use encaixe_protocol::command::Name;
use encaixe_protocol::event;
use encaixe_protocol::limits::Limits;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, PLUGIN, Stage, until};

mod answers;
mod asking;

const OPEN: &str = r#"{"conversation":{"id":"955"},"contact":{"name":"Fulano"}}"#;

/// Sends a message of the classic dialect from the plugin's page.
fn say(stage: &Stage, message: &str) {
    stage.plugin(&format!("parent.postMessage({message}, '*')"));
}

/// A page that is spoken to in the classic dialect, with conversation 955 open.
async fn spoken() -> Stage {
    spoken_with(LIMITS).await
}

/// The same under other limits.
async fn spoken_with(limits: Limits) -> Stage {
    let stage = Stage::classic(PLUGIN, limits);
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
    let stage = Stage::classic(PLUGIN, LIMITS);
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 1").await;
    assert_eq!(
        stage.json("plugin.windowHeard[0]"),
        r#"{"event":"no_conversation","data":null}"#
    );
}

#[wasm_bindgen_test]
async fn what_was_asked_before_the_page_had_loaded_is_answered() {
    let stage = Stage::classic("/tests/pages/plugin.html?ask", LIMITS);
    stage.inbox.answer(async |_| encode(&"info"));
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 2").await;
    assert_eq!(
        stage.json("plugin.windowHeard[1]"),
        r#"{"event":"get_workspace_info_callback","data":"info"}"#
    );
}

#[wasm_bindgen_test]
async fn what_is_said_before_the_page_had_loaded_is_kept_up_to_a_bound() {
    let limits = Limits {
        call_burst: 1_000,
        ..LIMITS
    };
    // Its first message is too large to be kept.
    let stage = Stage::classic("/tests/pages/plugin.html?flood", limits);
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 1").await;
    say(&stage, "{event: 'get-workspace-info'}");
    let asked = || called(&stage).contains(&Name::GetWorkspaceInfo);
    until("the question", asked).await;
    let mut expected = vec![Name::Loading; 100];
    expected.push(Name::GetWorkspaceInfo);
    assert_eq!(called(&stage), expected);
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
async fn a_hello_ends_the_classic_dialect() {
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
async fn a_page_that_says_hello_in_time_is_never_spoken_to_in_the_classic_dialect() {
    let stage = Stage::classic("/tests/pages/plugin.html?hello", LIMITS);
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
    gloo_timers::future::TimeoutFuture::new(2 * LIMITS.classic_ms).await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert_eq!(stage.json("plugin.windowHeard"), "[]");
}

#[wasm_bindgen_test]
async fn a_page_that_said_hello_and_left_is_not_heard_in_the_classic_dialect() {
    let limits = Limits {
        classic_ms: 60_000,
        ping_ms: 60_000,
        ..LIMITS
    };
    let stage = Stage::classic("/tests/pages/plugin.html?hello", limits);
    stage.state(FrameState::Verified).await;
    stage.plugin("plugin.say({type: 'bye'})");
    stage.state(FrameState::Connecting).await;
    say(&stage, "{event: 'loading', data: true}");
    until("counted", || stage.frame.status().classic_ignored == 1).await;
}

#[wasm_bindgen_test]
async fn two_frames_do_not_hear_each_other() {
    let (one, other) = (spoken().await, spoken().await);
    for stage in [&one, &other] {
        stage.inbox.answer(async |_| encode(&"info"));
    }
    say(&one, "{event: 'get-workspace-info'}");
    one.until("plugin.windowHeard.length === 2").await;
    say(&other, "{event: 'loading', data: true}");
    until("the other's", || !called(&other).is_empty()).await;
    assert_eq!(called(&one), [Name::GetWorkspaceInfo]);
    assert_eq!(called(&other), [Name::Loading]);
    assert_eq!(other.number("plugin.windowHeard.length"), 1.0);
}

#[wasm_bindgen_test]
async fn messages_also_have_the_names_that_classic_pages_read() {
    let stage = Stage::classic(PLUGIN, LIMITS);
    stage.inbox.open("955");
    let data = r#"{"conversation":{"id":"955","lastMessage":{"text":"b","mediaUrl":"http://x/b.jpg"}},
        "messages":[{"text":"a","mediaUrl":null},{"text":"b","mediaUrl":"http://x/b.jpg"}]}"#;
    *stage.inbox.data.borrow_mut() = Some(js_sys::JSON::parse(data).unwrap());
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 1").await;
    let read = "(({messages, conversation: {lastMessage}}) =>
        [...messages, lastMessage].map(({content, url}) => [content, url]))";
    let [first, again] = [0, 1].map(|n| format!("{read}(plugin.windowHeard[{n}].data)"));
    let expected = r#"[["a",null],["b","http://x/b.jpg"],["b","http://x/b.jpg"]]"#;
    assert_eq!(stage.json(&first), expected);
    let data = stage.inbox.data.borrow().clone().unwrap();
    stage.frame.send(event::Name::Conversation, &data);
    stage.until("plugin.windowHeard.length === 2").await;
    assert_eq!(stage.json(&again), expected);
    // What the page around gave is left as it was.
    let kept = js_sys::JSON::stringify(&data).unwrap();
    assert!(!String::from(kept).contains("content"));
}

/// A page of another origin, which the browser calls `null`, that says this.
fn elsewhere(says: &str) -> String {
    format!("data:text/html,<script>{says}</script>")
}

#[wasm_bindgen_test]
async fn a_page_of_another_origin_that_speaks_first_is_blocked_whatever_it_says() {
    for says in [
        "parent.postMessage({event: 'get-workspace-info'}, '*')",
        "parent.postMessage('ready', '*')",
        "parent.postMessage(null, '*')",
    ] {
        let go = js_sys::encode_uri_component(&elsewhere(says));
        let stage = Stage::classic(&format!("{PLUGIN}?ask&go={go}"), LIMITS);
        stage.state(FrameState::Blocked).await;
        let status = stage.frame.status();
        assert_eq!(status.reason, Some(FrameReason::Origin));
        assert_eq!(status.seen.as_deref(), Some("null"));
        assert!(!stage.frame.element().is_connected());
        assert!(stage.inbox.calls.borrow().is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_page_that_goes_to_another_origin_has_left_once_that_one_speaks() {
    let stage = spoken().await;
    let go = elsewhere("parent.postMessage('ready', '*')");
    stage.plugin(&format!("location.href = {go:?}"));
    until("it left as what it is", || {
        stage.frame.status().reason == Some(FrameReason::Origin)
    })
    .await;
    assert_eq!(stage.frame.status().state, FrameState::Left);
    assert_eq!(stage.inbox.gone.get(), 1);
}

#[wasm_bindgen_test]
async fn a_page_whose_load_does_not_come_is_taken_at_its_word_before_it_fails() {
    let limits = Limits {
        hello_ms: 300,
        classic_ms: 60_000,
        ..LIMITS
    };
    let stage = Stage::classic("/tests/pages/plugin.html?ask", limits);
    stage.inbox.answer(async |_| encode(&"info"));
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 2").await;
    assert!(!stage.inbox.states().contains(&FrameState::Failed));
}
