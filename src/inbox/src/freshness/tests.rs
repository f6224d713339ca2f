//! Which answers are believed, and what is known once the changes are through.

use encaixe_api::id::{ConversationId, TagId};
use encaixe_api::inbox::conversation::Status;

use super::{EditableFields, Ended, Freshness, Version};

fn one() -> ConversationId {
    ConversationId::from("1")
}

fn tagged(tags: &[&str]) -> EditableFields {
    EditableFields {
        assignee: None,
        group: None,
        status: Status::Open,
        tags: tags.iter().map(|tag| TagId::from(*tag)).collect(),
    }
}

fn begin(page: &mut Freshness) -> Version {
    page.start(&one(), Some(tagged(&["before"])))
}

fn said(page: &mut Freshness, started: Version, tags: &[&str]) -> Ended {
    let tags = tagged(tags);
    page.finish(
        &one(),
        started,
        Some(|editable: &mut EditableFields| *editable = tags),
    )
}

fn refused(page: &mut Freshness, started: Version) -> Ended {
    page.finish(&one(), started, None::<fn(&mut EditableFields)>)
}

fn fetch_at_the_end() -> Ended {
    Ended {
        show: None,
        fetch: true,
    }
}

#[test]
fn a_row_that_was_asked_for_in_peace_is_believed() {
    let mut page = Freshness::default();
    let asked = page.ask(&one());
    assert!(page.row_came(&one(), asked));
    let started = begin(&mut page);
    said(&mut page, started, &["after"]);
    let asked = page.ask_list();
    assert!(page.row_came(&one(), asked));
}

#[test]
fn a_row_asked_for_before_a_change_is_not_believed_and_is_asked_for_again_afterwards() {
    let mut page = Freshness::default();
    let asked = page.ask_list();
    let started = begin(&mut page);
    assert!(!page.row_came(&one(), asked));
    assert!(!page.take_refetch(&one()), "the change is still on its way");
    assert!(said(&mut page, started, &["after"]).fetch);
}

#[test]
fn a_row_asked_for_during_a_change_is_not_believed_after_it() {
    let mut page = Freshness::default();
    let started = begin(&mut page);
    let asked = page.ask(&one());
    assert!(
        !said(&mut page, started, &["after"]).fetch,
        "nothing came yet"
    );
    assert!(!page.row_came(&one(), asked));
    assert!(page.take_refetch(&one()));
    assert!(!page.take_refetch(&one()), "it is taken once");
}

#[test]
fn two_rows_that_were_not_believed_are_asked_for_once() {
    let mut page = Freshness::default();
    let (list, whole) = (page.ask_list(), page.ask(&one()));
    let started = begin(&mut page);
    said(&mut page, started, &["after"]);
    assert!(!page.row_came(&one(), list));
    assert!(page.take_refetch(&one()));
    let again = page.ask(&one());
    assert!(!page.row_came(&one(), whole));
    assert!(
        !page.take_refetch(&one()),
        "the later question is on its way"
    );
    assert!(page.row_came(&one(), again));
}

#[test]
fn a_change_leaves_other_conversations_alone() {
    let mut page = Freshness::default();
    let asked = page.ask_list();
    begin(&mut page);
    assert!(page.row_came(&ConversationId::from("2"), asked));
}

#[test]
fn an_older_answer_never_replaces_a_newer_one() {
    let mut page = Freshness::default();
    let (old, new) = (page.ask_list(), page.ask_list());
    assert!(page.list_came(new));
    assert!(!page.list_came(old));

    let (old, new) = (page.ask(&one()), page.ask(&one()));
    assert!(page.whole_came(&one(), new) && page.row_came(&one(), new));
    assert!(!page.whole_came(&one(), old) && !page.row_came(&one(), old));
    assert!(!page.take_refetch(&one()), "what is shown is newer");
}

#[test]
fn a_newer_list_keeps_its_row_but_not_the_messages_from_coming() {
    let mut page = Freshness::default();
    let (whole, list) = (page.ask(&one()), page.ask_list());
    assert!(page.list_came(list) && page.row_came(&one(), list));
    assert!(page.whole_came(&one(), whole));
    assert!(!page.row_came(&one(), whole));
}

#[test]
fn what_a_sent_message_overtakes_is_not_shown_but_fetched_again() {
    let mut page = Freshness::default();
    let asked = page.ask(&one());
    assert!(page.wrote(&one()));
    assert!(!page.whole_came(&one(), asked));
    let again = page.ask(&one());
    assert!(page.whole_came(&one(), again));
    assert!(!page.wrote(&one()), "nothing is on its way");
}

#[test]
fn a_sent_message_asks_nothing_itself() {
    let mut page = Freshness::default();
    let asked = page.ask_list();
    let started = begin(&mut page);
    said(&mut page, started, &["after"]);
    assert!(!page.wrote(&one()));
    assert!(!page.row_came(&one(), asked));
    assert!(page.take_refetch(&one()), "the row is still to be fetched");
}

#[test]
fn what_the_server_said_to_a_lone_change_is_shown() {
    let mut page = Freshness::default();
    let started = begin(&mut page);
    let ended = said(&mut page, started, &["after"]);
    assert_eq!(ended.show, Some(tagged(&["after"])));
    assert!(!ended.fetch);
}

#[test]
fn a_refused_change_is_taken_back_and_the_conversation_fetched() {
    let mut page = Freshness::default();
    let started = begin(&mut page);
    let ended = refused(&mut page, started);
    assert_eq!(ended.show, Some(tagged(&["before"])));
    assert!(ended.fetch);
}

#[test]
fn answers_to_changes_that_overlap_are_not_shown_in_whichever_order_they_come() {
    for turned in [false, true] {
        let mut page = Freshness::default();
        let (first, second) = (begin(&mut page), begin(&mut page));
        let (one, other) = if turned {
            (second, first)
        } else {
            (first, second)
        };
        assert_eq!(said(&mut page, one, &["x"]), Ended::default(), "{turned}");
        assert_eq!(said(&mut page, other, &["y"]), fetch_at_the_end());
    }
}

#[test]
fn a_refusal_beside_another_change_takes_back_no_more_than_itself() {
    let mut page = Freshness::default();
    let (first, second) = (begin(&mut page), begin(&mut page));
    assert_eq!(refused(&mut page, second), Ended::default());
    let ended = said(&mut page, first, &["first"]);
    assert_eq!(ended.show, Some(tagged(&["first"])));
    assert!(ended.fetch);
}

#[test]
fn when_all_changes_are_refused_the_row_is_as_before_the_first() {
    let mut page = Freshness::default();
    let first = begin(&mut page);
    let second = page.start(&one(), Some(tagged(&["first, not yet true"])));
    assert_eq!(refused(&mut page, first), Ended::default());
    let ended = refused(&mut page, second);
    assert_eq!(ended.show, Some(tagged(&["before"])));
}

#[test]
fn a_change_of_a_row_that_is_not_shown_shows_nothing() {
    let mut page = Freshness::default();
    let started = page.start(&one(), None);
    assert_eq!(said(&mut page, started, &["after"]), Ended::default());
}
