//! For which conversation a request runs.

use encaixe_host::decode;
use encaixe_protocol::command::{Binding, Name, set_property};
use encaixe_protocol::id::ConversationId;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Stage;

/// Asks for a command with more keys beside it; gives the code.
async fn ask(stage: &Stage, id: u32, command: &str, more: &str) -> String {
    stage.plugin(&format!(
        "plugin.request({id}, '{command}', {{tag: 5}}, {{{more}}})"
    ));
    stage.code(id).await
}

fn ran_for(stage: &Stage) -> Option<ConversationId> {
    stage
        .inbox
        .calls
        .borrow()
        .last()
        .unwrap()
        .conversation
        .clone()
}

#[wasm_bindgen_test]
async fn a_bound_command_runs_for_the_open_conversation_alone() {
    let stage = Stage::verified().await;
    let bound = async |id: u32, more: &str| ask(&stage, id, "add_tag", more).await;
    assert_eq!(bound(1, "conversation: 'c1'").await, "no_conversation");
    assert_eq!(bound(2, "conversation: null").await, "no_conversation");
    assert_eq!(bound(3, "").await, "invalid");
    stage.inbox.open("c2");
    assert_eq!(bound(4, "conversation: 'c1'").await, "conversation_changed");
    assert_eq!(bound(5, "conversation: null").await, "conversation_changed");
    assert_eq!(bound(6, "").await, "invalid");
    assert_eq!(bound(7, "conversation: {}").await, "invalid");
    assert_eq!(bound(8, "conversation: 1.5").await, "invalid");
    assert_eq!(stage.inbox.calls.borrow().len(), 0);
    assert_eq!(bound(9, "conversation: 'c2'").await, "ok");
    assert_eq!(ran_for(&stage), Some("c2".into()));
    stage.inbox.open("42");
    assert_eq!(bound(10, "conversation: 42").await, "ok");
}

#[wasm_bindgen_test]
async fn an_optional_command_that_states_a_conversation_runs_for_the_open_one_alone() {
    let stage = Stage::verified().await;
    let stated = async |id: u32, more: &str| ask(&stage, id, "storage_get", more).await;
    assert_eq!(stated(1, "conversation: 'c1'").await, "no_conversation");
    assert_eq!(stated(2, "conversation: null").await, "no_conversation");
    stage.inbox.open("c2");
    assert_eq!(
        stated(3, "conversation: 'c1'").await,
        "conversation_changed"
    );
    assert_eq!(
        stated(4, "conversation: null").await,
        "conversation_changed"
    );
    for (id, odd) in (5..).zip(["{}", "['c2']", "1.5", "NaN", "true", "''"]) {
        let code = stated(id, &format!("conversation: {odd}")).await;
        let expected = if odd == "''" {
            "conversation_changed"
        } else {
            "invalid"
        };
        assert_eq!(code, expected, "{odd}");
    }
    assert_eq!(stage.inbox.calls.borrow().len(), 0);
    assert_eq!(stated(20, "conversation: 'c2'").await, "ok");
    assert_eq!(ran_for(&stage), Some("c2".into()));
}

#[wasm_bindgen_test]
async fn an_optional_command_that_states_none_runs_without_one() {
    let stage = Stage::verified().await;
    for open in [None, Some("c2")] {
        *stage.inbox.open.borrow_mut() = open.map(Into::into);
        for (id, more) in [(1, ""), (2, "conversation: undefined")] {
            let id = id + 10 * u32::from(open.is_some());
            assert_eq!(ask(&stage, id, "set_property", more).await, "ok");
            assert_eq!(ran_for(&stage), None);
        }
    }
}

#[wasm_bindgen_test]
async fn a_param_that_is_undefined_is_missing_and_null_is_not() {
    let stage = Stage::verified().await;
    let fields = "{a: {value: undefined}, b: {value: null}, c: {value: [undefined, 1]}}";
    stage.plugin(&format!(
        "plugin.request(1, 'set_property', {{key: undefined, fields: {fields}}})"
    ));
    assert_eq!(stage.code(1).await, "ok");
    let params = stage.inbox.calls.borrow().last().unwrap().params.clone();
    let keys = |of: &JsValue| String::from(Object::keys(of.unchecked_ref::<Object>()).join(","));
    let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).unwrap();
    assert_eq!(keys(&params), "fields");
    let fields = get(&params, "fields");
    assert_eq!(keys(&fields), "a,b,c");
    assert_eq!(keys(&get(&fields, "a")), "");
    assert!(get(&get(&fields, "b"), "value").is_null());
    assert_eq!(keys(&get(&get(&fields, "c"), "value")), "0,1");
    let error = decode::<set_property::Params>(params).unwrap_err();
    assert_eq!(error.message, "fields.a.value: missing");
}

#[wasm_bindgen_test]
async fn every_command_is_bound_as_its_name_says() {
    let stage = Stage::verified().await;
    stage.inbox.open("c2");
    for (id, name) in (1..).step_by(3).zip(Name::ALL) {
        let (silent, ours, other) = match name.binding() {
            Binding::Conversation => ("invalid", "ok", "conversation_changed"),
            Binding::Optional => ("ok", "ok", "conversation_changed"),
            Binding::Page => ("ok", "ok", "ok"),
        };
        let name = name.as_str();
        assert_eq!(ask(&stage, id, name, "").await, silent, "{name}");
        let more = "conversation: 'c2'";
        assert_eq!(ask(&stage, id + 1, name, more).await, ours, "{name}");
        let more = "conversation: 'c1'";
        assert_eq!(ask(&stage, id + 2, name, more).await, other, "{name}");
    }
}
