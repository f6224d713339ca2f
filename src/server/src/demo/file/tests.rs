//! What the files of the demo hold, and how their spans of time are read.

use encaixe_api::inbox::custom_field::CustomField;
use encaixe_protocol::event::conversation::Scalar;

use super::{read, span};
use crate::time::{DAY, MINUTE};

#[test]
fn a_span_adds_its_parts() {
    assert_eq!(span("1d 2h 3m").unwrap(), DAY + 123 * MINUTE);
    assert_eq!(span("9m").unwrap(), 9 * MINUTE);
    assert!(span("soon").is_err());
}

#[test]
fn the_files_are_read_and_their_messages_are_in_order() {
    let (workspace, conversations) = read().unwrap();
    assert!(workspace.tag.len() >= 8);
    assert!(conversations.conversation.len() >= 14);
    let longest = conversations
        .conversation
        .iter()
        .map(|one| one.message.len())
        .max();
    assert!(
        longest > Some(50),
        "the page needs a second page of messages"
    );
    for conversation in conversations.conversation {
        let times: Vec<_> = conversation
            .message
            .iter()
            .map(|message| span(&message.at).unwrap())
            .collect();
        assert!(
            times.windows(2).all(|pair| pair[0] >= pair[1]),
            "{}",
            conversation.id
        );
    }
}

#[test]
fn every_field_holds_what_its_kind_takes_as_it_is_stored() {
    let (workspace, conversations) = read().unwrap();
    let check = |entity: &str, placeholder: &str, value: &Scalar| {
        let kept = workspace
            .custom_field
            .iter()
            .find(|one| one.entity == entity && one.placeholder == placeholder)
            .map(|one| field(one).check(value));
        assert_eq!(kept, Some(Ok(Some(value.clone()))), "{placeholder}");
    };
    for one in &conversations.conversation {
        for (placeholder, value) in &one.session {
            check("session", placeholder, value);
        }
        for (placeholder, value) in &one.contact.fields {
            check("contact", placeholder, value);
        }
    }
    let filled = conversations
        .conversation
        .iter()
        .filter(|one| !one.session.is_empty());
    assert!(filled.count() >= 5);
}

fn field(one: &super::CustomField) -> CustomField {
    CustomField {
        id: one.id.clone(),
        name: one.name.clone(),
        description: None,
        entity: one.entity.clone(),
        placeholder: one.placeholder.clone(),
        kind: one.kind.clone(),
        options: one.choices(),
        is_active: true,
        uses: None,
        created_at: String::new(),
        updated_at: String::new(),
    }
}
