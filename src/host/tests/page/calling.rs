//! Requests: which reach the page, what comes back, and when they end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use encaixe_api::plugin::FrameState;
use encaixe_host::{Call, decode, encode};
use encaixe_protocol::command::{Name, toast};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::event;
use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, PLUGIN, Stage, until};

/// Makes every command wait for ever.
fn hang(stage: &Stage) {
    stage.inbox.answer(|_| std::future::pending());
}

fn last_call(stage: &Stage) -> Call {
    stage.inbox.calls.borrow().last().unwrap().clone()
}

#[wasm_bindgen_test]
async fn a_command_reaches_the_page_with_its_params_and_its_result_comes_back() {
    let stage = Stage::verified().await;
    stage.inbox.answer(async |call: Call| {
        let params: toast::Params = decode(call.params)?;
        encode(&params.message)
    });
    stage.plugin("plugin.request(1, 'toast', {kind: 'info', message: 'Olá', more: 1})");
    assert_eq!(stage.reply(1).await, r#"{"ok":"Olá"}"#);
    let call = last_call(&stage);
    assert_eq!((call.command, call.conversation), (Name::Toast, None));
    assert!(!call.aborted.is_aborted());
}

#[wasm_bindgen_test]
async fn nothing_as_a_result_is_null() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(stage.reply(1).await, r#"{"ok":null}"#);
}

#[wasm_bindgen_test]
async fn missing_params_are_an_empty_object_and_other_values_are_invalid() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.request(1, 'get_workspace_info'); plugin.request(2, 'loading', null)");
    assert_eq!(stage.code(1).await, "ok");
    assert_eq!(stage.code(2).await, "ok");
    for call in stage.inbox.calls.borrow().iter() {
        assert_eq!(js_sys::JSON::stringify(&call.params).unwrap(), "{}");
    }
    for (id, params) in (3..).zip(["'x'", "5", "[1]", "true"]) {
        stage.plugin(&format!("plugin.request({id}, 'loading', {params})"));
        assert_eq!(stage.code(id).await, "invalid", "{params}");
    }
    assert_eq!(stage.inbox.calls.borrow().len(), 2);
}

#[wasm_bindgen_test]
async fn an_error_of_the_page_comes_back_whole() {
    let stage = Stage::verified().await;
    stage.inbox.answer(async |_| {
        Err(WireError {
            code: Code::NotFound,
            message: "tag: there is no tag 9".into(),
            detail: Some("more".into()),
        })
    });
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(
        stage.reply(1).await,
        r#"{"error":{"code":"not_found","message":"tag: there is no tag 9","detail":"more"}}"#
    );
}

#[wasm_bindgen_test]
async fn an_unknown_command_is_unsupported_and_never_reaches_the_page() {
    let stage = Stage::verified().await;
    let names = [
        "send_note",
        "add-tag",
        "AddTag",
        "constructor",
        "__proto__",
        "",
    ];
    for (id, name) in (1..).zip(names) {
        stage.plugin(&format!("plugin.request({id}, '{name}', {{}})"));
        assert_eq!(stage.code(id).await, "unsupported", "{name}");
    }
    stage.plugin("plugin.request(20, null, {}); plugin.request(21, 'x'.repeat(1000), {})");
    assert_eq!(stage.code(20).await, "invalid");
    assert_eq!(stage.code(21).await, "invalid");
    assert_eq!(stage.inbox.calls.borrow().len(), 0);
}

#[wasm_bindgen_test]
async fn many_calls_at_once_each_get_their_own_answer() {
    let stage = Stage::verified().await;
    stage.inbox.answer(async |call: Call| {
        let message = decode::<toast::Params>(call.params)?.message;
        let wait: u32 = message.parse().unwrap();
        TimeoutFuture::new(wait).await;
        encode(&message)
    });
    stage.plugin(
        "for (let id = 1; id <= 20; id++)
             plugin.request(id, 'toast', {kind: 'info', message: String(41 - 2 * id)})",
    );
    for id in 1..=20 {
        assert_eq!(
            stage.reply(id).await,
            format!(r#"{{"ok":"{}"}}"#, 41 - 2 * id)
        );
    }
}

#[wasm_bindgen_test]
async fn a_command_that_takes_too_long_times_out_and_its_late_result_is_dropped() {
    let stage = Stage::verified().await;
    let done = Rc::new(Cell::new(false));
    let finished = Rc::clone(&done);
    stage.inbox.answer(move |_| {
        let finished = Rc::clone(&finished);
        async move {
            TimeoutFuture::new(3 * LIMITS.command_ms).await;
            finished.set(true);
            Ok(JsValue::TRUE)
        }
    });
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(stage.code(1).await, "timeout");
    assert!(last_call(&stage).aborted.is_aborted());
    until("the late result", || done.get()).await;
    stage.plugin("plugin.request(2, 'constructor', {})");
    stage.reply(2).await;
    assert_eq!(stage.code(1).await, "timeout");
}

#[wasm_bindgen_test]
async fn each_command_has_its_whole_time_whatever_became_of_those_before_it() {
    let stage = Stage::verified().await;
    stage.inbox.answer(async |call: Call| {
        if call.command == Name::Loading {
            std::future::pending::<()>().await;
        }
        Ok(JsValue::NULL)
    });
    stage.plugin("plugin.request(1, 'set_badge', {value: null})");
    stage.reply(1).await;
    TimeoutFuture::new(LIMITS.command_ms / 2).await;
    stage.plugin("performance.clearMarks(); performance.mark('asked')");
    stage.plugin("plugin.request(2, 'loading', {on: true})");
    TimeoutFuture::new(LIMITS.command_ms / 4).await;
    stage.plugin("plugin.request(3, 'loading', {on: true})");
    assert_eq!(stage.code(2).await, "timeout");
    let waited = "performance.now() - performance.getEntriesByName('asked')[0].startTime";
    let first = stage.number(waited);
    assert_eq!(stage.code(3).await, "timeout");
    let second = stage.number(waited);
    assert!(first >= f64::from(LIMITS.command_ms) - 1.0, "{first}");
    assert!(
        second >= f64::from(LIMITS.command_ms) * 1.25 - 1.0,
        "{second}"
    );
}

#[wasm_bindgen_test]
async fn a_command_that_the_agent_decides_has_no_deadline() {
    let stage = Stage::verified().await;
    stage.inbox.answer(async |_| {
        TimeoutFuture::new(3 * LIMITS.command_ms).await;
        Ok(JsValue::TRUE)
    });
    stage.plugin("plugin.request(1, 'dialog', {kind: 'confirm', title: 'Sure?'})");
    assert_eq!(stage.reply(1).await, r#"{"ok":true}"#);
}

#[wasm_bindgen_test]
async fn an_aborted_call_is_answered_at_once_and_the_page_learns_of_it() {
    let stage = Stage::verified().await;
    let heard = Rc::new(RefCell::new(Vec::new()));
    let record = Rc::clone(&heard);
    stage.inbox.answer(move |call: Call| {
        let record = Rc::clone(&record);
        async move {
            let called = Rc::clone(&record);
            call.aborted
                .on_abort(move || called.borrow_mut().push("callback"));
            assert!(call.aborted.wait().await);
            record.borrow_mut().push("future");
            Ok(JsValue::TRUE)
        }
    });
    stage.plugin("plugin.request(1, 'dialog', {})");
    until("the call", || !stage.inbox.calls.borrow().is_empty()).await;
    stage.plugin("plugin.say({type: 'abort', id: 1})");
    assert_eq!(stage.code(1).await, "aborted");
    until("both", || heard.borrow().len() == 2).await;
    assert_eq!(*heard.borrow(), ["callback", "future"]);
    // Too late to ask: it is called at once.
    let again = Rc::clone(&heard);
    last_call(&stage)
        .aborted
        .on_abort(move || again.borrow_mut().push("late"));
    assert_eq!(heard.borrow().last(), Some(&"late"));

    stage.plugin("plugin.say({type: 'abort', id: 1}); plugin.say({type: 'abort', id: 77})");
    stage.plugin("plugin.request(2, 'constructor', {})");
    stage.reply(2).await;
    assert_eq!(stage.code(1).await, "aborted");
}

#[wasm_bindgen_test]
async fn an_answered_call_lets_go_of_who_waited_for_its_abort() {
    let stage = Stage::verified().await;
    let held = Rc::new(());
    let waits = Rc::clone(&held);
    stage.inbox.answer(move |call: Call| {
        let (one, other) = (Rc::clone(&waits), Rc::clone(&waits));
        call.aborted.on_abort(move || drop(one));
        wasm_bindgen_futures::spawn_local(async move {
            assert!(!call.aborted.wait().await);
            drop(other);
        });
        async { Ok(JsValue::NULL) }
    });
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(stage.code(1).await, "ok");
    // The runner's and this one.
    until("let go", || Rc::strong_count(&held) == 2).await;
    stage.plugin("plugin.say({type: 'abort', id: 1})");
    stage.settled().await;
    assert_eq!(stage.code(1).await, "ok");
}

#[wasm_bindgen_test]
async fn a_number_that_was_used_is_invalid_while_its_call_runs_and_afterwards() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(stage.code(1).await, "ok");
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    stage.until("plugin.replies(1).length === 2").await;
    hang(&stage);
    stage.plugin("plugin.request(2, 'dialog', {}); plugin.request(2, 'dialog', {})");
    assert_eq!(stage.code(2).await, "invalid");
    let second = stage.json("plugin.replies(1)[1].error");
    assert!(second.contains("invalid"), "{second}");
    assert_eq!(stage.inbox.calls.borrow().len(), 2);
    assert!(!last_call(&stage).aborted.is_aborted());
}

#[wasm_bindgen_test]
async fn a_request_without_a_usable_number_is_met_by_silence() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.heard = []");
    stage.plugin(
        "for (const id of [undefined, null, -1, 1.5, NaN, Infinity, 2 ** 40, '1', {}, [1], 1n])
             plugin.request(id, 'loading', {on: true})",
    );
    stage.settled().await;
    assert_eq!(stage.number("plugin.heard.length"), 1.0);
    assert_eq!(stage.inbox.calls.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn a_result_that_cannot_be_copied_is_an_error_of_the_host() {
    let stage = Stage::verified().await;
    stage
        .inbox
        .answer(async |_| Ok(Function::new_no_args("").into()));
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(stage.code(1).await, "host_error");
}

#[wasm_bindgen_test]
async fn a_document_that_leaves_has_its_calls_aborted_and_gets_no_answers() {
    let stage = Stage::verified().await;
    hang(&stage);
    stage.plugin("plugin.request(1, 'dialog', {}); plugin.request(2, 'loading', {on: true})");
    until("two calls", || stage.inbox.calls.borrow().len() == 2).await;
    stage.plugin("plugin.say({type: 'bye'})");
    stage.state(FrameState::Left).await;
    for call in stage.inbox.calls.borrow().iter() {
        assert!(call.aborted.is_aborted());
    }
    stage.plugin("plugin.hello()");
    stage.state(FrameState::Verified).await;
    TimeoutFuture::new(2 * LIMITS.command_ms).await;
    assert_eq!(stage.number("plugin.count('reply')"), 0.0);
    // The numbers of one port say nothing about another.
    stage.inbox.answer(async |_| Ok(JsValue::NULL));
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    assert_eq!(stage.code(1).await, "ok");
}

#[wasm_bindgen_test]
async fn a_frame_dropped_amid_a_call_aborts_it_and_takes_its_result_calmly() {
    let stage = Stage::verified().await;
    let ended = Rc::new(Cell::new(false));
    let end = Rc::clone(&ended);
    stage.inbox.answer(move |call: Call| {
        let end = Rc::clone(&end);
        async move {
            call.aborted.wait().await;
            TimeoutFuture::new(10).await;
            end.set(true);
            Ok(JsValue::TRUE)
        }
    });
    stage.plugin("plugin.request(1, 'loading', {on: true})");
    until("the call", || !stage.inbox.calls.borrow().is_empty()).await;
    let call = last_call(&stage);
    drop(stage);
    assert!(call.aborted.is_aborted());
    until("its end", || ended.get()).await;
}

#[wasm_bindgen_test]
async fn an_awaited_event_is_done_when_its_own_number_comes_back() {
    let stage = Stage::verified().await;
    let done = Rc::new(RefCell::new(Vec::new()));
    let send = |mark: u32| {
        let done = Rc::clone(&done);
        let note = move || done.borrow_mut().push(mark);
        let none = event::Name::NoConversation;
        stage.frame.send_awaited(none, &JsValue::NULL, note);
    };
    send(1);
    stage
        .until("plugin.heard.some((m) => m.type === 'event' && m.ack === 1)")
        .await;
    stage.plugin("plugin.say({type: 'ack', id: 7}); plugin.say({type: 'ack'})");
    stage.settled().await;
    assert!(done.borrow().is_empty());
    stage.plugin("plugin.say({type: 'ack', id: 1}); plugin.say({type: 'ack', id: 1})");
    stage.settled().await;
    assert_eq!(*done.borrow(), [1]);

    // The next one takes the place of one that is still waited for.
    send(2);
    send(3);
    assert_eq!(*done.borrow(), [1, 2]);
    stage.plugin("plugin.say({type: 'ack', id: 2})");
    stage.settled().await;
    assert_eq!(*done.borrow(), [1, 2]);

    // Another document has its own.
    stage.plugin("plugin.hello()");
    stage.until("plugin.count('welcome') === 2").await;
    assert_eq!(*done.borrow(), [1, 2, 3]);

    let events = stage.number("plugin.count('event')");
    stage
        .frame
        .send(event::Name::NoConversation, &JsValue::NULL);
    stage
        .until(&format!("plugin.count('event') === {events} + 1"))
        .await;
    assert_eq!(stage.json("'ack' in plugin.heard.at(-1)"), "false");
}

#[wasm_bindgen_test]
async fn where_no_page_is_verified_nobody_is_waited_for() {
    let stage = Stage::at(PLUGIN).await;
    let done = Rc::new(Cell::new(false));
    let note = Rc::clone(&done);
    stage
        .frame
        .send_awaited(event::Name::NoConversation, &JsValue::NULL, move || {
            note.set(true)
        });
    assert!(done.get());
}
