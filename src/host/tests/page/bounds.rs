//! Too much, too fast, too odd: the plugin is told, the page never runs it and the port stays usable.

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_host::Call;
use encaixe_protocol::command::Name;
use encaixe_protocol::limits::Limits;
use js_sys::Function;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, Stage, until};

#[wasm_bindgen_test]
async fn calls_past_the_burst_are_rate_limited_and_time_brings_new_ones() {
    let stage = Stage::verified_with(Limits {
        calls_per_second: 10,
        call_burst: 5,
        ..LIMITS
    })
    .await;
    stage.plugin("for (let id = 1; id <= 40; id++) plugin.request(id, 'loading', {on: true})");
    stage.until("plugin.count('reply') === 40").await;
    let limited = "plugin.heard.filter((m) => m.error?.code === 'rate_limited').length";
    let limited = stage.number(limited);
    assert!((30.0..=35.0).contains(&limited), "{limited}");
    assert_eq!(stage.code(1).await, "ok");
    assert_eq!(stage.code(5).await, "ok");

    // A new document of the same frame finds the same bucket.
    stage.plugin("plugin.hello()");
    stage.until("plugin.count('welcome') === 2").await;
    stage.plugin("for (let id = 51; id <= 60; id++) plugin.request(id, 'loading', {on: true})");
    stage.until("plugin.replies(60).length === 1").await;
    assert_eq!(stage.code(60).await, "rate_limited");

    gloo_timers::future::TimeoutFuture::new(300).await;
    stage.plugin("plugin.request(100, 'loading', {on: true})");
    assert_eq!(stage.code(100).await, "ok");
}

#[wasm_bindgen_test]
async fn questions_past_those_that_may_wait_for_the_agent_are_rate_limited() {
    let stage = Stage::verified_with(Limits {
        dialogs_queued: 1,
        ..LIMITS
    })
    .await;
    stage.inbox.answer(async |call: Call| match call.command {
        Name::Loading => Ok(JsValue::NULL),
        _ => std::future::pending().await,
    });
    stage.plugin("plugin.request(1, 'dialog', {}); plugin.request(2, 'send_form', {})");
    stage.plugin("plugin.request(3, 'dialog', {}); plugin.request(4, 'send_form', {})");
    assert_eq!(stage.code(3).await, "rate_limited");
    assert_eq!(stage.code(4).await, "rate_limited");
    assert_eq!(stage.inbox.calls.borrow().len(), 2);
    stage.settled().await;

    stage.plugin("plugin.say({type: 'abort', id: 1}); plugin.request(5, 'dialog', {})");
    assert_eq!(stage.code(1).await, "aborted");
    stage.settled().await;
    assert_eq!(stage.number("plugin.replies(5).length"), 0.0);
    stage.plugin("plugin.request(6, 'dialog', {})");
    assert_eq!(stage.code(6).await, "rate_limited");
}

#[wasm_bindgen_test]
async fn messages_past_a_bound_are_too_large() {
    let stage = Stage::verified().await;
    let large = [
        "{message: 'x'.repeat(256 * 1024)}",
        "{['x'.repeat(256 * 1024)]: 1}",
        "{list: Array(4294967295)}",
        "{list: Array(20000).fill(null)}",
        "Object.fromEntries(Array.from({length: 20000}, (_, n) => [n, n]))",
        "(() => { let deep = {}; for (let n = 0; n < 100; n++) deep = {deep}; return deep; })()",
        "(() => { const cycle = {}; cycle.cycle = cycle; return cycle; })()",
        "(() => { let wide = []; for (let n = 0; n < 9; n++) wide = Array(100).fill(wide); return {wide}; })()",
    ];
    for (id, params) in (1..).zip(large) {
        stage.plugin(&format!("plugin.request({id}, 'toast', {params})"));
        assert_eq!(stage.code(id).await, "too_large", "{params}");
    }
    assert_eq!(stage.inbox.calls.borrow().len(), 0);
    stage.plugin("plugin.request(50, 'toast', {message: 'x'.repeat(255 * 1024)})");
    assert_eq!(stage.code(50).await, "ok");
    stage.plugin("plugin.request(51, 'toast', {list: Array(5000).fill({a: 1}).map(() => 1)})");
    assert_eq!(stage.code(51).await, "ok");
}

#[wasm_bindgen_test]
async fn what_is_not_plain_data_is_invalid() {
    let stage = Stage::verified().await;
    let odd = [
        "new Map([['tag', 5]])",
        "{tag: new Set([5])}",
        "{tag: new Date()}",
        "{tag: 5n}",
        "{tag: new ArrayBuffer(8)}",
        "{tag: new Uint8Array(8)}",
        "{tag: new Blob(['x'])}",
        "{tag: new Error('x')}",
        "{tag: /x/}",
        "{tag: new String('x')}",
    ];
    for (id, params) in (1..).zip(odd) {
        stage.plugin(&format!("plugin.request({id}, 'loading', {params})"));
        assert_eq!(stage.code(id).await, "invalid", "{params}");
    }
    assert_eq!(stage.inbox.calls.borrow().len(), 0);
    stage.settled().await;
}

#[wasm_bindgen_test]
async fn odd_port_messages_are_met_by_silence() {
    let stage = Stage::verified().await;
    stage.plugin("plugin.heard = []");
    stage.plugin(
        "for (const odd of [null, undefined, 0, '', 'bye', [], ['bye'], {}, {type: null}, {type: 'Bye'},
             {type: ['bye']}, {type: 'welcome', id: 1}, {type: 'reply', id: 1}, {type: 'ping', id: 1},
             {type: 'event'}, {type: 'pong'}, {type: 'pong', id: 'x'}, {type: 'abort'},
             {type: 'abort', id: {}}, {type: 'request'}, {type: 'x'.repeat(1e6), id: 1},
             new Map([['type', 'bye']]), new Date(), 5n, new ArrayBuffer(8)])
             plugin.say(odd);
         plugin.ports.at(-1).postMessage({type: 'x'}, [new MessageChannel().port1])",
    );
    stage.settled().await;
    assert_eq!(stage.number("plugin.heard.length"), 1.0);
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert_eq!(stage.inbox.gone.get(), 0);
}

#[wasm_bindgen_test]
async fn a_flood_leaves_the_frame_working() {
    // What follows from a message takes an unoptimised build long, the more so on a busy machine, and that is charged.
    let stage = Stage::verified_with(Limits {
        message_burst: 90_000,
        ..LIMITS
    })
    .await;
    stage.plugin(
        "for (let n = 0; n < 3000; n++) {
             plugin.say({type: 'abort', id: n});
             plugin.say({type: 'pong', id: n});
             parent.postMessage({event: 'toast'}, '*');
         }",
    );
    until("all", || stage.frame.status().classic_ignored == 3000).await;
    stage.settled().await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    // Told of loading, verification and the first of them alone.
    assert_eq!(stage.inbox.told.borrow().len(), 3);
}

#[wasm_bindgen_test]
async fn a_frame_is_not_charged_for_what_else_keeps_the_machine_busy() {
    let stage = Stage::verified().await;
    // Half a second passes between any two looks at the clock.
    let busy = Function::new_no_args(
        "const {now} = performance;
         let late = 0;
         performance.now = () => now.call(performance) + (late += 500);
         return () => { performance.now = now; };",
    );
    let rest: Function = busy.call0(&JsValue::NULL).unwrap().unchecked_into();
    stage.plugin("for (let n = 0; n < 50; n++) parent.postMessage({event: 'toast'}, '*')");
    until("all", || stage.frame.status().classic_ignored == 50).await;
    rest.call0(&JsValue::NULL).unwrap();
    assert_eq!(stage.frame.status().state, FrameState::Verified);
}

#[wasm_bindgen_test]
async fn a_frame_that_sends_more_than_its_bound_is_taken_out_whatever_it_sends() {
    let one_too_many = [
        "for (let n = 0; n < 200; n++) parent.postMessage(null, '*')",
        // Each port that comes along counts for more.
        "for (let n = 0; n < 3; n++) plugin.hello()",
        "for (let n = 0; n < 200; n++) plugin.say({type: 'abort', id: n})",
        "for (let n = 0; n < 200; n++) plugin.request(n, 'loading', {on: true})",
        "for (let n = 0; n < 200; n++) plugin.say(5)",
        "for (let n = 0; n < 60; n++) { parent.postMessage({event: 'toast'}, '*'); plugin.say({type: 'pong', id: n}); }",
        // What is no plain data within the bounds counts for more.
        "plugin.say(Object.fromEntries(Array.from({length: 20000}, (_, n) => [n, n])))",
        "plugin.say((() => { let deep = {}; for (let n = 0; n < 100; n++) deep = {deep}; return deep; })())",
        "parent.postMessage(new Map([[1, 1]]), '*')",
        "parent.postMessage({kinbox: 'hello', more: Array(20000).fill(1)}, '*')",
    ];
    for script in one_too_many {
        let stage = Stage::verified_with(Limits {
            messages_per_second: 1,
            message_burst: 100,
            ..LIMITS
        })
        .await;
        let element = stage.frame.element();
        stage.plugin(script);
        stage.state(FrameState::Stopped).await;
        let reason = stage.frame.status().reason;
        assert_eq!(reason, Some(FrameReason::Flooding), "{script}");
        assert!(!element.is_connected(), "{script}");
        assert_eq!(stage.inbox.states().last(), Some(&FrameState::Stopped));
        assert!(stage.inbox.calls.borrow().len() <= 100);
    }
}
