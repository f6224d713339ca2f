//! A frame that is closed: its page learns why and has a moment, and for the page around it is over.

use std::cell::Cell;
use std::rc::Rc;

use encaixe_api::plugin::FrameState;
use encaixe_protocol::event::closing::Reason;
use encaixe_protocol::limits::Limits;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlIFrameElement;

use crate::support::{LIMITS, PLUGIN, Stage, eval_in, until};

/// Closes a stage's frame; gives its iframe and whether `on_gone` was called.
fn close(stage: Stage, reason: Reason) -> (HtmlIFrameElement, Rc<Cell<u32>>, impl Sized) {
    let Stage {
        frame, container, ..
    } = stage;
    let element = frame.element();
    let calls = Rc::new(Cell::new(0));
    let (count, at_end) = (Rc::clone(&calls), element.clone());
    frame.close(reason, move || {
        assert!(!at_end.is_connected(), "the iframe goes before it is told");
        count.set(count.get() + 1);
    });
    (element, calls, container)
}

fn json(element: &HtmlIFrameElement, script: &str) -> String {
    let text = eval_in(element, &format!("JSON.stringify({script})"));
    text.unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_closed_frame_tells_its_page_why_and_lets_it_act_before_it_goes() {
    let stage = Stage::verified().await;
    stage.inbox.open("955");
    stage.plugin("plugin.heard = []; localStorage.removeItem('closed')");
    stage.plugin(
        "plugin.ports.at(-1).addEventListener('message', ({ data }) => {
             if (data.event === 'closing')
                 setTimeout(() => localStorage.setItem('closed', data.data.reason), 20);
         })",
    );
    let inbox = Rc::clone(&stage.inbox);
    let (element, gone, _container) = close(stage, Reason::Changed);
    assert!(element.is_connected() && element.hidden());
    assert_eq!((inbox.gone.get(), gone.get()), (1, 0));
    until("both", || json(&element, "plugin.heard.length") == "2").await;
    assert_eq!(
        json(&element, "plugin.heard"),
        r#"[{"type":"event","event":"closing","data":{"reason":"changed"},"conversation":"955"},{"type":"closed","again":false}]"#
    );
    until("the end", || gone.get() == 1).await;
    assert!(!element.is_connected());
    let stored = js_sys::eval("localStorage.getItem('closed')").unwrap();
    assert_eq!(stored.as_string().as_deref(), Some("changed"));
}

#[wasm_bindgen_test]
async fn a_closed_frame_hears_nothing_and_reports_nothing() {
    let stage = Stage::verified_with(Limits {
        closing_ms: 400,
        ..LIMITS
    })
    .await;
    stage.inbox.answer(|_| std::future::pending());
    stage.plugin("plugin.request(1, 'dialog', {})");
    until("the call", || stage.inbox.calls.borrow().len() == 1).await;
    let inbox = Rc::clone(&stage.inbox);
    let told = inbox.told.borrow().len();
    let (element, gone, _container) = close(stage, Reason::Removed);
    assert!(inbox.calls.borrow()[0].aborted.is_aborted());
    for last in [
        "plugin.request(2, 'loading', {on: true})",
        "plugin.hello()",
        "parent.postMessage({event: 'loading', data: true}, '*')",
        "location.reload()",
    ] {
        eval_in(&element, last).unwrap();
    }
    until("the end", || gone.get() == 1).await;
    assert_eq!(inbox.calls.borrow().len(), 1);
    assert_eq!(inbox.told.borrow().len(), told);
    assert_eq!(inbox.gone.get(), 1);
}

#[wasm_bindgen_test]
async fn a_frame_whose_page_was_never_verified_goes_at_once() {
    let stage = Stage::at(PLUGIN).await;
    let inbox = Rc::clone(&stage.inbox);
    let (element, gone, _container) = close(stage, Reason::Page);
    assert!(!element.is_connected());
    assert_eq!((inbox.gone.get(), gone.get()), (0, 1));
}

#[wasm_bindgen_test]
async fn a_page_of_the_classic_dialect_is_closed_without_a_word() {
    let stage = Stage::classic(PLUGIN, LIMITS);
    stage.state(FrameState::Classic).await;
    stage.until("plugin.windowHeard.length === 1").await;
    stage.plugin("addEventListener('message', () => localStorage.setItem('heard', '1'))");
    stage.plugin("localStorage.removeItem('heard')");
    let inbox = Rc::clone(&stage.inbox);
    let (element, gone, _container) = close(stage, Reason::Reload);
    assert!(!element.is_connected());
    assert_eq!((inbox.gone.get(), gone.get()), (1, 1));
    gloo_timers::future::TimeoutFuture::new(50).await;
    assert!(
        js_sys::eval("localStorage.getItem('heard')")
            .unwrap()
            .is_null()
    );
}

#[wasm_bindgen_test]
async fn what_holds_a_closing_iframe_may_go_first() {
    let stage = Stage::verified().await;
    let (element, gone, container) = close(stage, Reason::Page);
    drop(container);
    assert!(!element.is_connected());
    until("the end", || gone.get() == 1).await;
}

#[wasm_bindgen_test]
async fn another_frame_beside_a_closing_one_goes_on() {
    let (one, other) = (Stage::verified().await, Stage::verified().await);
    let (_, gone, _container) = close(one, Reason::Reload);
    other.settled().await;
    until("the end", || gone.get() == 1).await;
    other.settled().await;
    assert_eq!(other.frame.status().state, FrameState::Verified);
    assert_eq!(other.number("plugin.count('event')"), 0.0);
}
