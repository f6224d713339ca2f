//! Who is verified, who is not, and what either gets.

use encaixe_api::plugin::{FrameReason, FrameState};
use encaixe_protocol::limits::Limits;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{LIMITS, PLUGIN, Stage, origin, until};

const OTHER: &str = "/tests/pages/other.html";

/// A document without an origin of its own, which says whatever it likes.
fn liar() -> String {
    format!(
        "data:text/html,<script>const {{port1, port2}} = new MessageChannel();\
         parent.postMessage({{kinbox: 'hello', wire: 2, sdk: '0', origin: '{}', path: '{PLUGIN}', \
         nonce: 'AAAAAAAAAAAAAAAAAAAAAA'}}, '*', [port2])</script>",
        origin()
    )
}

async fn blocked(stage: &Stage, reason: FrameReason, seen: Option<String>) {
    stage.state(FrameState::Blocked).await;
    let status = stage.frame.status();
    assert_eq!((status.reason, status.seen), (Some(reason), seen));
}

#[wasm_bindgen_test]
async fn the_registered_page_gets_a_welcome_with_its_nonce_and_its_surroundings() {
    let stage = Stage::at("/tests/pages/plugin.html?auth_secret=s").await;
    let nonce = stage.plugin("window.nonce = plugin.hello()");
    stage.state(FrameState::Verified).await;
    stage.until("plugin.count('welcome') === 1").await;
    assert_eq!(
        stage.json("plugin.heard[0]"),
        format!(
            r#"{{"type":"welcome","wire":2,"nonce":"{}","context":{{"plugin":{{"id":"p1","name":"Pedidos"}},"scopes":["*"],"locale":"pt-BR","timezone":"America/Fortaleza","theme":"dark","visible":true,"dev":true,"limits":{{"fallbackMs":1000,"helloMs":60000,"lateMs":45000,"pingMs":250,"commandMs":250,"appCallMs":30000,"appCalls":5,"classicMs":100,"messageBytes":262144,"callsPerSecond":50,"callBurst":100,"messagesPerSecond":1000,"messageBurst":10000,"dialogsQueued":3,"toastsShown":4,"toastsQueued":20,"heightMin":80,"heightMax":4000,"storageValueBytes":65536,"storageBytes":1048576,"storageKeys":1000,"closingMs":250}}}},"conversation":null}}"#,
            nonce.as_string().unwrap()
        )
    );
    assert_eq!(stage.inbox.states().last(), Some(&FrameState::Verified));
}

#[wasm_bindgen_test]
async fn the_welcome_carries_the_open_conversation_as_it_stands() {
    let stage = Stage::at(PLUGIN).await;
    let data = js_sys::JSON::parse(r#"{"contact":{"name":"Ana"},"more":[1,null]}"#).unwrap();
    *stage.inbox.data.borrow_mut() = Some(data);
    stage.plugin("plugin.hello()");
    stage.until("plugin.count('welcome') === 1").await;
    assert_eq!(
        stage.json("plugin.heard[0].conversation"),
        r#"{"contact":{"name":"Ana"},"more":[1,null]}"#
    );
}

#[wasm_bindgen_test]
async fn a_hello_that_comes_while_the_page_loads_verifies() {
    let stage = Stage::with("/tests/pages/plugin.html?hello", LIMITS);
    stage.state(FrameState::Verified).await;
    stage.ready(PLUGIN).await;
    stage.settled().await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert_eq!(stage.inbox.gone.get(), 0);
}

#[wasm_bindgen_test]
async fn another_path_is_blocked_gets_nothing_and_is_shown_without_its_query() {
    let stage = Stage::at(PLUGIN).await;
    stage.plugin("plugin.hello({path: '/login?auth_secret=s'})");
    let seen = format!("{}/login", origin());
    blocked(&stage, FrameReason::Path, Some(seen)).await;
    assert_eq!(stage.closed(), 1);
    assert!(!stage.frame.element().is_connected());
}

#[wasm_bindgen_test]
async fn a_path_that_no_browser_writes_is_not_shown() {
    let stage = Stage::at(PLUGIN).await;
    stage.plugin("plugin.hello({path: '.bank.example/login'})");
    blocked(&stage, FrameReason::Path, Some(origin())).await;
}

#[wasm_bindgen_test]
async fn a_page_that_gives_another_origin_than_its_own_is_blocked_and_what_it_gives_is_not_shown() {
    let stage = Stage::at(PLUGIN).await;
    stage.plugin("plugin.hello({origin: 'https://bank.example'})");
    blocked(&stage, FrameReason::Shape, None).await;
    assert_eq!(stage.closed(), 1);
}

#[wasm_bindgen_test]
async fn a_document_of_another_origin_that_lies_about_it_is_blocked() {
    let go = js_sys::encode_uri_component(&liar());
    let stage = Stage::with(&format!("{PLUGIN}?go={go}"), LIMITS);
    let seen = format!("null{PLUGIN}");
    blocked(&stage, FrameReason::Origin, Some(seen)).await;
}

#[wasm_bindgen_test]
async fn a_page_that_the_registered_one_redirects_to_is_blocked() {
    let go = js_sys::encode_uri_component(&format!("{OTHER}?hello"));
    let stage = Stage::with(&format!("{PLUGIN}?go={go}"), LIMITS);
    let seen = format!("{}{OTHER}", origin());
    blocked(&stage, FrameReason::Path, Some(seen)).await;
    assert_eq!(stage.closed(), 1);
    assert!(!stage.frame.element().is_connected());
}

#[wasm_bindgen_test]
async fn a_hello_of_another_shape_is_blocked_and_its_ports_closed() {
    for (hello, ports) in [
        ("plugin.hello({wire: 3})", 1),
        ("plugin.hello({wire: '2'})", 1),
        ("plugin.hello({sdk: 5})", 1),
        ("plugin.hello({path: null})", 1),
        ("plugin.hello({path: undefined, origin: {}})", 1),
        ("plugin.hello({nonce: 'short'})", 1),
        ("plugin.hello({nonce: ['a']})", 1),
        ("plugin.hello({nonce: 'a'.repeat(1e6)})", 1),
        ("plugin.hello({}, 0)", 0),
        ("plugin.hello({}, 2)", 2),
    ] {
        let stage = Stage::at(PLUGIN).await;
        stage.plugin(hello);
        blocked(&stage, FrameReason::Shape, None).await;
        assert_eq!(stage.closed(), ports, "{hello}");
        assert!(!stage.frame.element().is_connected(), "{hello}");
    }
}

#[wasm_bindgen_test]
async fn a_hello_from_any_other_window_changes_nothing() {
    let hello = format!(
        "{{kinbox: 'hello', wire: 2, sdk: '0', origin: '{}', path: '{PLUGIN}', nonce: plugin.nonce()}}",
        origin()
    );
    let others = [
        // An iframe inside the plugin, of the plugin's own origin.
        format!(
            "window.inner = document.body.appendChild(document.createElement('iframe'));
             inner.contentWindow.plugin = plugin;
             inner.contentWindow.eval(`window.channel = new MessageChannel();
                 channel.port1.onmessage = () => plugin.heard.push('inner');
                 top.postMessage({hello}, '*', [channel.port2])`)"
        ),
        // The inbox page itself.
        format!(
            "parent.plugin = plugin;
             parent.eval(`window.channel = new MessageChannel();
                 channel.port1.onmessage = () => plugin.heard.push('page');
                 window.postMessage({hello}, '*', [channel.port2])`)"
        ),
    ];
    for other in others {
        let stage = Stage::at(PLUGIN).await;
        let before = stage.frame.status();
        stage.plugin(&other);
        stage.plugin("plugin.marked = false; setTimeout(() => plugin.marked = true, 50)");
        stage.until("plugin.marked").await;
        assert_eq!(stage.frame.status(), before);

        stage.plugin("plugin.hello()");
        stage.state(FrameState::Verified).await;
        stage.plugin(&other);
        stage.settled().await;
        assert_eq!(stage.frame.status().state, FrameState::Verified);
        assert_eq!(stage.inbox.gone.get(), 0);
        assert_eq!(stage.number("plugin.count('welcome')"), 1.0);
        assert_eq!(stage.json("plugin.heard.filter((m) => !m.type)"), "[]");
    }
}

#[wasm_bindgen_test]
async fn a_replayed_or_malformed_hello_neither_takes_the_place_of_a_document_nor_ends_it() {
    let stage = Stage::at(PLUGIN).await;
    stage.plugin("window.used = plugin.hello()");
    stage.state(FrameState::Verified).await;
    stage.plugin("window.first = plugin.ports[0]");
    for hello in [
        "plugin.hello({nonce: used})",
        "plugin.hello({wire: 9})",
        "plugin.hello({}, 0)",
    ] {
        stage.plugin(hello);
    }
    // Each makes the host ask the document; it answers and stays.
    stage.until("plugin.count('ping') === 3").await;
    assert_eq!(stage.closed(), 2);
    stage.plugin("plugin.ports = [first]");
    stage.settled().await;
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    assert_eq!(stage.number("plugin.count('welcome')"), 1.0);
    assert_eq!(stage.inbox.gone.get(), 0);
}

#[wasm_bindgen_test]
async fn another_address_from_the_verified_window_ends_the_document_at_once() {
    for (hello, reason) in [
        ("plugin.hello({path: '/x'})", FrameReason::Path),
        ("plugin.hello({origin: 'null'})", FrameReason::Shape),
    ] {
        let stage = Stage::verified().await;
        stage.plugin(hello);
        stage.state(FrameState::Left).await;
        let status = stage.frame.status();
        assert_eq!(status.reason, Some(reason));
        assert_eq!(status.seen.is_some(), reason == FrameReason::Path);
        assert_eq!(stage.closed(), 2);
        assert_eq!(stage.inbox.gone.get(), 1);
        assert_eq!(
            stage.inbox.states(),
            [
                FrameState::Connecting,
                FrameState::Verified,
                FrameState::Left
            ]
        );
    }
}

#[wasm_bindgen_test]
async fn a_second_valid_hello_takes_over_and_ends_what_the_first_had_going_on() {
    let stage = Stage::verified().await;
    stage.plugin("window.old = plugin.ports[0]; plugin.hello()");
    stage.until("plugin.count('welcome') === 2").await;
    assert_eq!(stage.closed(), 1);
    assert_eq!(stage.inbox.gone.get(), 1);
    assert_eq!(stage.frame.status().state, FrameState::Verified);
    stage.plugin(
        "old.postMessage({type: 'request', id: 1, command: 'loading', params: {on: true}})",
    );
    stage.settled().await;
    assert_eq!(stage.inbox.calls.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn hellos_past_the_bound_are_not_heard_and_the_newest_document_works_on() {
    let stage = Stage::verified_with(Limits {
        calls_per_second: 1,
        call_burst: 3,
        ..LIMITS
    })
    .await;
    stage.plugin("for (let n = 0; n < 50; n++) plugin.hello()");
    until("all", || stage.closed() == 50).await;
    stage.until("plugin.count('welcome') === 3").await;
    assert_eq!(stage.inbox.gone.get(), 2);
    stage.plugin("plugin.ports = [plugin.ports[2]]");
    stage.settled().await;
}

#[wasm_bindgen_test]
async fn the_classic_dialect_is_counted_and_named_as_the_reason() {
    let stage = Stage::at(PLUGIN).await;
    stage.plugin("for (let n = 0; n < 3; n++) parent.postMessage({event: 'toast', data: {}}, '*')");
    until("three", || stage.frame.status().classic_ignored == 3).await;
    let reason = Some(FrameReason::ClassicNotAllowed);
    assert_eq!(stage.frame.status().reason, reason);
    // The page is told at the first alone.
    assert_eq!(
        stage.inbox.states(),
        [FrameState::Connecting, FrameState::Connecting]
    );
    assert_eq!(stage.json("plugin.windowHeard"), "[]");
    assert_eq!(stage.inbox.calls.borrow().len(), 0);

    let hello_ms = 300;
    let stage = Stage::with(PLUGIN, Limits { hello_ms, ..LIMITS });
    stage.ready(PLUGIN).await;
    stage.plugin("parent.postMessage({event: 'get-workspace-info'}, '*')");
    stage.state(FrameState::Failed).await;
    until("the reason", || stage.frame.status().reason == reason).await;
}

#[wasm_bindgen_test]
async fn odd_window_messages_change_nothing() {
    let stage = Stage::at(PLUGIN).await;
    let before = stage.frame.status();
    stage.plugin(
        "const cycle = {}; cycle.cycle = cycle;
         for (const odd of [null, undefined, 0, NaN, '', 'hello', 5n, true, [], [null], {}, cycle,
             {kinbox: null}, {kinbox: 'Hello'}, {kinbox: ['hello']}, {kinbox: {}}, {event: null},
             {event: 5}, {type: 'request', id: 1}, new Map([['kinbox', 'hello']]), new Date(), /x/,
             new ArrayBuffer(8), new Blob(['x']), new Error('x'), 'x'.repeat(1e6),
             {kinbox: 'x'.repeat(1e6)}])
             parent.postMessage(odd, '*');
         parent.postMessage(null, '*', [new MessageChannel().port1])",
    );
    stage.plugin("plugin.hello({}, 0)");
    stage.state(FrameState::Blocked).await;
    assert_eq!(stage.frame.status().classic_ignored, 0);
    assert_eq!(before.state, FrameState::Connecting);
}
