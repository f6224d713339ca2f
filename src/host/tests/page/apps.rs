//! Calls of apps: they wait for another's service, longer than other commands, and few at once.

use encaixe_host::Call;
use encaixe_protocol::command::Name;
use encaixe_protocol::limits::Limits;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, Stage};

async fn stage() -> Stage {
    let stage = Stage::verified_with(Limits {
        app_call_ms: 3 * LIMITS.command_ms,
        app_calls: 2,
        ..LIMITS
    })
    .await;
    stage.inbox.answer(async |call: Call| match call.command {
        Name::SetBadge => Ok(JsValue::NULL),
        _ => std::future::pending().await,
    });
    stage
}

#[wasm_bindgen_test]
async fn a_call_of_an_app_has_its_own_time_and_holds_up_nobody_elses() {
    let stage = stage().await;
    stage.plugin("performance.clearMarks(); performance.mark('asked')");
    stage.plugin(
        "plugin.request(1, 'request', {app: 'asana'}); plugin.request(2, 'loading', {on: true})",
    );
    let waited = "performance.now() - performance.getEntriesByName('asked')[0].startTime";
    assert_eq!(stage.code(2).await, "timeout");
    let first = stage.number(waited);
    assert_eq!(stage.number("plugin.replies(1).length"), 0.0);
    assert_eq!(stage.code(1).await, "timeout");
    let second = stage.number(waited);
    let (command_ms, app_call_ms) = (
        f64::from(LIMITS.command_ms),
        f64::from(3 * LIMITS.command_ms),
    );
    assert!(first >= command_ms - 1.0, "{first}");
    assert!(first < app_call_ms, "{first}");
    assert!(second >= app_call_ms - 1.0, "{second}");
    let told = format!("request was not done within {app_call_ms} ms");
    assert!(stage.reply(1).await.contains(&told));
    let calls = stage.inbox.calls.borrow();
    assert!(calls.iter().all(|call| call.aborted.is_aborted()));
}

#[wasm_bindgen_test]
async fn calls_of_apps_past_those_that_may_be_on_their_way_are_rate_limited() {
    let stage = stage().await;
    stage.plugin("for (const id of [1, 2, 3]) plugin.request(id, 'request', {app: 'asana'})");
    assert_eq!(stage.code(3).await, "rate_limited");
    // Others go on, and so does the next one once one has ended.
    stage.plugin("plugin.request(4, 'set_badge', {count: null})");
    assert_eq!(stage.code(4).await, "ok");
    stage
        .plugin("plugin.say({type: 'abort', id: 1}); plugin.request(5, 'request', {app: 'asana'})");
    assert_eq!(stage.code(1).await, "aborted");
    stage.settled().await;
    assert_eq!(stage.number("plugin.replies(5).length"), 0.0);
    let calls = stage.inbox.calls.borrow();
    let of_apps = calls.iter().filter(|call| call.command == Name::Request);
    assert_eq!(of_apps.count(), 3);
}
