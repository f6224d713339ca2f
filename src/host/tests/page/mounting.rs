//! The iframe itself, and its end.

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_protocol::event;
use encaixe_protocol::limits::Limits;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, PLUGIN, Stage, until};

#[wasm_bindgen_test]
async fn the_iframe_has_exactly_the_attributes_that_the_design_names() {
    let stage = Stage::at(PLUGIN).await;
    let element = stage.frame.element();
    let mut names: Vec<String> = element
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "allow",
            "class",
            "name",
            "referrerpolicy",
            "sandbox",
            "src",
            "title"
        ]
    );
    let attribute = |name| element.get_attribute(name).unwrap();
    assert_eq!(
        attribute("sandbox"),
        "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox \
         allow-downloads allow-storage-access-by-user-activation"
    );
    assert_eq!(attribute("allow"), "");
    assert_eq!(attribute("referrerpolicy"), "no-referrer");
    assert_eq!(attribute("title"), "Pedidos");
    assert_eq!(attribute("class"), "plugin-frame");
    assert_eq!(attribute("name"), "encaixe:2");
    assert!(attribute("src").ends_with(PLUGIN));
    assert_eq!(stage.json("document.referrer"), "\"\"");
}

#[wasm_bindgen_test]
async fn a_frame_is_loading_until_something_loaded() {
    let stage = Stage::with(PLUGIN, LIMITS);
    assert_eq!(stage.frame.status().state, FrameState::Loading);
    stage.state(FrameState::Connecting).await;
    assert_eq!(stage.inbox.states(), [FrameState::Connecting]);
}

#[wasm_bindgen_test]
async fn without_a_hello_the_frame_fails_and_a_late_one_still_verifies() {
    let limits = Limits {
        hello_ms: 300,
        ..LIMITS
    };
    let stage = Stage::with(PLUGIN, limits);
    stage.ready(PLUGIN).await;
    stage.state(FrameState::Failed).await;
    assert_eq!(stage.frame.status().reason, Some(FrameReason::NoHello));
    stage.plugin("plugin.hello()");
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
}

#[wasm_bindgen_test]
async fn a_frame_that_failed_is_taken_out_after_a_while() {
    let limits = Limits {
        hello_ms: 200,
        late_ms: 200,
        ..LIMITS
    };
    let stage = Stage::with(PLUGIN, limits);
    stage.state(FrameState::Failed).await;
    assert!(stage.frame.element().is_connected());
    until("it goes", || !stage.frame.element().is_connected()).await;
    let status = stage.frame.status();
    assert_eq!(
        (status.state, status.reason),
        (FrameState::Failed, Some(FrameReason::NoHello))
    );
}

#[wasm_bindgen_test]
async fn dropping_a_frame_removes_its_iframe_closes_its_port_and_tells_once() {
    let stage = Stage::verified().await;
    let element = stage.frame.element();
    assert!(element.is_connected());
    let inbox = std::rc::Rc::clone(&stage.inbox);
    drop(stage);
    assert!(!element.is_connected());
    assert_eq!(inbox.gone.get(), 1);
    assert_eq!(inbox.states().last(), Some(&FrameState::Verified));
}

#[wasm_bindgen_test]
async fn dropping_a_frame_that_was_never_verified_tells_of_no_document() {
    let stage = Stage::at(PLUGIN).await;
    let inbox = std::rc::Rc::clone(&stage.inbox);
    drop(stage);
    assert_eq!(inbox.gone.get(), 0);
}

#[wasm_bindgen_test]
async fn two_frames_of_one_address_are_told_apart_by_their_windows() {
    let (one, other) = (Stage::at(PLUGIN).await, Stage::at(PLUGIN).await);
    one.plugin("plugin.hello()");
    one.state(FrameState::Verified).await;
    one.until("plugin.count('welcome') === 1").await;
    assert_eq!(other.frame.status().state, FrameState::Connecting);
    other.plugin("plugin.hello()");
    other.state(FrameState::Verified).await;
    other.until("plugin.count('welcome') === 1").await;
    assert_eq!(one.number("plugin.count('welcome')"), 1.0);
}

#[wasm_bindgen_test]
async fn two_verified_frames_do_not_hear_each_other() {
    let (one, other) = (Stage::verified().await, Stage::verified().await);
    for stage in [&one, &other] {
        stage.plugin("plugin.heard = []");
    }
    one.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(one.reply(1).await, r#"{"ok":null}"#);
    one.frame.send(event::Name::Conversation, &"data".into());
    one.until("plugin.count('event') === 1").await;
    one.plugin("plugin.say({type: 'bye'})");
    one.state(FrameState::Left).await;
    other.settled().await;
    assert_eq!(other.number("plugin.heard.length"), 1.0);
    assert_eq!(other.inbox.calls.borrow().len(), 1);
    assert_eq!(other.inbox.gone.get(), 0);
    assert_eq!(other.frame.status().state, FrameState::Verified);
    assert_eq!(one.inbox.calls.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn events_go_to_a_verified_document_with_the_open_conversation_and_to_nobody_else() {
    let stage = Stage::at(PLUGIN).await;
    stage
        .frame
        .send(event::Name::NoConversation, &"early".into());
    stage.plugin("plugin.hello()");
    stage.until("plugin.count('welcome') === 1").await;
    stage.inbox.open("c7");
    stage.frame.send(event::Name::Conversation, &"data".into());
    stage.until("plugin.count('event') === 1").await;
    assert_eq!(
        stage.json("plugin.heard.find((message) => message.type === 'event')"),
        r#"{"type":"event","event":"conversation","data":"data","conversation":"c7"}"#
    );
    stage.plugin("plugin.say({type: 'bye'})");
    until("goodbye", || stage.inbox.gone.get() == 1).await;
    stage.frame.send(event::Name::Conversation, &"late".into());
    stage.state(FrameState::Left).await;
    assert_eq!(stage.number("plugin.count('event')"), 1.0);
}

#[wasm_bindgen_test]
async fn nothing_is_ever_posted_to_the_window() {
    let stage = Stage::verified().await;
    stage
        .frame
        .send(event::Name::NoConversation, &"data".into());
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    stage.reply(1).await;
    stage.plugin("plugin.hello({path: '/elsewhere'})");
    stage.state(FrameState::Left).await;
    stage.plugin("plugin.hello()");
    stage.state(FrameState::Verified).await;
    stage.settled().await;
    assert_eq!(stage.json("plugin.windowHeard"), "[]");
}
