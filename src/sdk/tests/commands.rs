//! Every command as an author calls it: the golden request goes out, the golden answer comes back.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../plugin/tests/support/mod.rs"]
mod support;

use encaixe_plugin::PlainObject;
use encaixe_plugin::protocol::command::Name;
use encaixe_sdk::build;
use js_sys::Reflect;
use support::{Host, HostPort, code, function, get, json, parse, settled, text};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const OPEN: &str = r#"{"conversation":{"id":"955"}}"#;

/// What an author writes, the golden request and answer, and what of the answer the promise has: a key of
/// it, `ok` for all, nothing for nothing, or a value of its own.
type Sample = (&'static str, &'static str, &'static str, &'static str);

macro_rules! sample {
    ($name:literal, $call:expr, $settles:expr) => {
        (
            $call,
            include_str!(concat!("../../protocol/golden/request_", $name, ".json")),
            include_str!(concat!("../../protocol/golden/reply_", $name, ".json")),
            $settles,
        )
    };
}

const fn sample(command: Name) -> Sample {
    match command {
        Name::AddNote => sample!("add_note", "Kinbox.addNote('Pediu a segunda via do boleto.')", "message"),
        Name::AddTag => sample!("add_tag", "Kinbox.addTag(5)", "tags"),
        Name::AssignTo => sample!("assign_to", "Kinbox.assignTo(850)", "assignee"),
        Name::Copy => sample!("copy", "Kinbox.copy('AU-10442')", ""),
        Name::Dialog => sample!(
            "dialog",
            "Kinbox.dialog('confirm', {title: 'Cancelar o pedido?', description: 'O cliente recebe um aviso.',
              okText: 'Cancelar pedido', cancelText: 'Voltar'})",
            "confirmed"
        ),
        Name::GetConversation => sample!("get_conversation", "Kinbox.getConversation()", "ok"),
        Name::GetToken => sample!("get_token", "Kinbox.getToken()", "token"),
        Name::GetWorkspaceInfo => sample!("get_workspace_info", "Kinbox.getWorkspaceInfo()", "ok"),
        Name::InsertText => sample!("insert_text", "Kinbox.insertText('Seu pedido saiu hoje.')", ""),
        Name::ListMessages => sample!("list_messages", "Kinbox.listMessages({before: 3021, limit: 2})", "ok"),
        Name::Loading => sample!("loading", "Kinbox.loading(true)", ""),
        Name::MoveToGroup => sample!("move_to_group", "Kinbox.moveToGroup('475')", "group"),
        Name::OpenConversation => sample!("open_conversation", "Kinbox.openConversation(956)", ""),
        Name::RemoveTag => sample!("remove_tag", "Kinbox.removeTag('5')", "tags"),
        Name::Request => sample!(
            "request",
            "Kinbox.request('asana', {method: 'POST', path: '/tasks', query: {opt_pretty: 'true'},
              headers: {'asana-enable': 'new_goal_memberships'}, connection: 'c1',
              body: {data: {name: 'Segunda via do boleto', completed: false, assignee: null, tags: ['contato']}}})",
            "ok"
        ),
        Name::SendForm => sample!("send_form", "Kinbox.sendForm(params)", "answers"),
        Name::SetBadge => sample!("set_badge", "Kinbox.setBadge(3)", ""),
        Name::SetHeight => sample!("set_height", "Kinbox.setHeight(420.5)", "height"),
        Name::SetProperty => sample!(
            "set_property",
            "Kinbox.setProperty({key: 'salvar-plano', contactId: 25,
              fields: {filhos: {value: 2}, interesses: {value: ['bolsas']}, plano: {value: null}}})",
            "ok"
        ),
        Name::StorageGet => sample!("storage_get", "Kinbox.storage.get('filtro')", r#"{"aberto":true}"#),
        Name::StorageKeys => sample!("storage_keys", "Kinbox.storage.keys({scope: 'workspace'})", "keys"),
        Name::StorageRemove => sample!("storage_remove", "Kinbox.storage.remove('filtro', {scope: 'user'})", ""),
        Name::StorageSet => sample!(
            "storage_set",
            "Kinbox.storage.set('etapa', 'orçamento', {scope: 'conversation'})",
            ""
        ),
        Name::Toast => sample!("toast", "Kinbox.toast('success', 'Salvo')", ""),
    }
}

async fn connected(host: &Host) -> (PlainObject, HostPort) {
    let (plugin, line) = host.connected(OPEN).await;
    (build(&plugin), line)
}

fn run(kinbox: &PlainObject, params: &JsValue, call: &str) -> JsValue {
    function("Kinbox, params", &format!("'use strict'; return {call}"))
        .call2(&JsValue::NULL, kinbox, params)
        .unwrap()
}

/// The value with the keys of its objects in the order of their characters.
fn sorted(value: &JsValue) -> String {
    let sort = "const sort = v => Array.isArray(v) ? v.map(sort) : v && typeof v === 'object'
        ? Object.fromEntries(Object.keys(v).sort().map(k => [k, sort(v[k])])) : v;
        return JSON.stringify(sort(v))";
    let sorted = function("v", sort).call1(&JsValue::NULL, value).unwrap();
    sorted.as_string().unwrap_or_else(|| "undefined".into())
}

fn wanted(ok: &JsValue, settles: &str) -> String {
    match settles {
        "" => "undefined".into(),
        "ok" => sorted(ok),
        value if value.starts_with('{') => value.into(),
        key => sorted(&get(ok, key)),
    }
}

#[wasm_bindgen_test]
async fn every_command_sends_its_sample_and_settles_with_its_answer() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    for &command in Name::ALL {
        let (call, request, reply, settles) = sample(command);
        let (golden, reply) = (parse(request), parse(reply));
        let promise = run(&kinbox, &get(&golden, "params"), call);
        let sent = line.next().await;
        Reflect::set(&golden, &"id".into(), &get(&sent, "id")).unwrap();
        assert_eq!(sorted(&sent), sorted(&golden), "{command:?}");
        let ok = get(&reply, "ok");
        line.reply(&sent, &json(&ok));
        let value = settled(&promise).await.unwrap();
        let value = if value == "undefined" {
            value
        } else {
            sorted(&parse(&value))
        };
        assert_eq!(value, wanted(&ok, settles), "{command:?}");
    }
}

#[wasm_bindgen_test]
async fn two_calls_of_each_kind_get_their_own_answers_in_any_order() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    let mut calls = Vec::new();
    for &command in Name::ALL {
        let (call, request, ..) = sample(command);
        let params = get(&parse(request), "params");
        for _ in 0..2 {
            calls.push((command, run(&kinbox, &params, call), line.next().await));
        }
    }
    for place in (0..calls.len()).rev() {
        let (.., request) = &calls[place];
        line.fail(
            request,
            &format!(r#"{{"code":"denied","message":"{place}"}}"#),
        );
    }
    for (place, (command, promise, _)) in calls.iter().enumerate() {
        let error = settled(promise).await.unwrap_err();
        assert_eq!(error, format!("denied: {place}"), "{command:?}");
    }
}

/// The call with a callback and a conversation in its options.
fn with_callback(call: &str) -> String {
    if let Some((own, scope)) = call.split_once("{scope") {
        let scope = scope.trim_end_matches("})");
        return format!("{own}v => log.push(v), {{scope{scope}, conversation: 7}})");
    }
    let own = call.strip_suffix(')').unwrap();
    let comma = if own.ends_with('(') { "" } else { ", " };
    format!("{own}{comma}v => log.push(v), {{conversation: 7}})")
}

#[wasm_bindgen_test]
async fn every_command_takes_a_callback_and_options_at_its_end() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    for &command in Name::ALL {
        let (call, request, reply, settles) = sample(command);
        let params = get(&parse(request), "params");
        let holder: JsValue = js_sys::Array::new().into();
        let call = with_callback(call);
        let body = format!("'use strict'; {call}");
        function("Kinbox, params, log", &body)
            .call3(&JsValue::NULL, &kinbox, &params, &holder)
            .unwrap();
        let sent = line.next().await;
        let bound = get(&parse(request), "conversation").is_string();
        let conversation = if bound { "\"7\"" } else { "undefined" };
        assert_eq!(
            json(&get(&sent, "conversation")),
            conversation,
            "{command:?}"
        );
        let ok = get(&parse(reply), "ok");
        line.reply(&sent, &json(&ok));
        line.round_trip().await;
        let heard: &js_sys::Array = holder.unchecked_ref();
        assert_eq!(heard.length(), 1, "{command:?}");
        assert_eq!(sorted(&heard.get(0)), wanted(&ok, settles), "{command:?}");
    }
}

#[wasm_bindgen_test]
async fn a_cancelled_form_settles_the_promise_and_calls_nothing() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    let form = "{title: 't', items: [{type: 'text', name: 'a'}]}";
    let call = format!("Kinbox.sendForm({form}, v => params.push(v))");
    let answers = js_sys::Array::new();
    let cancelled = run(&kinbox, &answers, &call);
    let sent = run(&kinbox, &answers, &call);
    let requests = [line.next().await, line.next().await];
    line.reply(&requests[0], "null");
    line.reply(&requests[1], r#"{"answers":{"a":"b"}}"#);
    assert_eq!(settled(&cancelled).await.unwrap(), "null");
    assert_eq!(settled(&sent).await.unwrap(), r#"{"a":"b"}"#);
    assert_eq!(json(&answers), r#"[{"a":"b"}]"#);
}

#[wasm_bindgen_test]
async fn null_and_nothing_mean_what_the_typings_say() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    for (call, params) in [
        ("assignTo(null)", r#"{"member":null}"#),
        ("moveToGroup(null)", r#"{"group":null}"#),
        ("setBadge(null)", r#"{"count":null}"#),
        ("setBadge()", r#"{"count":null}"#),
        ("setHeight(null)", r#"{"height":null}"#),
        ("listMessages()", "{}"),
        (
            "listMessages({limit: 5}, {conversation: 1})",
            r#"{"limit":5}"#,
        ),
        (
            "storage.set('a', null)",
            r#"{"key":"a","value":"null","scope":"user"}"#,
        ),
        (
            "storage.set('a', {b: [1]})",
            r#"{"key":"a","value":"{\"b\":[1]}","scope":"user"}"#,
        ),
        (
            "setProperty({fields: {}, own: 1})",
            r#"{"fields":{},"own":1,"type":"contact"}"#,
        ),
    ] {
        drop(run(&kinbox, &JsValue::NULL, &format!("Kinbox.{call}")));
        assert_eq!(json(&get(&line.next().await, "params")), params, "{call}");
    }
    for (ok, wanted) in [
        (r#"{"value":null}"#, "undefined"),
        (r#"{"value":"null"}"#, "null"),
        (r#"{"value":"{"}"#, "undefined"),
        ("null", "undefined"),
    ] {
        let stored = run(&kinbox, &JsValue::NULL, "Kinbox.storage.get('a')");
        line.reply(&line.next().await, ok);
        assert_eq!(settled(&stored).await.unwrap(), wanted);
    }
}

#[wasm_bindgen_test]
async fn wrong_arguments_are_refused_before_anything_is_sent() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    let long = "x".repeat(201);
    for (call, problem) in [
        (
            "assignTo()",
            "member: expected an id, a text or a whole number, got nothing".to_owned(),
        ),
        (
            "moveToGroup('')",
            r#"group: expected an id, a text or a whole number, got """#.into(),
        ),
        (
            "openConversation(1.5)",
            "conversation: expected an id, a text or a whole number, got 1.5".into(),
        ),
        (
            "addNote('')",
            r#"text: expected a text of 1 to 10000 characters, got """#.into(),
        ),
        (
            "insertText({})",
            "text: expected a text of 1 to 10000 characters, got an object".into(),
        ),
        (
            "copy()",
            "text: expected a text of 1 to 100000 characters, got nothing".into(),
        ),
        (
            "setBadge('3')",
            r#"count: expected a whole number from 0, or null, got "3""#.into(),
        ),
        (
            "setBadge(-1)",
            "count: expected a whole number from 0, or null, got -1".into(),
        ),
        (
            "setHeight('full')",
            r#"height: expected a number of pixels, "auto" or null, got "full""#.into(),
        ),
        (
            "sendForm()",
            "form: expected an object with a title and items, got nothing".into(),
        ),
        (
            "request('', {})",
            r#"app: expected a text of 1 to 64 characters, got """#.into(),
        ),
        (
            "request('asana')",
            "request: expected an object with a path, got nothing".into(),
        ),
        (
            "request('asana', {path: '/', body: () => {}})",
            "request.body: expected plain data, got a function".into(),
        ),
        (
            "setProperty('a')",
            r#"property: expected an object with fields, got "a""#.into(),
        ),
        (
            "listMessages({limit: 'a'})",
            r#"limit: expected a whole number, got "a""#.into(),
        ),
        (
            "listMessages({before: {}})",
            "before: expected an id, a text or a whole number, got an object".into(),
        ),
        (
            "storage.get(7)",
            "key: expected a text of 1 to 200 characters, got 7".into(),
        ),
        (
            "storage.keys({scope: 'all'})",
            r#"scope: expected user, workspace or conversation, got "all""#.into(),
        ),
        (
            "storage.set('a')",
            "value: expected what JSON can hold, got nothing".into(),
        ),
        (
            "storage.set('a', () => {})",
            "value: expected plain data, got a function".into(),
        ),
    ] {
        let promise = run(&kinbox, &JsValue::NULL, &format!("Kinbox.{call}"));
        let error = settled(&promise).await.unwrap_err();
        assert_eq!(error, format!("invalid: {problem}"), "{call}");
    }
    for call in [
        &format!("storage.get('{long}')"),
        "storage.set('a', 1n)",
        "storage.set('a', (() => { const a = {}; a.a = a; return a })())",
        "sendForm({items: [() => {}]})",
    ] {
        let promise = run(&kinbox, &JsValue::NULL, &format!("Kinbox.{call}"));
        assert_eq!(code(&promise).await, "invalid", "{call}");
    }
    let thrown = "Kinbox.setProperty({get fields() { throw Object.assign(new Error('x'), {name: 'KinboxError', code: 'mine'}) }})";
    assert_eq!(code(&run(&kinbox, &JsValue::NULL, thrown)).await, "mine");
    line.round_trip().await;
    assert_eq!(line.waiting(), 0);
}

#[wasm_bindgen_test]
async fn dispatch_event_takes_every_classic_name_and_every_new_one() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    for (call, command, params) in [
        ("'assign', 5", "assign_to", r#"{"member":"5"}"#),
        ("'assign', null", "assign_to", r#"{"member":null}"#),
        ("'move', '6'", "move_to_group", r#"{"group":"6"}"#),
        (
            "'form', {title: 't', items: []}",
            "send_form",
            r#"{"title":"t","items":[]}"#,
        ),
        (
            "'set-property', {fields: {}}",
            "set_property",
            r#"{"fields":{},"type":"contact"}"#,
        ),
        ("'add_note', {text: 'a'}", "add_note", r#"{"text":"a"}"#),
        ("'storage-get', {key: 'a'}", "storage_get", r#"{"key":"a"}"#),
        ("'get_conversation'", "get_conversation", "{}"),
    ] {
        drop(run(
            &kinbox,
            &JsValue::NULL,
            &format!("Kinbox.dispatchEvent({call})"),
        ));
        let request = line.next().await;
        assert_eq!(text(&request, "command"), command);
        assert_eq!(json(&get(&request, "params")), params);
        let stated = matches!(
            command,
            "assign_to" | "move_to_group" | "set_property" | "add_note"
        );
        assert_eq!(
            !get(&request, "conversation").is_undefined(),
            stated,
            "{command}"
        );
    }
}

/// The error of a call as an author sees it.
async fn refusal(kinbox: &PlainObject, call: &str) -> String {
    let code = "let failed = null;
        try { await CALL } catch (error) { failed = `${error.code}: ${error.message}` }
        return failed";
    let body = format!(
        "return (async () => {{ {} }})()",
        code.replace("CALL", call)
    );
    let outcome = function("Kinbox", &body).call1(&JsValue::NULL, kinbox);
    settled(&outcome.unwrap()).await.unwrap()
}

#[wasm_bindgen_test]
async fn what_holds_plain_data_is_sent_as_plain_data() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    let held = "const plain = {type: 'modal', title: 'T', items: [{type: 'text', name: '__proto__'}]};
        class Form { constructor() { Object.assign(this, plain) } method() {} }
        const deep = (value) => typeof value !== 'object' || value === null ? value
            : new Proxy(value, {get: (target, key) => deep(Reflect.get(target, key))});
        const freeze = (value) => Object.freeze({...value, items: Object.freeze([...value.items])});
        const bare = Object.assign(Object.create(null), plain);
        const lazy = {...plain, get items() { return plain.items }, left: undefined};
        const list = class extends Array {}.from(plain.items);
        for (const form of [deep(plain), new Form(), freeze(plain), bare, lazy, {...plain, items: list}])
            Kinbox.sendForm(form);
        Kinbox.sendForm({...plain, items: deep([new Proxy({type: 'text', name: '__proto__'}, {})])})";
    function("Kinbox", held)
        .call1(&JsValue::NULL, &kinbox)
        .unwrap();
    let sent = r#"{"type":"modal","title":"T","items":[{"type":"text","name":"__proto__"}]}"#;
    for _ in 0..7 {
        let params = get(&line.next().await, "params");
        assert_eq!(sorted(&params), sorted(&parse(sent)));
    }
    // Every name is a name.
    let fields = "Kinbox.setProperty({fields: {['__proto__']: {value: 1}, constructor: {value: 2}, toString: {value: 3}}})";
    run(&kinbox, &JsValue::NULL, fields);
    let params = get(&line.next().await, "params");
    assert_eq!(
        json(&get(&params, "fields")),
        r#"{"__proto__":{"value":1},"constructor":{"value":2},"toString":{"value":3}}"#
    );
}

#[wasm_bindgen_test]
async fn what_is_no_plain_data_is_refused_by_its_path_and_kind() {
    let host = Host::new();
    let (kinbox, line) = connected(&host).await;
    for (call, wanted) in [
        (
            "Kinbox.sendForm({items: [{}, {onclick() {}}]})",
            "form.items.1.onclick: expected plain data, got a function",
        ),
        (
            "Kinbox.sendForm({items: new Set()})",
            "form.items: expected plain data, got a Set",
        ),
        (
            "Kinbox.sendForm({title: Symbol('x')})",
            "form.title: expected plain data, got a symbol",
        ),
        (
            "Kinbox.setProperty({fields: {a: {value: 5n}}})",
            "property.fields.a.value: expected plain data, got a bigint",
        ),
        (
            "Kinbox.setProperty({fields: new Map([['a', 1]])})",
            "property.fields: expected plain data, got a Map",
        ),
        (
            "Kinbox.setProperty({fields: {a: document.createElement('p')}})",
            "property.fields.a: expected plain data, got a HTMLParagraphElement",
        ),
        (
            "Kinbox.setProperty({fields: {a: Promise.resolve()}})",
            "property.fields.a: expected plain data, got a Promise",
        ),
        (
            "(() => { const form = {}; form.items = [form]; return Kinbox.sendForm(form) })()",
            "form.items.0: expected plain data, got an object",
        ),
        (
            "Kinbox.storage.set('b', 5n)",
            "value: expected plain data, got a bigint",
        ),
        (
            "Kinbox.storage.set('b', {n: [5n]})",
            "value.n.0: expected plain data, got a bigint",
        ),
        (
            "Kinbox.storage.set('b', () => 1)",
            "value: expected plain data, got a function",
        ),
        (
            "Kinbox.storage.set('b', Symbol('x'))",
            "value: expected plain data, got a symbol",
        ),
        (
            "Kinbox.storage.set('b')",
            "value: expected what JSON can hold, got nothing",
        ),
        (
            "Kinbox.storage.set(5n, 1)",
            "key: expected a text of 1 to 200 characters, got a bigint",
        ),
        (
            "Kinbox.addTag(Symbol('x'))",
            "tag: expected an id, a text or a whole number, got a symbol",
        ),
        (
            "Kinbox.addTag(7n)",
            "tag: expected an id, a text or a whole number, got a bigint",
        ),
    ] {
        let refused = refusal(&kinbox, call).await;
        assert_eq!(refused, format!("\"invalid: {wanted}\""), "{call}");
    }
    assert_eq!(line.waiting(), 0);
}
