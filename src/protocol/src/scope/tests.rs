//! The whole list in tables that are written out here: each command, each event and each part of the data, against each scope.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::parts::Granted;
use super::{AnyScope, Scope, Scopes};
use crate::command::{Name, add_tag};
use crate::event::{self, conversation, conversation_updated, message};
use crate::tests::golden;

/// What each command needs, by the param that says so; none for those that every plugin may use.
const COMMANDS: [(&str, Option<&str>, Option<&str>); 27] = [
    ("add_note", None, Some("notes:write")),
    ("add_tag", None, Some("tags:write")),
    ("assign_to", None, Some("assignment:write")),
    ("copy", None, None),
    ("dialog", None, None),
    ("get_conversation", None, Some("conversation:read")),
    ("get_token", None, None),
    ("get_workspace_info", None, Some("workspace:read")),
    ("insert_text", None, Some("composer:write")),
    ("list_messages", None, Some("messages:read")),
    ("loading", None, None),
    ("move_to_group", None, Some("assignment:write")),
    ("open_conversation", None, None),
    ("open_conversation", Some("session"), None),
    ("remove_tag", None, Some("tags:write")),
    ("request", None, Some("app:")),
    ("request", Some("asana"), Some("app:asana")),
    ("send_form", None, None),
    ("set_badge", None, None),
    ("set_height", None, None),
    ("set_property", None, Some("contact:write")),
    ("set_property", Some("session"), Some("attendance:write")),
    ("storage_get", None, Some("storage")),
    ("storage_keys", None, Some("storage")),
    ("storage_remove", None, Some("storage")),
    ("storage_set", None, Some("storage")),
    ("toast", None, None),
];

/// What each part of the data needs, by its pointer; none for those that are always there.
const PARTS: [(&str, Option<&str>); 29] = [
    ("/contact/id", None),
    ("/contact/properties", Some("contact:read")),
    ("/contact/name", Some("contact:read")),
    ("/contact/avatar", Some("contact:read")),
    ("/contact/email", Some("contact:read")),
    ("/contact/phone", Some("contact:read")),
    ("/contact/customFields", Some("contact:read")),
    ("/conversation/id", None),
    ("/conversation/identifier", Some("contact:read")),
    ("/conversation/assignee", Some("conversation:read")),
    ("/conversation/group", Some("conversation:read")),
    ("/conversation/channel_type", Some("conversation:read")),
    ("/conversation/link", Some("conversation:read")),
    ("/conversation/tags", Some("conversation:read")),
    ("/conversation/status", None),
    ("/conversation/lastMessage", Some("messages:read")),
    ("/user/id", None),
    ("/user/name", None),
    ("/user/phone", Some("workspace:read")),
    ("/user/avatar", Some("workspace:read")),
    ("/user/email", Some("workspace:read")),
    ("/user/isActive", None),
    ("/session/id", None),
    ("/session/customFields", Some("conversation:read")),
    ("/dev", None),
    ("/messages", Some("messages:read")),
    // Of other events and answers.
    ("/changed", None),
    ("/tags", Some("conversation:read")),
    ("/message", None),
];

/// Every set worth a try: none, each alone, all but each, all.
fn sets() -> Vec<Scopes> {
    let alone = Scope::EACH.iter().map(|one| Scopes::NONE.with(*one));
    let others = Scope::EACH.iter().map(|one| Scopes::ALL.without(*one));
    let ends = [Scopes::NONE, Scopes::ALL];
    alone.chain(others).chain(ends).collect()
}

fn scope(name: Option<&str>) -> Option<Scope> {
    name.map(|name| Scope::parse(name).unwrap())
}

#[test]
fn every_command_needs_what_the_table_says() {
    for (command, kind, need) in COMMANDS {
        let name = Name::parse(command).unwrap();
        let asked = if command == "request" { "app" } else { "type" };
        let found = name.need().scope(|param| {
            assert_eq!(param, asked, "{command}");
            kind.map(str::to_owned)
        });
        assert_eq!(found.as_ref().map(AnyScope::as_str), need, "{command}");
    }
    for name in Name::ALL {
        let in_table = COMMANDS.iter().any(|(known, ..)| *known == name.as_str());
        assert!(in_table, "{}", name.as_str());
    }
}

#[test]
fn only_the_event_of_messages_needs_a_scope() {
    for name in event::Name::ALL {
        let need = (*name == event::Name::Message).then_some(Scope::MessagesRead);
        assert_eq!(name.scope(), need, "{}", name.as_str());
    }
}

/// The whole data of an event or answer, with no part that is empty anyway.
fn whole(mut data: Value) -> Value {
    for pointer in ["/contact/avatar", "/user/phone", "/user/avatar"] {
        if let Some(part) = data.pointer_mut(pointer) {
            *part = json!("something");
        }
    }
    data
}

fn empty(part: &Value) -> Value {
    match part {
        Value::Array(_) => json!([]),
        Value::Object(_) => json!({}),
        Value::Number(_) | Value::Bool(_) => panic!("{part} has no empty value"),
        Value::String(_) | Value::Null => json!(""),
    }
}

/// Checks each part of `data` against each set of scopes.
fn check<T: Granted + serde::Serialize + serde::de::DeserializeOwned>(data: Value) {
    let data = whole(data);
    let leaves = |value: &Value| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (key, part) in value.as_object().unwrap() {
            let of_parts = ["contact", "conversation", "user", "session"].contains(&key.as_str());
            match part.as_object().filter(|_| of_parts) {
                Some(parts) => found.extend(parts.keys().map(|part| format!("/{key}/{part}"))),
                None => drop(found.insert(format!("/{key}"))),
            }
        }
        found
    };
    for scopes in sets() {
        let given: T = serde_json::from_value(data.clone()).unwrap();
        let given = serde_json::to_value(given.granted(scopes)).unwrap();
        assert_eq!(leaves(&given), leaves(&data));
        for pointer in leaves(&data) {
            let (_, need) = PARTS
                .iter()
                .find(|(known, _)| *known == pointer)
                .unwrap_or_else(|| panic!("{pointer} is not in the table"));
            let (part, all) = (given.pointer(&pointer), data.pointer(&pointer).unwrap());
            if scope(*need).is_none_or(|need| scopes.has(need)) {
                assert_eq!(part, Some(all), "{pointer} with {scopes}");
            } else {
                // Null is as empty as the empty text, where a part may be missing.
                let part = part.unwrap();
                assert!(
                    *part == Value::Null || *part == empty(all),
                    "{pointer} with {scopes}: {part}"
                );
            }
        }
    }
}

#[test]
fn every_part_of_the_data_is_there_with_its_scope_and_empty_without() {
    check::<conversation::Data>(golden("event_conversation")["data"].clone());
    check::<conversation::Data>(golden("welcome")["conversation"].clone());
    check::<Option<conversation::Data>>(golden("reply_get_conversation")["ok"].clone());
    check::<conversation_updated::Data>(golden("event_conversation_updated")["data"].clone());
    check::<message::Data>(golden("event_message")["data"].clone());
    check::<add_tag::Reply>(golden("reply_add_tag")["ok"].clone());
    check::<add_tag::Reply>(golden("reply_remove_tag")["ok"].clone());
}

#[test]
fn what_is_not_granted_is_in_no_part() {
    let data = golden("event_conversation")["data"].clone();
    let held = Scopes::NONE.with(Scope::ConversationRead);
    let given: conversation::Data = serde_json::from_value(data).unwrap();
    let given = serde_json::to_string(&given.granted(held)).unwrap();
    for secret in [
        "Fulano",
        "fulano@",
        "5585997282828",
        "Fortaleza",
        "pedido",
        "ana@",
    ] {
        assert!(!given.contains(secret), "{secret} in {given}");
    }
    for kept in ["955", "whatsapp", "VIP", "850", "475", "troca"] {
        assert!(given.contains(kept), "{kept} not in {given}");
    }
}

#[test]
fn names_are_read_as_they_are_written() {
    for scope in Scope::EACH.iter().chain([&Scope::All]) {
        assert_eq!(Scope::parse(scope.as_str()), Some(*scope));
    }
    for name in [
        "",
        "**",
        "conversation",
        "Conversation:read",
        "app:",
        "app:7",
        " storage",
    ] {
        assert_eq!(Scope::parse(name), None, "{name}");
    }
    for scopes in sets() {
        assert_eq!(Scopes::parse(&scopes.to_string()), Some(scopes));
        let wire = serde_json::to_value(scopes).unwrap();
        assert_eq!(serde_json::from_value::<Scopes>(wire).unwrap(), scopes);
    }
    assert_eq!(json!(Scopes::ALL), json!(["*"]));
    assert_eq!(Scopes::parse("storage * storage"), Some(Scopes::ALL));
    assert_eq!(Scopes::parse("storage x"), None);
    assert!(serde_json::from_value::<Scopes>(json!(["storage", "x"])).is_err());
}

#[test]
fn all_is_more_than_each_together() {
    let each: Scopes = Scope::EACH.iter().copied().collect();
    assert!(Scopes::ALL.covers(each) && !each.covers(Scopes::ALL));
    assert!(!each.has(Scope::All) && Scopes::ALL.has(Scope::All));
    let some = Scopes::NONE.with(Scope::Storage).with(Scope::TagsWrite);
    assert_eq!(
        some.without(Scope::Storage),
        Scopes::NONE.with(Scope::TagsWrite)
    );
    assert_eq!(each.and(some), some);
    assert_eq!(some.without(Scope::TagsWrite).or(some), some);
    assert!(some.covers(Scopes::NONE) && !some.covers(each));
}
