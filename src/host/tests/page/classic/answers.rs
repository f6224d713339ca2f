//! What a classic page is answered, and in which order.

use std::cell::Cell;
use std::rc::Rc;

use encaixe_host::{Call, decode, encode};
use encaixe_protocol::command::{Name, dialog, set_property};
use encaixe_protocol::error::{Code, WireError};
use encaixe_protocol::limits::Limits;
use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{called, say, spoken, spoken_with};
use crate::support::{LIMITS, Stage, until};

/// Waits for so many messages after the first, which tells what is open.
async fn told(stage: &Stage, count: u32) -> String {
    stage
        .until(&format!("plugin.windowHeard.length > {count}"))
        .await;
    assert_eq!(
        stage.number("plugin.windowHeard.length"),
        f64::from(count + 1)
    );
    stage.json("plugin.windowHeard.slice(1).map(({event, data}) => [event, data])")
}

fn no_room() -> WireError {
    WireError::new(Code::RateLimited, "too many")
}

#[wasm_bindgen_test]
async fn a_question_is_answered_once_and_one_without_an_answer_was_not_confirmed() {
    let stage = spoken().await;
    stage.inbox.answer(async |call: Call| {
        let asked: dialog::Params = decode(call.params)?;
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
async fn answers_of_a_kind_keep_the_order_of_their_requests() {
    let stage = spoken().await;
    stage.inbox.answer(async |call: Call| {
        let asked: dialog::Params = decode(call.params)?;
        let (wait, fate) = asked.title.split_once(' ').unwrap();
        TimeoutFuture::new(wait.parse().unwrap()).await;
        match fate {
            "fails" => Err(no_room()),
            fate => encode(&dialog::Reply {
                confirmed: fate == "yes",
            }),
        }
    });
    for title in ["90 yes", "0 no", "60 fails", "30 yes"] {
        say(
            &stage,
            &format!("{{event: 'dialog', data: {{title: '{title}'}}}}"),
        );
    }
    stage.until("plugin.windowHeard.length === 5").await;
    assert_eq!(
        stage.json("plugin.windowHeard.slice(1).map(({data}) => data.confirmed)"),
        "[true,false,false,true]"
    );
}

#[wasm_bindgen_test]
async fn kinds_do_not_wait_for_each_other() {
    let stage = spoken().await;
    stage.inbox.answer(async |call: Call| match call.command {
        Name::Dialog => std::future::pending().await,
        Name::SetProperty => encode(&()),
        _ => encode(&"info"),
    });
    say(&stage, "{event: 'dialog', data: {title: 'Sure?'}}");
    say(&stage, "{event: 'get-workspace-info'}");
    say(
        &stage,
        "{event: 'set-property', data: {key: 1, fields: {}}}",
    );
    assert_eq!(
        told(&stage, 2).await,
        r#"[["get_workspace_info_callback","info"],["callback",{"key":1,"success":true}]]"#
    );
}

#[wasm_bindgen_test]
async fn the_outcome_of_a_property_carries_the_mark_that_the_page_gave() {
    let stage = spoken().await;
    stage.inbox.answer(async |call: Call| {
        let params: set_property::Params = decode(call.params)?;
        if params.fields.is_empty() {
            return Err(WireError::invalid("fields: none"));
        }
        let (key, success) = (params.key, true);
        encode(&set_property::Reply { key, success })
    });
    let good = "fields: {a: {value: ['x', 2]}, b: {value: null}}";
    for data in [
        format!("{{key: 'save', {good}}}"),
        format!("{{key: 7, {good}}}"),
        format!("{{key: {{mine: [1]}}, {good}}}"),
        format!("{{{good}}}"),
        format!("{{key: 'x'.repeat(2000), {good}}}"),
        format!("{{key: new Date(), {good}}}"),
        "{key: 'none', fields: {}}".into(),
        "{key: 'odd', fields: {a: {value: {}}}}".into(),
        "'set'".into(),
    ] {
        say(&stage, &format!("{{event: 'set-property', data: {data}}}"));
    }
    told(&stage, 9).await;
    assert_eq!(
        stage.json(
            "plugin.windowHeard.slice(1).map(({event, data}) => event === 'callback' && data)"
        ),
        r#"[{"key":"save","success":true},{"key":7,"success":true},{"key":{"mine":[1]},"success":true},{"key":null,"success":true},{"key":null,"success":true},{"key":null,"success":true},{"key":"none","success":false},{"key":"odd","success":false},{"key":null,"success":false}]"#
    );
}

#[wasm_bindgen_test]
async fn a_form_that_was_not_sent_is_met_by_silence_and_holds_nobody_up() {
    let stage = spoken().await;
    stage.inbox.answer(async |call: Call| {
        let title = js_sys::Reflect::get(&call.params, &"title".into()).unwrap();
        match title.as_string().unwrap().as_str() {
            "slow" => {
                TimeoutFuture::new(50).await;
                encode(&())
            }
            "full" => Err(no_room()),
            _ => Ok(js_sys::JSON::parse(r#"{"answers":{"plan":"gold","days":null}}"#).unwrap()),
        }
    });
    for title in ["slow", "full", "sent", "full"] {
        say(
            &stage,
            &format!("{{event: 'form', data: {{title: '{title}', items: []}}}}"),
        );
    }
    assert_eq!(
        told(&stage, 1).await,
        r#"[["form_callback",{"plan":"gold","days":null}]]"#
    );
    say(&stage, "{event: 'form', data: {title: 'sent', items: []}}");
    told(&stage, 2).await;
}

#[wasm_bindgen_test]
async fn a_flood_of_questions_behind_an_open_one_is_kept_up_to_a_bound() {
    let stage = spoken_with(Limits {
        call_burst: 5,
        calls_per_second: 1_000,
        ..LIMITS
    })
    .await;
    let decided = Rc::new(Cell::new(false));
    let decision = Rc::clone(&decided);
    stage.inbox.answer(move |call: Call| {
        let decision = Rc::clone(&decision);
        async move {
            let asked: dialog::Params = decode(call.params)?;
            if asked.title != "0" {
                return Err(no_room());
            }
            until("the decision", || decision.get()).await;
            encode(&dialog::Reply { confirmed: true })
        }
    });
    stage.plugin(
        "for (let n = 0; n < 50; n++)
             parent.postMessage({event: 'dialog', data: {title: String(n)}}, '*')",
    );
    let calls = || called(&stage);
    while !calls().contains(&Name::Loading) {
        say(&stage, "{event: 'loading', data: true}");
        TimeoutFuture::new(5).await;
    }
    let dialogs = || calls().iter().filter(|it| **it == Name::Dialog).count();
    assert_eq!(dialogs(), 5);
    assert_eq!(stage.number("plugin.windowHeard.length"), 1.0);
    decided.set(true);
    stage.until("plugin.windowHeard.length > 1").await;
    assert_eq!(
        stage.json("plugin.windowHeard.slice(1).map(({data}) => data.confirmed)"),
        "[true,false,false,false,false]"
    );
    say(&stage, "{event: 'dialog', data: {title: 'again'}}");
    told(&stage, 6).await;
    assert_eq!(dialogs(), 6);
}

#[wasm_bindgen_test]
async fn what_cannot_be_copied_is_a_failure_on_either_way() {
    let stage = spoken().await;
    stage
        .inbox
        .answer(async |_| Ok(Function::new_no_args("").into()));
    say(&stage, "{event: 'get-workspace-info'}");
    say(&stage, "{event: 'dialog', data: {title: 'Sure?'}}");
    assert_eq!(
        told(&stage, 1).await,
        r#"[["dialog_confirm",{"confirmed":false}]]"#
    );
    stage.inbox.answer(async |_| encode(&"info"));
    // A port that came along cannot be sent on.
    stage.plugin(
        "const { port1 } = new MessageChannel();
         parent.postMessage({event: 'dialog', data: {title: port1}}, '*', [port1]);",
    );
    say(&stage, "{event: 'get-workspace-info'}");
    assert_eq!(
        told(&stage, 3).await,
        r#"[["dialog_confirm",{"confirmed":false}],["dialog_confirm",{"confirmed":false}],["get_workspace_info_callback","info"]]"#
    );
}

#[wasm_bindgen_test]
async fn what_is_too_large_or_too_deep_never_reaches_the_page_and_is_a_failure() {
    let stage = spoken().await;
    for fields in [
        "{a: {value: 'x'.repeat(256 * 1024)}}",
        "Object.fromEntries(Array.from({length: 20000}, (_, n) => [n, {value: n}]))",
        "(() => { let deep = {}; for (let n = 0; n < 100; n++) deep = {deep}; return deep; })()",
        "(() => { const cycle = {}; cycle.cycle = cycle; return cycle; })()",
        "new Map()",
    ] {
        say(
            &stage,
            &format!("{{event: 'set-property', data: {{key: 'k', fields: {fields}}}}}"),
        );
    }
    told(&stage, 5).await;
    assert_eq!(
        stage.json("new Set(plugin.windowHeard.slice(1).map(({data}) => data.success)).size"),
        "1"
    );
    assert!(called(&stage).is_empty());
}
