//! The object as an author's own code sees it.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../../plugin/tests/support/mod.rs"]
mod support;

use encaixe_plugin::protocol::error::Code;
use encaixe_plugin::protocol::event::Name as Event;
use encaixe_plugin::{PlainObject, Plugin};
use encaixe_sdk::{build, install};
use js_sys::{Array, Function};
use support::{Console, Host, HostPort, code, function, get, json, microtasks, settled, text};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ONE: &str = r#"{"contact":{"name":"Ana"},"conversation":{"id":"c1"}}"#;
const TWO: &str = r#"{"contact":{"name":"Bia"},"conversation":{"id":"c2"}}"#;
const TYPINGS: &str = concat!(
    include_str!("../typings/kinbox.d.ts"),
    include_str!("../typings/commands.d.ts"),
    include_str!("../typings/workspace.d.ts"),
    include_str!("../typings/events.d.ts"),
    include_str!("../typings/calls.d.ts"),
    include_str!("../typings/data.d.ts"),
);

/// An object with its host's line, welcomed with this conversation.
async fn connected(host: &Host, conversation: &str) -> (PlainObject, HostPort) {
    let (plugin, line) = host.connected(conversation).await;
    (build(&plugin), line)
}

/// Runs an author's code; `log` is the list that it returns at the end.
fn author(kinbox: &PlainObject, body: &str) -> Array {
    let log = Array::new();
    let body = format!("'use strict'; {body}");
    function("Kinbox, log", &body)
        .call2(&JsValue::NULL, kinbox, &log)
        .unwrap();
    log
}

/// What an author's expression comes to.
fn value(kinbox: &PlainObject, expression: &str) -> JsValue {
    let body = format!("'use strict'; return {expression}");
    function("Kinbox", &body)
        .call1(&JsValue::NULL, kinbox)
        .unwrap()
}

#[wasm_bindgen_test]
async fn every_member_is_there_and_enumerable() {
    let host = Host::new();
    let kinbox = build(&host.plugin());
    let members = [
        "version",
        "embedded",
        "wire",
        "context",
        "on",
        "once",
        "off",
        "onCallback",
        "dispatchEvent",
        "addNote",
        "sendNote",
        "addTag",
        "assignTo",
        "copy",
        "dialog",
        "getConversation",
        "getToken",
        "getWorkspaceInfo",
        "insertText",
        "listMessages",
        "loading",
        "moveToGroup",
        "openConversation",
        "removeTag",
        "request",
        "sendForm",
        "setBadge",
        "setHeight",
        "setProperty",
        "storage",
        "toast",
    ];
    let keys = value(&kinbox, "Object.keys(Kinbox)");
    assert_eq!(
        json(&keys),
        json(&members.map(JsValue::from).into_iter().collect::<Array>())
    );
    for member in members[4..].iter().filter(|member| **member != "storage") {
        assert!(
            get(&kinbox, member).is_instance_of::<Function>(),
            "{member}"
        );
    }
    assert_eq!(
        json(&value(&kinbox, "Object.keys(Kinbox.storage)")),
        r#"["get","keys","remove","set"]"#
    );
    assert_eq!(
        value(&kinbox, "Kinbox.sendNote === Kinbox.addNote"),
        JsValue::TRUE
    );
}

#[wasm_bindgen_test]
fn the_thirteen_names_of_the_original_are_there() {
    let kinbox = install(&JsValue::UNDEFINED);
    let names = "on dialog toast dispatchEvent setProperty loading addTag removeTag assignTo moveToGroup onCallback \
        sendForm getWorkspaceInfo";
    for name in names.split(' ') {
        assert!(get(&kinbox, name).is_instance_of::<Function>(), "{name}");
    }
}

#[wasm_bindgen_test]
fn what_stands_in_for_kinbox_has_every_member_too() {
    let kinbox = install(&JsValue::UNDEFINED);
    let source = concat!(
        include_str!("../js/kinbox.js"),
        include_str!("../js/loader.js")
    );
    let source = source.replace("export ", "");
    let body = format!("{source}; return refusing('no')");
    let stand_in = function("", &body).call0(&JsValue::NULL).unwrap();
    for name in js_sys::Object::keys(kinbox.unchecked_ref::<js_sys::Object>()) {
        let name = name.as_string().unwrap();
        let (own, real) = (get(&stand_in, &name), get(&kinbox, &name));
        assert_eq!(own.js_typeof(), real.js_typeof(), "{name}");
    }
    for name in ["embedded", "wire", "context"] {
        assert_eq!(get(&stand_in, name), get(&kinbox, name), "{name}");
    }
    let stored = |of: &JsValue| {
        let storage: js_sys::Object = get(of, "storage").unchecked_into();
        let mut names: Vec<String> = js_sys::Object::keys(&storage)
            .iter()
            .filter(|name| get(&storage, &name.as_string().unwrap()).is_function())
            .map(|name| name.as_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(stored(&stand_in), stored(&kinbox));
}

#[wasm_bindgen_test]
fn a_module_knows_whether_it_is_embedded_before_its_first_use_and_without_a_page() {
    let module = concat!(
        include_str!("../js/kinbox.js"),
        include_str!("../js/loader.js"),
        "const enter = () => { throw new Error('used') };",
        include_str!("../js/face.js"),
    );
    let module = module.replace("export ", "");
    for (window, embedded) in [
        ("{ parent: {} }", true),
        (
            "(() => { const own = {}; return own.parent = own })()",
            false,
        ),
        ("undefined", false),
    ] {
        let body = format!("const window = {window}; {module}; return Kinbox");
        let kinbox = function("", &body).call0(&JsValue::NULL).unwrap();
        assert_eq!(
            get(&kinbox, "embedded"),
            JsValue::from(embedded),
            "{window}"
        );
        assert_eq!(text(&kinbox, "wire"), "none");
        assert_eq!(get(&kinbox, "context"), JsValue::NULL);
        assert!(get(&kinbox, "version").is_string());
    }
}

#[wasm_bindgen_test]
fn install_makes_an_independent_object_each_time() {
    let (one, two) = (
        install(&JsValue::UNDEFINED),
        install(&"https://inbox.example.com".into()),
    );
    assert!(!js_sys::Object::is(&one, &two));
    assert_eq!(get(&one, "embedded"), JsValue::FALSE);
    assert_eq!(text(&one, "wire"), "none");
    assert!(get(&one, "context").is_null());
    assert_eq!(text(&one, "version"), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
async fn outside_a_host_every_command_says_so() {
    let kinbox = install(&JsValue::UNDEFINED);
    for call in [
        "toast('info', 'hi')",
        "loading(true)",
        "addTag(5)",
        "getWorkspaceInfo()",
        "dialog('confirm', {title: 'a'})",
        "setProperty({fields: {}})",
        "storage.keys()",
        "setHeight('auto')",
    ] {
        assert_eq!(
            code(&value(&kinbox, &format!("Kinbox.{call}"))).await,
            "not_embedded"
        );
    }
}

#[wasm_bindgen_test]
async fn wire_and_context_tell_how_things_stand_now() {
    let host = Host::new();
    let plugin = host.plugin();
    let kinbox = build(&plugin);
    plugin.connect(None);
    assert_eq!(
        json(&value(
            &kinbox,
            "[Kinbox.embedded, Kinbox.wire, Kinbox.context]"
        )),
        r#"[true,"none",null]"#
    );
    let line = host.hello().await;
    line.welcome_in(r#"{"locale":"pt-BR"}"#, "null");
    line.round_trip().await;
    assert_eq!(
        json(&value(
            &kinbox,
            "[Kinbox.embedded, Kinbox.wire, Kinbox.context]"
        )),
        r#"[true,"channel",{"locale":"pt-BR"}]"#
    );
}

#[wasm_bindgen_test]
async fn members_work_without_their_object() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    let log = author(
        &kinbox,
        "const {on, toast} = Kinbox; on('conversation', d => log.push(d.contact.name)); toast('info', 'hi');",
    );
    assert_eq!(text(&line.next().await, "command"), "toast");
    microtasks().await;
    assert_eq!(json(&log), r#"["Ana"]"#);
}

#[wasm_bindgen_test]
async fn on_returns_what_takes_the_listener_back() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, "null").await;
    let log = author(
        &kinbox,
        "const keep = d => log.push('keep ' + d.conversation.id);
         Kinbox.on('conversation', keep);
         const stop = Kinbox.on('conversation', d => { log.push('stop ' + d.conversation.id); stop(); stop(); });
         Kinbox.once('conversation', d => log.push('once ' + d.conversation.id));
         Kinbox.on('conversation_updated', () => { log.push('updated'); Kinbox.off('conversation', keep); });",
    );
    line.event("conversation", ONE, "\"c1\"");
    line.event("conversation", TWO, "\"c2\"");
    line.event("conversation_updated", "{}", "\"c2\"");
    line.event("conversation", ONE, "\"c1\"");
    line.round_trip().await;
    assert_eq!(
        json(&log),
        r#"["keep c1","stop c1","once c1","keep c2","updated"]"#
    );
}

#[wasm_bindgen_test]
async fn wrong_arguments_of_on_and_off_throw_a_kinbox_error() {
    let host = Host::new();
    let kinbox = build(&host.plugin());
    let thrown = |call: &str| {
        let error = value(
            &kinbox,
            &format!("(() => {{ try {{ {call} }} catch (e) {{ return e }} }})()"),
        );
        assert_eq!(text(&error, "name"), "KinboxError");
        assert_eq!(text(&error, "code"), "invalid");
        text(&error, "message")
    };
    assert_eq!(
        thrown("Kinbox.on('conversations', () => {})"),
        r#"event: expected callback, closing, conversation, conversation_updated, hidden, locale, message, no_conversation, theme, visible, got "conversations""#
    );
    assert_eq!(
        thrown("Kinbox.once('conversation')"),
        "listener: expected a function, got nothing"
    );
    assert_eq!(
        thrown("Kinbox.off('conversation', 7)"),
        "listener: expected a function, got 7"
    );
    assert_eq!(
        thrown("Kinbox.off()"),
        "event: expected callback, closing, conversation, conversation_updated, hidden, locale, message, no_conversation, theme, visible, got nothing"
    );
}

#[wasm_bindgen_test]
async fn the_callbacks_of_the_original_get_what_the_original_gave() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    let log = author(
        &kinbox,
        "Kinbox.dialog('confirm', {title: 'Sure?', okText: 'Yes', cancelText: ''}, yes => log.push(yes));
         Kinbox.getWorkspaceInfo(info => log.push(info));
         Kinbox.getWorkspaceInfo(info => log.push(info), {});",
    );
    let asked = [line.next().await, line.next().await, line.next().await];
    assert_eq!(
        json(&get(&asked[0], "params")),
        r#"{"kind":"confirm","title":"Sure?","okText":"Yes"}"#
    );
    line.reply(&asked[1], r#"{"tags":[]}"#);
    line.reply(&asked[0], r#"{"confirmed":true}"#);
    line.reply(&asked[2], "{}");
    line.round_trip().await;
    assert_eq!(json(&log), r#"[{"tags":[]},true,{}]"#);
}

#[wasm_bindgen_test]
async fn promises_settle_with_what_the_typings_say() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    for (call, ok, wanted) in [
        ("toast('warning', 'hi')", "null", "undefined"),
        ("loading('yes')", "null", "undefined"),
        ("addTag(5)", r#"{"tags":[{"id":"5"}]}"#, r#"[{"id":"5"}]"#),
        ("removeTag('5')", r#"{"tags":[]}"#, "[]"),
        (
            "dialog('confirm', {title: 'a'}, {})",
            r#"{"confirmed":false}"#,
            "false",
        ),
        ("getWorkspaceInfo()", r#"{"tags":[]}"#, r#"{"tags":[]}"#),
    ] {
        let promise = value(&kinbox, &format!("Kinbox.{call}"));
        line.reply(&line.next().await, ok);
        assert_eq!(settled(&promise).await.unwrap(), wanted, "{call}");
    }
}

#[wasm_bindgen_test]
async fn loading_takes_what_javascript_takes_for_true() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    for (given, wanted) in [
        ("true", true),
        ("1", true),
        ("{}", true),
        ("false", false),
        ("0", false),
        ("", false),
    ] {
        drop(value(&kinbox, &format!("Kinbox.loading({given})")));
        assert_eq!(
            get(&get(&line.next().await, "params"), "on"),
            JsValue::from(wanted)
        );
    }
}

#[wasm_bindgen_test]
async fn a_bound_command_carries_the_conversation_of_its_event_however_late_it_is_called() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, "null").await;
    let log = author(
        &kinbox,
        "Kinbox.on('conversation', (data, kinbox) => { log.push(kinbox) });
         Kinbox.on('conversation_updated', (data, kinbox) => { log.push(kinbox) });
         Kinbox.on('no_conversation', (data, kinbox) => { log.push(kinbox) });",
    );
    microtasks().await;
    line.event("conversation", ONE, "\"c1\"");
    line.event(
        "conversation_updated",
        r#"{"conversation":{"id":"c1"}}"#,
        "\"c1\"",
    );
    line.event("conversation", TWO, "\"c2\"");
    line.round_trip().await;
    let bound = |place: u32, call: &str| {
        function("bound", &format!("'use strict'; return bound.{call}"))
            .call1(&JsValue::NULL, &log.get(place))
            .unwrap()
    };
    assert_eq!(
        json(&bound(
            0,
            "valueOf() && Object.keys((() => { const all = {}; for (const name in bound) all[name] = 1; return all })())"
        )),
        r#"["addNote","sendNote","addTag","assignTo","insertText","listMessages","moveToGroup","removeTag","setProperty","storage"]"#
    );
    assert_eq!(
        json(&bound(0, "valueOf() && Object.keys(bound.storage)")),
        r#"["get","keys","remove","set"]"#
    );
    for (place, call, wanted) in [
        (0, "addTag(1)", "null"),
        (1, "addTag(1)", "\"c1\""),
        (2, "removeTag(1)", "\"c1\""),
        (3, "addTag(1)", "\"c2\""),
        (1, "addTag(1, {conversation: 9})", "\"9\""),
        (1, "setProperty({fields: {}})", "\"c1\""),
        (1, "storage.keys({scope: 'conversation'})", "\"c1\""),
        (3, "sendNote('hi')", "\"c2\""),
        (1, "listMessages({limit: 1})", "\"c1\""),
    ] {
        drop(bound(place, call));
        assert_eq!(
            json(&get(&line.next().await, "conversation")),
            wanted,
            "{call}"
        );
    }
}

#[wasm_bindgen_test]
async fn a_late_listener_is_bound_to_what_it_is_told() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    drop(author(
        &kinbox,
        "Kinbox.on('conversation', (data, kinbox) => kinbox.addTag(1))",
    ));
    assert_eq!(text(&line.next().await, "conversation"), "c1");
}

#[wasm_bindgen_test]
async fn dispatch_event_takes_the_classic_spellings_and_the_new_ones() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    for (call, command, params) in [
        (
            "'toast', {message: 'hi', type: 'error'}",
            "toast",
            r#"{"kind":"error","message":"hi"}"#,
        ),
        ("'loading', true", "loading", r#"{"on":true}"#),
        (
            "'dialog', {type: 'confirm', title: 'a'}",
            "dialog",
            r#"{"kind":"confirm","title":"a"}"#,
        ),
        ("'add-tag', 5", "add_tag", r#"{"tag":"5"}"#),
        ("'remove_tag', '5'", "remove_tag", r#"{"tag":"5"}"#),
        ("'get-workspace-info'", "get_workspace_info", "{}"),
    ] {
        drop(value(&kinbox, &format!("Kinbox.dispatchEvent({call})")));
        let request = line.next().await;
        assert_eq!(text(&request, "command"), command);
        assert_eq!(json(&get(&request, "params")), params);
    }
    for (call, wanted) in [
        ("'send-note', 'a'", "unsupported"),
        ("", "invalid"),
        ("'toast'", "invalid"),
    ] {
        assert_eq!(
            code(&value(&kinbox, &format!("Kinbox.dispatchEvent({call})"))).await,
            wanted
        );
    }
}

#[wasm_bindgen_test]
async fn on_callback_is_harmless() {
    let console = Console::listen();
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    let log = author(
        &kinbox,
        "Kinbox.dialog('confirm', {title: 'a'}, yes => log.push(yes));
         log.push(Kinbox.onCallback({event: 'dialog_confirm', data: {confirmed: true}}));
         log.push(Kinbox.onCallback(null));",
    );
    line.next().await;
    line.round_trip().await;
    assert_eq!(json(&log), "[null,null]");
    assert!(console.errors().is_empty());
}

#[wasm_bindgen_test]
async fn a_listener_that_is_async_and_fails_is_the_author_s_own_rejection() {
    let host = Host::new();
    let (kinbox, line) = connected(&host, ONE).await;
    let log = author(
        &kinbox,
        "const seen = e => { e.preventDefault(); log.push(e.reason.message); removeEventListener('unhandledrejection', seen); };
         addEventListener('unhandledrejection', seen);
         Kinbox.on('conversation', async () => { throw new Error('mine') });",
    );
    support::until(|| log.length() == 1).await;
    assert_eq!(json(&log), r#"["mine"]"#);
    line.round_trip().await;
}

#[wasm_bindgen_test]
fn the_typings_name_every_event_command_and_code() {
    let kinbox = build(&Plugin::new(None, encaixe_plugin::Limits::STANDARD));
    for member in js_sys::Object::keys(kinbox.unchecked_ref::<js_sys::Object>()) {
        let member = member.as_string().unwrap();
        let declared = [
            format!(" {member}("),
            format!(" {member}<"),
            format!(" {member}:"),
        ];
        assert!(declared.iter().any(|it| TYPINGS.contains(it)), "{member}");
    }
    for member in js_sys::Object::keys(get(&kinbox, "storage").unchecked_ref::<js_sys::Object>()) {
        let member = member.as_string().unwrap();
        let declared = [format!("    {member}("), format!("    {member}<")];
        assert!(declared.iter().any(|it| TYPINGS.contains(it)), "{member}");
    }
    for event in Event::ALL {
        assert!(
            TYPINGS.contains(&format!("  {}: ", event.as_str())),
            "{event:?}"
        );
    }
    for code in Code::ALL {
        assert!(
            TYPINGS.contains(&format!("\"{}\"", code.as_str())),
            "{code:?}"
        );
    }
}

#[wasm_bindgen_test]
fn the_typings_of_the_workspace_name_every_key_of_the_sample() {
    let sample = include_str!("../../protocol/golden/reply_get_workspace_info.json");
    let workspace = get(&support::parse(sample), "ok");
    let (_, declared) = TYPINGS.split_once("interface WorkspaceInfo {").unwrap();
    for part in ["customFields", "members", "tags", "groups"] {
        let (_, own) = declared
            .split_once(&format!("\n  {part}: (Entry & "))
            .unwrap();
        let (own, _) = own.split_once(")[];\n").unwrap();
        let entry = TYPINGS.split_once("interface Entry {").unwrap().1;
        let tag = TYPINGS.split_once("interface Tag {").unwrap().1;
        let tag = tag.split_once("\n}").unwrap().0;
        let tag = if part == "tags" { tag } else { "" };
        let known = format!("{entry}{tag}{own}").replace('{', "\n");
        let first: Array = get(&workspace, part).unchecked_into();
        for key in js_sys::Object::keys(first.get(0).unchecked_ref::<js_sys::Object>()) {
            let key = key.as_string().unwrap();
            let named = |line: &str| line.trim().starts_with(&format!("{key}:"));
            assert!(known.lines().any(named), "{part}: {key}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_page_written_for_the_original_works_in_a_host_of_the_classic_protocol() {
    let host = Host::new();
    let plugin = host.plugin_with(encaixe_plugin::Limits {
        fallback_ms: 30,
        ..encaixe_plugin::Limits::STANDARD
    });
    let kinbox = build(&plugin);
    plugin.connect(None);
    let log = author(
        &kinbox,
        "Kinbox.getWorkspaceInfo(info => log.push(info.tags.length));
         Kinbox.on('conversation', (data, kinbox) => {
             log.push(data.contact.name);
             Kinbox.dialog('confirm', {title: 'Sure?'}, yes => {
                 log.push(yes);
                 if (yes) Kinbox.sendForm({type: 'modal', title: 'f', items: []}, answers => {
                     log.push(answers);
                     kinbox.addTag(5);
                 });
             });
         });
         Kinbox.on('callback', ({key, success}) => log.push(key + success));",
    );
    host.say(&format!(r#"{{"event":"conversation","data":{ONE}}}"#));
    assert_eq!(host.told().await, r#"{"event":"get-workspace-info"}"#);
    host.say(r#"{"event":"get_workspace_info_callback","data":{"tags":[1,2]}}"#);
    let dialog = host.told().await;
    assert_eq!(
        dialog,
        r#"{"event":"dialog","data":{"title":"Sure?","type":"confirm"}}"#
    );
    host.say(r#"{"event":"dialog_confirm","data":{"confirmed":true}}"#);
    let form = host.told().await;
    assert_eq!(
        form,
        r#"{"event":"form","data":{"type":"modal","title":"f","items":[]}}"#
    );
    host.say(r#"{"event":"form_callback","data":{"a":"b"}}"#);
    assert_eq!(host.told().await, r#"{"event":"add-tag","data":"5"}"#);
    host.say(r#"{"event":"callback","data":{"key":"k","success":false}}"#);
    host.heard().await;
    assert_eq!(json(&log), r#"["Ana",2,true,{"a":"b"},"kfalse"]"#);
    assert_eq!(text(&kinbox, "wire"), "classic");
    drop(value(&kinbox, "Kinbox.dispatchEvent('send-note', 'hi')"));
    assert_eq!(host.told().await, r#"{"event":"send-note","data":"hi"}"#);
}
