//! Params and results: what is taken, what is said of the rest, and the forms that cross the wire.

use std::collections::BTreeMap;

use encaixe_host::{decode, encode};
use encaixe_protocol::command::{add_tag, dialog, get_workspace_info, loading, toast};
use encaixe_protocol::error::Code;
use encaixe_protocol::event::conversation;
use js_sys::JSON;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn js(script: &str) -> JsValue {
    js_sys::eval(&format!("({script})")).unwrap()
}

fn refused<P: DeserializeOwned + std::fmt::Debug>(params: &str) -> String {
    let error = decode::<P>(js(params)).unwrap_err();
    assert_eq!(error.code, Code::Invalid);
    error.message
}

fn json<T: serde::Serialize>(value: T) -> String {
    JSON::stringify(&encode(&value).unwrap()).unwrap().into()
}

#[wasm_bindgen_test]
fn a_wrong_argument_is_named_with_what_was_expected() {
    let message = refused::<loading::Params>("{on: 'yes'}");
    assert_eq!(message, r#"on: expected true or false, got "yes""#);
    let message = refused::<loading::Params>("{on: null}");
    assert_eq!(message, "on: expected true or false, got null");
    let message = refused::<toast::Params>("{kind: 'info'}");
    assert_eq!(message, "message: missing");
    let message = refused::<toast::Params>("{kind: 'fatal', message: 'x'}");
    assert_eq!(
        message,
        r#"kind: expected one of "success", "error", "warning", "info", got "fatal""#
    );
    let message = refused::<add_tag::Params>("{tag: 1.5}");
    assert_eq!(
        message,
        "tag: expected an id: a text or a whole number, got 1.5"
    );
    let nested = "{changed: ['tags', 'colour'], conversation: {}}";
    let message = refused::<encaixe_protocol::event::conversation_updated::Data>(nested);
    assert!(
        message.starts_with("changed[1]: expected one of ") && message.ends_with("got \"colour\""),
        "{message}"
    );
}

#[wasm_bindgen_test]
fn nothing_that_a_stranger_sends_instead_of_an_object_does_more_than_fail() {
    for odd in [
        "null",
        "undefined",
        "5",
        "'x'",
        "[]",
        "[1]",
        "true",
        "new Map()",
        "new Date()",
        "() => 1",
        "Symbol()",
        "5n",
        "{tag: {}}",
        "{tag: null}",
        "{tag: []}",
        "{tag: NaN}",
        "{tag: 2 ** 60}",
    ] {
        refused::<add_tag::Params>(odd);
    }
}

#[wasm_bindgen_test]
fn missing_and_null_are_the_same_where_an_argument_may_be_missing_and_more_is_left_out() {
    let missing = js("{kind: 'confirm', title: 'Sure?'}");
    let null =
        js("{kind: 'confirm', title: 'Sure?', description: null, okText: undefined, extra: {}}");
    let params: dialog::Params = decode(missing).unwrap();
    assert_eq!(params, decode(null).unwrap());
    assert_eq!(params.description, None);
    assert!(decode::<get_workspace_info::Params>(js("{extra: 1}")).is_ok());
}

#[wasm_bindgen_test]
fn an_id_may_be_a_number() {
    let params: add_tag::Params = decode(js("{tag: 5}")).unwrap();
    assert_eq!(params.tag.as_str(), "5");
}

#[wasm_bindgen_test]
fn maps_are_plain_objects_and_what_is_not_there_is_null() {
    assert_eq!(json(()), "null");
    assert_eq!(json(None::<u8>), "null");
    let fields = BTreeMap::from([(
        "cpf".to_owned(),
        conversation::FieldValue {
            kind: "text".into(),
            value: None,
        },
    )]);
    let encoded = encode(&fields).unwrap();
    let plain = js_sys::Object::get_prototype_of(&js_sys::Object::new());
    assert!(js_sys::Object::is(
        &js_sys::Object::get_prototype_of(&encoded),
        &plain
    ));
    assert_eq!(json(&fields), r#"{"cpf":{"type":"text","value":null}}"#);
    assert_eq!(
        json(dialog::Reply { confirmed: true }),
        r#"{"confirmed":true}"#
    );
}

#[wasm_bindgen_test]
fn every_name_is_a_key() {
    let names = ["__proto__", "constructor", "toString", "hasOwnProperty", ""];
    let answers: BTreeMap<_, _> = names.iter().map(|name| (*name, Some(5))).collect();
    let encoded = encode(&BTreeMap::from([("answers", answers)])).unwrap();
    assert_eq!(
        String::from(JSON::stringify(&encoded).unwrap()),
        r#"{"answers":{"":5,"__proto__":5,"constructor":5,"hasOwnProperty":5,"toString":5}}"#
    );
    let back: BTreeMap<String, BTreeMap<String, u32>> = decode(encoded).unwrap();
    assert_eq!(back["answers"].len(), names.len());
}

#[wasm_bindgen_test]
fn a_number_that_javascript_cannot_hold_is_an_error_of_the_host() {
    assert_eq!(encode(&u64::MAX).unwrap_err().code, Code::HostError);
}
