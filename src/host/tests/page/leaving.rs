//! A document that was verified goes away: what ends, when, and who gets nothing from then on.

use std::cell::RefCell;
use std::rc::Rc;

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_protocol::event;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, PLUGIN, Stage, eval_in, origin, until};

const OTHER: &str = "/tests/pages/other.html";
const GREETER: &str = "/tests/pages/plugin.html?hello";

async fn greeted() -> Stage {
    let stage = Stage::with(GREETER, LIMITS);
    stage.ready(GREETER).await;
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
    stage
}

#[wasm_bindgen_test]
async fn a_goodbye_closes_the_port_at_once_and_becomes_left_when_nobody_returns() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.say({type: 'bye'})");
    until("gone", || stage.inbox.gone.get() == 1).await;
    let status = stage.frame.status();
    assert_eq!(status.state, FrameState::Connecting);
    assert_eq!(stage.closed(), 1);
    stage.state(FrameState::Left).await;
    let status = stage.frame.status();
    assert_eq!(
        (status.reason, status.seen),
        (Some(FrameReason::Gone), None)
    );
    assert_eq!(stage.inbox.gone.get(), 1);
}

#[wasm_bindgen_test]
async fn a_return_within_the_time_is_verified_afresh() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.say({type: 'bye'}); plugin.hello()");
    stage.until("plugin.count('welcome') === 2").await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert!(!stage.inbox.states().contains(&FrameState::Left));
}

#[wasm_bindgen_test]
async fn a_reload_is_verified_again_and_the_page_is_told_once() {
    let stage = greeted().await;
    stage.plugin("window.before = true; location.reload()");
    stage
        .until("!window.before && window.plugin?.count('welcome') === 1")
        .await;
    stage.state(FrameState::Verified).await;
    assert_eq!(stage.inbox.gone.get(), 1);
    stage.settled().await;
    assert_eq!(stage.json("plugin.windowHeard"), "[]");
}

#[wasm_bindgen_test]
async fn a_silent_page_of_the_same_origin_gets_nothing_and_the_state_says_left() {
    let stage = greeted().await;
    stage.plugin(&format!("location.href = '{OTHER}'"));
    stage.ready(OTHER).await;
    stage.state(FrameState::Left).await;
    assert_eq!(stage.frame.status().reason, Some(FrameReason::Gone));
    stage
        .frame
        .send(event::Name::NoConversation, &"data".into());
    stage.plugin("plugin.hello({}, 0)");
    stage.plugin("setTimeout(() => plugin.marked = true, 50)");
    stage.until("plugin.marked").await;
    assert_eq!(stage.json("[plugin.heard, plugin.windowHeard]"), "[[],[]]");
}

#[wasm_bindgen_test]
async fn a_page_that_says_where_it_is_is_shown_and_going_back_verifies() {
    let stage = greeted().await;
    stage.plugin(&format!("location.href = '{OTHER}?hello'"));
    stage.ready(OTHER).await;
    let seen = Some(format!("{}{OTHER}", origin()));
    until("the other page", || stage.frame.status().seen == seen).await;
    let status = stage.frame.status();
    assert_eq!(
        (status.state, status.reason),
        (FrameState::Left, Some(FrameReason::Path))
    );
    // The document's port, and the one that the other page sent.
    assert_eq!(stage.closed(), 2);
    assert_eq!(stage.json("[plugin.heard, plugin.windowHeard]"), "[[],[]]");

    stage.plugin("history.back()");
    stage.ready(PLUGIN).await;
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
    assert_eq!(stage.inbox.gone.get(), 1);
}

#[wasm_bindgen_test]
async fn a_load_without_a_pong_ends_the_document() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.deaf = true");
    stage.plugin("document.open(); document.write('<p>still here'); document.close()");
    until("gone", || stage.inbox.gone.get() == 1).await;
    stage.state(FrameState::Left).await;
    assert_eq!(
        stage.inbox.states(),
        [
            FrameState::Connecting,
            FrameState::Verified,
            FrameState::Connecting,
            FrameState::Left
        ]
    );
    assert_eq!(stage.frame.status().reason, Some(FrameReason::Gone));
}

#[wasm_bindgen_test]
async fn a_document_that_was_too_busy_is_told_and_verified_again() {
    let stage = Stage::verified().await;
    // Written from here, the document takes this page's address.
    stage.plugin("plugin.deaf = true; window.path = location.pathname");
    stage.plugin("document.open(); document.write('<p>still here'); document.close()");
    stage.state(FrameState::Left).await;
    stage.until("plugin.count('closed') === 1").await;
    assert_eq!(
        stage.json("plugin.heard.at(-1)"),
        r#"{"type":"closed","again":true}"#
    );
    stage.plugin("plugin.hello({path})");
    stage.state(FrameState::Verified).await;
}

#[wasm_bindgen_test]
async fn a_document_whose_place_another_hello_took_is_told_to_stay_silent() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.hello()");
    stage.until("plugin.count('closed') === 1").await;
    assert_eq!(
        stage.json("plugin.heard.find(({type}) => type === 'closed')"),
        r#"{"type":"closed","again":false}"#
    );
    assert_eq!(stage.frame.status().state, FrameState::Verified);
}

#[wasm_bindgen_test]
async fn a_load_of_the_same_document_changes_nothing() {
    let stage = Stage::verified().await;
    stage.plugin("document.open(); document.write('<p>still here'); document.close()");
    stage.until("plugin.count('ping') === 1").await;
    stage.settled().await;
    gloo_timers::future::TimeoutFuture::new(2 * LIMITS.ping_ms).await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert_eq!(stage.inbox.gone.get(), 0);
}

#[wasm_bindgen_test]
async fn a_pong_of_another_number_does_not_count() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.deaf = true");
    stage.plugin("document.open(); document.write('<p>still here'); document.close()");
    stage.until("plugin.count('ping') === 1").await;
    stage.plugin("for (const id of [0, 2, 99, -1, 1.5, '1', null]) plugin.say({type: 'pong', id})");
    stage.state(FrameState::Left).await;
}

#[wasm_bindgen_test]
async fn the_page_may_drop_the_frame_while_it_is_told() {
    let stage = Stage::verified().await;
    let Stage { inbox, frame, .. } = stage;
    let element = frame.element();
    let held = RefCell::new(Some(frame));
    *inbox.on_gone.borrow_mut() = Box::new(move || drop(held.take()));
    eval_in(&element, "plugin.say({type: 'bye'})").unwrap();
    until("dropped", || !element.is_connected()).await;
    assert_eq!(inbox.gone.get(), 1);
    assert_eq!(inbox.states().last(), Some(&FrameState::Verified));
}

#[wasm_bindgen_test]
async fn an_event_sent_while_a_document_takes_over_comes_after_its_welcome() {
    let stage = Stage::verified().await;
    let Stage { inbox, frame, .. } = stage;
    let frame = Rc::new(frame);
    let sender = Rc::downgrade(&frame);
    *inbox.on_gone.borrow_mut() = Box::new(move || {
        if let Some(frame) = sender.upgrade() {
            frame.send(event::Name::NoConversation, &"data".into());
        }
    });
    let element = frame.element();
    eval_in(&element, "plugin.heard = []; plugin.hello()").unwrap();
    let types = || eval_in(&element, "plugin.heard.map(({type}) => type).join()").unwrap();
    until("both", || types() == "closed,welcome,event").await;
}
