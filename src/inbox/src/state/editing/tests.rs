//! What is typed stays until it was taken, whatever happens around it.

use encaixe_api::error::{ApiError, FieldError};
use encaixe_api::id::ConversationId;

use super::{EditAction, Editing, Entity, Failure, Key};
use crate::form::entry::Entry;

fn id() -> ConversationId {
    ConversationId::from("7")
}

fn key(path: &str) -> Key {
    (Entity::Contact, path.to_owned())
}

fn text(text: &str) -> Entry {
    Entry::Text(text.to_owned())
}

fn refusal(path: &str) -> Failure {
    let field = FieldError {
        path: path.to_owned(),
        code: "invalid".to_owned(),
        message: String::new(),
    };
    Failure {
        status: Some(422),
        error: ApiError {
            code: "invalid".to_owned(),
            message: String::new(),
            fields: vec![field],
            ..ApiError::default()
        },
    }
}

fn entered(path: &str, entry: &str, now: &str) -> Editing {
    let mut editing = Editing::default();
    editing.act(id(), EditAction::Open);
    editing.act(id(), EditAction::Enter(key(path), text(entry), text(now)));
    editing
}

fn kept(editing: &Editing, path: &str) -> Option<(Entry, Entry)> {
    let touched = editing.of(&id())?.touched.get(&key(path))?;
    Some((touched.entry.clone(), touched.was.clone()))
}

#[test]
fn what_was_typed_stays_while_somebody_else_changes_the_field() {
    let mut editing = entered("email", "a", "");
    editing.act(
        id(),
        EditAction::Enter(key("email"), text("ab"), text("other")),
    );
    assert_eq!(kept(&editing, "email"), Some((text("ab"), text(""))));
    // The value of before is no longer what is stored: it is a change too.
    editing.act(
        id(),
        EditAction::Enter(key("email"), text(""), text("other")),
    );
    assert_eq!(kept(&editing, "email"), Some((text(""), text(""))));
    editing.act(
        id(),
        EditAction::Enter(key("email"), text("other"), text("other")),
    );
    assert_eq!(kept(&editing, "email"), None);
}

#[test]
fn a_sheet_closes_once_everything_was_taken_and_not_before() {
    let mut editing = entered("email", "a@b", "");
    editing.act(id(), EditAction::Tried(Vec::new()));
    editing.act(id(), EditAction::Saving);
    editing.act(
        id(),
        EditAction::Enter(key("phone"), text("5511"), text("")),
    );
    editing.act(id(), EditAction::Saved(vec![(key("email"), text("a@b"))]));
    editing.act(id(), EditAction::Ended);
    assert_eq!(kept(&editing, "email"), None);
    assert_eq!(kept(&editing, "phone"), Some((text("5511"), text(""))));
    editing.act(id(), EditAction::Saving);
    editing.act(id(), EditAction::Saved(vec![(key("phone"), text("5511"))]));
    editing.act(id(), EditAction::Ended);
    assert_eq!(editing, Editing::default());
}

#[test]
fn what_was_refused_stays_and_is_said_until_it_is_typed_anew() {
    let mut editing = entered("email", "a", "");
    editing.act(id(), EditAction::Saving);
    editing.act(id(), EditAction::Refused(Entity::Contact, refusal("email")));
    editing.act(id(), EditAction::Ended);
    assert_eq!(kept(&editing, "email"), Some((text("a"), text(""))));
    let said = |editing: &Editing| {
        let sheet = editing.of(&id()).unwrap();
        sheet.refused.contains_key(&Entity::Contact)
    };
    assert!(said(&editing));
    editing.act(id(), EditAction::Enter(key("email"), text("a@"), text("")));
    assert!(!said(&editing));
}

#[test]
fn what_was_typed_during_the_request_is_not_taken_for_saved() {
    let mut editing = entered("email", "a", "");
    editing.act(id(), EditAction::Saving);
    editing.act(id(), EditAction::Enter(key("email"), text("ab"), text("")));
    editing.act(id(), EditAction::Saved(vec![(key("email"), text("a"))]));
    editing.act(id(), EditAction::Ended);
    assert_eq!(kept(&editing, "email"), Some((text("ab"), text(""))));
}
