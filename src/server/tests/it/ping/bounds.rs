//! What a script may take.

use std::time::{Duration, Instant};

use encaixe_api::app::PingOutcome::{Passed, Refused, ScriptFailed, ServiceDown};

use super::{Service, by, hurried, is, returning, runner};

const ENDLESS: &str = "The script did not end within 10 seconds.";
const MEMORY: &str = "The script takes more than 64 MB of memory.";

#[tokio::test]
async fn a_script_that_never_ends_is_ended() {
    let service = Service::start().await;
    for body in [
        "for (;;) {}",
        "try { for (;;) {} } finally { for (;;) {} }",
        "return /^(a+)+$/.test('a'.repeat(60) + 'b')",
        "throw { get message() { for (;;) {} } }",
        "return { then() { for (;;) {} } }",
        "return new Promise(() => setTimeout(() => { for (;;) {} }))",
    ] {
        let begun = Instant::now();
        let found = by(
            &hurried(),
            &service,
            &format!("exports.ping = () => {{ {body} }}"),
        )
        .await;
        is(&found, ScriptFailed, ENDLESS);
        assert!(begun.elapsed() < Duration::from_secs(6), "{body}");
    }
    let found = by(&hurried(), &service, "for (;;) {}").await;
    is(&found, ScriptFailed, ENDLESS);
    // Each promise waits for the next one. On a quick machine the memory ends first, and the last of them is settled by nobody.
    let chain = "exports.ping = () => { const again = () => Promise.resolve().then(again); return again() }";
    let begun = Instant::now();
    let found = by(&hurried(), &service, chain).await;
    assert_eq!(found.outcome, ScriptFailed, "{found:?}");
    assert!(begun.elapsed() < Duration::from_secs(6), "{found:?}");
}

#[tokio::test]
async fn a_script_that_waits_too_long_for_its_app_says_that_the_app_is_down() {
    let service = Service::start().await;
    let script = "exports.ping = (plg, event) => plg.axios.get(event.meta.baseURI + '/slow')";
    let found = by(&hurried(), &service, script).await;
    is(&found, ServiceDown, "The app did not answer in time.");
    assert_eq!(found.request, Some(format!("GET {}/slow", service.url)));
    let found = by(
        &hurried(),
        &service,
        "exports.ping = () => new Promise((done) => setTimeout(done, 1e9))",
    )
    .await;
    is(&found, ScriptFailed, ENDLESS);
}

#[tokio::test]
async fn a_script_that_takes_too_much_memory_ends_alone() {
    let service = Service::start().await;
    for body in [
        "const all = []; for (;;) all.push(new Array(10000).fill(1))",
        "let text = 'x'; for (;;) text += text",
        "const all = []; for (;;) all.push({ a: all.length })",
        "return new Promise(() => { new Uint8Array(1e9) })",
        "return (async () => { const all = []; for (;;) all.push(new Uint8Array(1000000)) })()",
        "return new ArrayBuffer(2 ** 31)",
        "const map = new Map(); for (let at = 0; ; at++) map.set(at, 'x'.repeat(1000) + at)",
    ] {
        let found = by(
            &runner(),
            &service,
            &format!("exports.ping = () => {{ {body} }}"),
        )
        .await;
        assert_eq!(found.outcome, ScriptFailed, "{body}: {found:?}");
        let others = [
            "RangeError: ",
            "InternalError: string too long",
            "null was thrown",
        ];
        let told =
            found.message == MEMORY || others.iter().any(|begin| found.message.starts_with(begin));
        assert!(told, "{body}: {found:?}");
    }
    let found = returning(&service, "Promise.resolve('x'.repeat(1e7))").await;
    assert_eq!(found.outcome, Passed);
}

#[tokio::test]
async fn recursion_without_end_is_told() {
    let service = Service::start().await;
    for body in [
        "const a = () => a() + 1; return a()",
        "const a = async () => { await a() }; return a()",
        "const a = { toString() { return '' + a } }; return '' + a",
    ] {
        let found = by(
            &runner(),
            &service,
            &format!("exports.ping = () => {{ {body} }}"),
        )
        .await;
        assert_eq!(found.outcome, ScriptFailed, "{found:?}");
        assert!(
            found.message.contains("Maximum call stack size exceeded"),
            "{found:?}"
        );
    }
    let deep = format!(
        "exports.ping = () => {}1{}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let found = by(&runner(), &service, &deep).await;
    assert_eq!(found.outcome, ScriptFailed, "{found:?}");
}

#[tokio::test]
async fn a_script_makes_twenty_requests() {
    let service = Service::start().await;
    let many = |count: usize| {
        format!(
            "exports.ping = async (plg, event) => {{
                for (let at = 0; at < {count}; at++) {{
                    try {{ await plg.axios.get(event.meta.baseURI + '/echo?' + at) }} catch {{}}
                }}
            }}"
        )
    };
    let found = by(&runner(), &service, &many(20)).await;
    assert_eq!(
        (found.outcome, service.requests()),
        (Passed, 20),
        "{found:?}"
    );
    let found = by(&runner(), &service, &many(21)).await;
    is(
        &found,
        ScriptFailed,
        "The script makes more than 20 requests.",
    );
    assert_eq!(service.requests(), 40);
    let at_once = "exports.ping = (plg, event) => Promise.all(Array.from({ length: 21 }, () => plg.axios.get(event.meta.baseURI + '/echo')))";
    let found = by(&runner(), &service, at_once).await;
    is(
        &found,
        ScriptFailed,
        "The script makes more than 20 requests.",
    );
    assert!(service.requests() <= 60);
}

#[tokio::test]
async fn long_requests_and_answers_cross_at_once() {
    let service = Service::start().await;
    let script = "exports.ping = async (plg, event) => {
        const ask = () => plg.axios.post(event.meta.baseURI + '/long', 'x'.repeat(200000));
        const all = await Promise.all(Array.from({ length: 4 }, ask));
        const wrong = all.find((one) => one.data !== 'é\"\\n'.repeat(1024 * 64));
        if (wrong) throw new Error('another answer came');
    }";
    let found = by(&runner(), &service, script).await;
    is(&found, Passed, "The app takes the credentials.");
}

#[tokio::test]
async fn what_is_too_long_is_told() {
    let service = Service::start().await;
    let found = returning(&service, "plg.axios.get(event.meta.baseURI + '/huge')").await;
    assert_eq!((found.outcome, found.status), (Refused, None), "{found:?}");
    assert!(found.message.contains("1048576"), "{found:?}");
    let caught = returning(&service, "plg.axios.get(event.meta.baseURI + '/huge').catch((e) => { throw [e.code, e.isAxiosError, e.response].join() })").await;
    is(&caught, Refused, "ERR_BAD_RESPONSE,true,");
    let long = returning(&service, "plg.axios.post(event.meta.baseURI + '/echo', 'x'.repeat(1024 * 1024)).catch((e) => { throw e.message })").await;
    is(&long, Refused, "the request is longer than 1 MiB");
    let timers = returning(&service, "{ for (;;) setTimeout(() => {}, 1) }").await;
    assert!(
        timers
            .message
            .starts_with("RangeError: a script may set 1,000 timers"),
        "{timers:?}"
    );
}

#[tokio::test]
async fn four_scripts_run_at_once_and_the_others_wait_for_their_turn() {
    let service = Service::start().await;
    let runner = runner();
    let script = "exports.ping = (plg, event) => plg.axios.get(event.meta.baseURI + '/while')";
    let all = (0..9).map(|_| by(&runner, &service, script));
    for found in futures::future::join_all(all).await {
        is(&found, Passed, "The app takes the credentials.");
    }
    assert_eq!((service.requests(), service.most()), (9, 4));
}
