//! What a classic page's messages become.

use encaixe_host::{decode, encode};
use encaixe_protocol::command::{
    Name, add_tag, assign_to, dialog, loading, move_to_group, send_form, set_property, toast,
};
use encaixe_protocol::event;
use encaixe_protocol::id::ConversationId;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{called, say, spoken};
use crate::support::{Stage, until};

/// Sends a message and waits for the call that it becomes: its params as JSON and its conversation.
async fn becomes(stage: &Stage, message: &str, command: Name) -> (String, Option<ConversationId>) {
    let before = stage.inbox.calls.borrow().len();
    say(stage, message);
    until(message, || stage.inbox.calls.borrow().len() > before).await;
    let calls = stage.inbox.calls.borrow();
    assert_eq!((calls.len(), calls[before].command), (before + 1, command));
    let params = js_sys::JSON::stringify(&calls[before].params).unwrap();
    (params.into(), calls[before].conversation.clone())
}

/// The newest call's params, as a command reads them.
fn read<P: DeserializeOwned>(stage: &Stage) -> P {
    let calls = stage.inbox.calls.borrow();
    decode(calls.last().unwrap().params.clone()).unwrap()
}

fn open() -> Option<ConversationId> {
    Some("955".into())
}

#[wasm_bindgen_test]
async fn every_classic_command_arrives_in_the_words_of_the_channel() {
    let stage = spoken().await;
    let said = "{event: 'toast', data: {message: 'Oi', type: 'warning'}}";
    let heard = becomes(&stage, said, Name::Toast).await;
    assert_eq!(heard, (r#"{"kind":"warning","message":"Oi"}"#.into(), None));
    assert_eq!(read::<toast::Params>(&stage).kind, toast::Kind::Warning);

    let heard = becomes(&stage, "{event: 'loading', data: true}", Name::Loading).await;
    assert_eq!(heard, (r#"{"on":true}"#.into(), None));

    let heard = becomes(&stage, "{event: 'add-tag', data: 5}", Name::AddTag).await;
    assert_eq!(heard, (r#"{"tag":5}"#.into(), open()));
    assert_eq!(read::<add_tag::Params>(&stage).tag.as_str(), "5");
    let heard = becomes(&stage, "{event: 'remove-tag', data: '6'}", Name::RemoveTag).await;
    assert_eq!(heard, (r#"{"tag":"6"}"#.into(), open()));

    let heard = becomes(&stage, "{event: 'assign', data: 850}", Name::AssignTo).await;
    assert_eq!(heard, (r#"{"member":850}"#.into(), open()));
    assert!(read::<assign_to::Params>(&stage).member.is_some());
    let heard = becomes(&stage, "{event: 'move', data: '475'}", Name::MoveToGroup).await;
    assert_eq!(heard, (r#"{"group":"475"}"#.into(), open()));
    assert!(read::<move_to_group::Params>(&stage).group.is_some());

    let said = "{event: 'get-workspace-info'}";
    let heard = becomes(&stage, said, Name::GetWorkspaceInfo).await;
    assert_eq!(heard, ("{}".into(), None));

    let said = "{event: 'dialog', data: {type: 'confirm', title: 'Sure?', description: 'All of it',
        okText: 'Yes', cancelText: null, more: 1}}";
    let heard = becomes(&stage, said, Name::Dialog).await;
    let params = r#"{"title":"Sure?","description":"All of it","okText":"Yes","kind":"confirm"}"#;
    assert_eq!(heard, (params.into(), None));
    assert_eq!(read::<dialog::Params>(&stage).cancel_text, None);
}

#[wasm_bindgen_test]
async fn a_form_arrives_with_all_its_questions() {
    let stage = spoken().await;
    let items = r#"[{"type":"multi-select","name":"a","label":"A","required":true,"options":[{"value":1,"label":"One"}]},{"type":"date","name":"b"}]"#;
    let said = format!(
        "{{event: 'form', data: {{type: 'drawer', title: 'Plan', description: 'Why',
           okText: 'Send', cancelText: 'Not now', items: {items}, more: 1}}}}"
    );
    let heard = becomes(&stage, &said, Name::SendForm).await;
    let params = format!(
        r#"{{"title":"Plan","description":"Why","items":{items},"okText":"Send","cancelText":"Not now","type":"drawer"}}"#
    );
    assert_eq!(heard, (params, None));
    let form: send_form::Params = read(&stage);
    assert_eq!(form.kind, send_form::Kind::Drawer);
    assert_eq!(form.items[0].kind, send_form::ItemKind::MultiSelect);

    // A place that there is not is the usual one, and what was left out stays missing.
    let said = "{event: 'form', data: {type: 'popup', items: []}}";
    let heard = becomes(&stage, said, Name::SendForm).await;
    assert_eq!(heard, (r#"{"items":[]}"#.into(), None));
}

#[wasm_bindgen_test]
async fn a_property_is_bound_to_the_open_conversation_unless_the_page_says_whose_it_is() {
    let stage = spoken().await;
    let fields = "fields: {cidade: {value: 'Natal'}}";
    for (whose, bound) in [
        ("contactId: 25", false),
        ("contactId: '25', type: 'contact'", false),
        ("sessionId: 71, type: 'session'", false),
        ("key: 'k'", true),
        ("contactId: null", true),
        ("type: 'session'", true),
        ("sessionId: 71", true),
        ("contactId: 25, type: 'session'", true),
        ("type: null", true),
    ] {
        let said = format!("{{event: 'set-property', data: {{{whose}, {fields}}}}}");
        let (_, conversation) = becomes(&stage, &said, Name::SetProperty).await;
        assert_eq!(conversation, bound.then_some("955".into()), "{whose}");
        assert_eq!(read::<set_property::Params>(&stage).fields.len(), 1);
    }
}

#[wasm_bindgen_test]
async fn values_that_the_original_takes_are_taken() {
    let stage = spoken().await;
    for (data, params) in [
        ("{message: 'Oi'}", r#"{"kind":"info","message":"Oi"}"#),
        (
            "{message: 4.5, type: 'alert'}",
            r#"{"kind":"info","message":"4.5"}"#,
        ),
        (
            "{message: 'Oi', type: 7}",
            r#"{"kind":"info","message":"Oi"}"#,
        ),
    ] {
        let said = format!("{{event: 'toast', data: {data}}}");
        assert_eq!(becomes(&stage, &said, Name::Toast).await.0, params);
        read::<toast::Params>(&stage);
    }
    for (data, on) in [
        ("1", true),
        ("'yes'", true),
        ("{}", true),
        ("null", false),
        ("undefined", false),
        ("''", false),
    ] {
        let said = format!("{{event: 'loading', data: {data}}}");
        becomes(&stage, &said, Name::Loading).await;
        assert_eq!(read::<loading::Params>(&stage).on, on, "{data}");
    }
    becomes(&stage, "{event: 'assign', data: null}", Name::AssignTo).await;
    assert_eq!(read::<assign_to::Params>(&stage).member, None);
}

#[wasm_bindgen_test]
async fn nobody_is_unassigned_by_a_page_that_names_nobody() {
    let stage = spoken().await;
    for event in ["assign", "move", "add-tag", "remove-tag"] {
        say(&stage, &format!("{{event: '{event}'}}"));
    }
    becomes(&stage, "{event: 'loading', data: true}", Name::Loading).await;
}

#[wasm_bindgen_test]
async fn commands_that_are_not_of_this_dialect_are_not_reached_by_any_name() {
    let stage = spoken().await;
    for name in Name::ALL {
        let name = name.as_str();
        if !["dialog", "loading", "toast"].contains(&name) {
            say(&stage, &format!("{{event: '{name}', data: {{}}}}"));
            let kebab = name.replace('_', "-");
            let classic = [
                "add-tag",
                "remove-tag",
                "set-property",
                "get-workspace-info",
            ];
            if !classic.contains(&kebab.as_str()) {
                say(&stage, &format!("{{event: '{kebab}', data: {{}}}}"));
            }
        }
    }
    becomes(&stage, "{event: 'loading', data: true}", Name::Loading).await;
}

#[wasm_bindgen_test]
async fn what_a_page_asks_for_the_conversation_that_it_knows_is_never_done_to_another() {
    let stage = spoken().await;
    stage.inbox.answer(async |_| encode(&()));
    let bound = [
        "{event: 'add-tag', data: 5}",
        "{event: 'remove-tag', data: 5}",
        "{event: 'assign', data: 850}",
        "{event: 'move', data: 475}",
        "{event: 'set-property', data: {key: 'k', fields: {a: {value: 1}}}}",
    ];
    // The agent moved on; the news of it is not there yet, though other news is.
    stage.inbox.open("956");
    for event in [
        event::Name::Theme,
        event::Name::Visible,
        event::Name::Message,
    ] {
        stage.frame.send(event, &JsValue::NULL);
    }
    for message in bound {
        say(&stage, message);
    }
    becomes(&stage, "{event: 'loading', data: true}", Name::Loading).await;
    stage.until("plugin.windowHeard.length === 2").await;
    assert_eq!(
        stage.json("plugin.windowHeard[1]"),
        r#"{"event":"callback","data":{"key":"k","success":false}}"#
    );

    let data = js_sys::JSON::parse(r#"{"conversation":{"id":"956"}}"#).unwrap();
    stage.frame.send(event::Name::Conversation, &data);
    stage.until("plugin.windowHeard.length === 3").await;
    let (_, conversation) = becomes(&stage, bound[0], Name::AddTag).await;
    assert_eq!(conversation, Some("956".into()));

    *stage.inbox.open.borrow_mut() = None;
    stage
        .frame
        .send(event::Name::NoConversation, &JsValue::NULL);
    stage.until("plugin.windowHeard.length === 4").await;
    for message in bound {
        say(&stage, message);
    }
    becomes(&stage, "{event: 'loading', data: true}", Name::Loading).await;
    assert_eq!(called(&stage), [Name::Loading, Name::AddTag, Name::Loading]);
}
