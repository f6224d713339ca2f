//! What is said is shown once; plugins ask a few questions at a time.

use std::rc::Rc;

use encaixe_api::inbox::conversation::Conversation;
use encaixe_api::inbox::message::Message;
use encaixe_protocol::command::dialog::{Kind, Params};
use encaixe_protocol::handshake::Theme;
use encaixe_ui::api_client::Failure;
use encaixe_ui::i18n::Locale;
use encaixe_ui::theme::Choice;
use serde_json::{Value, json};

use super::{ComposerAction, Inserted, Sending};
use crate::drafts::{Draft, Mode};
use crate::state::dialogs::{Dialog, Question};
use crate::state::slot::Slot;
use crate::state::toasts::Source;
use crate::state::{Action, State};

const AT: &str = "2026-11-22T17:20:16.000Z";

fn message(id: &str) -> Value {
    json!({"id": id, "type": "text", "from": "agent", "author": "101", "text": "oi", "mediaUrl": null,
        "status": "sent", "createdAt": AT})
}

fn conversation(messages: &[&str]) -> Rc<Conversation> {
    let messages: Vec<Value> = messages.iter().map(|id| message(id)).collect();
    let found = json!({
        "id": "9", "contact": {"id": "7", "name": "Ana", "avatar": null}, "channel": "5", "assignee": null,
        "group": null, "tags": [], "status": "open", "unread": 0, "lastMessage": null, "updatedAt": AT,
        "person": {"id": "7", "name": "Ana", "avatar": null, "email": null, "phone": null, "fields": {}},
        "identifier": null, "session": "31", "messages": messages, "earlier": null
    });
    Rc::new(serde_json::from_value(found).unwrap())
}

fn said(id: &str) -> Rc<Message> {
    Rc::new(serde_json::from_value(message(id)).unwrap())
}

fn page() -> State {
    let mut page = State::new(Locale::PtBr, Choice::System, Theme::Light, None);
    page.reduce(Action::Select(Some("9".into())));
    page.reduce(Action::Conversation(conversation(&["1"])));
    page
}

fn shown(page: &State) -> Vec<&str> {
    let messages = &page.conversation().unwrap().messages;
    messages.iter().map(|message| message.id.as_str()).collect()
}

#[test]
fn a_sent_message_is_shown_once_whoever_tells_of_it_first() {
    let mut page = page();
    page.reduce(Action::Said("9".into(), said("2")));
    assert_eq!(shown(&page), ["1", "2"]);
    page.reduce(Action::Conversation(conversation(&["1", "2"])));
    assert_eq!(shown(&page), ["1", "2"]);

    page.reduce(Action::Conversation(conversation(&["1", "2", "3"])));
    page.reduce(Action::Said("9".into(), said("3")));
    assert_eq!(shown(&page), ["1", "2", "3"]);
    page.reduce(Action::Said("8".into(), said("4")));
    assert_eq!(shown(&page), ["1", "2", "3"]);
}

#[test]
fn what_is_on_its_way_is_known_for_each_conversation_and_way_of_writing() {
    let mut page = page();
    let key = ("9".into(), Mode::Reply);
    let other = ("9".into(), Mode::Note);
    page.reduce(Action::Compose(ComposerAction::Sending(
        key.clone(),
        Sending::Now,
    )));
    assert_eq!(page.composer.sending(&key), Some(&Sending::Now));
    assert_eq!(page.composer.sending(&other), None);

    let failure = Failure {
        status: None,
        error: serde_json::from_value(json!({"code": "offline", "message": "no answer"})).unwrap(),
    };
    let failed = Sending::Failed(failure);
    page.reduce(Action::Compose(ComposerAction::Sending(
        key.clone(),
        failed.clone(),
    )));
    assert_eq!(page.composer.sending(&key), Some(&failed));
    page.reduce(Action::Compose(ComposerAction::Sent(
        key.clone(),
        "2".into(),
    )));
    assert_eq!(page.composer.sending(&key), None);
}

#[test]
fn what_a_plugin_put_in_cannot_be_taken_out_once_the_reply_was_sent() {
    let is_left = |conversation: &str, mode: Mode| {
        let mut page = page();
        page.reduce(Action::Compose(ComposerAction::Inserted(Inserted {
            id: 1,
            conversation: "9".into(),
            source: source("a"),
            before: Draft::new(String::new()),
            after: "oi".to_owned(),
            marks: (0, 2),
            at: 0.0,
            is_held: false,
        })));
        let key = (conversation.into(), mode);
        page.reduce(Action::Compose(ComposerAction::Sent(key, "2".into())));
        page.composer.inserted.is_some()
    };
    assert!(!is_left("9", Mode::Reply));
    assert!(is_left("9", Mode::Note));
    assert!(is_left("8", Mode::Reply));
}

fn source(plugin: &str) -> Source {
    Source {
        id: plugin.into(),
        name: plugin.to_owned(),
        icon: None,
    }
}

fn ask(page: &mut State, id: u32, plugin: &str) {
    let params: Params = serde_json::from_value(json!({"kind": "confirm", "title": "?"})).unwrap();
    assert_eq!(params.kind, Kind::Confirm);
    page.reduce(Action::Dialog(Dialog {
        id,
        source: Some(source(plugin)),
        question: Question::Confirm(Rc::new(params), Slot::new()),
    }));
}

#[test]
fn each_plugin_has_one_question_open_and_three_waiting() {
    let mut page = page();
    for id in 1..=4 {
        assert!(page.dialogs.has_room(&"a".into()), "{id}");
        ask(&mut page, id, "a");
    }
    assert!(!page.dialogs.has_room(&"a".into()));
    assert!(page.dialogs.has_room(&"b".into()));
    ask(&mut page, 5, "b");
    page.reduce(Action::DialogGone(1));
    assert!(page.dialogs.has_room(&"a".into()));
    page.reduce(Action::DocumentGone("a".into()));
    assert_eq!(page.dialogs.front().map(|front| front.id), Some(5));
}
