//! Scopes: each command against each of them, in both dialects. What it needs comes from the protocol, whose own tests have it in a
//! table that is written out.

use encaixe_api::plugin::FrameState;
use encaixe_protocol::classic;
use encaixe_protocol::command::Name;
use encaixe_protocol::scope::{AnyScope, Grants, Scope};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{PLUGIN, Stage};

/// The app that calls name.
const APP: &str = "asana";

/// None, each alone, all but each, two apps, of which one is called.
fn sets() -> Vec<Grants> {
    let each = || Scope::EACH.iter().copied().map(AnyScope::Named);
    let alone = each().map(|one| Grants::NONE.with(one));
    let others = each().map(|one| Grants::ALL.without(&one));
    let apps = [APP, "asan", "asana2"].map(|app| Grants::NONE.with(AnyScope::app(app)));
    [Grants::NONE, Grants::ALL]
        .into_iter()
        .chain(alone)
        .chain(others)
        .chain(apps)
        .collect()
}

/// Every command, the one of two entities as each.
fn calls() -> impl Iterator<Item = (Name, &'static str)> {
    let names = Name::ALL.iter().copied();
    names
        .map(|name| (name, "contact"))
        .chain([(Name::SetProperty, "session")])
}

fn need(name: Name, kind: &str) -> Option<AnyScope> {
    let param = |param: &str| Some(if param == "app" { APP } else { kind }.to_owned());
    name.need().scope(param)
}

fn called(stage: &Stage) -> Vec<Name> {
    let calls = stage.inbox.calls.borrow();
    calls.iter().map(|call| call.command).collect()
}

#[wasm_bindgen_test]
async fn a_command_without_its_scope_never_reaches_the_page() {
    for scopes in sets() {
        let stage = Stage::holding(PLUGIN, false, scopes.clone());
        stage.ready(PLUGIN).await;
        stage.state(FrameState::Connecting).await;
        stage.plugin("plugin.hello()");
        stage.state(FrameState::Verified).await;
        stage.until("plugin.count('welcome') === 1").await;
        let told = stage.json("plugin.heard.find((one) => one.type === 'welcome').context.scopes");
        let held: Vec<String> = scopes
            .iter()
            .map(|one| format!("\"{}\"", one.as_str()))
            .collect();
        assert_eq!(told, format!("[{}]", held.join(",")));

        stage.inbox.open("955");
        let mut expected = Vec::new();
        for (id, (name, kind)) in (1..).zip(calls()) {
            let command = name.as_str();
            let params = format!("{{type: '{kind}', app: '{APP}'}}");
            stage.plugin(&format!(
                "plugin.request({id}, '{command}', {params}, {{conversation: '955'}})"
            ));
            let reply = stage.reply(id).await;
            match need(name, kind).filter(|need| !scopes.has(need)) {
                None => {
                    expected.push(name);
                    assert_eq!(reply, r#"{"ok":null}"#, "{command} with {scopes}");
                }
                Some(need) => {
                    let need = need.as_str();
                    let denied = format!(
                        r#""code":"denied","message":"the plugin does not hold the scope {need}; an admin can grant it","detail":{{"scope":"{need}"}}"#
                    );
                    assert!(reply.contains(&denied), "{command} with {scopes}: {reply}");
                }
            }
        }
        assert_eq!(called(&stage), expected, "{scopes}");
    }
}

#[wasm_bindgen_test]
async fn nobody_is_asked_for_a_conversation_that_a_plugin_may_not_touch() {
    let stage = Stage::holding(PLUGIN, false, Grants::NONE);
    stage.ready(PLUGIN).await;
    stage.plugin("plugin.hello()");
    stage.state(FrameState::Verified).await;
    stage.plugin("plugin.request(1, 'add_note', {text: 'x'}, {conversation: '1'})");
    assert_eq!(stage.code(1).await, "denied");
}

#[wasm_bindgen_test]
async fn a_classic_command_without_its_scope_is_refused_as_that_dialect_refuses() {
    for scopes in sets() {
        let stage = Stage::holding(PLUGIN, true, scopes.clone());
        stage.inbox.open("955");
        *stage.inbox.data.borrow_mut() =
            Some(js_sys::JSON::parse(r#"{"conversation":{"id":"955"}}"#).unwrap());
        stage.state(FrameState::Classic).await;
        stage.until("plugin.windowHeard.length === 1").await;
        let mut expected = Vec::new();
        for (name, kind) in calls() {
            let Some(event) = classic::request(name) else {
                continue;
            };
            let data = if matches!(
                name,
                Name::SetProperty | Name::SendForm | Name::Dialog | Name::Toast
            ) {
                format!(
                    "{{type: '{kind}', key: '{kind}', fields: {{a: {{value: 1}}}}, message: 'x'}}"
                )
            } else {
                "'5'".to_owned()
            };
            stage.plugin(&format!(
                "parent.postMessage({{event: '{event}', data: {data}}}, '*')"
            ));
            if need(name, kind).is_none_or(|need| scopes.has(&need)) {
                expected.push(name);
            }
        }
        // The last one to be asked is answered in any case.
        for kind in ["contact", "session"] {
            let is_told = format!(
                "plugin.windowHeard.some((one) => one.event === 'callback' && one.data.key === '{kind}')"
            );
            stage.until(&is_told).await;
            let success = stage.json(&format!("plugin.windowHeard.find((one) => one.event === 'callback' && one.data.key === '{kind}').data.success"));
            let is_held = need(Name::SetProperty, kind).is_none_or(|need| scopes.has(&need));
            assert_eq!(success, is_held.to_string(), "{kind} with {scopes}");
        }
        assert_eq!(called(&stage), expected, "{scopes}");
        let is_answered = stage
            .json("plugin.windowHeard.some((one) => one.event === 'get_workspace_info_callback')");
        assert_eq!(
            is_answered,
            scopes.named().has(Scope::WorkspaceRead).to_string(),
            "{scopes}"
        );
    }
}
