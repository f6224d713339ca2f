//! What the page holds answers exactly as the server would, or not at all.

use encaixe_api::id::MessageId;
use encaixe_api::inbox::conversation::Conversation;
use serde_json::{Value, json};

use super::stretch;

const AT: &str = "2026-11-22T17:20:16.000Z";

fn open(messages: std::ops::Range<u32>, earlier: Option<&str>) -> Conversation {
    let message = |id: u32| {
        json!({"id": id.to_string(), "type": "text", "from": "contact", "author": null, "text": "oi",
            "mediaUrl": null, "status": null, "createdAt": AT})
    };
    serde_json::from_value(json!({
        "id": "9", "contact": {"id": "7", "name": "Ana", "avatar": null}, "channel": "5", "assignee": null,
        "group": null, "tags": [], "status": "open", "unread": 0, "lastMessage": null, "updatedAt": AT,
        "person": {"id": "7", "name": "Ana", "avatar": null, "email": null, "phone": null, "fields": {}},
        "identifier": null, "session": "31", "messages": messages.map(message).collect::<Vec<Value>>(),
        "earlier": earlier
    }))
    .unwrap()
}

fn check(
    open: &Conversation,
    before: Option<&str>,
    limit: u32,
    expected: Option<(&[&str], Option<&str>)>,
) {
    let before = before.map(MessageId::from);
    let found = stretch(open, before.as_ref(), limit);
    let found = found.map(|(messages, earlier)| {
        let ids: Vec<String> = messages.iter().map(|one| one.id.to_string()).collect();
        (ids, earlier.map(|id| id.to_string()))
    });
    let expected = expected.map(|(ids, earlier)| {
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        (ids, earlier.map(str::to_owned))
    });
    assert_eq!(found, expected, "before {before:?}, {limit}");
}

#[test]
fn a_whole_conversation_answers_everything() {
    let open = open(1..5, None);
    check(&open, None, 50, Some((&["1", "2", "3", "4"], None)));
    check(&open, None, 4, Some((&["1", "2", "3", "4"], None)));
    check(&open, None, 2, Some((&["3", "4"], Some("3"))));
    check(&open, Some("3"), 2, Some((&["1", "2"], None)));
    check(&open, Some("3"), 1, Some((&["2"], Some("2"))));
    check(&open, Some("1"), 1, Some((&[], None)));
}

#[test]
fn a_part_answers_what_lies_within_it() {
    let open = open(3..6, Some("cursor"));
    check(&open, None, 3, Some((&["3", "4", "5"], Some("3"))));
    check(&open, Some("5"), 2, Some((&["3", "4"], Some("3"))));
    check(&open, Some("5"), 1, Some((&["4"], Some("4"))));
    check(&open, None, 4, None);
    check(&open, Some("5"), 3, None);
    check(&open, Some("3"), 1, None);
}

#[test]
fn a_message_that_is_not_loaded_is_the_servers_to_find() {
    check(&open(1..5, None), Some("77"), 1, None);
    check(&open(1..1, None), None, 1, Some((&[], None)));
}
