//! The golden samples: each is read into its type and written back without losing or gaining a key.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::classic;
use crate::command::{self, Command, Name};
use crate::envelope::{ToHost, ToPlugin};
use crate::error::Code;
use crate::event::{self, conversation, conversation_updated};
use crate::handshake::Hello;
use crate::id::TagId;
use crate::limits::Limits;

pub(crate) fn golden(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("golden")
        .join(name)
        .with_extension("json");
    let text = fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    serde_json::from_str(&text).unwrap()
}

fn check<T: Serialize + DeserializeOwned>(name: &str) -> T {
    let sample = golden(name);
    let value: T =
        serde_json::from_value(sample.clone()).unwrap_or_else(|why| panic!("{name}: {why}"));
    assert_eq!(serde_json::to_value(&value).unwrap(), sample, "{name}");
    value
}

fn check_command<C: Command>() {
    let wire = C::NAME.as_str();
    check::<ToHost<C::Params>>(&format!("request_{wire}"));
    check::<ToPlugin<Value, C::Reply>>(&format!("reply_{wire}"));
    assert_eq!(golden(&format!("request_{wire}"))["command"], wire);
    let stated = golden(&format!("request_{wire}"))
        .get("conversation")
        .is_some();
    match C::NAME.binding() {
        command::Binding::Conversation => assert!(stated, "{wire}"),
        command::Binding::Optional => {}
        command::Binding::Page => assert!(!stated, "{wire}"),
    }
}

#[test]
fn a_field_is_emptied_by_null_alone() {
    let field = serde_json::from_value::<command::set_property::Field>;
    assert_eq!(field(json!({"value": null})).unwrap().value, None);
    for missing in [json!({}), json!({"vaule": 1})] {
        assert!(field(missing.clone()).is_err(), "{missing}");
    }
}

#[test]
fn every_command_has_its_samples() {
    for name in Name::ALL {
        match name {
            Name::AddNote => check_command::<command::add_note::AddNote>(),
            Name::AddTag => check_command::<command::add_tag::AddTag>(),
            Name::AssignTo => check_command::<command::assign_to::AssignTo>(),
            Name::Copy => check_command::<command::copy::Copy>(),
            Name::Dialog => check_command::<command::dialog::Dialog>(),
            Name::GetConversation => check_command::<command::get_conversation::GetConversation>(),
            Name::GetToken => check_command::<command::get_token::GetToken>(),
            Name::GetWorkspaceInfo => {
                check_command::<command::get_workspace_info::GetWorkspaceInfo>()
            }
            Name::InsertText => check_command::<command::insert_text::InsertText>(),
            Name::ListMessages => check_command::<command::list_messages::ListMessages>(),
            Name::Loading => check_command::<command::loading::Loading>(),
            Name::MoveToGroup => check_command::<command::move_to_group::MoveToGroup>(),
            Name::OpenConversation => {
                check_command::<command::open_conversation::OpenConversation>()
            }
            Name::RemoveTag => check_command::<command::remove_tag::RemoveTag>(),
            Name::Request => check_command::<command::request::Request>(),
            Name::SendForm => check_command::<command::send_form::SendForm>(),
            Name::SetBadge => check_command::<command::set_badge::SetBadge>(),
            Name::SetHeight => check_command::<command::set_height::SetHeight>(),
            Name::SetProperty => check_command::<command::set_property::SetProperty>(),
            Name::StorageGet => check_command::<command::storage_get::StorageGet>(),
            Name::StorageKeys => check_command::<command::storage_keys::StorageKeys>(),
            Name::StorageRemove => check_command::<command::storage_remove::StorageRemove>(),
            Name::StorageSet => check_command::<command::storage_set::StorageSet>(),
            Name::Toast => check_command::<command::toast::Toast>(),
        }
    }
}

#[test]
fn every_event_has_its_sample() {
    for name in event::Name::ALL {
        let sample = format!("event_{}", name.as_str());
        match name {
            event::Name::Callback => {
                check::<ToPlugin<event::callback::Data, Value>>(&sample);
            }
            event::Name::Closing => {
                check::<ToPlugin<event::closing::Data, Value>>(&sample);
            }
            event::Name::Conversation => {
                check::<ToPlugin<event::conversation::Data, Value>>(&sample);
            }
            event::Name::ConversationUpdated => {
                check::<ToPlugin<event::conversation_updated::Data, Value>>(&sample);
            }
            event::Name::Locale => {
                check::<ToPlugin<event::locale::Data, Value>>(&sample);
            }
            event::Name::Message => {
                check::<ToPlugin<event::message::Data, Value>>(&sample);
            }
            event::Name::Theme => {
                check::<ToPlugin<event::theme::Data, Value>>(&sample);
            }
            event::Name::Hidden | event::Name::NoConversation | event::Name::Visible => {
                check::<ToPlugin<(), Value>>(&sample);
            }
        }
        assert_eq!(golden(&sample)["event"], name.as_str());
    }
}

#[test]
fn the_handshake_and_the_small_messages_have_samples() {
    assert!(check::<Hello>("hello").nonce_is_well_formed());
    for name in [
        "welcome",
        "welcome_none",
        "ping",
        "closed",
        "reply_error",
        "reply_error_detail",
        "reply_error_scope",
        "reply_error_reconnect",
    ] {
        check::<ToPlugin<conversation::Data, Value>>(name);
    }
    for name in ["abort", "pong", "ack", "bye"] {
        check::<ToHost<Value>>(name);
    }
}

#[test]
fn no_sample_is_left_unread() {
    let mut read: BTreeSet<String> = [
        "hello",
        "welcome",
        "welcome_none",
        "ping",
        "closed",
        "reply_error",
        "reply_error_detail",
        "reply_error_scope",
        "reply_error_reconnect",
        "abort",
        "pong",
        "ack",
        "bye",
    ]
    .map(str::to_owned)
    .into();
    for name in Name::ALL {
        read.insert(format!("request_{}", name.as_str()));
        read.insert(format!("reply_{}", name.as_str()));
    }
    read.extend(
        event::Name::ALL
            .iter()
            .map(|name| format!("event_{}", name.as_str())),
    );
    let there: BTreeSet<String> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("golden"))
            .unwrap()
            .map(|entry| {
                entry
                    .unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
    assert_eq!(there, read);
}

#[test]
fn an_id_is_a_text_or_a_whole_number() {
    for (given, want) in [
        (json!("5"), Some("5")),
        (json!(""), Some("")),
        (json!(5), Some("5")),
        (json!(-5), Some("-5")),
        (json!(5.0), Some("5")),
        (json!(9_007_199_254_740_991_u64), Some("9007199254740991")),
        (json!(5.5), None),
        (json!(1e300), None),
        (json!(null), None),
        (json!(true), None),
        (json!(["5"]), None),
        (json!({"id": "5"}), None),
    ] {
        let got = serde_json::from_value::<TagId>(given.clone()).ok();
        assert_eq!(got.as_ref().map(TagId::as_str), want, "{given}");
    }
}

#[test]
fn unknown_keys_are_ignored_and_unknown_types_refused() {
    let read = |value: Value| serde_json::from_value::<ToHost<Value>>(value).ok();
    assert_eq!(
        read(json!({"type": "pong", "id": 1, "later": true})),
        Some(ToHost::Pong { id: 1 })
    );
    for odd in [
        json!({"type": "new_kind"}),
        json!({"type": "pong"}),
        json!({"type": "pong", "id": -1}),
        json!({"id": 1}),
        json!(null),
        json!("bye"),
        json!([]),
    ] {
        assert_eq!(read(odd.clone()), None, "{odd}");
    }
}

#[test]
fn a_nonce_is_sixteen_bytes_of_base64url() {
    let mut hello: Hello = check("hello");
    for (nonce, good) in [
        ("AAECAwQFBgcICQoLDA0ODw", true),
        ("__-_AwQFBgcICQoLDA0ODw", true),
        ("", false),
        ("AAECAwQFBgcICQoLDA0OD", false),
        ("AAECAwQFBgcICQoLDA0ODw==", false),
        ("AAECAwQFBgcICQoLDA0OD+", false),
        ("ãAECAwQFBgcICQoLDA0ODw", false),
    ] {
        hello.nonce = nonce.to_owned();
        assert_eq!(hello.nonce_is_well_formed(), good, "{nonce}");
    }
}

#[test]
fn names_and_codes_are_read_as_they_are_written() {
    for name in Name::ALL {
        assert_eq!(Name::parse(name.as_str()), Some(*name));
    }
    for name in event::Name::ALL {
        assert_eq!(event::Name::parse(name.as_str()), Some(*name));
    }
    for code in Code::ALL {
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
    }
    assert_eq!(Name::parse("add-tag"), None);
    assert_eq!(event::Name::parse(""), None);
}

#[test]
fn limits_left_out_keep_their_standard() {
    let limits: Limits = serde_json::from_value(json!({"commandMs": 5})).unwrap();
    assert_eq!(
        limits,
        Limits {
            command_ms: 5,
            ..Limits::STANDARD
        }
    );
}

#[test]
fn a_change_is_told_by_comparing_two_states() {
    use conversation_updated::Change;
    let data: conversation_updated::Data =
        serde_json::from_value(golden("event_conversation_updated")["data"].clone()).unwrap();
    let before = conversation::Data {
        conversation: data.conversation,
        contact: data.contact,
        session: data.session,
        ..serde_json::from_value(golden("event_conversation")["data"].clone()).unwrap()
    };
    assert_eq!(Change::between(&before, &before), []);
    let mut after = before.clone();
    after.conversation.tags.clear();
    assert_eq!(Change::between(&before, &after), [Change::Tags]);
    after.conversation.assignee = None;
    after.conversation.group = None;
    after.conversation.status = conversation::Status::Closed;
    after.contact.email = None;
    after.session.id = "9".into();
    assert_eq!(
        Change::between(&before, &after),
        [
            Change::Tags,
            Change::Assignee,
            Change::Group,
            Change::Status,
            Change::Contact,
            Change::Session
        ]
    );
    let mut talked = before.clone();
    talked.conversation.last_message = None;
    talked.messages.clear();
    assert_eq!(Change::between(&before, &talked), []);
}

#[test]
fn the_classic_dialect_has_its_own_names() {
    let known: Vec<&str> = Name::ALL
        .iter()
        .filter_map(|name| classic::request(*name))
        .collect();
    assert_eq!(known.len(), 10);
    for name in Name::ALL {
        if let Some(event) = classic::request(*name) {
            assert_eq!(classic::command(event), Some(*name));
        } else {
            assert_eq!(classic::reply(*name), None);
        }
    }
    assert_eq!(classic::command("add_tag"), None);
    assert_eq!(classic::command("copy"), None);
}
